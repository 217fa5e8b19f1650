//! Settings of the planner that change on a date.

use drawsim::model::{
    IdleLevel, LevelsNotice, Model, NominationsNotice, Notice, RunNotice, TargetsNotice, TargetsPeriod,
};
use drawsim::policy::levels::Line;
use drawsim::record::Counts;
use drawsim::scenario::{Aim, Overlay, Scenario};
use drawsim::time::Day;

use crate::{HEAD, model, run};

const ROUNDS: &str = r#"
[plan]
published = "none"
[plan.planned]
size = "targets"
every_days = 14
rounds = [{ day = 1, type = "cec" }, { day = 2, type = "french" }]
"#;

fn changed(targets: &str) -> Model {
    model(&format!("{HEAD}{ROUNDS}[targets]\n{targets}"))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Sizes of the rounds of a type from a day on and before another.
fn sizes(counts: &Counts, name: &str, from: &str, until: &str) -> Vec<u32> {
    let rounds = counts.rounds.iter().filter(|round| round.round_type.name() == name);
    rounds.filter(|round| (day(from)..day(until)).contains(&round.date)).map(|round| round.size).collect()
}

#[test]
fn a_change_states_what_differs_and_the_rest_goes_on() {
    let model = changed(
        "split = { cec = 0.6, french = 0.2 }\nleast = 100\nsmoothing = 0.01\n\
         [[targets.change]]\nfrom = 2024-02-15\nsplit.french = 0.4\nmost = 300\n\
         [[targets.change]]\nfrom = 2024-03-10\naim = \"range\"",
    );
    let split = |parts: [f64; 2]| {
        let types = ["cec", "french"].map(drawsim::policy::instruction::RoundType::new);
        types.into_iter().zip(parts).collect::<Vec<_>>()
    };
    // 0.6 and 0.2 leave a fifth unplanned.
    let first = TargetsPeriod {
        from: day("2024-01-01"),
        split: split([0.6, 0.2]),
        least: 100,
        most: 10_000,
        smoothing: 0.01,
        aim: Aim::Target,
    };
    let second =
        TargetsPeriod { from: day("2024-02-15"), split: split([0.6, 0.4]), most: 300, ..first.clone() };
    let third = TargetsPeriod { from: day("2024-03-10"), aim: Aim::Range, ..second.clone() };
    let close = |found: &TargetsPeriod, expected: &TargetsPeriod| {
        let parts = found.split.iter().zip(&expected.split);
        let is_close = parts.fold(true, |all, (a, b)| all && a.0 == b.0 && (a.1 - b.1).abs() < 1e-12);
        is_close && TargetsPeriod { split: expected.split.clone(), ..found.clone() } == *expected
    };
    let periods = &model.targets().periods;
    assert!(periods.len() == 3 && close(&periods[0], &first) && close(&periods[1], &second), "{periods:?}");
    assert!(close(&periods[2], &third), "{periods:?}");
    let on = |text: &str| model.targets().on(day(text)).unwrap().from.to_string();
    assert_eq!([on("2024-02-14"), on("2024-02-15")], ["2024-01-01", "2024-02-15"]);
    let of = |first: &str, last: &str| model.targets().between(day(first), day(last)).len();
    assert_eq!(
        [of("2024-01-01", "2024-02-14"), of("2024-02-15", "2024-03-10"), of("2024-04-01", "2024-04-02")],
        [1, 2, 1]
    );
    let days: Vec<String> = model.targets().planning_days.iter().map(ToString::to_string).collect();
    assert_eq!(days, ["2024-01-01", "2024-02-15", "2024-03-10"]);
    let counts = &run(&model, 1).replications[0];
    let before = sizes(counts, "cec", "2024-01-01", "2024-02-15");
    let after = sizes(counts, "cec", "2024-02-15", "2024-04-01");
    assert!(before.iter().all(|size| *size > 300) && !before.is_empty(), "{before:?}");
    assert!(after.iter().all(|size| *size == 300) && after.len() == 3, "{after:?}");
}

#[test]
fn a_type_whose_share_ends_is_not_held_from_that_day_on() {
    let usual = "split = { cec = 1.0, french = 0.0 }\nmost = 100_000";
    let change = "[[targets.change]]\nfrom = 2024-02-15\nsplit = { cec = 0, french = 1.0 }";
    let [usual, other] = [usual.to_owned(), format!("{usual}\n{change}")]
        .map(|targets| run(&changed(&targets), 1).replications.remove(0));
    let french = sizes(&other, "french", "2024-01-01", "2024-04-01");
    // 3, 17 and 31 January and 14 February; 28 February, 13 and 27 March.
    assert_eq!((french.len(), &french[..4]), (7, &[0; 4][..]));
    assert!(french[4..].iter().all(|size| *size > 1_000), "{french:?}");
    assert_eq!(sizes(&other, "cec", "2024-02-15", "2024-04-01"), [0; 3]);
    // The change is not known before its day.
    let before = |counts| sizes(counts, "cec", "2024-01-01", "2024-02-15");
    assert_eq!(before(&other), before(&usual));
    assert!(before(&usual).iter().all(|size| *size > 1_000));
}

/// Types of rounds may end on the day of a change, and others begin; before it neither is known.
#[test]
fn until_types_change_rounds_are_planned_as_if_they_went_on() {
    let plan = |name: &str, bounds: &str| {
        format!(
            "[plan.{name}]\nsize = \"targets\"\nevery_days = 14\nrounds = [{{ day = 1, type = \"{name}\" \
            }}]\n\
             {bounds}\n"
        )
    };
    let run_of = |plans: &str, change: &str| {
        let text = HEAD.replace("end = 2024-03-31", "end = 2025-12-31");
        assert_ne!(text, HEAD);
        let levels = "[levels]\nfederal_high_skilled = { 2024 = 40_000, 2025 = 50_000 }";
        run(&model(&format!("{text}{plans}{levels}\n[targets]\nsplit = {{ cec = 1.0 }}\n{change}")), 1)
            .replications
            .remove(0)
    };
    let unchanged = run_of(&plan("cec", ""), "");
    let plans = plan("cec", "to = 2024-09-30") + &plan("fsw", "from = 2024-10-01");
    let change = "[[targets.change]]\nfrom = 2024-10-01\nsplit = { cec = 0.0, fsw = 1.0 }";
    let changed = run_of(&plans, change);
    // Another change before it reveals nothing of it.
    let twice = run_of(&plans, &format!("[[targets.change]]\nfrom = 2024-07-01\nmost = 9_999\n{change}"));
    let sum =
        |counts: &Counts| f64::from(sizes(counts, "cec", "2024-04-01", "2024-10-01").iter().sum::<u32>());
    let expected = sum(&unchanged);
    for found in [sum(&changed), sum(&twice)] {
        assert!((found / expected - 1.0).abs() < 0.03, "{found} and {expected}");
    }
    assert!(sizes(&changed, "fsw", "2024-10-01", "2025-01-01").iter().all(|size| *size > 500));
}

#[test]
fn a_scenario_adds_a_change_to_the_targets_of_another() {
    let model = model(
        "extends = \"baseline\"\npopulation.scale = 0.02\n[[targets.change]]\nfrom = 2027-01-01\n\
         split.french = 0.0825",
    );
    let share = |text: &str| {
        let period = model.targets().on(day(text)).unwrap();
        period.share(&drawsim::policy::instruction::RoundType::new("french"))
    };
    // 0.0825 of a sum of 0.7075.
    assert!((share("2026-12-31") - 0.375).abs() < 1e-12 && (share("2027-01-01") - 0.0825).abs() < 1e-12);
}

/// Two scenarios, the second of which extends the first.
fn extended(base: &str, own: &str) -> Result<Model, String> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("base.toml"), format!("{HEAD}{ROUNDS}{base}")).unwrap();
    let path = folder.path().join("own.toml");
    std::fs::write(&path, format!("extends = \"base\"\n{own}")).unwrap();
    let scenario = Scenario::load(path.to_str().unwrap(), &Overlay::default());
    let model = scenario.and_then(|scenario| Model::new(&scenario));
    let place = format!("{}/", folder.path().display());
    model.map_err(|error| error.to_string().replace(&place, ""))
}

