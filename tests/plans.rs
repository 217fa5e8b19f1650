//! The government's side: plans of rounds, and the planner that meets targets.

#[path = "plans/changes.rs"]
mod changes;

#[path = "plans/knowledge.rs"]
mod knowledge;

#[path = "plans/named.rs"]
mod named;

#[path = "plans/nominations.rs"]
mod nominations;

#[path = "plans/notices.rs"]
mod notices;

#[path = "plans/planner.rs"]
mod planner;

#[path = "plans/reasons.rs"]
mod reasons;

#[path = "plans/shares.rs"]
mod shares;

#[path = "plans/sizes.rs"]
mod sizes;

#[path = "plans/worlds.rs"]
mod worlds;

use drawsim::experiment::column::RunId;
use drawsim::experiment::results;
use drawsim::experiment::results::Compared;
use drawsim::experiment::{Ensemble, run_ensemble, targets};
use drawsim::model::{Model, RunNotice, TargetsNotice};
use drawsim::policy::levels::Line;
use drawsim::scenario::{Overlay, Scenario};

/// A scenario that is written where the shipped ones can be extended, in a folder that gives it no name.
fn model(text: &str) -> Model {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("scenarios");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("scenario.toml");
    std::fs::write(&path, text).unwrap();
    let scenario = Scenario::load(path.to_str().unwrap(), &own_plans(text));
    scenario.and_then(|scenario| Model::new(&scenario)).unwrap_or_else(|error| panic!("{error}"))
}

/// Without the plans of the shipped scenario that a text extends, if it states plans of its own.
fn own_plans(text: &str) -> Overlay {
    let mut overlay = one_population();
    // Only a plan that there is can be removed.
    let names: &[&str] = match ["history", "planned_2024", "base\""].iter().find(|name| text.contains(**name))
    {
        Some(&"history") => &["published"],
        Some(_) => &[],
        None => &["published", "pnp", "cec", "categories"],
    };
    let unstated = names.iter().filter(|name| !text.contains(&format!("[plan.{name}]")));
    if text.contains("[plan.") {
        overlay.set.extend(unstated.map(|name| format!("plan.{name}=none")));
    }
    overlay
}

/// The best point of the calibrated people: with other people each time a few replications differ too much.
fn one_population() -> Overlay {
    Overlay { set: vec!["population.file=\"population/canada_2025.toml\"".to_owned()], ..Overlay::default() }
}

fn run(model: &Model, replications: u32) -> Ensemble {
    run_ensemble(model, replications, 2, || ()).unwrap()
}

fn sampled(scenario: &str, scale: f64) -> Model {
    let mut overlay = one_population();
    overlay.set.push(format!("population.scale={scale}"));
    let scenario = Scenario::load(scenario, &overlay).unwrap();
    Model::new(&scenario).unwrap_or_else(|error| panic!("{error}"))
}

const HEAD: &str = r#"
extends = "history"
start = 2024-01-01
end = 2024-03-31
start_pool = "empty"
replications = 2
population.scale = 0.02
"#;

#[test]
fn published_rounds_and_a_list_of_the_same_give_the_same_bytes() {
    let published = model(&format!("{HEAD}\n[plan.published]\nkind = \"published\""));
    let rounds: Vec<String> = published
        .plan()
        .iter()
        .map(|round| {
            let one = &round.instruction;
            let (date, at, name) = (one.date, one.drawn_at, &one.round_type);
            let size = round.sizing.stated().unwrap();
            format!("{{ date = {date}, drawn_at = {at}, type = \"{name}\", size = {size} }}")
        })
        .collect();
    assert!(rounds.len() > 10);
    let list = format!("{HEAD}\n[plan.list]\nrounds = [\n{}\n]", rounds.join(",\n"));
    let listed = model(&list);
    assert_eq!((listed.plan(), listed.is_replay()), (published.plan(), true));
    let tables = |model: &Model| {
        let ensemble = run(model, 2);
        let published = |number| model.published_round(number);
        let compared = Compared { published: Some(&published), held: None };
        let mut texts = Vec::new();
        for (replication, counts) in (0..).zip(&ensemble.replications) {
            texts.push(results::rounds(RunId::of(model, replication), &counts.rounds, compared).to_csv());
        }
        (texts, ensemble)
    };
    assert_eq!(tables(&listed), tables(&published));
}

