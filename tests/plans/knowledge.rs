//! Knowledge of the planner on a day: the calendar, nominees, and the candidates that types of rounds invite.

use drawsim::experiment::targets::{self, TargetRow};
use drawsim::policy::levels::Line;
use drawsim::record::Counts;
use drawsim::time::Day;

use crate::{model, run};

/// The baseline with another calendar from 2026 on: `rounds` every fourteen days from 5 January, and what
/// follows them.
fn baseline(end: &str, rounds: &str, more: &str) -> String {
    // Days without rounds come from no other file, and a test may state its own after the plan.
    let calendar = if more.contains("[calendar]") { "" } else { "[calendar]\nholidays = []\npauses = []\n" };
    format!(
        "extends = \"baseline\"\nend = {end}\npopulation.scale = 0.05\n{calendar}\
         [plan.published]\nkind = \"published\"\nto = 2025-12-31\n\
         [plan.planned]\nsize = \"targets\"\nfrom = 2026-01-01\nfirst = 2026-01-05\nevery_days = 14\n\
         rounds = [{rounds}]\n{more}"
    )
}

/// All of the federal target by rounds of one type.
fn all(name: &str) -> String {
    let shares = ["cec", "general", "fsw", "french", "healthcare", "education", "trades"];
    let shares = shares.map(|one| format!("{one} = {}", if one == name { "1.0" } else { "0" }));
    format!("[targets]\nmost = 20_000\nsplit = {{ {} }}\n", shares.join(", "))
}

