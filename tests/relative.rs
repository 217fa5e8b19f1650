//! Numbers that are relative to those of the extended scenario or of the law, elements of lists that an
//! assignment sets, and categories that a scenario adds.

use std::fs;

use drawsim::document::library;
use drawsim::model::{CategoryNotice, Model, Notice, Sizing};
use drawsim::policy::instruction::RoundType;
use drawsim::policy::law::{Law, diff};
use drawsim::policy::levels::{Level, Line};
use drawsim::scenario::{Overlay, Scenario};
use drawsim::time::Day;

fn day(text: &str) -> Day {
    text.parse().expect("a test writes dates as they are")
}

fn load(name: &str, set: &[&str]) -> (Scenario, Model) {
    let set = set.iter().map(|assignment| (*assignment).to_owned()).collect();
    Model::load(name, &Overlay { set, ..Overlay::default() }).unwrap_or_else(|invalid| panic!("{invalid}"))
}

/// The same of a text, written to a file.
fn load_text(text: &str, set: &[&str]) -> (Scenario, Model) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    fs::write(&path, text).unwrap();
    load(&path.display().to_string(), set)
}

/// Whether the resolved scenario holds a line.
fn states(scenario: &Scenario, line: &str) -> bool {
    scenario.resolved.lines().any(|stated| stated == line)
}

/// The stated sizes of the rounds of a type from a day on.
fn sizes(model: &Model, round_type: &str, from: &str) -> Vec<u32> {
    let named = RoundType::new(round_type);
    let of_type = model.plan().iter().filter(|round| round.instruction.round_type == named);
    let later = of_type.filter(|round| round.instruction.date >= day(from));
    later.filter_map(|round| round.sizing.stated()).collect()
}

#[test]
fn assignments_change_the_numbers_of_a_scenario_and_whole_ones_stay_whole() {
    let set = [
        "targets.most=-20 %",
        "targets.least=x 1.255",
        "targets.split.french=-20%",
        "targets.split.cec=0",
        "nominations.per_month.2025=+20%",
        "plan.cec.size=3001",
        "plan.cec.size=\u{2212}50 %",
        "replications=x 0.5",
    ];
    let (scenario, model) = load("baseline", &set);
    // 0.8 x 8,000; 1.255 x 100 = 125.5; 0.8 x 0.375; 1.2 x 913; 0.5 x 3,001 = 1,500.5; 0.5 x 50.
    for line in ["most = 6400", "least = 126", "french = 0.3", "2025 = 1095.6", "size = 1501"] {
        assert!(states(&scenario, line), "{line}:\n{}", scenario.resolved);
    }
    assert_eq!(scenario.replications(), 25);
    assert_eq!(sizes(&model, "cec", "2026-01-01")[..2], [1501, 1501]);
}

#[test]
fn a_scenario_changes_what_the_scenario_below_it_makes_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "a.toml",
        "extends = \"baseline\"\ntitle = \"a\"\ntargets.split.cec = 0\n\
         plan.cec.size = { low = 999, high = 2_001 }",
    );
    write("b.toml", "extends = \"a.toml\"\ntitle = \"b\"\nplan.cec.size = \"-50 %\"");
    let path = folder.path().join("c.toml");
    write("c.toml", "extends = \"b.toml\"\ntitle = \"c\"\nplan.cec.size = \"+5\"");
    let (_, model) = load(&path.display().to_string(), &[]);
    // 499.5 and 1,000.5 are rounded up; then 5 more.
    let cec = RoundType::new("cec");
    let mut planned = model.plan().iter().filter(|round| round.instruction.date >= day("2026-01-01"));
    let round = planned.find(|round| round.instruction.round_type == cec).unwrap();
    assert_eq!(round.sizing, Sizing::Between(505, 1006));
}

#[test]
fn a_number_that_no_scenario_states_is_relative_to_its_default() {
    let text = "extends = \"tiny\"\n[targets]\nsplit = { cec = 1 }\nmost = \"-20 %\"\n";
    let (scenario, _) = load_text(text, &["targets.smoothing=x 2", "targets.least=\"+9\""]);
    // 2 x 0.001; 0.8 x 10,000; 1 + 9.
    for line in ["smoothing = 0.002", "most = 8000", "least = 10"] {
        assert!(states(&scenario, line), "{line}:\n{}", scenario.resolved);
    }
}

#[test]
fn a_change_on_a_date_refers_to_what_holds_before_it() {
    let text = "extends = \"baseline\"\ntitle = \"steps\"\ntargets.split.cec = 0\nplan.cec.size = 1_000\n\
                [[plan.cec.change]]\nfrom = 2026-07-01\nsize = \"x 2\"\n\
                [[plan.cec.change]]\nfrom = 2027-01-01\nsize = \"+500\"\n\
                [[targets.change]]\nfrom = 2027-01-01\nmost = \"x 0.5\"\n\
                [[targets.change]]\nfrom = 2028-01-01\nmost = \"+1\"\n";
    let (scenario, model) = load_text(text, &[]);
    let first = |from: &str| sizes(&model, "cec", from)[0];
    let found = ["2026-01-01", "2026-07-01", "2027-01-01", "2028-12-01"].map(first);
    assert_eq!(found, [1000, 2000, 2500, 2500]);
    assert!(states(&scenario, "most = 4000") && states(&scenario, "most = 4001"), "{}", scenario.resolved);
}