#[test]
fn listed_rounds_go_on_counting_after_the_published_ones() {
    let mixed = model(&format!(
        "{HEAD}\n[plan.published_2]\nkind = \"published\"\nto = 2024-01-31\n[plan.list_2]\n\
         rounds = [{{ date = 2024-02-07, type = \"cec\", size = 100 }}]"
    ));
    let numbers: Vec<u32> = mixed.plan().iter().map(|round| round.instruction.number.count()).collect();
    assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{numbers:?}");
    assert!(!mixed.is_replay() && mixed.plan()[0].is_replayed);
}

#[test]
fn a_rhythm_holds_its_clusters_but_for_pauses_and_holidays() {
    let model = model(&format!(
        "{HEAD}\n[plan.rhythm]\nfirst = 2024-01-08\nevery_days = 14\n\
         rounds = [\n\
         {{ day = 0, type = \"pnp\", size = \"nominees\" }},\n\
         {{ day = 1, type = \"cec\", size = {{ low = 500, high = 1500 }} }},\n]\n\
         [calendar]\npauses = [{{ from = 2024-02-01, to = 2024-02-09 }}]\n\
         holidays = [2024-02-19, 2024-03-05]\n\
         [nominations]\nper_month = {{ 2024 = 1000 }}"
    ));
    let slots: Vec<(String, &str)> = model
        .plan()
        .iter()
        .map(|round| (round.instruction.date.to_string(), round.instruction.round_type.name()))
        .collect();
    let slots: Vec<(&str, &str)> = slots.iter().map(|(date, name)| (date.as_str(), *name)).collect();
    // By hand: clusters of 8 and 22 January, 5 (paused) and 19 February (a holiday), 4 and 18 March; 5 March
    // is one too.
    let expected = [
        ("2024-01-08", "pnp"),
        ("2024-01-09", "cec"),
        ("2024-01-22", "pnp"),
        ("2024-01-23", "cec"),
        ("2024-02-20", "pnp"),
        ("2024-02-20", "cec"),
        ("2024-03-04", "pnp"),
        ("2024-03-06", "cec"),
        ("2024-03-18", "pnp"),
        ("2024-03-19", "cec"),
    ];
    assert_eq!(slots, expected);
    let ensemble = run(&model, 2);
    let rounds = |replication: usize, name: &str| {
        let rounds = ensemble.replications[replication].rounds.iter();
        rounds.filter(|round| round.round_type.name() == name).map(|round| round.size).collect::<Vec<u32>>()
    };
    let (first, second) = (rounds(0, "cec"), rounds(1, "cec"));
    assert!(first.iter().all(|size| (500..=1500).contains(size)) && first != second);
    // A thousand a month is 32.9 a day: 460 in a fortnight. Of 50 in a sampled pool one is one too many or
    // too few.
    assert!(rounds(0, "pnp")[1].abs_diff(460) <= 50, "{:?}", rounds(0, "pnp"));
}

/// Rounds of the same second are as large as chance has it, each by itself, and one more moves none of them.
#[test]
fn sampled_sizes_depend_on_the_type_and_on_no_other_round() {
    let sizes = |types: &[&str]| {
        let size = "size = { low = 500, high = 5000 }";
        let rounds = types.iter().map(|name| format!("{{ day = 0, type = \"{name}\", {size} }}"));
        let model = model(&format!(
            "{HEAD}\n[plan.rhythm_2]\nfirst = 2024-01-08\nevery_days = 28\nrounds = [{}]",
            rounds.collect::<Vec<String>>().join(", ")
        ));
        let rounds = run(&model, 1).replications.remove(0).rounds;
        let of = |name: &str| -> Vec<u32> {
            rounds.iter().filter(|round| round.round_type.name() == name).map(|round| round.size).collect()
        };
        ["cec", "french", "stem"].map(of)
    };
    let [cec, french, none] = sizes(&["cec", "french"]);
    assert_eq!((cec.len(), french.len(), none.len()), (3, 3, 0));
    assert!(cec.iter().zip(&french).all(|(one, other)| one != other), "{cec:?} {french:?}");
    let [again, later, stem] = sizes(&["stem", "cec", "french"]);
    assert_eq!((again, later), (cec, french));
    assert_eq!(stem.len(), 3);
}