/// What a scenario takes over keeps to be known as it was; a day alone is that of all that is restated.
#[test]
fn an_announcement_holds_for_the_values_of_its_table() {
    let base = "[targets]\nsplit = { cec = 0.6, french = 0.4 }\n[levels]\n\
                federal_express_entry_share = 0.5\nfederal_high_skilled = { 2024 = 50_000 }";
    let known = |own: &str| {
        let levels = extended(base, own).unwrap().levels().clone();
        ["2024-01-31", "2024-02-01"].map(|on| {
            let of = |line| levels.by_pool(line, 2024, day(on)).unwrap().aim().unwrap();
            [of(Line::FederalHighSkilled), of(Line::FrenchOutsideQuebec)]
        })
    };
    let own = "[levels]\nannounced = 2024-02-01\n";
    assert_eq!(
        known(&format!("{own}french_outside_quebec = {{ 2024 = 30_000 }}")),
        [[25_000.0, 26_100.0], [25_000.0, 30_000.0]]
    );
    assert_eq!(known(own), [[110_770.0, 26_100.0], [25_000.0, 26_100.0]]);
}

/// Each file has its own day, an option keeps the day of the value that it replaces, and the resolved
/// scenario says the same.
#[test]
fn announcements_of_two_files_and_of_options_stay_apart() {
    use drawsim::policy::levels::Line;
    let base = "[targets]\nsplit = { cec = 0.6, french = 0.4 }\n\
                [levels]\nannounced = 2024-02-01\nfederal_high_skilled = { 2024 = 50_000 }\n\
                federal_express_entry_share = 0.5";
    let own = "[levels]\nannounced = 2024-03-01\npnp = { 2024 = 100_000 }\n\
               pnp_express_entry_share = { share = 0.5, announced = 2024-03-15 }";
    let days = ["2024-01-31", "2024-02-01", "2024-03-01", "2024-03-15"];
    let known = |model: &Model| {
        let of = |line, on| model.levels().by_pool(line, 2024, day(on)).unwrap().aim().unwrap().round();
        days.map(|on| [of(Line::FederalHighSkilled, on), of(Line::Pnp, on)])
    };
    // 0.385 of 110,000 and of 100,000, and half of that.
    let expected = [[110_770.0, 42_350.0], [25_000.0, 42_350.0], [25_000.0, 38_500.0], [25_000.0, 50_000.0]];
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("base.toml"), format!("{HEAD}{ROUNDS}{base}")).unwrap();
    std::fs::write(path("own.toml"), format!("extends = \"base\"\n{own}")).unwrap();
    let load = |name: &str, set: &[&str]| {
        let set = set.iter().map(|one| (*one).to_owned()).collect();
        let scenario = Scenario::load(&path(name), &Overlay { set, ..Overlay::default() }).unwrap();
        (Model::new(&scenario).unwrap(), scenario.resolved)
    };
    let (model, resolved) = load("own.toml", &[]);
    assert_eq!(known(&model), expected);
    std::fs::write(path("again.toml"), resolved).unwrap();
    assert_eq!(known(&load("again.toml", &[]).0), expected);
    let (model, _) = load("own.toml", &["levels.federal_high_skilled.2024=60_000"]);
    assert_eq!(known(&model).map(|[federal, _]| federal), [110_770.0, 30_000.0, 30_000.0, 30_000.0]);
    let (model, _) = load("own.toml", &["levels.announced=2024-03-10"]);
    assert_eq!(known(&model).map(|[federal, _]| federal), [110_770.0, 110_770.0, 110_770.0, 25_000.0]);
}

