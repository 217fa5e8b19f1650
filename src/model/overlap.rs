//! Plans that hold the same rounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::{Problem, Problems};
use crate::policy::instruction::RoundType;
use crate::scenario::{PlanForm, PlanRounds, SINGLE, one_name};
use crate::time::Day;

/// Checks that no two plans hold rounds of one type in the same period. Rounds of all programs are of one
/// type, whatever their names.
pub(crate) fn check(plans: &[PlanForm], held: &[Vec<RoundType>], problems: &Problems) {
    if let Some(single) = plans.iter().position(|plan| plan.name == SINGLE) {
        check_single(plans, single, problems);
    }
    for (later, form) in plans.iter().enumerate() {
        for (earlier, other) in plans[..later].iter().enumerate() {
            let (from, to) = (form.from.max(other.from), form.to.min(other.to));
            if to < from || [form, other].iter().any(|plan| plan.name == SINGLE) {
                continue;
            }
            let (ours, theirs) = (names(&held[later]), names(&held[earlier]));
            let shared = ours.iter().filter_map(|(one, names)| Some((names, theirs.get(one)?)));
            let shared: Vec<String> = shared
                .map(|(ours, theirs)| Vec::from_iter(ours | theirs).join("` and `"))
                .map(|names| format!("`{names}`"))
                .collect();
            if !shared.is_empty() {
                let title = format!(
                    "the plans `{}` and `{}` both hold rounds of {} from {from} to {to}",
                    other.name,
                    form.name,
                    shared.join(", ")
                );
                // The published rounds are most often those of the scenario that this one extends.
                let is_published = matches!(form.rounds, PlanRounds::Published { .. });
                let removed = if is_published { form } else { other };
                let expected = format!(
                    "expected one plan for each type of rounds on a day: `from` and `to` bound a plan, and \
                     `plan.{} = \"none\"` removes one",
                    removed.name
                );
                let problem = Problem::new(form.origin.clone(), title, expected);
                let of_all = shared.iter().any(|names| names.contains(" and "));
                let help = "rounds of both these types invite candidates of all programs";
                problems.push(if of_all { problem.with_help(help) } else { problem });
            }
        }
    }
}

/// Checks that a single round stands on no day on which a plan holds one of its type.
fn check_single(plans: &[PlanForm], single: usize, problems: &Problems) {
    let stated = |plan: &PlanForm| match &plan.rounds {
        PlanRounds::Stated(rounds) => rounds.clone(),
        PlanRounds::Published { .. } => Vec::new(),
    };
    let mut held: BTreeMap<(Day, String), &str> = BTreeMap::new();
    for plan in plans.iter().filter(|plan| plan.name != SINGLE) {
        let rounds = stated(plan).into_iter();
        held.extend(
            rounds.map(|round| ((round.date, one_name(&round.round_type).to_owned()), plan.name.as_str())),
        );
    }
    for round in stated(&plans[single]) {
        if let Some(plan) = held.get(&(round.date, one_name(&round.round_type).to_owned())) {
            problems.push(Problem::new(
                round.origin.clone(),
                format!(
                    "the round of `{}` of {} stands on a day on which the plan `{plan}` holds one",
                    round.round_type, round.date
                ),
                "expected another day, or a change of the plan",
            ));
        }
    }
}

/// The names of types of rounds, by the one name that the type has.
fn names(types: &[RoundType]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for name in types.iter().map(RoundType::name) {
        names.entry(one_name(name)).or_default().insert(name);
    }
    names
}
