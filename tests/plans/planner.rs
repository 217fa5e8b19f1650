//! The planner that meets targets.

use std::collections::BTreeSet;

use drawsim::experiment::targets::{self, Cause, TargetRow};
use drawsim::model::{LevelsNotice, Notice, Sizing};
use drawsim::policy::levels::Line;
use drawsim::record::{Bound, Counts, QuarterPlan};
use drawsim::time::Day;

use crate::{HEAD, model, run, sampled};

const PAUSE: &str = "[calendar]\npauses = [{ from = 2024-02-01, to = 2024-02-10 }]\n";

#[test]
fn the_planner_meets_reachable_targets_from_the_second_year_on() {
    let model = sampled("baseline", 0.1);
    assert!(model.plan().iter().any(|round| round.sizing == Sizing::Planned));
    let ensemble = run(&model, 6);
    let rows = targets::rows(&ensemble, &model);
    let later: Vec<_> = rows.iter().filter(|row| row.year >= 2027).collect();
    assert_eq!(later.len(), 6, "three lines in two years");
    for row in later {
        // One share of French rounds serves two years whose targets differ by a tenth.
        let is_french = row.line == Line::FrenchOutsideQuebec;
        let most = if is_french { 0.06 } else { targets::MET };
        assert!(row.error().unwrap().abs() <= most, "{row:?}");
        assert!(is_french || row.causes().is_empty(), "{row:?}");
    }
    let order = |plan: &QuarterPlan| (plan.date, plan.year, plan.line.table_name());
    assert!(ensemble.replications[0].quarter_plans.windows(2).all(|pair| order(&pair[0]) < order(&pair[1])));
    // Nominees are too few in the first year, and the row says what decides that.
    let first = rows.iter().find(|row| row.line == Line::Pnp).unwrap();
    let start = "2026-01-01".parse().unwrap();
    assert_eq!(first.progress.planned_on, Some(start));
    assert_eq!(first.causes(), [Cause::Bound(Bound::Late), Cause::Nominations]);
    // The published rounds of 2025 invited 10,898 nominees.
    assert_eq!(first.progress.invited.unwrap().before, Some(10_898.0));
}

#[test]
fn a_target_out_of_reach_is_named_with_its_reason() {
    let model = model(
        "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n[targets]\nmost = 600\nleast = 1",
    );
    let rows = targets::rows(&run(&model, 1), &model);
    let last = rows.iter().find(|row| (row.year, row.line) == (2027, Line::FederalHighSkilled)).unwrap();
    assert!(last.error().unwrap() < -0.2);
    assert_eq!(last.causes()[0], Cause::Bound(Bound::Most), "{last:?}");
    assert_eq!(last.progress.bound.unwrap().share, 1.0);
    let table = targets::targets("short", &rows).to_csv();
    assert!(table.contains("2027,federal_high_skilled,") && table.contains("largest_size"), "{table}");
}

#[test]
fn every_round_is_at_the_largest_size_before_a_target_is_given_up() {
    // Holidays at the end of a quarter make the first gap of the next one short. Trades have
    // a hundredth of the target, which is less than `least` at every round.
    let model = model(&format!(
        "extends = \"baseline\"\nend = 2026-12-31{}\
         rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \"cec\" }}, {{ day = 2, type = \
         \"trades\" }}]\n\
         [targets]\nmost = 600\nleast = 400\n\
         split = {{ cec = 0.99, trades = 0.01, french = 0, healthcare = 0, education = 0 }}",
        ROUNDS.replace("holidays = []", "holidays = [2026-06-23, 2026-06-24]")
    ));
    let rounds = &run(&model, 1).replications[0].rounds;
    let planned = rounds.iter().filter(|round| round.date.year() == 2026 && round.round_type.name() != "pnp");
    let sizes: Vec<u32> = planned.map(|round| round.size).collect();
    assert_eq!(sizes, vec![600; sizes.len()]);
    assert!(sizes.len() > 40);
}

