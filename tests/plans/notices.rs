//! Notices on a scenario that may not do what was meant.

use drawsim::model::{LevelsNotice, Model, NominationsNotice, Notice, RunNotice, TargetsNotice};
use drawsim::policy::instruction::RoundType;
use drawsim::policy::levels::Line;
use drawsim::population::RoundBasis;
use drawsim::scenario::{IdleChange, IdleReason, Overlay, Scenario, UnheldReason, UnheldRounds};
use drawsim::time::Day;

use super::{HEAD, model, sampled};

const AHEAD: &str = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const RESCALED: &str = "targets.split.rest = \"rescale\"";

type Split = (Option<Day>, f64, Vec<(String, f64)>);

/// Shares that do not sum to 1: the change that states them, their sum, and the parts in tenths of a percent.
fn partial_splits(model: &Model) -> Vec<Split> {
    let mut splits = Vec::new();
    for notice in model.notices() {
        if let Notice::Targets(TargetsNotice::PartialSplit { from, sum, parts }) = notice {
            let parts = parts.into_iter().map(|(name, share)| (name, (1000.0 * share).round() / 10.0));
            splits.push((from, (1e6 * sum).round() / 1e6, parts.collect()));
        }
    }
    splits
}

fn parts<const N: usize>(parts: [(&str, f64); N]) -> Vec<(String, f64)> {
    parts.map(|(name, percent)| (name.to_owned(), percent)).to_vec()
}

/// Notices on targets of the Levels Plan, but those that are carried on.
fn levels(model: &Model) -> Vec<LevelsNotice> {
    let mut found = Vec::new();
    for notice in model.notices() {
        match notice {
            Notice::Levels(LevelsNotice::Carried { .. }) => {}
            Notice::Levels(notice) => found.push(notice),
            _ => {}
        }
    }
    found
}

fn unheld(model: &Model) -> Vec<UnheldRounds> {
    let notices = model.notices().into_iter();
    notices
        .filter_map(|notice| match notice {
            Notice::UnheldRounds(rounds) => Some(rounds),
            _ => None,
        })
        .collect()
}

fn starts_late(model: &Model) -> Vec<Notice> {
    let is_late = |notice: &Notice| matches!(notice, Notice::Run(RunNotice::NoRoundsBefore { .. }));
    model.notices().into_iter().filter(is_late).collect()
}

#[test]
fn rescaled_shares_are_reported_as_parts_of_their_sum() {
    // 0.445 / 0.82 and so on.
    let expected =
        parts([("cec", 54.3), ("french", 23.8), ("healthcare", 17.1), ("education", 3.7), ("trades", 1.2)]);
    let halved = model(&format!("{AHEAD}targets.split.french = 0.195\n{RESCALED}"));
    assert_eq!(partial_splits(&halved), [(None, 0.82, expected)]);
    let change = "[[targets.change]]\nfrom = 2027-01-01\nsplit.french = 0.29\n\
                  [[targets.change]]\nfrom = 2027-03-01\nmost = 9_000";
    let expected =
        parts([("cec", 48.6), ("french", 31.7), ("healthcare", 15.3), ("education", 3.3), ("trades", 1.1)]);
    let changed = model(&format!("{AHEAD}{RESCALED}\n{change}"));
    assert_eq!(partial_splits(&changed), [(Some(day("2027-01-01")), 0.915, expected)]);
    // Thirds of three digits are rounded, and mean 1.
    let thirds =
        "targets.split = { cec = 0.333, french = 0.333, healthcare = 0.333, education = 0, trades = 0 }";
    assert_eq!(partial_splits(&model(&format!("{AHEAD}{thirds}"))), []);
}

#[test]
fn shares_of_shipped_scenarios_are_what_they_say() {
    for name in
        ["baseline", "federal_target_cut", "french_share_halved", "monthly_rounds", "no_category_rounds"]
            .into_iter()
            .chain(["federal_share_of_2024", "surge_of_arrivals", "planned_2024", "planned_2025"])
    {
        let model = sampled(name, 0.01);
        assert_eq!(partial_splits(&model), [], "{name}");
        assert_eq!(unheld(&model), [], "{name}");
    }
    let share = |name| sampled(name, 0.01).targets().periods[0].share(&RoundType::new("french"));
    assert!((2.0 * share("french_share_halved") - share("baseline")).abs() < 1e-12);
}

