//! Shares of the target that the planner sizes no round for.

use std::collections::BTreeSet;

use drawsim::experiment::Ensemble;
use drawsim::model::{Model, TargetsNotice};
use drawsim::policy::levels::Line;
use drawsim::population::RoundBasis;
use drawsim::scenario::{Overlay, Scenario};

use crate::{model, run};

const HEAD: &str = "extends = \"baseline\"\npopulation.scale = 0.02\n";
/// The plans of the baseline but that of CEC rounds.
const OTHERS: &str = "[plan.published]\n[plan.pnp]\n[plan.categories]\n";

/// Expected admissions of 2028 on its first day, and the invitations of the rounds of a type in 2027.
fn outcome(ensemble: &Ensemble, name: &str) -> (f64, f64) {
    let (mut expected, mut invited) = (0.0, 0.0);
    for counts in &ensemble.replications {
        let is_asked =
            |on: &str, year, line| on == "2028-01-01" && year == 2028 && line == Line::FederalHighSkilled;
        let mut plans = counts.quarter_plans.iter();
        expected += plans
            .find(|plan| is_asked(&plan.date.to_string(), plan.year, plan.line))
            .map_or(0.0, |plan| plan.expected);
        let rounds = counts.rounds.iter().filter(|round| round.date.year() == 2027);
        invited += rounds
            .filter(|round| round.round_type.name() == name)
            .map(|round| f64::from(round.size))
            .sum::<f64>();
    }
    let replications = ensemble.replications.len() as f64;
    (expected / replications, invited / replications)
}

fn unplanned(model: &Model) -> Vec<TargetsNotice> {
    let mut found = Vec::new();
    for notice in model.notices() {
        if let drawsim::model::Notice::Targets(notice) = notice {
            found.push(notice);
        }
    }
    found
}

/// The target of 2028 is 111,000, and 0.555 of it 61,605. CEC rounds have the share 0.445, and the last one
/// is of 2025: next to nothing of their admissions is left in 2028.
#[test]
fn the_share_of_a_type_without_rounds_is_not_given_to_others() {
    let without = model(&format!("{HEAD}{OTHERS}"));
    let notice = TargetsNotice::UnplannedShares { from: None, parts: vec![("cec".to_owned(), 0.445)] };
    assert_eq!(unplanned(&without), [notice]);
    let rescaled = model(&format!("{HEAD}targets.split.rest = \"rescale\"\n{OTHERS}"));
    let (expected, french) = outcome(&run(&without, 2), "french");
    let (expected_rescaled, french_rescaled) = outcome(&run(&rescaled, 2), "french");
    assert!((expected / 61_605.0 - 1.0).abs() < 0.04, "{expected}");
    assert!((expected_rescaled / 111_000.0 - 1.0).abs() < 0.02, "{expected_rescaled}");
    // 1 / 0.555 is 1.8.
    assert!((1.5..2.1).contains(&(french_rescaled / french)), "{french} {french_rescaled}");
}

/// CEC rounds of 1,000 every fortnight admit less than their share, and rounds of 4,500 more than it: then
/// the others become smaller, so that the target is met.
#[test]
fn stated_rounds_take_their_share_and_no_more_without_others_becoming_smaller() {
    let outcome_of = |size: u32| {
        let text = format!("{HEAD}{OTHERS}[plan.cec]\nsize = {size}");
        outcome(&run(&model(&text), 2), "french")
    };
    let ((few_expected, few), (many_expected, many)) = (outcome_of(1_000), outcome_of(4_500));
    let alone = outcome(&run(&model(&format!("{HEAD}{OTHERS}")), 2), "french").1;
    assert!((few / alone - 1.0).abs() < 0.1, "{few} {alone}");
    assert!((70_000.0..108_000.0).contains(&few_expected), "{few_expected}");
    assert!(many < 0.8 * alone, "{many} {alone}");
    assert!(many_expected > 108_000.0, "{many_expected}");
}

/// All rounds of a part of the eligible are expected, not only the next one.
#[test]
fn rounds_of_a_part_of_the_eligible_are_expected_in_full() {
    let text = |part: f64| {
        format!(
            "{HEAD}end = 2026-12-31\n[plan.published]\n[plan.pnp]\n[plan.cec]\n\
             [plan.categories]\nsize = {{ french = {{ eligible = {part} }} }}"
        )
    };
    let decided = |part: f64| {
        let ensemble = run(&model(&text(part)), 1);
        let counts = &ensemble.replications[0];
        let mut plans = counts.quarter_plans.iter().filter(|plan| plan.line == Line::FederalHighSkilled);
        let first = plans.find(|plan| plan.year == 2027 && plan.date.to_string() == "2026-01-01");
        let rounds = counts.rounds.iter().filter(|round| round.round_type.name() == "french");
        let ahead = rounds.filter(|round| round.date >= "2026-01-01".parse().unwrap());
        (first.unwrap().decided, ahead.map(|round| f64::from(round.eligible.unwrap())).next().unwrap())
    };
    let ((large, eligible), (small, _)) = (decided(0.1), decided(0.001));
    // Some twelve rounds a year, most of whose persons are admitted in 2027: far more than one round.
    assert!(large - small > 6.0 * 0.099 * eligible, "{large} {small} {eligible}");
}

/// The types of the rounds of 2026 that take turns, with shares laid over 0.45, 0.35, 0.1 and 0.1.
fn types_taking_turns(shares: &str) -> Result<BTreeSet<String>, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scenario.toml");
    let text =
        format!("extends = \"baseline\"\npopulation.scale = 0.01\n[plan.categories.categories]\n{shares}");
    std::fs::write(&path, text).unwrap();
    let scenario = Scenario::load(path.to_str().unwrap(), &Overlay::default());
    let model = scenario.and_then(|scenario| Model::new(&scenario)).map_err(|error| error.to_string())?;
    let of_categories = model.plan().iter().filter(|round| round.basis == RoundBasis::Category);
    let own = of_categories.filter(|round| !round.is_replayed);
    Ok(own.map(|round| round.instruction.round_type.to_string()).collect())
}

#[test]
fn a_share_of_types_that_take_turns_leaves_the_others_and_0_ends_one() {
    let all = ["education", "french", "healthcare", "trades"].map(str::to_owned);
    assert_eq!(types_taking_turns("french = 0.3"), Ok(BTreeSet::from(all.clone())));
    assert_eq!(types_taking_turns("french = \"x 0.5\""), Ok(BTreeSet::from(all.clone())));
    assert_eq!(types_taking_turns("trades = 0"), Ok(BTreeSet::from_iter(all[..3].iter().cloned())));
}

/// 1 + 0.35 + 0.1 + 0.1 is 1.55.
#[test]
fn shares_above_1_are_an_error_at_the_line_that_was_written() {
    let message = types_taking_turns("french = 1").unwrap_err();
    assert!(
        message.contains("sum to 1.5500: education 0.1, french 1, healthcare 0.35, trades 0.1"),
        "{message}"
    );
    assert!(message.contains("scenario.toml:4:1") && message.contains("0 ends a share"), "{message}");
    let unknown = types_taking_turns("frensh = 0").unwrap_err();
    assert!(unknown.contains("did you mean `french`?"), "{unknown}");
}
