//! Rounds of programs as in one scenario, and rounds of categories as in another.
//!
//! In a mixture every round that a planner would size has a given size: the one that a planner set in its own
//! run.

use std::collections::BTreeMap;

use crate::model::plan::{PlannedRound, resolve};
use crate::model::{Model, Sizing};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::law::Law;
use crate::policy::rules::Eligibility;
use crate::population::RoundBasis;
use crate::round::Eligible;
use crate::scenario::Times;
use crate::time::Day;

/// Whether the size of a round depends on a planner.
pub fn is_sized(round: &PlannedRound) -> bool {
    round.sizing.is_planned()
}

/// Whether two scenarios hold other rounds of a basis, sizes by a planner apart.
pub fn differ(base: &Model, reform: &Model, basis: RoundBasis) -> bool {
    held(base, basis) != held(reform, basis)
}

/// The rounds of a basis. Those of a category without a share of the target are none.
fn held(model: &Model, basis: RoundBasis) -> Vec<PlannedRound> {
    let of_basis = model.plan.iter().filter(|round| round.basis == basis);
    let held = of_basis.filter(|round| basis == RoundBasis::Programs || model.holds(round));
    held.map(without_place).collect()
}

/// Whether two plans have another multiple of a planner's size in a round that both hold.
pub fn differ_in_multiples(base: &[PlannedRound], reform: &[PlannedRound]) -> bool {
    let base: BTreeMap<(Day, &RoundType), Times> = multiples(base).collect();
    multiples(reform).any(|(slot, times)| base.get(&slot).is_some_and(|others| *others != times))
}

fn multiples(plan: &[PlannedRound]) -> impl Iterator<Item = ((Day, &RoundType), Times)> {
    plan.iter().filter_map(|round| {
        let slot = (round.instruction.date, &round.instruction.round_type);
        match round.sizing {
            Sizing::Planned => Some((slot, Times::ONE)),
            Sizing::AsInBase(times) => Some((slot, times)),
            _ => None,
        }
    })
}

/// A round without what another plan or another law makes of it: its number, its place, the bits of groups.
fn without_place(round: &PlannedRound) -> PlannedRound {
    let mut round = given(round.clone());
    round.instruction.number = RoundNumber::new(0);
    round.plan = 0;
    round.eligible = Eligible { admitted: Eligibility::NONE, excluded: Eligibility::NONE };
    round
}

/// A round with a given size in place of a planner's.
fn given(round: PlannedRound) -> PlannedRound {
    let sizing = if is_sized(&round) { Sizing::AsInBase(Times::ONE) } else { round.sizing };
    PlannedRound { sizing, ..round }
}

/// A plan with given sizes in place of a planner's, under a law.
pub fn under_law(plan: &[PlannedRound], law: &Law) -> Vec<PlannedRound> {
    plan.iter().filter_map(|round| resolved(given(round.clone()), law)).collect()
}

/// The rounds of programs of one plan and those of categories of another, under a law.
pub fn merged(programs: &[PlannedRound], categories: &[PlannedRound], law: &Law) -> Vec<PlannedRound> {
    let programs = programs.iter().filter(|round| round.basis == RoundBasis::Programs);
    let categories = categories.iter().filter(|round| round.basis == RoundBasis::Category);
    let both = programs.chain(categories).cloned().map(given);
    let mut plan: Vec<PlannedRound> = both.filter_map(|round| resolved(round, law)).collect();
    plan.sort_by_key(|round| round.instruction.drawn_at);
    let mut last = 0;
    for round in &mut plan {
        let number = &mut round.instruction.number;
        // Each round needs a number of its own: those of two plans overlap.
        if !round.is_replayed {
            *number = RoundNumber::new(last + 1);
        }
        last = last.max(number.count());
    }
    plan
}

/// A round with its candidates by the law; none of a type that the law does not know.
fn resolved(round: PlannedRound, law: &Law) -> Option<PlannedRound> {
    let found = resolve(round.instruction.clone(), round.sizing, law).ok()?;
    Some(PlannedRound { eligible: found.eligible, ..round })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::instruction::Instruction;

    /// Rounds of a type on some days of January 2026, numbered from 1.
    fn rounds(name: &str, days: &[i8]) -> Vec<PlannedRound> {
        let mut rounds = Vec::new();
        for (place, day) in days.iter().enumerate() {
            let date = Day::new(2026, 1, *day).unwrap();
            let (number, round_type) = (RoundNumber::new(place as u32 + 1), RoundType::new(name));
            let instruction = Instruction { number, date, drawn_at: date.start(), round_type };
            rounds.push(resolve(instruction, Sizing::Planned, &Law::published()).ok().unwrap());
        }
        rounds
    }

    #[test]
    fn a_merged_plan_is_in_order_and_names_each_round_once() {
        let base = [rounds("cec", &[5, 19]), rounds("french", &[6, 20])].concat();
        let reform = [rounds("cec", &[7, 14, 21]), rounds("french", &[22])].concat();
        let mut merged = merged(&reform, &base, &Law::published());
        let held: Vec<String> = merged.iter().map(|round| described(&round.instruction)).collect();
        let expected = ["1 french 6", "2 cec 7", "3 cec 14", "4 french 20", "5 cec 21"];
        assert_eq!(held, expected);
        assert!(merged.iter().all(|round| round.sizing == Sizing::AsInBase(Times::ONE)));
        merged.retain(|round| round.basis == RoundBasis::Category);
        assert_eq!(merged.len(), 2);
    }

    fn described(instruction: &Instruction) -> String {
        let Instruction { number, date, round_type, .. } = instruction;
        format!("{number} {round_type} {}", date.day_of_month())
    }
}
