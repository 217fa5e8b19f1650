//! What is told of a scenario that may not do what was meant.

use drawsim::model::Model;
use drawsim::policy::instruction::RoundType;

use super::{HEAD, model, thinned};

const AHEAD: &str = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";

/// The notices that hold some words.
fn told(model: &Model, words: &str) -> Vec<String> {
    model.notices().into_iter().filter(|notice| notice.contains(words)).collect()
}

#[test]
fn shares_that_lack_some_of_one_are_told_as_what_they_are_taken_as() {
    // 0.655 / 0.9175 and so on.
    let expected = "the shares of `targets.split` sum to 0.9175, not to 1, and are taken as parts of that: `cec` 71.4 %, \
                    `healthcare` 15.3 %, `french` 9.0 %, `education` 3.3 %, `trades` 1.1 %";
    let halved = model(&format!("{AHEAD}targets.split.french = 0.0825"));
    assert_eq!(told(&halved, "sum to"), [expected]);
    let change = "[[targets.change]]\nfrom = 2027-01-01\nsplit.french = 0.065\n\
                  [[targets.change]]\nfrom = 2027-03-01\nmost = 9_000";
    let expected = "the shares of `targets.split` from 2027-01-01 on sum to 0.9, not to 1, and are taken as parts of that: \
                    `cec` 72.8 %, `healthcare` 15.6 %, `french` 7.2 %, `education` 3.3 %, `trades` 1.1 %";
    assert_eq!(told(&model(&format!("{AHEAD}{change}")), "sum to"), [expected]);
    // Thirds of three digits are rounded, and mean 1.
    let thirds =
        "targets.split = { cec = 0.333, french = 0.333, healthcare = 0.333, education = 0, trades = 0 }";
    assert_eq!(told(&model(&format!("{AHEAD}{thirds}")), "sum to"), Vec::<String>::new());
}

#[test]
fn shares_of_shipped_scenarios_are_what_they_say() {
    for name in
        ["baseline", "federal_target_cut", "french_share_halved", "monthly_rounds", "no_category_rounds"]
            .into_iter()
            .chain(["federal_share_of_2024", "surge_of_arrivals", "planned_2024", "planned_2025"])
    {
        let model = thinned(name, 0.01);
        assert_eq!(told(&model, "sum to"), Vec::<String>::new(), "{name}");
        assert_eq!(told(&model, "not held"), Vec::<String>::new(), "{name}");
    }
    let share = |name| thinned(name, 0.01).targets.periods[0].share(&RoundType::new("french"));
    assert!((2.0 * share("french_share_halved") - share("baseline")).abs() < 1e-12);
}

/// Another rhythm, and nothing else: every round stands on a day of the baseline, and pauses are the same.
#[test]
fn monthly_rounds_are_rounds_of_the_baseline() {
    let (monthly, baseline) = (thinned("monthly_rounds", 0.01), thinned("baseline", 0.01));
    let days = |model: &Model| -> Vec<_> {
        let rounds = model.plan.iter().filter(|round| !round.is_category);
        rounds.map(|round| (round.instruction.drawn_at, round.instruction.round_type.clone())).collect()
    };
    let of_baseline = days(&baseline);
    assert!(days(&monthly).iter().all(|round| of_baseline.contains(round)));
    let text = |name: &str| std::fs::read_to_string(format!("scenarios/{name}.toml")).unwrap();
    let pauses = |text: &str| {
        let from = text.find("pauses = ").unwrap();
        text[from..from + text[from..].find(']').unwrap()].to_owned()
    };
    assert_eq!(pauses(&text("monthly_rounds")), pauses(&text("baseline")));
    let lines: Vec<usize> = text("monthly_rounds").lines().map(str::len).collect();
    assert!(lines.len() <= 10 && lines.iter().all(|length| *length <= 120), "{lines:?}");
}