fn value(law: &Law, on: &str, key: &str) -> String {
    law.values_on(day(on))[key].value.to_string()
}

#[test]
fn a_reform_changes_the_law_of_its_day_with_the_reforms_before_it() {
    // French earns 25 points since 2020-10-20, a job offer nothing since 2025-03-25; 100 points at 20 to 29.
    let text = "extends = \"baseline\"\ntitle = \"a reform\"\n\
                [[policy.change]]\ndate = 2026-09-01\ncrs.additional.french = \"x 2\"\nfunds.1 = \"+10 %\"\n\
                [[policy.change]]\ndate = 2026-07-01\ncrs.additional.french = \"+6\"\n\
                crs.additional.job_offer_skilled = \"+50\"\ncrs.age.25.with_spouse = \"-10\"\n";
    let (scenario, model) = load_text(text, &[]);
    let law = model.law();
    let french = ["2026-06-30", "2026-07-01", "2026-09-01"].map(|on| value(law, on, "crs.additional.french"));
    assert_eq!(french, ["25", "31", "62"]);
    assert_eq!(value(law, "2026-07-01", "crs.additional.job_offer_skilled"), "50");
    assert_eq!(value(law, "2026-07-01", "crs.age.25.with_spouse"), "90");
    let funds = |on: &str| value(law, on, "funds.1").parse::<f64>().unwrap();
    assert_eq!(funds("2026-09-01"), (1.1 * funds("2026-08-31")).round());
    assert!(states(&scenario, "french = 31") && states(&scenario, "french = 62"), "{}", scenario.resolved);
}

#[test]
fn the_shipped_cut_of_the_federal_target_takes_a_fifth_from_both_ends_and_nothing_else() {
    let (scenario, cut) = load("federal_target_cut_from_2027", &[]);
    let (_, base) = load("baseline", &[]);
    let known = |model: &Model, year: i16| {
        model.levels().known(Line::FederalHighSkilled, year, day("2026-01-01")).unwrap()
    };
    assert_eq!(known(&cut, 2026), known(&base, 2026));
    // Published for 2027 and 2028: 86,000 to 122,000 persons, and 111,000 as the target.
    let cut_by_a_fifth = Level { low: Some(68_800.0), target: Some(88_800.0), high: Some(97_600.0) };
    assert_eq!([2027, 2028, 2029].map(|year| known(&cut, year)), [cut_by_a_fifth; 3]);
    assert!(diff(base.law(), base.end(), cut.law(), cut.end()).is_empty());
    assert_eq!(cut.plan(), base.plan());
    assert!(states(&scenario, "target = 88800"), "{}", scenario.resolved);
    let (_, again) = load_text(&scenario.resolved, &[]);
    assert_eq!(known(&again, 2028), known(&cut, 2028));
}

#[test]
fn a_relative_target_is_announced_on_the_day_of_its_file() {
    let text = "extends = \"baseline\"\ntitle = \"later\"\n[levels]\nannounced = 2026-11-01\n\
                federal_high_skilled = { 2027 = \"-20 %\" }\n";
    let (_, model) = load_text(text, &["levels.federal_high_skilled.2027=x 0.5"]);
    let target = |on: &str| model.levels().known(Line::FederalHighSkilled, 2027, day(on)).unwrap().target;
    // 0.5 x 0.8 x 111,000.
    assert_eq!(["2026-10-31", "2026-11-01"].map(target), [Some(111_000.0), Some(44_400.0)]);
}

#[test]
fn elements_of_lists_are_set_by_their_place_from_0() {
    let text = "extends = \"baseline\"\ntitle = \"a reform\"\n\
                [[policy.change]]\ndate = 2026-07-01\ncrs.additional.french = 50\n\
                [[round]]\ndate = 2026-02-04\ntype = \"stem\"\nsize = 500\n\
                [[plan.cec.change]]\nfrom = 2026-07-01\nsize = 3_000\n";
    let set = [
        "policy.change[0].date=2026-09-01",
        "round[0].size=x 2",
        "plan.cec.change[0].size=2500",
        "calendar.holidays[0]=2026-01-06",
    ];
    let (_, model) = load_text(text, &set);
    let french = ["2026-08-31", "2026-09-01"].map(|on| value(model.law(), on, "crs.additional.french"));
    assert_eq!(french, ["25", "50"]);
    assert_eq!(sizes(&model, "stem", "2026-01-01"), [1000]);
    assert_eq!(sizes(&model, "cec", "2026-07-01")[0], 2500);
    // The first CEC round of 2026 is planned for 2026-01-06, now a holiday.
    let cec = RoundType::new("cec");
    let dates = model.plan().iter().filter(|round| round.instruction.round_type == cec);
    let first = dates.map(|round| round.instruction.date).find(|date| *date > day("2026-01-01"));
    assert_eq!(first, Some(day("2026-01-07")));
}

