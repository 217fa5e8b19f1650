//! Scenarios with reforms: differences on a base, their problems, the shipped ones, and their effect on a
//! run.

use std::fs;
use std::path::{Path, PathBuf};

use drawsim::document::library;
use drawsim::model::{Model, Notice};
use drawsim::policy::law::{Author, Law, diff};
use drawsim::population::PersonId;
use drawsim::record::{Counts, Record};
use drawsim::rng::Randomness;
use drawsim::scenario::{Overlay, Scenario};
use drawsim::simulation::run;
use drawsim::time::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a test writes dates as they are")
}

/// A scenario file in a folder of its own.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }
}

fn load(path: impl AsRef<Path>) -> (Scenario, Model) {
    let name = path.as_ref().display().to_string();
    Model::load(&name, &Overlay::default()).unwrap_or_else(|invalid| panic!("{invalid}"))
}

fn message(name: &str) -> String {
    Model::load(name, &Overlay::default()).map(|_| ()).expect_err("the scenario has problems").to_string()
}

fn assert_message(name: &str) {
    let found = message(&format!("tests/data/scenarios/{name}.toml"));
    let expected = fs::read_to_string(format!("tests/data/scenarios/{name}.txt")).unwrap();
    assert_eq!(found.trim_end(), expected.trim_end(), "{name}");
}

fn counts(model: &Model) -> Vec<Counts> {
    let of = |replication| {
        let mut record = Record::counts();
        run(model, replication, &mut record);
        record.into_counts()
    };
    (0..3).map(of).collect()
}

fn assert_same_law(left: &Law, right: &Law) {
    let days: Vec<Day> = left.change_days().iter().chain(right.change_days()).copied().collect();
    for on in days.into_iter().flat_map(|on| [on - 1, on]) {
        assert!(left.rules_on(on) == right.rules_on(on), "{on}");
    }
}

#[test]
fn every_file_under_scenarios_is_carried() {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("scenarios")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if path.is_dir() => folders.push(path),
                Some("toml" | "csv") => {
                    found.push(path.strip_prefix("scenarios").unwrap().display().to_string());
                }
                _ => {}
            }
        }
    }
    let mut carried: Vec<&str> = library::shipped().collect();
    carried.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, carried);
}

#[test]
fn every_shipped_reform_is_history_with_its_differences() {
    let (history, base) = load("history");
    for (name, blocks) in [
        ("job_offer_points_restored", 1),
        ("french_points_doubled", 1),
        ("no_points_after_40", 1),
        ("federal_high_skilled_2026", 3),
    ] {
        let (scenario, model) = load(name);
        assert_eq!((scenario.start(), scenario.end()), (history.start(), history.end()));
        assert_eq!(scenario.seed, history.seed);
        assert_ne!(scenario.title, history.title);
        assert_eq!(scenario.reforms.len(), blocks, "{name}");
        assert_eq!(model.plan().len(), base.plan().len());
        assert!(
            model.law().is_reformed() && model.law().superseded().is_empty() && model.notices().is_empty()
        );
        let first =
            model.law().changes().iter().find(|change| change.author == Author::Scenario).unwrap().date;
        assert!(!diff(base.law(), first, model.law(), first).is_empty(), "{name}");
        assert!(diff(base.law(), first - 1, model.law(), first - 1).is_empty(), "{name}");
        // Every round has somebody it could invite.
        for round in model.plan() {
            let in_force = model.law().rules_on(round.instruction.drawn_at.day()).in_force();
            assert!(round.eligible.admitted.intersects(in_force), "{name}: {}", round.instruction.round_type);
        }
    }
}

#[test]
fn unpublished_point_values_of_the_proposal_are_marked_as_assumed() {
    let (_, model) = load("federal_high_skilled_2026");
    for key in ["crs.factor.high_wage.points.1", "crs.factor.sibling.in_force", "crs.additional.study_short"]
    {
        let history = model.law().history(key);
        assert!(history.last().unwrap().change.assumption.is_some(), "{key}");
    }
}