#[test]
fn changes_of_a_scenario_stand_among_those_of_the_one_it_extends_by_their_days() {
    let base = "[targets]\nsplit = { cec = 0.6, french = 0.4 }\n\
                [[targets.change]]\nfrom = 2024-02-01\nmost = 3_000\n[[targets.change]]\n\
                from = 2024-03-01\nleast = 5";
    let change = |day: &str| format!("[[targets.change]]\nfrom = {day}\nsmoothing = 0.1");
    let model = extended(base, &change("2024-02-15")).unwrap();
    let periods = model.targets().periods.iter();
    let periods: Vec<_> = periods
        .map(|period| (period.from.to_string(), period.most, period.smoothing, period.least))
        .collect();
    let expected = [
        ("2024-01-01", 10_000, 0.001, 1),
        ("2024-02-01", 3_000, 0.001, 1),
        ("2024-02-15", 3_000, 0.1, 1),
        ("2024-03-01", 3_000, 0.1, 5),
    ];
    let expected = expected.map(|(from, most, smoothing, least)| (from.to_owned(), most, smoothing, least));
    assert_eq!(periods, expected);
    assert_eq!(
        extended(base, &change("2024-03-01")).unwrap_err(),
        "error: `targets.change[2].from` is 2024-03-01\n --> own.toml:3:8\n  |\n\
         3 | from = 2024-03-01\n  |        ^^^^^^^^^^ \
         expected a date after 2024-03-01, that of the change before it\n  |\n  = help: that one stands in \
         `base.toml`, line 21\n\n1 problem found; nothing was written"
    );
}