#[test]
fn a_round_after_a_pause_makes_up_for_it() {
    let model = model(&format!(
        "{HEAD}\n{PAUSE}[plan.planned]\nsize = \"targets\"\nfirst = 2024-01-09\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"cec\" }}]\n\
         [targets]\nsplit = {{ cec = 1.0 }}\nmost = 100_000"
    ));
    let rounds = &run(&model, 1).replications[0].rounds;
    let dates: Vec<String> = rounds.iter().map(|round| round.date.to_string()).collect();
    assert_eq!(dates, ["2024-01-09", "2024-01-23", "2024-02-20", "2024-03-05", "2024-03-19"]);
    // By hand: 28 days instead of 14, in one quarter with one pace.
    let sizes: Vec<u32> = rounds.iter().map(|round| round.size).collect();
    assert!(
        sizes[0] > 1_000 && [sizes[1], sizes[3], sizes[4]].iter().all(|size| *size == sizes[0]),
        "{sizes:?}"
    );
    assert!(sizes[2].abs_diff(2 * sizes[0]) <= 50, "{sizes:?}");
}

#[test]
fn a_new_levels_plan_is_planned_for_on_its_day() {
    let model = model(
        &format!(
            "{HEAD}\nend = 2024-12-31\n[plan.planned_2]\nsize = \"targets\"\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"cec\" }}]\n[targets]\nsplit = {{ cec = 1.0 }}"
        )
        .replace("end = 2024-03-31\n", ""),
    );
    let days: Vec<String> = model.targets().planning_days.iter().map(ToString::to_string).collect();
    // The plan 2025-2027 was published on 24 October 2024.
    assert_eq!(days, ["2024-01-01", "2024-04-01", "2024-07-01", "2024-10-01", "2024-10-24"]);
}

#[test]
fn a_share_of_nothing_leaves_slots_that_are_not_held() {
    let model = model("extends = \"no_category_rounds\"\nend = 2026-03-31\npopulation.scale = 0.02");
    let rounds = &run(&model, 1).replications[0].rounds;
    let healthcare: Vec<_> = rounds.iter().filter(|round| round.round_type.name() == "healthcare").collect();
    assert!(!healthcare.is_empty());
    assert!(healthcare.iter().all(|round| (round.size, round.invited, round.cutoff) == (0, 0, None)));
}

/// Persons admitted and the federal target of a year.
fn federal(rows: &[TargetRow], year: i16) -> &TargetRow {
    rows.iter().find(|row| (row.year, row.line) == (year, Line::FederalHighSkilled)).unwrap()
}

const ROUNDS: &str = r#"
population.scale = 0.05
[calendar]
holidays = []
pauses = []
[plan.published]
kind = "published"
to = 2025-12-31
[plan.planned_3]
size = "targets"
from = 2026-01-01
first = 2026-01-05
every_days = 14
"#;

#[test]
fn rounds_of_a_stated_size_are_part_of_the_plan() {
    let model = model(&format!(
        "extends = \"baseline\"{ROUNDS}rounds = [{{ day = 0, type = \"pnp\" }}, {{ day = 1, type = \
         \"cec\" }}]\n\
         [plan.rhythm]\nfrom = 2026-01-01\nfirst = 2026-01-07\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"french\", size = 1500 }}]\n\
         [targets]\nsplit = {{ cec = 1.0, french = 0, healthcare = 0, education = 0, trades = 0 }}"
    ));
    let rows = targets::rows(&run(&model, 3), &model);
    for year in 2027..=2028 {
        assert!(federal(&rows, year).error().unwrap().abs() <= targets::MET, "{rows:?}");
    }
}

#[test]
fn nominees_of_general_rounds_count_for_their_provinces_alone() {
    let model = model(&format!(
        "extends = \"baseline\"{ROUNDS}rounds = [{{ day = 1, type = \"general\" }}]\n\
         [targets]\nsplit = {{ general = 1.0, cec = 0, french = 0, healthcare = 0, education = 0, trades \
         = 0 }}"
    ));
    let rows = targets::rows(&run(&model, 3), &model);
    // The first year too, though no such round was held in the year before it.
    for year in 2026..=2028 {
        assert!(federal(&rows, year).error().unwrap().abs() <= targets::MET, "{rows:?}");
    }
}