#[test]
fn restated_targets_that_change_no_round_are_told_with_what_would() {
    let french = model(&format!("{AHEAD}levels.french_outside_quebec = {{ 2026 = 40_000, 2027 = 45_000 }}"));
    assert_eq!(
        told(&french, "change no"),
        [
            "the restated targets for `french_outside_quebec` (2026, 2027) change no round: landings are compared with \
         them, but rounds are sized for `federal_high_skilled` alone; another share of `french` in `targets.split` would \
         change rounds"
        ]
    );
    let pnp = |per_month: &str| {
        let text = format!("{AHEAD}levels.pnp = {{ 2027 = 60_000 }}\n[nominations]\nper_month = {per_month}");
        told(&model(&text), "change no")
    };
    // A table is merged key by key: 2026 has to be restated too.
    assert_eq!(
        pnp("{ 2026 = 1_700 }"),
        [
            "the restated targets for `pnp` (2027) change no nomination and no round: landings are compared with them, but \
         `nominations.per_month` states no `\"targets\"` for a year of the run; with `per_month = \"targets\"` as many \
         would be nominated as they ask for"
        ]
    );
    assert_eq!(pnp("\"targets\""), Vec::<String>::new());
}

#[test]
fn targets_in_thousands_are_told() {
    let text = format!("{AHEAD}levels.federal_high_skilled = {{ 2026 = 0, 2027 = 89, 2028 = 88_800 }}");
    assert_eq!(
        told(&model(&text), "thousands"),
        [
            "the restated target of 2027 for `federal_high_skilled` is 89 persons, far from the 111000 of the Levels Plan: \
         `[levels]` counts persons, not thousands"
        ]
    );
}

#[test]
fn a_long_time_before_the_first_round_is_told_with_what_was_replaced() {
    let weekly = "[[plan]]\nkind = \"targets\"\nfrom = 2027-07-01\nevery_days = 7\nrounds = [{ day = 0, type = \"cec\" }]\n\
                  [targets]\nsplit = { cec = 1, french = 0, healthcare = 0, education = 0, trades = 0 }";
    assert_eq!(
        told(&model(&format!("{AHEAD}{weekly}")), "no round is planned before"),
        [
            "no round is planned before 2027-07-01: nobody is invited from the start, 2025-12-14, to then; `plan` replaces \
         all plans of the scenario that is extended, `scenarios/baseline.toml`"
        ]
    );
    assert_eq!(told(&thinned("baseline", 0.01), "no round is planned before"), Vec::<String>::new());
}

/// 2024-01-15 is a Monday.
#[test]
fn rounds_of_holidays_for_which_no_day_is_left_are_told() {
    let plan = |more: &str| {
        model(&format!(
            "{HEAD}[[plan]]\nkind = \"rhythm\"\nfirst = 2024-01-15\nevery_days = 7\nto = 2024-02-05\n{more}"
        ))
    };
    let days = |model: &Model| -> Vec<String> {
        model.plan.iter().map(|round| round.instruction.date.to_string()).collect()
    };
    let twice = "rounds = [{ day = 0, type = \"cec\", size = 100 }, { day = 1, type = \"cec\", size = 200 }]";
    let moved = plan(&format!("{twice}\nholidays = [2024-01-22, 2024-02-05]"));
    assert_eq!(days(&moved), ["2024-01-15", "2024-01-16", "2024-01-23", "2024-01-29", "2024-01-30"]);
    assert_eq!(moved.plan[2].sizing.stated(), Some(200));
    assert_eq!(
        told(&moved, "not held"),
        [
            "the round of `cec` of the holiday 2024-02-05 is not held: the next working day, 2024-02-06, is after \
             2024-02-05, when the plan ends",
            "the round of `cec` of the holiday 2024-01-22 is not held: the next working day, 2024-01-23, has a round of \
             that type already",
        ]
    );
    let paused = plan(
        "rounds = [{ day = 0, type = \"cec\", size = 100 }]\nholidays = [2024-01-22]\n\
         pauses = [{ from = 2024-01-23, to = 2024-01-26 }]",
    );
    assert_eq!(
        told(&paused, "not held"),
        [
            "the round of `cec` of the holiday 2024-01-22 is not held: the next working day, 2024-01-23, lies in a pause"
        ]
    );
}