#[test]
fn a_plan_without_a_round_has_a_notice() {
    let plans = "[plan.rhythm]\nfrom = 2024-01-10\nto = 2024-01-12\nevery_days = 14\n\
                 rounds = [{ day = 6, type = \"cec\", size = 1000 }]\n\
                 [plan.published]\nkind = \"published\"\nfrom = 2024-02-01\n\
                 [plan.published_2]\nkind = \"published\"\nto = 2024-01-09\ntypes = [\"stem\"]";
    let notices = model(&format!("{HEAD}{plans}")).notices();
    let is_idle = |notice: &Notice| matches!(notice, Notice::Run(RunNotice::IdlePlan { .. }));
    let idle: Vec<Notice> = notices.into_iter().filter(is_idle).collect();
    let plan =
        |name: &str, from, to| RunNotice::IdlePlan { name: name.to_owned(), from: day(from), to: day(to) };
    let rhythm = plan("rhythm", "2024-01-10", "2024-01-12");
    assert_eq!(idle, [plan("published_2", "2024-01-01", "2024-01-09").into(), rhythm.into()]);
}

/// Notices on settings without effect.
fn idle(model: &Model) -> Vec<Notice> {
    let mut idle = Vec::new();
    for notice in model.notices() {
        match notice {
            Notice::Targets(_)
            | Notice::Levels(LevelsNotice::Idle { .. })
            | Notice::Nominations(NominationsNotice::Idle { .. }) => idle.push(notice),
            _ => {}
        }
    }
    idle
}

#[test]
fn settings_without_effect_have_a_notice() {
    let split = "split = { cec = 0.6, french = 0.4 }";
    assert_eq!(idle(&changed(split)), []);
    let settings = format!(
        "{split}\n[[targets.change]]\nfrom = 2023-12-01\nleast = 5\n\
         [[targets.change]]\nfrom = 2024-02-01\nmost = 10_000\nsplit = {{ cec = 0.6, stem = 0 }}\n\
         [[targets.change]]\nfrom = 2024-03-28\nmost = 5\n\
         [levels]\npnp = {{ 2023 = 10, 2026 = 10, 2027 = 10 }}\n\
         federal_high_skilled = {{ 2025 = 10, 2026 = 10 }}\n\
         [nominations]\nper_month = {{ 2024 = 900, 2026 = 900, 2032 = 900 }}"
    );
    let start = day("2024-01-01");
    let level = |line, year, reason| Notice::Levels(LevelsNotice::Idle { line, year, reason });
    let expected = [
        Notice::Targets(TargetsNotice::EarlyChange { on: day("2023-12-01"), start }),
        Notice::Targets(TargetsNotice::RepeatedChange(day("2024-02-01"))),
        Notice::Targets(TargetsNotice::LateChange { on: day("2024-03-28"), last: day("2024-03-27") }),
        level(Line::FederalHighSkilled, 2026, IdleLevel::AfterHorizon(2025)),
        level(Line::Pnp, 2023, IdleLevel::BeforeRun(start)),
        level(Line::Pnp, 2027, IdleLevel::AfterHorizon(2026)),
        Notice::Nominations(NominationsNotice::Idle { year: 2032, last: 2026 }),
    ];
    assert_eq!(idle(&changed(&settings)), expected);
    let unplanned = model(&format!("{HEAD}[plan.published_3]\nkind = \"published\"\n[targets]\n{split}"));
    assert_eq!(idle(&unplanned), [Notice::Targets(TargetsNotice::Idle)]);
}

