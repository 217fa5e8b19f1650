//! Plans that hold the same rounds.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::{Problem, Problems};
use crate::policy::instruction::Instruction;
use crate::scenario::{PlanForm, PlanRounds, SINGLE, one_name};
use crate::time::Day;

/// Names of types of rounds, by the one name that the type has.
type Names<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// Checks that no two plans hold rounds of one type in the same period. Rounds of all programs are of one
/// type, whatever their names. Of very many overlaps some are left out: the cost does not grow with the pairs
/// of plans.
pub(crate) fn check(plans: &[PlanForm], held: &[Vec<Instruction>], problems: &Problems) {
    if let Some(single) = plans.iter().position(|plan| plan.name == SINGLE) {
        check_single(plans, single, held, problems);
    }
    let names: Vec<Names<'_>> = held.iter().map(|rounds| names(rounds)).collect();
    let mut covered: BTreeMap<&str, Covered> = BTreeMap::new();
    for (later, form) in
        plans.iter().enumerate().filter(|(_, form)| form.from <= form.to && form.name != SINGLE)
    {
        let mut shared: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (one, ours) in &names[later] {
            let covered = covered.entry(one).or_default();
            for earlier in covered.within(form) {
                let both = Vec::from_iter(ours | &names[earlier][one]).join("` and `");
                shared.entry(earlier).or_default().push(format!("`{both}`"));
            }
            covered.add(form, later);
        }
        for (earlier, names) in shared {
            problems.push(problem(plans, earlier, later, &names));
        }
    }
}

/// Checks that a single round stands on no day on which a plan holds one of its type.
fn check_single(plans: &[PlanForm], single: usize, held: &[Vec<Instruction>], problems: &Problems) {
    let PlanRounds::Stated(rounds) = &plans[single].rounds else { return };
    let mut taken: BTreeMap<(Day, &str), &str> = BTreeMap::new();
    for (plan, held) in plans.iter().zip(held).filter(|(plan, _)| plan.name != SINGLE) {
        let slots = held.iter().map(|round| (round.date, one_name(round.round_type.name())));
        taken.extend(slots.map(|slot| (slot, plan.name.as_str())));
    }
    for round in rounds {
        if let Some(plan) = taken.get(&(round.date, one_name(&round.round_type))) {
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

/// Most overlaps that are found for a plan and a type: many times those of any real scenario.
const MOST: usize = 20;

/// The periods in which plans hold rounds of a type.
#[derive(Default)]
struct Covered {
    /// Those that do not overlap, by their first days: last day and plan.
    apart: BTreeMap<Day, (Day, usize)>,
    /// Some of those that overlap one of the others: first day, last day and plan.
    overlapping: Vec<(Day, Day, usize)>,
}

impl Covered {
    /// The plans that hold rounds in the period of another one.
    fn within(&self, form: &PlanForm) -> Vec<usize> {
        let apart = self.apart.range(..=form.to).rev().map(|(_, period)| *period);
        let apart = apart.take_while(|(last, _)| *last >= form.from).map(|(_, plan)| plan);
        let overlapping =
            self.overlapping.iter().filter(|(first, last, _)| *first <= form.to && *last >= form.from);
        apart.take(MOST).chain(overlapping.map(|(_, _, plan)| *plan)).collect()
    }

    fn add(&mut self, form: &PlanForm, plan: usize) {
        if self.within(form).is_empty() {
            self.apart.insert(form.from, (form.to, plan));
        } else if self.overlapping.len() < MOST {
            self.overlapping.push((form.from, form.to, plan));
        }
    }
}

fn problem(plans: &[PlanForm], earlier: usize, later: usize, names: &[String]) -> Problem {
    let (form, other) = (&plans[later], &plans[earlier]);
    let (from, to) = (form.from.max(other.from), form.to.min(other.to));
    let title = format!(
        "the plans `{}` and `{}` both hold rounds of {} from {from} to {to}",
        other.name,
        form.name,
        names.join(", ")
    );
    // The published rounds are most often those of the scenario that this one extends.
    let is_published = matches!(form.rounds, PlanRounds::Published { .. });
    let removed = if is_published { form } else { other };
    let expected = format!(
        "expected one plan for each type of rounds on a day: `from` and `to` bound a plan, and `plan.{} = \
         \"none\"` removes one",
        removed.name
    );
    let problem = Problem::new(form.origin.clone(), title, expected);
    let of_all = names.iter().any(|names| names.contains(" and "));
    let help = "rounds of both these types invite candidates of all programs";
    if of_all { problem.with_help(help) } else { problem }
}

/// The names of types of rounds, by the one name that the type has.
fn names(rounds: &[Instruction]) -> Names<'_> {
    let mut names = Names::new();
    for name in rounds.iter().map(|round| round.round_type.name()) {
        names.entry(one_name(name)).or_default().insert(name);
    }
    names
}