#[test]
fn the_shipped_category_adds_its_own_rounds_and_changes_nothing_else() {
    let (_, childcare) = load("childcare_category", &[]);
    let (_, base) = load("baseline", &[]);
    let named = RoundType::new("childcare");
    let others = childcare.plan().iter().filter(|round| round.instruction.round_type != named);
    let days = |model: &Model| {
        let planned = model.plan().iter();
        planned.map(|round| (round.instruction.drawn_at, round.sizing)).collect::<Vec<_>>()
    };
    let other_days: Vec<_> = others.map(|round| (round.instruction.drawn_at, round.sizing)).collect();
    assert_eq!(other_days, days(&base));
    // From 2026-07-08 every 56 days to the end of 2028: 907 days, 17 rounds less those of pauses.
    let own = sizes(&childcare, "childcare", "2026-01-01");
    assert!((15..=17).contains(&own.len()) && own.iter().all(|size| *size == 1500), "{own:?}");
    assert_eq!(childcare.levels(), base.levels());
    let law = diff(base.law(), day("2026-07-01"), childcare.law(), day("2026-07-01"));
    let changed: Vec<String> =
        law.iter().map(|changed| format!("{} = {}", changed.key, changed.new.unwrap().value)).collect();
    let expected = [
        "categories.childcare.in_force = true",
        "categories.childcare.name = Early childhood education",
        "categories.childcare.name_fr = Petite enfance",
        "categories.childcare.occupations = 42202",
        "categories.childcare.work.occupation_recent = 12",
    ];
    assert_eq!(changed, expected);
    assert!(diff(base.law(), day("2026-06-30"), childcare.law(), day("2026-06-30")).is_empty());
}

#[test]
fn a_category_says_how_many_arrivals_it_has_and_which_codes_no_candidate_has() {
    let text = "extends = \"baseline\"\ntitle = \"cooks and their helpers\"\n\
                [category.kitchens]\nname = \"Kitchens\"\nnoc = [63200, \"65201\", \"44\", 42202]\n\
                to = 2027-12-31\nwork = { occupation_recent = 6 }\n";
    let (_, model) = load_text(text, &[]);
    let notices = model.notices();
    let kitchens = notices.iter().filter_map(|notice| match notice {
        Notice::Category(notice) => Some(notice),
        _ => None,
    });
    let [CategoryNotice::Share { name, share, on }, CategoryNotice::WithoutCandidates { codes, .. }] =
        kitchens.collect::<Vec<_>>()[..]
    else {
        panic!("{notices:?}")
    };
    assert_eq!((name.as_str(), *on), ("kitchens", day("2025-12-14")));
    assert!(*share > 0.002 && *share < 0.1, "{share}");
    // TEER is the second digit: 5 and 4.
    assert_eq!(codes[..], ["44", "65201"]);
    let in_force = |on: &str| value(model.law(), on, "categories.kitchens.in_force");
    assert_eq!(["2027-12-31", "2028-01-01"].map(in_force), ["true", "false"]);
    let work = "categories.kitchens.work.occupation_recent";
    assert_eq!(value(model.law(), "2026-01-01", work), "6");
}

#[test]
fn the_scenarios_of_analysts_questions_take_ten_lines_at_most() {
    for name in ["childcare_category", "federal_target_cut_from_2027", "job_offer_points_from_2026"] {
        assert!(library::shipped().any(|file| file == format!("{name}.toml")), "{name}");
        let text = fs::read_to_string(format!("scenarios/{name}.toml")).unwrap();
        let below = text.split_once("extends").unwrap().1.lines().skip(1);
        let lines = below.filter(|line| !line.trim().is_empty()).count();
        assert!(lines <= 10, "{name} has {lines} lines");
    }
}

/// The titles and helps of the problems of a text.
fn refused(text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    fs::write(&path, text).unwrap();
    let problems = Model::load(path.to_str().unwrap(), &Overlay::default()).map(|_| ()).unwrap_err().problems;
    problems.into_iter().map(|one| [one.title, one.help.unwrap_or_default()].join(" ")).collect()
}

#[test]
fn a_mistake_in_the_name_of_a_category_is_one_problem() {
    let of_program = "`categories.cec` has the name of another type of round \
                      `[[policy.change]]` with `programs.cec` changes the program itself";
    for named in ["", "name = \"Experience\"\n", "name = \"Experience\"\nnoc = [42202]\n"] {
        let text = format!("extends = \"baseline\"\n[category.cec]\nfrom = 2026-07-01\n{named}");
        assert_eq!(refused(&text), [of_program], "{named}");
    }
    let french = "extends = \"baseline\"\n[category.childcare]\nnoc = [42202]\n\
                  name = { fr = \"Enfance\" }\n";
    assert_eq!(refused(french), ["`category.childcare.name` has no key `en` "]);
}