/// Another rhythm, and nothing else: every round stands on a day of the baseline.
#[test]
fn monthly_rounds_are_rounds_of_the_baseline() {
    let (monthly, baseline) = (sampled("monthly_rounds", 0.01), sampled("baseline", 0.01));
    let days = |model: &Model| -> Vec<_> {
        let rounds = model.plan().iter().filter(|round| round.basis == RoundBasis::Programs);
        rounds.map(|round| (round.instruction.drawn_at, round.instruction.round_type.clone())).collect()
    };
    let of_baseline = days(&baseline);
    assert!(days(&monthly).iter().all(|round| of_baseline.contains(round)));
    let text = std::fs::read_to_string("scenarios/monthly_rounds.toml").unwrap();
    let lines: Vec<usize> = text.lines().map(str::len).collect();
    assert!(lines.len() <= 10 && lines.iter().all(|length| *length <= 120), "{lines:?}");
}

#[test]
fn restated_targets_that_change_no_round_have_a_notice() {
    let french = model(&format!("{AHEAD}levels.french_outside_quebec = {{ 2026 = 40_000, 2027 = 45_000 }}"));
    assert_eq!(levels(&french), [LevelsNotice::UnplannedFrench(vec![2026, 2027])]);
    let pnp = |per_month: &str| {
        let text = format!("{AHEAD}levels.pnp = {{ 2027 = 60_000 }}\n[nominations]\nper_month = {per_month}");
        levels(&model(&text))
    };
    // A table is merged key by key: 2026 has to be restated too.
    assert_eq!(pnp("{ 2026 = 1_700 }"), [LevelsNotice::UnplannedPnp(vec![2027])]);
    assert_eq!(pnp("\"targets\""), []);
}

#[test]
fn targets_in_thousands_have_a_notice() {
    let text = format!("{AHEAD}levels.federal_high_skilled = {{ 2026 = 0, 2027 = 89, 2028 = 88_800 }}");
    let (line, published) = (Line::FederalHighSkilled, 111_000.0);
    let far = LevelsNotice::Far { line, year: 2027, restated: 89.0, published };
    assert_eq!(levels(&model(&text)), [far]);
}

#[test]
fn a_long_time_before_the_first_round_has_a_notice() {
    let weekly = "[plan.planned]\nsize = \"targets\"\nfrom = 2027-07-01\nevery_days = 7\n\
                  rounds = [{ day = 0, type = \"cec\" }]\n\
                  [targets]\nsplit = { cec = 1, french = 0, healthcare = 0, education = 0, trades = 0 }";
    // The first of July is a holiday.
    let late = RunNotice::NoRoundsBefore { start: day("2025-12-14"), first: day("2027-07-02") };
    assert_eq!(starts_late(&model(&format!("{AHEAD}{weekly}"))), [Notice::Run(late)]);
    assert_eq!(starts_late(&sampled("baseline", 0.01)), []);
}

/// 2024-01-15 is a Monday.
#[test]
fn rounds_of_holidays_for_which_no_day_is_left_have_a_notice() {
    let plan = |more: &str| {
        model(&format!("{HEAD}[plan.rhythm]\nfirst = 2024-01-15\nevery_days = 7\nto = 2024-02-05\n{more}"))
    };
    let days = |model: &Model| -> Vec<String> {
        model.plan().iter().map(|round| round.instruction.date.to_string()).collect()
    };
    let twice = "rounds = [{ day = 0, type = \"cec\", size = 100 }, { day = 1, type = \"cec\", size = 200 }]";
    let moved = plan(&format!("{twice}\n[calendar]\nholidays = [2024-01-22, 2024-02-05]"));
    assert_eq!(days(&moved), ["2024-01-15", "2024-01-16", "2024-01-23", "2024-01-29", "2024-01-30"]);
    assert_eq!(moved.plan()[2].sizing.stated(), Some(200));
    let left_out = |holiday, working_day, reason| UnheldRounds {
        types: vec!["cec".to_owned()],
        holiday: day(holiday),
        working_day: day(working_day),
        reason,
    };
    let after = left_out("2024-02-05", "2024-02-06", UnheldReason::AfterPlan(day("2024-02-05")));
    assert_eq!(unheld(&moved), [after, left_out("2024-01-22", "2024-01-23", UnheldReason::Taken)]);
    let paused = plan(
        "rounds = [{ day = 0, type = \"cec\", size = 100 }]\n[calendar]\nholidays = [2024-01-22]\n\
         pauses = [{ from = 2024-01-23, to = 2024-01-26 }]",
    );
    assert_eq!(unheld(&paused), [left_out("2024-01-22", "2024-01-23", UnheldReason::Paused)]);
}

