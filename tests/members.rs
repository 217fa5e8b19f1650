//! Members of a calibrated population: a scenario's value replaces a member's, a relative number multiplies
//! it, and a result lists the members that it used.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use drawsim::document::number_path::NumberPath;
use drawsim::document::tree::Node;
use drawsim::model::{Model, Notice};
use drawsim::report::manifest::{Manifest, RanMember};
use drawsim::scenario::{Overlay, Scenario};

const TWO: &str = "tests/data/members/people.toml";

fn set(assignments: &[&str]) -> Overlay {
    Overlay { set: assignments.iter().map(|one| (*one).to_owned()).collect(), ..Overlay::default() }
}

/// A number of each member under a scenario.
fn numbers(scenario: &Scenario, path: &str) -> Vec<f64> {
    let path: NumberPath = path.parse().unwrap();
    let members = scenario.population.members.as_ref().expect("the scenario has members");
    members.documents.iter().map(|document: &Node| path.number(document).unwrap()).collect()
}

fn education(scenario: &Scenario) -> Vec<Vec<f64>> {
    let shares = (0..8).map(|place| numbers(scenario, &format!("stream.varied.education[{place}]")));
    let shares: Vec<Vec<f64>> = shares.collect();
    [0, 1].map(|member| shares.iter().map(|of_members| of_members[member]).collect()).to_vec()
}

fn restated(model: &Model) -> Vec<String> {
    let found = model.notices().into_iter().find_map(|notice| match notice {
        Notice::Restated(keys) => Some(keys),
        _ => None,
    });
    found.unwrap_or_default()
}

fn assert_near(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    let is_near = found.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12);
    assert!(is_near, "{found:?} instead of {expected:?}");
}

/// An extending scenario that reforms the law, with a table `[population.life]`.
fn reform(folder: &Path, life: &str) -> String {
    let base = fs::canonicalize(TWO).unwrap();
    let path = folder.join("reform.toml");
    let text = format!(
        "extends = {base:?}\n[population.life]\n{life}\n\
         [[policy.change]]\ndate = 2024-01-01\ninstrument = \"a reform\"\ncrs.additional.sibling = 50\n"
    );
    fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[test]
fn members_have_their_own_values_and_the_scenario_states_none_of_them() {
    let (scenario, model) = Model::load(TWO, &Overlay::default()).unwrap();
    assert_eq!(numbers(&scenario, "life.retest_rate"), [0.4, 0.8]);
    assert_eq!(numbers(&scenario, "stream.varied.education[6]"), [0.4, 0.2]);
    assert_eq!(restated(&model), Vec::<String>::new());
}

#[test]
fn a_value_of_an_assignment_holds_for_every_member_and_a_notice_names_it() {
    let (scenario, model) = Model::load(TWO, &set(&["population.life.retest_rate=0.7"])).unwrap();
    assert_eq!(numbers(&scenario, "life.retest_rate"), [0.7, 0.7]);
    assert_eq!(numbers(&scenario, "life.withdrawal_rate"), [0.2, 1.5]);
    assert_eq!(restated(&model), ["life.retest_rate"]);
}

#[test]
fn a_value_of_an_extending_reform_holds_for_every_member_and_a_notice_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = reform(folder.path(), "withdrawal_rate = 0.9");
    let (scenario, model) = Model::load(&path, &Overlay::default()).unwrap();
    assert_eq!(numbers(&scenario, "life.withdrawal_rate"), [0.9, 0.9]);
    assert_eq!(numbers(&scenario, "life.retest_rate"), [0.4, 0.8]);
    assert_eq!(restated(&model), ["life.withdrawal_rate"]);
}

#[test]
fn a_relative_number_multiplies_the_value_of_each_member() {
    let assignment = r#"population.life.retest_rate="x 1.25""#;
    let (scenario, model) = Model::load(TWO, &set(&[assignment])).unwrap();
    assert_near(&numbers(&scenario, "life.retest_rate"), &[0.5, 1.0]);
    assert_eq!(restated(&model), Vec::<String>::new());
    // Written without quotes of TOML it is the same.
    let plain = Scenario::load(TWO, &set(&["population.life.retest_rate=x 1.25"])).unwrap();
    assert_near(&numbers(&plain, "life.retest_rate"), &[0.5, 1.0]);
}