#[test]
fn a_reform_that_restates_the_law_gives_the_same_bytes() {
    let place = Place::new();
    let path = place.write(
        "restated.toml",
        r#"
extends = "tiny.toml"

[[policy.change]]
date = 2015-01-20

[policy.change.crs.age.30]
with_spouse = 95
without_spouse = 105

[policy.change.crs.additional]
job_offer_skilled = 600

[policy.change.programs.cec]
work = { canadian_recent = 12 }

[policy.change.invitation]
validity_days = 60
tie_break = "everyone_at_the_cutoff"
"#,
    );
    let ((_, restated), (_, current)) = (load(path), load("tiny"));
    assert!(restated.law().is_reformed() && restated.law().change_days().contains(&day("2015-01-20")));
    assert_eq!(counts(&restated), counts(&current));
    let bytes = |model: &Model| format!("{:?}", counts(model)).into_bytes();
    assert!(bytes(&restated) == bytes(&current));
}

#[test]
fn a_reform_that_changes_the_law_changes_the_rounds_after_it_and_none_before() {
    let place = Place::new();
    let path = place.write(
        "no_offers.toml",
        "extends = \"tiny.toml\"\n[[policy.change]]\ndate = 2015-02-05\n\
         crs.additional.job_offer_skilled = 0\n",
    );
    let ((_, reform), (_, current)) = (load(path), load("tiny"));
    for (reform, current) in counts(&reform).iter().zip(counts(&current)) {
        assert_eq!(reform.rounds[0], current.rounds[0]);
        assert!(reform.rounds[1].cutoff < current.rounds[1].cutoff);
    }
}

/// Persons who arrive in the first week of a run.
fn arrivals(model: &Model) -> Vec<PersonId> {
    let days = (0..7).map(|days| model.start() + days);
    let of_day = |day| model.population().arrivals_on(day, 86_400, |_| 1.0, Randomness::new(1, 0));
    days.flat_map(of_day).map(|arrival| arrival.person).collect()
}

fn submitted(model: &Model) -> u32 {
    counts(model).iter().flat_map(|counts| &counts.flows).map(|flows| flows.submitted).sum()
}

#[test]
fn a_reform_meets_the_same_people_and_admits_more_or_fewer_of_them() {
    let place = Place::new();
    let with_pass_mark = |points: u32| {
        let text = format!(
            "extends = \"tiny.toml\"\n[[policy.change]]\ndate = 2015-01-02\nfsw_grid.pass_mark = {points}\n"
        );
        load(place.write(&format!("{points}.toml"), &text)).1
    };
    let (base, open, strict) = (load("tiny").1, with_pass_mark(0), with_pass_mark(100));
    assert!(arrivals(&base).len() > 20);
    for reformed in [&open, &strict] {
        assert_eq!(arrivals(reformed), arrivals(&base));
        let shares = |model: &Model| -> Vec<f64> {
            let streams = model.population().streams.iter();
            streams.map(|stream| stream.eligible_share.at(model.start())).collect()
        };
        assert_eq!(shares(reformed), shares(&base));
    }
    let [few, usual, many] = [&strict, &base, &open].map(submitted);
    assert!(few < usual && usual < many, "{few} {usual} {many}");
}

#[test]
fn differences_are_laid_on_key_by_key_lists_replace_and_reforms_add_up() {
    let place = Place::new();
    place.write(
        "middle.toml",
        "extends = \"tiny.toml\"\ntitle = \"Middle\"\nend = 2015-03-31\n[population]\nscale = 0.5\n\
         [[policy.change]]\ndate = 2015-01-10\ncrs.additional.nomination = 500\n",
    );
    let path = place.write(
        "top.toml",
        "extends = \"middle.toml\"\nseed = 7\nplan.published = \"none\"\n\
         [plan.list]\nrounds = [{ date = 2015-03-01, type = \"general\", size = 10 }]\n\
         [[policy.change]]\ndate = 2015-01-20\ncrs.additional.nomination = 550\n",
    );
    let (scenario, model) = load(path);
    assert_eq!((scenario.name.as_str(), scenario.title.as_str()), ("top", "top"));
    assert_eq!((scenario.seed, scenario.replications()), (7, 3));
    assert_eq!((scenario.start(), scenario.end()), (day("2015-01-01"), day("2015-03-31")));
    assert_eq!((scenario.population.scale, model.plan().len()), (0.5, 1));
    let history = model.law().history("crs.additional.nomination");
    let steps: Vec<String> =
        history.iter().map(|step| format!("{} {}", step.change.date, step.value)).collect();
    assert_eq!(steps, ["2015-01-01 600", "2015-01-10 500", "2015-01-20 550"]);
    let files: Vec<&str> = scenario.reforms.iter().map(|node| node.origin.source.name.as_str()).collect();
    assert!(files[0].ends_with("middle.toml") && files[1].ends_with("top.toml"), "{files:?}");
}