fn counts(text: &str) -> Counts {
    run(&model(text), 1).replications.remove(0)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Sizes of the rounds of a type from a day on and before another.
fn sizes(counts: &Counts, name: &str, from: &str, until: &str) -> Vec<u32> {
    let rounds = counts.rounds.iter().filter(|round| round.round_type.name() == name);
    rounds.filter(|round| (day(from)..day(until)).contains(&round.date)).map(|round| round.size).collect()
}

fn nominated(counts: &Counts, year: i16) -> u32 {
    counts.flows.iter().filter(|flows| flows.year == year).map(|flows| flows.nominated).sum()
}

fn assert_near(found: f64, expected: f64, part: f64) {
    assert!((found / expected - 1.0).abs() <= part, "{found} instead of {expected}");
}

/// General rounds have no share until 2027-07-01, and no others invite nominees: until then no candidate is
/// nominated for them.
#[test]
fn a_later_change_of_shares_causes_no_nomination() {
    let rounds = "{ day = 1, type = \"cec\" }, { day = 2, type = \"general\" }";
    let usual = baseline("2027-12-31", rounds, &all("cec"));
    let change = "[[targets.change]]\nfrom = 2027-07-01\nsplit = { cec = 0.5, general = 0.5 }";
    let [usual, other] = [counts(&usual), counts(&format!("{usual}{change}"))];
    let before = |counts: &Counts| {
        let flows = counts.flows.iter().filter(|flows| (flows.year, flows.month) < (2027, 7));
        let rounds = counts.rounds.iter().filter(|round| round.date < day("2027-07-01"));
        (flows.cloned().collect::<Vec<_>>(), rounds.cloned().collect::<Vec<_>>())
    };
    assert_eq!(before(&usual), before(&other));
    assert_eq!(nominated(&usual, 2027), 0);
    assert!(nominated(&other, 2027) > 500, "{}", nominated(&other, 2027));
}

/// Slots of a type without a share are no rounds. The candidates that the type will invite are taken from
/// today's pool all the same.
#[test]
fn slots_that_were_not_held_show_nothing_of_a_type() {
    let rounds = "{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }";
    let change = "[[targets.change]]\nfrom = 2027-04-01\nsplit = { cec = 0.5, fsw = 0.5 }";
    let idle = baseline(
        "2027-06-30",
        &format!("{rounds}, {{ day = 2, type = \"fsw\" }}"),
        &format!("{}{change}", all("cec")),
    );
    let later = "[plan.planned_2]\nsize = \"targets\"\nfrom = 2027-04-01\nfirst = 2027-03-29\nevery_days \
    = 14\n\
                 rounds = [{ day = 2, type = \"fsw\" }]\n";
    let without = baseline("2027-06-30", rounds, &format!("{later}{}{change}", all("cec")));
    let [idle, without] =
        [counts(&idle), counts(&without)].map(|counts| sizes(&counts, "fsw", "2027-04-01", "2027-07-01"));
    // The first has a slot a day before the quarter, so that its first round is sized for no more days than
    // the others.
    assert!(idle.len() > 5 && idle[1..] == without[1..], "{idle:?} and {without:?}");
}

/// Up to 2027-06-30 all nominees are invited, and then 700 at each round: provinces nominate as many as the
/// target asks for until then, and as many as rounds will find after it.
#[test]
fn open_rounds_of_nominees_and_rounds_of_a_stated_size_take_turns() {
    let pnp = |first: &str, bounds: &str, size: &str| {
        format!(
            "[plan.pnp_{first}]\ntype = \"pnp\"\nfirst = {first}\n{bounds}\nevery_days = 14\nsize = {size}\n"
        )
    };
    let usual = pnp("2026-01-05", "from = 2026-01-01", "\"nominees\"") + &all("cec");
    let mixed = pnp("2026-01-05", "from = 2026-01-01\nto = 2027-06-30", "\"nominees\"")
        + &pnp("2027-07-05", "from = 2027-07-01", "700")
        + &all("cec");
    let rounds = "{ day = 1, type = \"cec\" }";
    let [usual, mixed] = [usual, mixed].map(|more| counts(&baseline("2027-12-31", rounds, &more)));
    assert_near(f64::from(nominated(&mixed, 2026)), f64::from(nominated(&usual, 2026)), 0.06);
    let expected = |counts: &Counts| {
        let mut plans = counts.quarter_plans.iter();
        plans.find(|plan| (plan.year, plan.line) == (2027, Line::Pnp)).unwrap().expected
    };
    assert_near(expected(&mixed), expected(&usual), 0.02);
    let first_of_stated = sizes(&mixed, "pnp", "2027-07-01", "2027-07-15");
    assert_eq!(first_of_stated, [700]);
    let stated = mixed
        .rounds
        .iter()
        .filter(|round| round.round_type.name() == "pnp" && round.date >= day("2027-07-01"));
    let found: Vec<u32> = stated.map(|round| round.invited).collect();
    assert!(found.len() == 13 && found.iter().all(|invited| *invited == 700), "{found:?}");
}

/// One round of all programs, two years ahead, is no reason to nominate anybody for it sooner.
#[test]
fn a_general_round_far_ahead_leaves_nominations_as_they_are() {
    let rounds = "{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }";
    let list = "[plan.list]\nrounds = [{ date = 2028-02-10, type = \"general\", size = 500 }]\n";
    let end = "2028-03-31";
    let usual = counts(&baseline(end, rounds, &all("cec")));
    let other = counts(&baseline(end, rounds, &format!("{list}{}", all("cec"))));
    for year in [2026, 2027] {
        assert_near(f64::from(nominated(&other, year)), f64::from(nominated(&usual, year)), 0.06);
    }
}

/// Whoever is nominated after the last round of nominees is invited by none.
#[test]
fn no_candidate_is_nominated_for_a_target_after_the_last_round_of_nominees() {
    let pnp = "[plan.rhythm_2]\nfrom = 2026-01-01\nfirst = 2026-01-05\nto = 2026-08-31\n\
               every_days = 14\n\
               rounds = [{ day = 0, type = \"pnp\", size = \"nominees\" }]\n";
    let rounds = "{ day = 1, type = \"cec\" }";
    let counts = counts(&baseline("2026-12-31", rounds, &format!("{pnp}{}", all("cec"))));
    let of = |month| {
        counts.flows.iter().find(|flows| (flows.year, flows.month) == (2026, month)).unwrap().nominated
    };
    assert!(of(7) > 1_000 && of(10) == 0 && of(12) == 0, "{} {} {}", of(7), of(10), of(12));
}

/// The share of the federal target may be that of one type of rounds of all programs or of two, which invite
/// the same people.
#[test]
fn two_types_of_rounds_share_the_nominees() {
    let two = "{ day = 1, type = \"general\" }, { day = 8, type = \"no_program_specified\" }";
    let halves = all("general").replace("general = 1.0", "general = 0.5, no_program_specified = 0.5");
    let one = "{ day = 1, type = \"general\" }, { day = 8, type = \"general\" }";
    let landed = |rounds: &str, targets: &str| {
        let model = model(&baseline("2027-12-31", rounds, targets));
        let rows = targets::rows(&run(&model, 2), &model);
        let is_it = |row: &&TargetRow| (row.year, row.line) == (2027, Line::FederalHighSkilled);
        rows.iter().find(is_it).unwrap().landed
    };
    assert_near(landed(two, &halves), landed(one, &all("general")), 0.01);
}

/// A margin that is left over at every round is invited by none of them.
#[test]
fn nominees_who_are_left_over_are_not_expected_twice() {
    let text = |margin: &str| {
        format!(
            "extends = \"history\"\nstart = 2024-01-01\nend = 2024-06-30\npopulation.scale = 0.05\n\
             nominations.margin = {margin}\n\
             [plan.published_2]\nkind = \"published\"\ntypes = [\"pnp\"]\n\
             [plan.planned_3]\nsize = \"targets\"\nevery_days = 14\nrounds = [{{ day = 3, type = \"cec\" \
             }}]\n\
             [targets]\nsplit = {{ cec = 1.0 }}"
        )
    };
    let expected = |margin: &str| {
        let counts = counts(&text(margin));
        let mut plans = counts.quarter_plans.iter();
        plans.find(|plan| (plan.year, plan.line) == (2024, Line::Pnp)).unwrap().expected
    };
    assert_near(expected("0.5"), expected("0.0"), 0.03);
}

/// All apply, none is refused or has a family, and every application takes about three months. By hand:
/// 12,000 persons a year are 460 for each of the slots, fourteen days apart, and all are admitted.
#[test]
fn sizes_of_a_plan_without_chance_are_those_of_a_hand_computation() {
    let always =
        |number: u32| (2015..=2025).map(|year| format!("{year} = {number}")).collect::<Vec<_>>().join(", ");
    let program = |name: &str| {
        let (months, family) = (always(3), always(0));
        format!(
            "[population.processing.{name}]\nmonths_p80 = {{ {months} }}\nrefused = 0.0\n\
             family = {{ {family} }}\n"
        )
    };
    let text = format!(
        "extends = \"history\"\nstart = 2024-01-01\nend = 2026-12-31\nstart_pool = \"empty\"\n\
         population.scale = 0.1\n\
         [population.response]\napply = {{ pnp = 1.0, cec = 1.0, fsw = 1.0, fst = 1.0, category = 1.0 }}\n\
         [population.processing]\nspread = 0.2\nlanding_days = {{ canada = 0, abroad = 0 }}\n{}{}{}\
         [plan.planned_4]\nsize = \"targets\"\nfirst = 2024-01-03\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"cec\" }}]\n\
         [targets]\nsplit = {{ cec = 1.0 }}\nleast = 1\n\
         [levels]\nfederal_high_skilled = {{ 2024 = 6000, 2025 = 12000, 2026 = 12000, 2027 = 12000 }}",
        program("cec"),
        program("fsw"),
        program("pnp")
    );
    let model = model(&text);
    let ensemble = run(&model, 2);
    // 12,000 x 14 / 365.25, in each year.
    for (from, until) in [("2025-01-01", "2026-01-01"), ("2026-01-01", "2027-01-01")] {
        let sizes = sizes(&ensemble.replications[0], "cec", from, until);
        assert_near(f64::from(sizes.iter().sum::<u32>()) / sizes.len() as f64, 460.0, 0.02);
    }
    let rows = targets::rows(&ensemble, &model);
    for year in [2025, 2026] {
        let row = rows.iter().find(|row| (row.year, row.line) == (year, Line::FederalHighSkilled)).unwrap();
        assert_near(row.landed, 12_000.0, 0.01);
    }
}

/// Weekly rounds from July 2027 on do not change what is usual in January: four weeks without a round are two
/// rounds' worth then.
#[test]
fn what_is_usual_between_rounds_is_that_of_their_plan() {
    let rounds = "{ day = 1, type = \"cec\" }";
    let fortnightly =
        "to = 2027-06-30\n[calendar]\nholidays = []\npauses = [{ from = 2026-12-21, to = 2027-01-03 }]\n";
    let weekly = "[plan.planned_5]\nsize = \"targets\"\nfrom = 2027-07-01\nfirst = 2027-07-05\nevery_days \
    = 7\n\
                  rounds = [{ day = 1, type = \"cec\" }]\n";
    let counts = counts(&baseline("2028-06-30", rounds, &format!("{fortnightly}{weekly}{}", all("cec"))));
    let january = sizes(&counts, "cec", "2027-01-01", "2027-02-01");
    assert!(january[0].abs_diff(2 * january[1]) <= 2, "{january:?}");
    let july = sizes(&counts, "cec", "2027-07-01", "2027-08-01");
    assert!(july[0].abs_diff(2 * july[1]) <= 2 && july[1] == july[2], "{july:?}");
}

/// Rounds of all programs that have no share are not held: PNP rounds find as many nominees with such slots
/// as without.
#[test]
fn no_candidate_is_nominated_for_slots_that_are_not_held() {
    let text = |rounds: &str, split: &str| {
        format!(
            "extends = \"history\"\nstart = 2024-01-01\nend = 2024-06-30\npopulation.scale = 0.05\n\
             [plan.published_3]\nkind = \"published\"\ntypes = [\"pnp\"]\n\
             [plan.planned_6]\nsize = \"targets\"\nevery_days = 7\nrounds = [{{ day = 3, type = \"cec\" \
             }}{rounds}]\n\
             [targets]\nsplit = {{ cec = 1.0{split} }}"
        )
    };
    let idle = counts(&text(", { day = 1, type = \"general\" }", ", general = 0.0"));
    let without = counts(&text("", ""));
    let nominated = |counts: &Counts| counts.flows.iter().map(|flows| flows.nominated).collect::<Vec<_>>();
    assert_eq!(nominated(&idle), nominated(&without));
}

/// Until the only round of nominees, at the end of the run, none can be admitted: the planner expects none,
/// and it nominates evenly for the time after that round.
#[test]
fn nominees_are_admitted_after_the_round_that_invites_them() {
    let pnp = "[plan.list_2]\nrounds = [{ date = 2027-12-06, type = \"pnp\", size = \"nominees\" }]\n";
    let rounds = "{ day = 1, type = \"cec\" }";
    let counts = counts(&baseline("2027-12-31", rounds, &format!("{pnp}{}", all("cec"))));
    let first = counts.quarter_plans.iter().find(|plan| (plan.year, plan.line) == (2026, Line::Pnp)).unwrap();
    // The published rounds of 2025 are all that is expected.
    assert_eq!((first.date, first.expected), (day("2026-01-01"), first.decided));
    assert_eq!(first.bound, Some(drawsim::record::Bound::Late));
    // 0.385 of 92,500 at 1.9 for each of 0.96 x 0.96 is about 1,700 a month.
    let months: Vec<u32> = counts.flows.iter().map(|flows| flows.nominated).collect();
    assert!(months.iter().all(|nominated| *nominated < 2_500), "{months:?}");
    assert!(months[months.len() - 6..].iter().all(|nominated| *nominated > 1_000), "{months:?}");
}

/// Rounds of a week are those of their rhythm, and not of a whole year.
#[test]
fn a_run_of_a_week_plans_as_one_of_a_year() {
    let week = |end: &str| {
        let rounds = "{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }";
        let text = baseline(end, rounds, &all("cec")).replace("first = 2026-01-05", "first = 2025-12-22");
        let counts = counts(&format!("{text}[nominations]\nper_month = \"targets\"\nmargin = 0.0\n"));
        ["pnp", "cec"].map(|name| f64::from(sizes(&counts, name, "2026-01-01", "2026-01-11")[0]))
    };
    let ([pnp, cec], [usual_pnp, usual_cec]) = (week("2026-01-10"), week("2026-06-30"));
    assert_near(pnp, usual_pnp, 0.1);
    assert_near(cec, usual_cec, 0.1);
}

/// Nominations from 2026 on do not depend on whether targets governed the last days of 2025 too.
#[test]
fn nominations_do_not_hang_on_when_planning_began() {
    let rounds = "{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }";
    let of = |per_month: &str| {
        let more = format!("{}[nominations]\nmargin = 0.0\nper_month = {per_month}\n", all("cec"));
        f64::from(nominated(&counts(&baseline("2026-12-31", rounds, &more)), 2026))
    };
    assert_near(of("\"targets\""), of("{ 2025 = 913, 2026 = \"targets\" }"), 0.05);
}

/// A year with a target of 0 leaves the targets of other years as they are.
#[test]
fn a_target_of_zero_is_no_reason_to_miss_another() {
    let rounds = "{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }";
    let more = format!("{}[levels]\nfederal_high_skilled = {{ 2027 = 0 }}\n", all("cec"));
    let model = model(&baseline("2026-12-31", rounds, &more));
    let rows = targets::rows(&run(&model, 2), &model);
    let row = rows.iter().find(|row| (row.year, row.line) == (2026, Line::FederalHighSkilled)).unwrap();
    assert_near(row.landed, 109_000.0, 0.12);
}

/// Provinces nominate for the largest size that may be sampled, and the planner expects the mean one.
#[test]
fn rounds_of_nominees_of_a_sampled_size_are_filled() {
    let pnp = "[plan.rhythm_3]\nfrom = 2026-01-01\nfirst = 2026-01-05\nto = 2026-06-30\n\
               every_days = 14\n\
               rounds = [{ day = 0, type = \"pnp\", size = { low = 300, high = 900 } }]\n";
    let rounds = "{ day = 1, type = \"cec\" }";
    let model = model(&baseline("2026-12-31", rounds, &format!("{pnp}{}", all("cec"))));
    let counts = run(&model, 1).replications.remove(0);
    let held =
        counts.rounds.iter().filter(|round| round.round_type.name() == "pnp" && round.date.year() == 2026);
    let found: Vec<(u32, u32)> = held.map(|round| (round.size, round.invited)).collect();
    assert!(found.len() == 13 && found.iter().all(|(size, invited)| size == invited), "{found:?}");
    // 13 rounds of 600: admissions from them in 2026 and 2027, at 1.9 persons for each of 0.96 x 0.96.
    let plans =
        counts.quarter_plans.iter().filter(|plan| plan.line == Line::Pnp && plan.date == day("2026-01-01"));
    let to_come: f64 = plans.map(|plan| plan.expected - plan.decided).sum();
    assert_near(to_come, 13.0 * 600.0 * 1.9 * 0.96 * 0.96, 0.15);
}

/// A change after the run, or after its last planned round, is none of this run's.
#[test]
fn a_change_after_the_run_changes_nothing() {
    let rounds = "{ day = 1, type = \"cec\" }";
    let usual = baseline("2026-12-31", rounds, &all("cec"));
    let change = |from: &str| format!("{usual}[[targets.change]]\nfrom = {from}\nmost = 500\n");
    let of = |text: &str| counts(text).rounds;
    assert_eq!(of(&change("2027-06-01")), of(&usual));
    assert_eq!(of(&change("2026-12-30")), of(&usual));
}

/// A round of a list in a short run is not one of many that go on after it.
#[test]
fn a_listed_round_of_a_short_run_does_not_go_on() {
    let rounds = "{ day = 1, type = \"cec\" }";
    let list = "[plan.list_3]\nrounds = [{ date = 2026-01-14, type = \"french\", size = 500 }]\n";
    let first = |more: &str| {
        sizes(&counts(&baseline("2026-01-31", rounds, more)), "cec", "2026-01-01", "2026-01-15")[0]
    };
    let (with, without) = (first(&format!("{list}{}", all("cec"))), first(&all("cec")));
    // 500 French speakers are some 900 persons of 109,000.
    assert_near(f64::from(with), f64::from(without), 0.05);
}