#[test]
fn a_size_can_be_a_part_of_the_eligible() {
    let model = model(&format!(
        "{HEAD}\n[plan.rhythm_3]\nfirst = 2024-02-07\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"cec\", size = {{ eligible = 0.05 }} }}]"
    ));
    let rounds = &run(&model, 1).replications[0].rounds;
    assert!(rounds.len() == 4 && rounds[0].invited > 100, "{rounds:?}");
    for round in rounds {
        // One in fifty of the people: a twentieth of the eligible to the next candidate, who stands for
        // fifty.
        let part = 0.05 * f64::from(round.eligible.unwrap());
        assert!(
            (f64::from(round.invited) - part).abs() <= 50.0 && round.size.abs_diff(round.invited) <= 50,
            "{round:?}"
        );
    }
}

#[test]
fn a_cutoff_invites_everyone_at_or_above_it() {
    let model = model(&format!(
        "{HEAD}\n[plan.cutoff]\nrounds = [\n\
         {{ date = 2024-02-07, type = \"cec\", cutoff = 470 }},\n\
         {{ date = 2024-02-07, hour = 13, type = \"cec\", cutoff = 590 }},\n]"
    ));
    let rounds = &run(&model, 1).replications[0].rounds;
    assert!(rounds[0].invited > 100 && rounds[0].cutoff.unwrap() >= 470);
    assert_eq!(rounds[0].size, rounds[0].invited);
    // No candidate has so many points: the slot is a row without invitations and cutoff.
    assert_eq!((rounds[1].size, rounds[1].invited, rounds[1].cutoff), (0, 0, None));
}

/// Each variant of the baseline states at most ten lines, and differs from it as its title says.
#[test]
fn variants_of_the_baseline_differ_as_their_titles_say() {
    let ensemble = |name: &str| {
        let text = std::fs::read_to_string(format!("scenarios/{name}.toml")).unwrap();
        let lines = text.lines().filter(|line| !line.trim().is_empty()).count();
        assert!(name == "baseline" || lines <= 10, "{name}: {lines} lines");
        let model = sampled(name, 0.02);
        let ensemble = run(&model, 2);
        (ensemble, model)
    };
    let invited = |ensemble: &Ensemble, name: &str, years: std::ops::RangeInclusive<i16>| -> u32 {
        let all = ensemble.replications.iter().flat_map(|counts| &counts.rounds);
        let is_it = |round: &&drawsim::published::Round| {
            round.round_type.name() == name && years.contains(&round.date.year())
        };
        all.filter(is_it).map(|round| round.invited).sum()
    };
    let landed = |ensemble: &Ensemble, model: &Model, year: i16| {
        let rows = targets::rows(ensemble, model);
        rows.iter().find(|row| (row.year, row.line) == (year, Line::FederalHighSkilled)).unwrap().landed
    };
    let submitted = |ensemble: &Ensemble| -> f64 {
        let all = ensemble.replications.iter().flat_map(|counts| &counts.flows);
        all.filter(|flows| (2026..=2027).contains(&flows.year)).map(|flows| f64::from(flows.submitted)).sum()
    };
    let held = |ensemble: &Ensemble| {
        let rounds = ensemble.replications[0].rounds.iter();
        rounds.filter(|round| round.round_type.name() == "cec" && round.date.year() == 2027).count()
    };
    let (base, _) = ensemble("baseline");

    let (cut, model) = ensemble("federal_target_cut");
    // 0.8 x 111,000.
    assert!((landed(&cut, &model, 2028) / 88_800.0 - 1.0).abs() < 0.04, "{}", landed(&cut, &model, 2028));
    let (none, _) = ensemble("no_category_rounds");
    assert!(["french", "healthcare", "education", "trades"].iter().all(|name| invited(
        &none,
        name,
        2026..=2028
    ) == 0));
    assert!(invited(&none, "cec", 2026..=2028) > invited(&base, "cec", 2026..=2028) * 13 / 10);
    let (halved, _) = ensemble("french_share_halved");
    let ratio =
        f64::from(invited(&halved, "french", 2026..=2028)) / f64::from(invited(&base, "french", 2026..=2028));
    assert!((0.4..0.6).contains(&ratio), "{ratio}");
    let (monthly, _) = ensemble("monthly_rounds");
    assert_eq!((held(&monthly), held(&base)), (13, 25));
    let (surge, _) = ensemble("surge_of_arrivals");
    let ratio = submitted(&surge) / submitted(&base);
    assert!((1.2..1.3).contains(&ratio), "{ratio}");
}