#[test]
fn a_late_announcement_has_a_notice() {
    let announced = |end: &str, levels: &str| {
        idle(&model(&format!(
            "extends = \"baseline\"\nend = {end}\npopulation.scale = 0.02\n[levels]\nannounced = {levels}"
        )))
    };
    let level = |year, reason| [Notice::Levels(LevelsNotice::Idle { line: Line::Pnp, year, reason })];
    let late = announced("2027-12-31", "2027-02-01\npnp = { 2026 = 60_000, 2027 = 60_000 }");
    assert_eq!(late, level(2026, IdleLevel::AnnouncedAfterYear(day("2027-02-01"))));
    // The last year that is stated is carried on, so that a late announcement matters.
    assert_eq!(announced("2030-12-31", "2030-01-15\nfederal_high_skilled = { 2029 = 20_000 }"), []);
    let later = announced("2027-12-31", "2028-01-01\npnp = { 2027 = 60_000 }");
    assert_eq!(later, level(2027, IdleLevel::AnnouncedAfterRun(day("2028-01-01"))));
}

#[test]
fn a_restated_target_is_planned_for_from_the_day_of_its_announcement_on() {
    let text = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";
    let announced = model(&format!(
        "{text}[levels]\nannounced = 2026-11-12\nfederal_high_skilled = {{ 2027 = 70_000 }}\n\
         pnp = {{ 2027 = 60_000 }}\npnp_express_entry_share = 0.4"
    ));
    let the_day = day("2026-11-12");
    assert!(announced.targets().planning_days.contains(&the_day));
    let usual = model(text);
    let [announced, usual] = [announced, usual].map(|model| run(&model, 1).replications.remove(0));
    let target = |date: &str, line: Line| {
        let plans = announced.quarter_plans.iter();
        let mut plans = plans.filter(|plan| (plan.date, plan.year, plan.line) == (day(date), 2027, line));
        plans.next().unwrap().target.unwrap().round()
    };
    // 0.385 of 92,500, and 0.4 of 60,000 once both are announced.
    assert_eq!(
        [target("2026-10-01", Line::FederalHighSkilled), target("2026-10-01", Line::Pnp)],
        [111_000.0, 35_613.0]
    );
    assert_eq!(
        [target("2026-11-12", Line::FederalHighSkilled), target("2026-11-12", Line::Pnp)],
        [70_000.0, 24_000.0]
    );
    let rounds = |counts: &Counts, is_wanted: fn(Day, Day) -> bool| -> Vec<_> {
        counts.rounds.iter().filter(|round| is_wanted(round.date, the_day)).cloned().collect()
    };
    assert_eq!(rounds(&announced, |date, on| date < on), rounds(&usual, |date, on| date < on));
    let invited = |counts: &Counts, name: &str| -> u32 {
        let later = rounds(counts, |date, on| date >= on && date < day("2027-07-01"));
        later.iter().filter(|round| round.round_type.name() == name).map(|round| round.invited).sum()
    };
    for name in ["cec", "pnp"] {
        let (fewer, usual) = (invited(&announced, name), invited(&usual, name));
        assert!(fewer * 10 < usual * 9, "{name}: {fewer} and {usual}");
    }
}