/// What a longer run would hold is no mistake of a short one.
#[test]
fn a_run_that_ends_before_the_first_round_of_a_type_has_a_notice() {
    let short = model("extends = \"baseline\"\nend = 2026-03-31\npopulation.scale = 0.01");
    let without = TargetsNotice::WithoutRound(vec!["trades".to_owned()]);
    assert!(short.notices().contains(&without.into()), "{:?}", short.notices());
    let unplanned = "extends = \"baseline\"\npopulation.scale = 0.01\nplan.categories.categories = \
         { french = 1, healthcare = 0, education = 0, trades = 0 }";
    let parts = [("education", 0.03), ("healthcare", 0.14), ("trades", 0.01)];
    let parts = parts.map(|(name, share)| (name.to_owned(), share)).to_vec();
    let without = TargetsNotice::UnplannedShares { from: None, parts };
    assert!(model(unplanned).notices().contains(&without.into()), "{:?}", model(unplanned).notices());
}

fn run_notices(text: &str, is_wanted: fn(&RunNotice) -> bool) -> Vec<RunNotice> {
    let notices = model(text).notices().into_iter();
    let run = notices.filter_map(|notice| match notice {
        Notice::Run(notice) => Some(notice),
        _ => None,
    });
    run.filter(is_wanted).collect()
}

/// A change of a plan that states nothing, or comes after the run, does not do what was meant.
#[test]
fn a_change_of_a_plan_without_effect_has_a_notice() {
    let is_idle: fn(&RunNotice) -> bool = |notice| matches!(notice, RunNotice::IdleChange { .. });
    let change = |from: &str, reason| RunNotice::IdleChange {
        plan: "cec".to_owned(),
        change: IdleChange { from: day(from), reason },
    };
    let text = "[[plan.cec.change]]\nfrom = 2026-07-01\n[[plan.cec.change]]\nfrom = 2028-01-01\nsize = 10";
    let plans = "[plan.published]\n[plan.pnp]\n[plan.categories]\n[plan.cec]\n";
    let expected = [
        change("2026-07-01", IdleReason::Nothing),
        change("2028-01-01", IdleReason::AfterRun(day("2027-12-31"))),
    ];
    assert_eq!(run_notices(&format!("{AHEAD}{plans}{text}"), is_idle), expected);
}

/// A round with a date of its own is held on it, a holiday or not.
#[test]
fn a_dated_round_on_a_holiday_has_a_notice() {
    let is_stated: fn(&RunNotice) -> bool = |notice| matches!(notice, RunNotice::StatedOnHoliday { .. });
    let round = |date: &str| format!("[[round]]\ndate = {date}\ntype = \"general\"\nsize = 100\n");
    // Canada Day, and a day of the pause of that winter.
    let text = format!("{AHEAD}{}{}{}", round("2026-06-30"), round("2026-07-01"), round("2026-12-22"));
    let expected = RunNotice::StatedOnHoliday { rounds: 2, first: day("2026-07-01") };
    assert_eq!(run_notices(&text, is_stated), [expected]);
}

#[test]
fn pauses_that_are_lost_have_a_notice() {
    let is_lost: fn(&RunNotice) -> bool = |notice| matches!(notice, RunNotice::LostPauses { .. });
    let own = |pauses: &str| run_notices(&format!("{AHEAD}calendar.pauses = [{pauses}]"), is_lost);
    let first = "{ from = 2026-12-20, to = 2027-01-03 }";
    let second = "{ from = 2027-12-20, to = 2028-01-02 }";
    assert_eq!(own(&format!("{first}, {second}")), []);
    let (from, to) = (day("2027-12-20"), day("2028-01-02"));
    assert_eq!(own(first), [RunNotice::LostPauses { pauses: 1, from, to }]);
}

