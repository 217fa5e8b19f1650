//! Cutoffs of sampled nominees, corrected to full scale.

use std::collections::BTreeSet;

use crate::model::Model;
use crate::policy::instruction::RoundNumber;
use crate::published::Round;

/// Simulated nominees that a round may leave over only because numbers of people are whole: its size is
/// rounded, and so are the nominations of its last day.
const LEFT_BY_ROUNDING: f64 = 2.0;

/// Corrects the cutoffs of rounds of sampled nominees, whose counts are those of the sample, to full scale.
///
/// A round of nominees invites nearly all of them, so that its cutoff is nearly the lowest of their scores,
/// and the lowest of a tenth lies above the lowest of all. Assumption A53: without the points of the
/// nomination, the lowest score falls as the number of nominees to the power of `nomination.cutoff_power`.
pub fn correct_cutoffs(rounds: &mut [Round], model: &Model) {
    let sampled = model.plan.iter().filter(|planned| model.samples_nominees(planned));
    let sampled: BTreeSet<RoundNumber> = sampled.map(|planned| planned.instruction.number).collect();
    for round in rounds.iter_mut().filter(|round| sampled.contains(&round.number)) {
        let Some(cutoff) = round.cutoff else { continue };
        let nomination = model.law.rules_on(round.drawn_at.day()).points_of_nomination();
        let factor = ratio_of_ranks(left_over(round, model), model.population.scale)
            .powf(model.population.nomination.cutoff_power);
        let others = (factor * f64::from(cutoff.saturating_sub(nomination))).round().max(1.0) as u16;
        (round.cutoff, round.cutoff_sampled) = (Some(cutoff.min(nomination + others)), Some(cutoff));
        // Who would be the last one invited of all nominees was not simulated.
        round.tie_break = None;
    }
}

/// Simulated nominees that a round leaves over by its plan: beyond those of the margin, which score less than
/// others, and beyond those that rounding leaves over.
fn left_over(round: &Round, model: &Model) -> f64 {
    let left = round.eligible.map_or(0, |eligible| eligible - round.invited);
    let margin = (model.nominees_left_over * model.population.scale * f64::from(round.size)).ceil();
    (f64::from(left) - margin - LEFT_BY_ROUNDING).max(0.0)
}

/// The share of nominees at or below a cutoff at full scale, over that in the sample.
///
/// With k of n nominees left over the cutoff has k + 1/2 of n nominees below it, half of its own person
/// included. At full scale these are k / scale + 1/2 of n / scale. Without any left over the answer is the
/// scale; with many it is 1, since a score in the middle does not depend on the scale.
fn ratio_of_ranks(left_over: f64, scale: f64) -> f64 {
    (left_over + 0.5 * scale) / (left_over + 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::model::Sizing;
    use crate::policy::instruction::RoundType;
    use crate::scenario::Overlay;

    /// `history` at a scale, with people whose lowest score falls by a fifth power.
    fn model(scale: f64) -> Model {
        let set =
            vec![format!("population.scale={scale}"), "population.nomination.cutoff_power=0.2".to_owned()];
        Model::load("history", &Overlay { set, ..Overlay::default() }).unwrap().1
    }

    /// The first published round of a type, with the counts of a sample.
    fn held(model: &Model, round_type: &str, cutoff: u16, left_over: u32) -> Round {
        let mut plan = model.plan.iter().map(|planned| &planned.instruction);
        let instruction = plan.find(|one| one.round_type.name() == round_type).unwrap();
        Round {
            number: instruction.number,
            drawn_at: instruction.drawn_at,
            round_type: RoundType::new(round_type),
            invited: 100,
            eligible: Some(100 + left_over),
            tie_break: Some(instruction.drawn_at),
            ..fixture::round(instruction.date, 1_000, cutoff)
        }
    }

    fn corrected(model: &Model, round: Round) -> Round {
        let mut rounds = [round];
        correct_cutoffs(&mut rounds, model);
        let [round] = rounds;
        round
    }

    #[test]
    fn points_beyond_the_nomination_fall_as_a_power_of_the_scale() {
        // 0.1 to the power of 0.2 is 0.631: 600 + 0.631 x 200 = 726.2.
        let model = model(0.1);
        let found = corrected(&model, held(&model, "pnp", 800, 1));
        assert_eq!((found.cutoff, found.cutoff_sampled, found.tie_break), (Some(726), Some(800), None));
    }

    #[test]
    fn no_nominee_has_fewer_than_601_points() {
        // At 0.0001 the factor is 0.158, and 0.158 x 3 = 0.5.
        let model = model(0.0001);
        for sampled in [603, 602, 601] {
            assert_eq!(corrected(&model, held(&model, "pnp", sampled, 0)).cutoff, Some(601));
        }
    }

    #[test]
    fn a_round_that_leaves_many_over_is_corrected_less() {
        let model = model(0.1);
        // Three beyond rounding: (3.05 / 3.5) to the power of 0.2 is 0.9729, and 600 + 0.9729 x 200 = 794.6.
        assert_eq!(corrected(&model, held(&model, "pnp", 800, 5)).cutoff, Some(795));
        // A hundred: (100.05 / 100.5) to the power of 0.2 is 0.9991.
        assert_eq!(corrected(&model, held(&model, "pnp", 800, 102)).cutoff, Some(800));
    }

    #[test]
    fn other_cutoffs_and_those_of_full_scale_are_as_simulated() {
        let (sampled, whole) = (model(0.1), model(1.0));
        let (cec, pnp) = (held(&sampled, "cec", 520, 100), held(&whole, "pnp", 800, 0));
        assert_eq!(corrected(&sampled, cec.clone()), cec);
        assert_eq!(corrected(&whole, pnp.clone()), pnp);
    }

    #[test]
    fn a_stated_cutoff_does_not_depend_on_scale() {
        let mut stated = model(0.1);
        for planned in &mut stated.plan {
            planned.sizing = Sizing::AtOrAbove(700);
        }
        let pnp = held(&stated, "pnp", 701, 0);
        assert_eq!(corrected(&stated, pnp.clone()), pnp);
    }
}