#[test]
fn the_baseline_holds_no_round_on_a_holiday() {
    for name in ["baseline", "monthly_rounds"] {
        let model = sampled(name, 0.01);
        let days: Vec<String> = model.plan().iter().map(|round| round.instruction.date.to_string()).collect();
        // Thanksgiving, Remembrance Day, Easter Monday, Victoria Day, and the day on which New Year's Day of
        // 2028 is kept.
        for holiday in ["2026-10-12", "2026-11-11", "2027-03-29", "2027-05-24", "2028-01-03", "2028-10-09"] {
            assert!(!days.contains(&holiday.to_owned()), "{name}: {holiday}");
        }
        // The PNP round of Thanksgiving is held on the day of the CEC round.
        assert_eq!(days.iter().filter(|day| *day == "2026-10-13").count(), 2, "{name}");
    }
}

#[test]
fn the_first_nominees_of_the_baseline_are_as_many_as_were_invited() {
    let model = sampled("baseline", 0.01);
    // Round 386, of 15 December 2025, invited 399.
    assert_eq!(model.nominee_stocks()[0].nominees, Some(399.0));
}

#[test]
fn a_type_without_a_share_is_named_in_a_notice() {
    let model = model(&format!(
        "{HEAD}\n[plan.planned]\nsize = \"targets\"\nevery_days = 14\nrounds = [{{ day = 0, type = \
        \"cec\" }},\n\
         {{ day = 1, categories = {{ french = 0.5, healthcare = 0.5 }} }}]\n[targets]\n\
         split = {{ cec = 1.0 }}"
    ));
    let types = ["french", "healthcare"].map(str::to_owned).to_vec();
    let notice = TargetsNotice::UnsharedRounds(types).into();
    assert!(model.notices().contains(&notice), "{:?}", model.notices());
}

/// A run ahead without rounds is no replay: admissions fall short of targets, and a notice says so.
#[test]
fn a_run_without_rounds_is_no_replay() {
    let model = model("extends = \"baseline\"\nend = 2026-12-31\npopulation.scale = 0.01\nplan = \"none\"");
    assert!(!model.is_replay());
    let notices = model.notices();
    assert!(notices.contains(&RunNotice::NoRounds.into()), "{notices:?}");
    let rows = targets::rows(&run(&model, 1), &model);
    let federal = rows.iter().find(|row| row.line == Line::FederalHighSkilled).unwrap();
    assert_eq!(federal.causes(), [targets::Cause::NotPlanned]);
}

/// Shares are of the federal target; and a category that is too early has one notice, not as a type without
/// rounds too.
#[test]
fn a_share_of_the_wrong_target_and_a_category_that_is_too_early_are_told_as_what_they_are() {
    let refused = |rounds: &str, split: &str| {
        let text = format!(
            "extends = \"history\"\nstart = 2023-03-01\nend = 2023-12-31\n[plan.planned_2]\nsize = \
            \"targets\"\n\
             every_days = 14\n\
             rounds = [{rounds}]\n[nominations]\nper_month = {{ 2023 = 900 }}\n[targets]\n\
             split = {{ {split} }}"
        );
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scenario.toml");
        std::fs::write(&path, &text).unwrap();
        let scenario = Scenario::load(path.to_str().unwrap(), &own_plans(&text));
        let error = scenario.and_then(|scenario| Model::new(&scenario)).unwrap_err().to_string();
        error.lines().filter_map(|line| line.strip_prefix("error: ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let rounds = "{ day = 1, type = \"pnp\" }, { day = 2, type = \"cec\" }";
    assert_eq!(
        refused(rounds, "cec = 0.7, pnp = 0.3"),
        ["`pnp` has a share, but nominees are no part of the Federal High Skilled target"]
    );
    let rounds = "{ day = 1, type = \"cec\" }, { day = 2, categories = { french = 1.0 } }";
    assert_eq!(
        refused(rounds, "cec = 0.7, french = 0.3"),
        ["a round of `french` is planned on 2023-03-03, but the law has no such rounds then"]
    );
}