#[test]
fn a_resolved_scenario_holds_everything_and_is_read_again() {
    for name in ["federal_high_skilled_2026", "job_offer_points_restored", "history"] {
        let (scenario, model) = load(name);
        assert!(!scenario.resolved.contains("extends"), "{}", scenario.resolved);
        let place = Place::new();
        let (again, second) = load(place.write(&format!("{name}.toml"), &scenario.resolved));
        assert_eq!(again.resolved, scenario.resolved);
        assert_same_law(second.law(), model.law());
        assert_eq!(second.plan(), model.plan());
    }
}

#[test]
fn a_base_in_another_folder_keeps_the_files_of_its_folder() {
    let place = Place::new();
    let canada = fs::read_to_string("scenarios/population/canada_2025.toml").unwrap();
    place.write("base/people.toml", &canada.replace("occupations.csv", "population/occupations.csv"));
    let tiny = fs::read_to_string("scenarios/tiny.toml").unwrap();
    place.write("base/base.toml", &tiny.replace("population/canada_2025.toml", "people.toml"));
    let path = place.write("reforms/reform.toml", "extends = \"../base/base.toml\"\ntitle = \"Reform\"\n");
    let (scenario, _) = load(path);
    assert!(scenario.population.source.name.ends_with("people.toml"), "{}", scenario.population.source.name);
    // No place of a machine is in what a manifest holds.
    assert!(scenario.resolved.contains("file = \"../base/people.toml\""), "{}", scenario.resolved);
    let again = place.write("elsewhere/again.toml", &scenario.resolved);
    assert_eq!(load(again).0.resolved, scenario.resolved);
}

#[test]
fn all_problems_of_form_and_law_are_told_at_once() {
    assert_message("broken");
}

#[test]
fn unknown_types_of_rounds_are_refused() {
    assert_message("types");
}

#[test]
fn a_circle_of_bases_and_a_missing_base_are_refused() {
    assert_message("circle_a");
    assert_message("nowhere");
}

#[test]
fn a_base_is_named_with_or_without_its_ending() {
    let place = Place::new();
    let short = place.write("short.toml", "extends = \"tiny\"\n");
    let long = place.write("long.toml", "extends = \"tiny.toml\"\n");
    assert_same_law(load(short).1.law(), load(long).1.law());
}

#[test]
fn a_problem_in_a_base_points_at_the_base() {
    let place = Place::new();
    place.write("base.toml", "extends = \"tiny.toml\"\n\n[population]\nscale = 2\n");
    let path = place.write("top.toml", "extends = \"base.toml\"\n");
    let message = message(&path.display().to_string());
    assert!(message.contains("base.toml:4:9") && message.contains("1 problem found"), "{message}");
}

#[test]
fn a_run_past_the_published_law_has_one_notice_and_a_reform_that_states_the_law_has_none() {
    let place = Place::new();
    let past = "extends = \"tiny.toml\"\nstart = 2026-10-01\nend = 2026-11-10\n";
    let about_the_law = |path| {
        let is_about_rounds = |notice: &Notice| matches!(notice, Notice::Run(_));
        let mut notices = load(path).1.notices();
        notices.retain(|notice| !is_about_rounds(notice));
        notices
    };
    let notices = about_the_law(place.write("past.toml", past));
    assert_eq!(notices, [Notice::CarriedCrs(day("2026-11-03"))]);
    let known = about_the_law(place.write("before.toml", &past.replace("11-10", "11-02")));
    assert_eq!(known, []);
    let stated = format!("{past}[[policy.change]]\ndate = 2026-11-03\ncrs.known = true\n");
    assert_eq!(about_the_law(place.write("stated.toml", &stated)), []);
}