#[test]
fn relative_numbers_of_a_scenario_and_of_an_assignment_multiply() {
    let folder = tempfile::tempdir().unwrap();
    let path = reform(folder.path(), "retest_rate = \"x 2\"\nwithdrawal_rate = 0.6");
    let overlay = set(&["population.life.retest_rate=x 1.25", "population.life.withdrawal_rate=x 0.5"]);
    let (scenario, model) = Model::load(&path, &overlay).unwrap();
    assert_near(&numbers(&scenario, "life.retest_rate"), &[1.0, 2.0]);
    // Half of what the scenario states for all members.
    assert_near(&numbers(&scenario, "life.withdrawal_rate"), &[0.3, 0.3]);
    assert_eq!(restated(&model), ["life.withdrawal_rate"]);
}

#[test]
fn a_share_scales_the_others_in_proportion_and_lists_sum_to_one() {
    // The file states [0, 0.05, 0.05, 0.1, 0.4, 0.1, 0.25, 0.05]. With 0.4 in place of 0.25 the others are
    // 0.6 / 0.75 = 0.8 times theirs.
    let own = Scenario::load(TWO, &Overlay::default()).unwrap();
    assert_near(&education(&own)[0], &[0.0, 0.04, 0.04, 0.08, 0.32, 0.08, 0.4, 0.04]);
    // 0.7 for all members: 0.3 / 0.75 = 0.4 times.
    let stated = Scenario::load(TWO, &set(&["population.stream.varied.education[6]=0.7"])).unwrap();
    for shares in education(&stated) {
        assert_near(&shares, &[0.0, 0.02, 0.02, 0.04, 0.16, 0.04, 0.7, 0.02]);
    }
    // Twice each member's own: 0.8 and 0.4.
    let relative = Scenario::load(TWO, &set(&["population.stream.varied.education[6]=x 2"])).unwrap();
    assert_near(&numbers(&relative, "stream.varied.education[6]"), &[0.8, 0.4]);
    for shares in [education(&own), education(&stated), education(&relative)].concat() {
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{shares:?}");
    }
}

#[test]
fn mistakes_of_relative_numbers_are_named() {
    for (assignments, title) in [
        (vec!["population.life.retest_rat=x 2"], "there is no `life.retest_rat`"),
        (vec!["population.stream.varied.education=x 2"], "`stream.varied.education` holds no number"),
        (
            vec!["population.stream.varied.education[6]=x 5"],
            "`stream.varied.education[6]` would be above 1: a share is between 0 and 1",
        ),
        // Three times 0.25 of the file is a share, and three times 0.4 of the first member is none.
        (
            vec!["population.stream.varied.education[6]=x 3"],
            "member 1: `stream.varied.education[6]` would be above 1: a share is between 0 and 1",
        ),
        (
            vec!["population.arrivals.factor={ 2024 = 2 }", "population.arrivals.factor=x 2"],
            "`population.arrivals.factor` is relative, but the scenario states this number by day or by year",
        ),
    ] {
        let found = Scenario::load(TWO, &set(&assignments)).unwrap_err();
        assert!(found.problems.iter().any(|problem| problem.title == title), "{found}");
    }
}

#[test]
fn a_value_that_no_member_can_have_is_shown_in_its_table() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("members.csv");
    fs::write(&path, "member,life.retest_rate\n1,0.5\n2,-3\n").unwrap();
    let found = Model::load(TWO, &set(&[&format!("population.members={path:?}")])).unwrap_err().to_string();
    assert!(found.contains("members.csv:3:3") && found.contains("`life.retest_rate` is -3.0"), "{found}");
    assert!(found.contains("1 problem found"), "{found}");
}

fn run(folder: &Path, replications: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", TWO, "--replications", replications, "--output"])
        .arg(folder)
        .output()
        .unwrap()
}

/// The cells of a column of a table.
fn column(folder: &Path, table: &str, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.join(table)).unwrap();
    let mut lines = text.lines();
    let place = lines.next().unwrap().split(',').position(|column| column == name).unwrap();
    lines.map(|line| line.split(',').nth(place).unwrap().to_owned()).collect()
}