#[test]
fn a_year_without_a_round_of_the_planner_is_expected_to_be_missed() {
    let rounds = "rounds = [{ day = 0, type = \"pnp\" }, { day = 1, type = \"cec\" }]";
    let model = model(&format!(
        "extends = \"baseline\"{ROUNDS}{rounds}\nto = 2027-12-31\n\
         [plan.rhythm_2]\nfrom = 2028-01-01\nfirst = 2028-01-04\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"cec\", size = 500 }}]\n\
         [targets]\nmost = 4_000\nsplit = {{ cec = 1.0, french = 0, healthcare = 0, education = 0, trades \
         = 0 }}"
    ));
    let rows = targets::rows(&run(&model, 1), &model);
    let row = federal(&rows, 2028);
    assert!(row.error().unwrap() < -0.1, "{row:?}");
    assert!(row.progress.expected < row.wanted() && !row.causes().is_empty(), "{row:?}");
}

/// Processing takes four times as long, families are larger and three times as many people arrive from the
/// middle of 2027 on, numbers by year being those of its middle; until then they cannot be known.
#[test]
fn the_planner_does_not_know_the_years_to_come() {
    let head = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n\
         [population.processing.cec]\nmonths_p80 = { 2025 = 6.0, 2027 = 6.0MORE }\n\
         family = { 2025 = 0.8, 2027 = 0.8MORE }\n\
         [population.processing.fsw]\nmonths_p80 = { 2025 = 6.0, 2027 = 6.0MORE }\n\
         [population.arrivals]\nfactor = { 2025 = 1.0, 2027 = 1.0MORE }";
    let [usual, other] = ["", ", 2028 = 3.0"].map(|more| {
        let model = model(&head.replace("MORE", more));
        run(&model, 1).replications.remove(0)
    });
    let middle = "2027-07-01".parse().unwrap();
    let plans = |counts: &Counts| -> Vec<QuarterPlan> {
        counts.quarter_plans.iter().filter(|plan| plan.date <= middle).cloned().collect()
    };
    let sizes = |counts: &Counts, is_wanted: fn(Day, Day) -> bool| -> Vec<u32> {
        let rounds = counts.rounds.iter().filter(|round| is_wanted(round.date, middle));
        rounds.map(|round| round.size).collect()
    };
    assert_eq!(plans(&usual).len(), 7 * 6, "seven plannings of two years and three lines");
    assert_eq!(plans(&usual), plans(&other));
    assert_eq!(sizes(&usual, |date, middle| date <= middle), sizes(&other, |date, middle| date <= middle));
    assert_ne!(sizes(&usual, |date, middle| date > middle), sizes(&other, |date, middle| date > middle));
}

#[test]
fn targets_are_met_by_rounds_of_a_large_least_size() {
    let model = model("extends = \"baseline\"\npopulation.scale = 0.1\n[targets]\nleast = 3000");
    let ensemble = run(&model, 2);
    let rows = targets::rows(&ensemble, &model);
    for year in 2027..=2028 {
        assert!(federal(&rows, year).error().unwrap().abs() <= targets::MET, "{rows:?}");
    }
    let rounds = ensemble.replications.iter().flat_map(|counts| &counts.rounds);
    let planned = rounds.filter(|round| round.date.year() >= 2026 && round.round_type.name() != "pnp");
    assert!(planned.into_iter().all(|round| round.size == 0 || round.size >= 3000));
}

#[test]
fn a_least_size_above_all_who_are_wanted_is_named_as_the_reason() {
    let text = "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n\
         [targets]\nleast = 800_000\nmost = 900_000";
    let model = model(text);
    let rows = targets::rows(&run(&model, 1), &model);
    let row = federal(&rows, 2027);
    assert!(row.error().unwrap() < -0.9, "{row:?}");
    assert_eq!(row.causes()[0], Cause::Bound(Bound::Least), "{row:?}");
    assert_eq!(row.progress.bound.unwrap().share, 1.0);
}

#[test]
fn after_the_last_levels_plan_its_targets_go_on() {
    let model = model("extends = \"baseline\"\nend = 2034-12-31\npopulation.scale = 0.02");
    let ensemble = run(&model, 2);
    let rows = targets::rows(&ensemble, &model);
    for year in 2033..=2034 {
        // The target of 2028.
        assert_eq!(federal(&rows, year).level.target, Some(111_000.0));
        assert!(federal(&rows, year).error().unwrap().abs() <= targets::MET, "{rows:?}");
    }
    assert!(
        model
            .notices()
            .iter()
            .any(|notice| matches!(notice, Notice::Levels(LevelsNotice::Carried { last: 2034, .. })))
    );
}