/// Holidays are replaced as a list: those that are lost are told, and so are years without any.
#[test]
fn holidays_that_are_lost_or_not_stated_have_a_notice() {
    let run_notices = |text: &str| {
        let is_of_holidays: fn(&RunNotice) -> bool =
            |notice| matches!(notice, RunNotice::LostHolidays { .. } | RunNotice::NoHolidays { .. });
        run_notices(text, is_of_holidays)
    };
    assert_eq!(run_notices(AHEAD), []);
    let lost = RunNotice::LostHolidays { days: 20, first: day("2026-01-01") };
    let own = format!("{AHEAD}calendar.holidays = [2026-04-03, 2026-07-01, 2027-07-01, 2027-12-27]");
    assert_eq!(run_notices(&own), [lost]);
    let late = AHEAD.replace("2027-12-31", "2029-12-31");
    assert_eq!(run_notices(&late), [RunNotice::NoHolidays { last: 2028, end: day("2029-12-31") }]);
}

/// What a shorter run does not reach does nothing in it.
#[test]
fn laws_and_rounds_after_the_end_of_a_shortened_run_have_notices() {
    let text = "extends = \"baseline\"\nend = 2026-03-31\npopulation.scale = 0.01\n\
                [[round]]\ndate = 2026-07-08\ntype = \"general\"\nsize = 100\n\
                [[policy.change]]\ndate = 2026-07-01\ncrs.additional.sibling = 0\n";
    let short = model(text);
    let late = RunNotice::LateReform { on: day("2026-07-01"), end: day("2026-03-31") };
    let wanted = |notice: &RunNotice| matches!(notice, RunNotice::LateReform { .. });
    assert_eq!(run_notices(text, wanted), [late]);
    let not_held = UnheldRounds {
        types: vec!["general".to_owned()],
        holiday: day("2026-07-08"),
        working_day: day("2026-07-08"),
        reason: UnheldReason::AfterRun(day("2026-03-31")),
    };
    assert_eq!(unheld(&short), [not_held]);
}

#[test]
fn shipped_reforms_can_be_shortened_to_end_before_they_begin() {
    for (name, end) in [
        ("job_offer_points_from_2026", "2026-03-31"),
        ("childcare_category", "2026-03-31"),
        ("french_points_doubled", "2023-06-30"),
    ] {
        let set = vec![format!("end={end}"), "population.scale=0.01".to_owned()];
        let scenario = Scenario::load(name, &Overlay { set, ..Overlay::default() }).unwrap();
        let model = Model::new(&scenario).unwrap_or_else(|error| panic!("{name}: {error}"));
        let is_late = |notice: &Notice| matches!(notice, Notice::Run(RunNotice::LateReform { .. }));
        assert!(model.notices().iter().any(is_late), "{name}");
    }
}

fn large(text: &str) -> Vec<Notice> {
    let is_large = |notice: &Notice| {
        matches!(
            notice,
            Notice::Run(RunNotice::LargeSize { .. }) | Notice::Nominations(NominationsNotice::Large { .. })
        )
    };
    model(&format!("{AHEAD}{text}")).notices().into_iter().filter(is_large).collect()
}

/// The largest published round invited 27,332 persons, and the largest PNP target of these years is 92,500.
#[test]
fn implausible_sizes_and_numbers_of_nominations_have_a_notice() {
    let size = |persons: u32| large(&format!("[plan.cec]\nsize = {persons}\n"));
    let expected = RunNotice::LargeSize { name: "cec".to_owned(), persons: 900_000, largest: 27_332 };
    assert_eq!(size(900_000), [Notice::Run(expected)]);
    // 4 x 27,332 = 109,328.
    assert_eq!((size(109_328), size(109_329).len()), (vec![], 1));
    let per_month = |persons: u32| large(&format!("nominations.per_month = {{ 2026 = {persons} }}\n"));
    let expected = NominationsNotice::Large { year: 2026, per_month: 100_000.0, target: 92_500.0 };
    assert_eq!(per_month(100_000), [Notice::Nominations(expected)]);
    // 4 x 92,500 / 12 = 30,833.3.
    assert_eq!((per_month(30_833), per_month(30_834).len()), (vec![], 1));
}