#[test]
fn tables_name_the_member_and_the_manifest_holds_its_row() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = run(&folder, "5");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && !said.contains("sd_chance"), "{said}");
    let rounds = column(&folder, "rounds.csv", "replication");
    let named: BTreeMap<String, String> =
        rounds.into_iter().zip(column(&folder, "rounds.csv", "member")).collect();
    let named: Vec<&str> = named.values().map(String::as_str).collect();
    assert_eq!(named, ["1", "2", "1", "2", "1"]);
    for table in ["flows", "admissions_monthly", "pool", "inventory", "invited"] {
        assert_eq!(column(&folder, &format!("{table}.csv"), "member")[0], "1", "{table}");
    }
    for part in ["sd_chance", "sd_parameters"] {
        let cells = column(&folder, "cutoffs.csv", part);
        assert!(cells.iter().any(|cell| !cell.is_empty()), "{part}: {cells:?}");
    }
    let Manifest { inputs, members, .. } = Manifest::read(&folder).unwrap();
    let members = members.unwrap();
    assert!(members.file.ends_with("members.csv") && inputs.contains_key(&members.file), "{inputs:?}");
    let row = |member, [retest, withdrawal, masters]: [f64; 3]| RanMember {
        member,
        values: BTreeMap::from([
            ("life.retest_rate".to_owned(), retest),
            ("life.withdrawal_rate".to_owned(), withdrawal),
            ("stream.varied.education[6]".to_owned(), masters),
        ]),
    };
    assert_eq!(members.rows, [row(1, [0.4, 0.2, 0.4]), row(2, [0.8, 1.5, 0.2])]);
}

#[test]
fn too_few_replications_leave_the_parts_of_the_spread_empty_with_a_notice() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = run(&folder, "3");
    let said = String::from_utf8_lossy(&done.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    let expected = "the run has 3 replications and the calibrated population 2 members: chance cannot be \
                    told from parameters, since each member needs two replications, so that \
                    `sd_parameters` is empty. Ask for `--replications 4` or more";
    assert!(done.status.success() && said.contains(expected), "{said}");
    for part in ["sd_chance", "sd_parameters"] {
        assert!(column(&folder, "cutoffs.csv", part).iter().all(String::is_empty));
    }
    // A single replication simulates the first member alone.
    let one = place.path().join("one");
    assert!(run(&one, "1").status.success());
    let rows = Manifest::read(&one).unwrap().members.unwrap().rows;
    assert_eq!(rows.iter().map(|row| row.member).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_one_step_run_simulates_the_people_of_each_member() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("check");
    let window = ["--from", "2024-01-01", "--to", "2024-03-31", "--warm-up", "6"];
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["calibrate", "--check", TWO, "--quiet", "--replications", "3", "--output"])
        .arg(&folder)
        .args(window)
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let replications = column(&folder, "flows.csv", "replication");
    let members = column(&folder, "flows.csv", "member");
    let pairs: BTreeMap<String, String> = replications.iter().cloned().zip(members).collect();
    assert_eq!(pairs.values().map(String::as_str).collect::<Vec<_>>(), ["1", "2", "1"]);
    // The second member withdraws 1.5 times a year, the first 0.2 times.
    let withdrawn = column(&folder, "flows.csv", "withdrawn");
    let sums = ["0", "1"].map(|replication| {
        let of_run = replications.iter().zip(&withdrawn).filter(|(number, _)| *number == replication);
        of_run.map(|(_, count)| count.parse::<u32>().unwrap()).sum::<u32>()
    });
    assert!(sums[1] > 3 * sums[0], "{sums:?}");
}

#[test]
fn members_belong_to_the_file_that_is_named_beside_them() {
    let count = |assignments: &[&str]| {
        let scenario = Scenario::load(TWO, &set(assignments)).unwrap();
        scenario.population.members.map_or(0, |members| members.documents.len())
    };
    let other = "population.file=\"population/canada_2025.toml\"";
    let file = fs::canonicalize("tests/data/members/members.csv").unwrap();
    let members = format!("population.members={file:?}");
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["population.scale=0.1"]), 2);
    assert_eq!(count(&[other]), 0);
    // What an option names stays, whichever comes first: here it names keys that the other file has not.
    let refused = |assignments: &[&str]| Scenario::load(TWO, &set(assignments)).is_err();
    assert!(refused(&[other, &members]) && refused(&[&members, other]));
}