/// Sizes of which none may differ: every slot is filled as long as the target is far away.
#[test]
fn where_the_least_size_is_the_largest_every_slot_is_filled() {
    let model = model(
        "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n[targets]\nleast = 800\n\
         most = 800",
    );
    let counts = &run(&model, 1).replications[0];
    let planned = counts.rounds.iter().zip(model.plan()).filter(|(_, round)| round.sizing == Sizing::Planned);
    let sizes: BTreeSet<u32> = planned.map(|(round, _)| round.size).collect();
    assert_eq!(sizes, BTreeSet::from([800]));
    let federal = counts.quarter_plans.iter().filter(|plan| plan.line == Line::FederalHighSkilled);
    assert!(federal.map(|plan| plan.bound).all(|bound| bound == Some(Bound::Most)));
}

/// The first round down to a score finds those of today's pool, who are known: 28,000 at 480 and more under
/// CEC.
#[test]
fn a_round_down_to_a_score_counts_with_those_in_the_pool() {
    let decided = |plans: &str| {
        let model = model(&format!(
            "extends = \"baseline\"\nend = 2027-12-31\npopulation.scale = 0.02\n[plan.published_2]\n\
             kind = \"published\"\n\
             to = 2025-12-31\n[plan.planned_4]\nsize = \"targets\"\nfrom = 2026-01-01\nevery_days = 14\n\
             rounds = [{{ day = 6, type = \"french\" }}]\n{plans}\n[targets]\n\
             split = {{ cec = 0, french = 1.0, healthcare = 0, education = 0, trades = 0 }}"
        ));
        let counts = run(&model, 1).replications.remove(0);
        let first =
            counts.quarter_plans.iter().find(|plan| plan.line == Line::FederalHighSkilled).unwrap().decided;
        let cec = |round: &&drawsim::published::Round| {
            round.round_type.name() == "cec" && round.date.year() == 2026
        };
        (first, counts.rounds.iter().find(cec).map_or(0, |round| round.invited))
    };
    let (without, _) = decided("");
    let cutoff = "[plan.cutoff]\nfrom = 2026-01-01\nto = 2026-01-31\nevery_days = 60\n\
                  rounds = [{ day = 6, type = \"cec\", cutoff = 480 }]";
    let (with, invited) = decided(cutoff);
    let expected = with - without;
    assert!(invited > 20_000, "{invited}");
    // About 1.1 to 1.2 persons are admitted for an invitation under CEC, nearly all of them within the year.
    let persons = expected / f64::from(invited);
    assert!((0.9..1.3).contains(&persons), "{persons}");
}

/// What a slot cannot take goes to the next of its type: none is lost at the largest size.
#[test]
fn a_round_that_would_be_too_large_after_a_pause_leaves_the_rest_to_the_next() {
    let sizes = |most: u32| {
        let model = model(&format!(
            "{HEAD}\n{PAUSE}[plan.planned_5]\nsize = \"targets\"\nfirst = 2024-01-09\nevery_days = 14\n\
             rounds = [{{ day = 0, type = \"cec\" }}]\n\
             [targets]\nsplit = {{ cec = 1.0 }}\nmost = {most}\n[levels]\n\
             federal_high_skilled = {{ 2024 = 40_000, 2025 = 40_000 }}"
        ));
        let rounds = &run(&model, 1).replications[0].rounds;
        rounds.iter().map(|round| round.size).collect::<Vec<u32>>()
    };
    let free = sizes(100_000);
    // Once and a half the usual size; the round after the pause wants twice of it.
    let most = free[0] * 3 / 2;
    assert!(free[2] > most, "{free:?}");
    let bound = sizes(most);
    assert_eq!((bound[2], &bound[..2]), (most, &free[..2]), "{bound:?} {free:?}");
    let (sum, of_free) = (bound.iter().sum::<u32>(), free.iter().sum::<u32>());
    assert!(sum.abs_diff(of_free) <= 3 && bound[3] > free[3], "{bound:?} {free:?}");
}
