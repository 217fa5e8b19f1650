//! Nominations that follow from targets.

use drawsim::experiment::targets;
use drawsim::policy::levels::Line;
use drawsim::record::Counts;

use crate::{HEAD, model, run};

/// An application of a nominee is decided after nine months and lets two persons land a day later, without
/// chance.
const CERTAIN: &str = r#"
extends = "history"
start = 2026-01-01
end = 2026-04-30
start_pool = "empty"
population.scale = 0.1
population.processing.spread = 0
population.processing.landing_days = { canada = 0, abroad = 0 }
population.processing.pnp = { months_p80 = { 2025 = 9 }, refused = 0, family = { 2025 = 1.0 } }
population.response.apply.pnp = 1.0
[plan.rhythm]
every_days = 14
rounds = [{ day = 7, type = "pnp", size = "nominees" }]
[nominations]
"#;

fn nominated(counts: &Counts, months: std::ops::RangeInclusive<(i16, i8)>) -> u32 {
    let flows = counts.flows.iter().filter(|flows| months.contains(&(flows.year, flows.month)));
    flows.map(|flows| flows.nominated).sum()
}

/// Nominated in February and March 2026, with what `[nominations]` and the tables after it say.
fn in_two_months(nominations: &str) -> u32 {
    let model = model(&format!("{CERTAIN}{nominations}"));
    nominated(&run(&model, 1).replications[0], (2026, 2)..=(2026, 3))
}

#[test]
fn nominations_follow_the_target_of_the_year_of_their_admission() {
    // Nobody knows a nominee yet: each is taken to bring one person. From the nomination to the landing 312
    // days go by on average and never more than a year, so that one year's nominations land in 2027: 0.385 of
    // 92,500 persons are 17,806 nominees, 48.8 a day, and 2,876 in 59 days; one in a tenth of the people
    // stands for ten.
    let at_target = in_two_months("per_month = \"targets\"");
    assert!(at_target.abs_diff(2_876) <= 20, "{at_target}");
    // Another share and another target, in proportion: 0.5775 is half as much again.
    let larger = in_two_months("per_month = \"targets\"\n[levels]\npnp_express_entry_share = 0.5775");
    assert!(larger.abs_diff(4_314) <= 25, "{larger}");
    let smaller = in_two_months("per_month = \"targets\"\n[levels]\npnp = { 2027 = 46_250, 2028 = 46_250 }");
    assert!(smaller.abs_diff(1_438) <= 15, "{smaller}");
}

#[test]
fn numbers_and_targets_take_turns_by_year() {
    // 600 a month are 1,163 in 59 days.
    let stated = in_two_months("per_month = { 2026 = 600, 2027 = \"targets\" }");
    assert!(stated.abs_diff(1_163) <= 10, "{stated}");
    // Targets from the first year that is stated on, and before it.
    let targets = in_two_months("per_month = { 2027 = \"targets\" }");
    assert_eq!(targets, in_two_months("per_month = \"targets\""));
}

#[test]
fn a_number_of_a_province_leaves_the_rest_to_the_others() {
    let own =
        "per_month = \"targets\"\n[population.nomination.province.ontario]\nper_month = { 2026 = 1000 }";
    let all = in_two_months(own);
    assert!(all.abs_diff(2_876) <= 20, "{all}");
}

#[test]
fn nominations_follow_a_new_levels_plan_from_its_day_on() {
    let text = HEAD.replace("2024-01-01", "2024-07-01").replace("2024-03-31", "2024-12-31");
    let model = model(
        &format!(
            "{text}population.scale = 0.1\n[plan.rhythm_2]\nevery_days = 14\n\
         rounds = [{{ day = 0, type = \"pnp\", size = \"nominees\" }}]\n[nominations]\n\
         per_month = \"targets\""
        )
        .replace("population.scale = 0.02\n", ""),
    );
    let counts = &run(&model, 1).replications[0];
    let of_month = |month| nominated(counts, (2024, month)..=(2024, month));
    // On 24 October 2024 the PNP target of 2025 fell from 120,000 to 82,500, when most of the nominees of the
    // year land.
    assert!(of_month(9) > 1_500 && of_month(10) > of_month(11), "{:?}", counts.flows);
    assert!(of_month(11) < of_month(9) / 2, "{} and {}", of_month(9), of_month(11));
}

#[test]
fn a_restated_pnp_target_moves_nominations_rounds_and_admissions() {
    let text = "extends = \"baseline\"\npopulation.scale = 0.1\n[levels]\n\
                pnp = { 2026 = 91_500, 2027 = 60_000, 2028 = 60_000 }";
    let model = model(text);
    let ensemble = run(&model, 4);
    let rows = targets::rows(&ensemble, &model);
    for year in 2027..=2028 {
        let row = rows.iter().find(|row| (row.year, row.line) == (year, Line::Pnp)).unwrap();
        // 0.385 of 60,000.
        assert_eq!(row.level.target, Some(23_100.0));
        assert!(row.error().unwrap().abs() <= targets::MET, "{row:?}");
    }
}

#[test]
fn pnp_targets_that_differ_are_met_one_and_the_other() {
    let model = model(
        "extends = \"baseline\"\npopulation.scale = 0.1\n[levels]\npnp = { 2027 = 80_000, 2028 = 60_000 }",
    );
    let ensemble = run(&model, 4);
    let rows = targets::rows(&ensemble, &model);
    // 0.385 of each.
    for (year, target) in [(2027, 30_800.0), (2028, 23_100.0)] {
        let row = rows.iter().find(|row| (row.year, row.line) == (year, Line::Pnp)).unwrap();
        assert_eq!(row.level.target, Some(target));
        assert!(row.error().unwrap().abs() <= targets::MET, "{row:?}");
    }
}
