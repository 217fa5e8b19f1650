//! The smallest Federal High Skilled target that keeps a cutoff at or below a score.

use crate::experiment::spread::Spread;
use std::ops::RangeInclusive;

use super::question::{NoInvitations, Question};
use super::runs::{PlanRuns, with_targets_times};
use super::search::Memo;
use super::table::CutoffPoint;
use crate::model::Model;
use crate::record::Counts;

/// Factors of the target that the search covers.
pub const FACTORS: RangeInclusive<f64> = 0.4..=2.5;

/// How far to either side of an answer the slope of the cutoff is taken, as a part of it.
const STRETCH: f64 = 0.1;

/// A cutoff that falls by less, in CRS points for each time the target, does not move with it.
const LEAST_SLOPE: f64 = 1e-6;

/// The factor of the Federal High Skilled targets that keeps a cutoff, with the cutoff under it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// The smallest factor that was tried and keeps the cutoff, with its interval.
    Least(CutoffPoint, Interval),
    /// Every factor keeps the cutoff. This is the smallest one.
    All(CutoffPoint),
    /// No factor keeps the cutoff. This is the largest one.
    None(CutoffPoint),
}

/// The 95 % interval of a factor: that of the cutoff under it, divided by the slope of the cutoff.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Interval {
    /// From one factor to another; an end outside the factors that are tried is none.
    Between(Option<f64>, Option<f64>),
    /// No interval: the cutoff does not fall where the target grows.
    Flat,
    /// No interval: fewer than two replications issue an invitation, so there is no spread.
    Lone,
}

/// The target that keeps a cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The factor of the targets that keeps it.
    pub found: Found,
    /// All factors that were tried, in order.
    pub tried: Vec<CutoffPoint>,
    /// Replications of each plan that was tried.
    pub replications: u32,
}

impl Answer {
    /// Runs of the whole search.
    pub fn runs(&self) -> u32 {
        self.replications * self.tried.len() as u32
    }
}

/// The smallest Federal High Skilled target that keeps a cutoff at or below a score, among those that are
/// tried. It is a root of the cutoff less the score, over the logarithm of the factor.
///
/// # Errors
/// If no invitation is issued under the largest target.
pub fn target_for(model: &Model, question: &Question, runs: PlanRuns<'_>) -> Result<Answer, NoInvitations> {
    let (found, tried) = search(|factor| cutoff_at(factor, model, question, runs), question)?;
    Ok(Answer { found, tried, replications: runs.replications() })
}

/// The mean cutoff of the question's rounds under a multiple of the targets.
fn cutoff_at(factor: f64, model: &Model, question: &Question, runs: PlanRuns<'_>) -> CutoffPoint {
    let model = with_targets_times(model, factor);
    let mut tally = WindowTally::default();
    runs.fold(&model, |counts| tally.add(&counts, question, &model));
    tally.point(factor)
}

/// The question's rounds, over replications.
#[derive(Debug, Default)]
struct WindowTally {
    /// Mean cutoff of each replication that issues an invitation.
    cutoffs: Vec<f64>,
    rounds: u32,
    spent_rounds: u32,
}

impl WindowTally {
    fn add(&mut self, counts: &Counts, question: &Question, model: &Model) {
        self.cutoffs.extend(question.mean_cutoff(counts));
        for round in question.rounds(counts) {
            let most = model.targets.on(round.date).map(|terms| terms.most);
            let is_spent = round.invited < round.size || most.is_some_and(|most| round.size >= most);
            self.rounds += 1;
            self.spent_rounds += u32::from(is_spent);
        }
    }

    fn point(self, factor: f64) -> CutoffPoint {
        CutoffPoint {
            factor,
            replications: self.cutoffs.len() as u32,
            cutoff: Spread::of_points(self.cutoffs),
            rounds: self.rounds,
            spent_rounds: self.spent_rounds,
        }
    }
}

/// The answer, and all points that were tried.
fn search(
    at: impl Fn(f64) -> CutoffPoint,
    question: &Question,
) -> Result<(Found, Vec<CutoffPoint>), NoInvitations> {
    let tried = Memo::new(at);
    let (low, high) = FACTORS.into_inner();
    let (at_low, at_high) = (tried.at(low), tried.at(high));
    if at_high.cutoff.is_none() {
        return Err(NoInvitations { round_type: question.round_type.clone(), by: question.by });
    }
    if question.is_kept(&at_low) {
        return Ok((Found::All(at_low), tried.sorted()));
    }
    if !question.is_kept(&at_high) {
        return Ok((Found::None(at_high), tried.sorted()));
    }
    // Chance aside, the cutoff falls as the target grows. If the answer less a tenth keeps the cutoff as
    // well, a smaller answer lies below it.
    let mut kept = high;
    let (least, below) = loop {
        tried.find_root(low..=kept, |point| question.excess(point));
        let least = tried.sorted().into_iter().find(|point| question.is_kept(point));
        let least = least.expect("the largest factor keeps it");
        let below = tried.at((least.factor * (1.0 - STRETCH)).max(low));
        if !question.is_kept(&below) {
            break (least, below);
        }
        kept = below.factor;
    };
    let above = tried.at((least.factor * (1.0 + STRETCH)).min(high));
    let interval = interval(&least, &below, &above);
    Ok((Found::Least(least, interval), tried.sorted()))
}

/// The interval of a factor. The slope is taken over a stretch on both sides: that of the search's last step
/// would be mostly chance.
fn interval(found: &CutoffPoint, below: &CutoffPoint, above: &CutoffPoint) -> Interval {
    let half = found.cutoff.and_then(|cutoff| Some(cutoff.ci95_high? - cutoff.mean));
    let Some(half) = half else { return Interval::Lone };
    let slope = slope(&[below, found, above]);
    // The slope of a single point is not a number.
    if slope.is_nan() || slope > -LEAST_SLOPE {
        return Interval::Flat;
    }
    let ends = [found.factor + half / slope, found.factor - half / slope];
    let [low, high] = ends.map(|end| Some(end).filter(|end| FACTORS.contains(end)));
    Interval::Between(low, high)
}

/// Slope of the cutoff from the first point that has one to the last; 0 if none has.
fn slope(points: &[&CutoffPoint]) -> f64 {
    let known = points.iter().filter_map(|point| Some((point.factor, point.cutoff?.mean)));
    let known: Vec<(f64, f64)> = known.collect();
    match (known.first(), known.last()) {
        (Some((from, higher)), Some((to, lower))) => (lower - higher) / (to - from),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::policy::instruction::RoundType;
    use crate::published::Round;
    use crate::scenario::Overlay;

    fn question(cutoff: f64) -> Question {
        Question { round_type: RoundType::new("cec"), cutoff, by: "2027-12-31".parse().unwrap() }
    }

    /// A point of two replications, two points to either side of a mean.
    fn around(factor: f64, mean: f64) -> CutoffPoint {
        let cutoff = Spread::of_points(vec![mean - 2.0, mean + 2.0]);
        CutoffPoint { factor, cutoff, replications: 2, rounds: 12, spent_rounds: 0 }
    }

    /// The answer where the cutoff is a function of the factor.
    fn answer(score: f64, cutoff: impl Fn(f64) -> f64) -> (Found, Vec<CutoffPoint>) {
        search(|factor| around(factor, cutoff(factor)), &question(score)).unwrap()
    }

    /// A round of CEC in the window, of the largest size; without a cutoff it issues no invitation.
    fn round(cutoff: Option<u16>) -> Round {
        let filled = fixture::round("2027-12-01".parse().unwrap(), 8_000, 500);
        Round { invited: if cutoff.is_some() { 8_000 } else { 0 }, cutoff, ..filled }
    }

    #[test]
    fn a_replication_without_invitations_does_not_count_in_a_mean() {
        let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
        let smaller = Round { size: 7_000, invited: 7_000, ..round(Some(502)) };
        let not_held = Round { size: 0, ..round(None) };
        let mut tally = WindowTally::default();
        for rounds in [vec![round(Some(500)), smaller], vec![round(None), not_held]] {
            tally.add(&Counts { rounds, ..Counts::default() }, &question(500.0), &model);
        }
        let point = tally.point(1.0);
        assert_eq!((point.cutoff.unwrap().mean, point.replications), (501.0, 1));
        assert_eq!((point.rounds, point.spent_rounds), (3, 2));
    }

    #[test]
    fn nothing_beyond_the_stated_factors_is_tried_and_no_interval_ends_there() {
        // 100 points for each time the target: 295 is met at 2.45, a tenth below the upper end.
        let (found, tried) = answer(295.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!(tried[0].factor..=tried[tried.len() - 1].factor, FACTORS);
        let Found::Least(least, Interval::Between(low, high)) = found else { panic!("{found:?}") };
        assert!((least.factor - 2.45).abs() < 0.03, "{least:?}");
        // Two cutoffs four points apart: Student's 12.706 times 2, so 25.4 points, a quarter of the target.
        assert!((low.unwrap() - (least.factor - 0.254_12)).abs() < 1e-4, "{low:?}");
        assert_eq!(high, None);
        let (found, _) = answer(495.0, |factor| 540.0 - 100.0 * factor);
        let Found::Least(_, Interval::Between(None, Some(_))) = found else { panic!("{found:?}") };
    }

    #[test]
    fn the_answer_is_the_smallest_that_was_tried_and_keeps_the_cutoff() {
        // It falls at 1.5, and chance has it low from 1.3 to 1.38 as well, and from 0.9 to 1.3 high again.
        let (found, tried) = answer(500.0, |factor| match factor {
            1.5.. => 490.0,
            1.3..1.39 => 495.0,
            _ => 510.0,
        });
        let Found::Least(least, _) = found else { panic!("{found:?}") };
        assert!((1.3..1.33).contains(&least.factor), "{least:?} of {tried:?}");
        assert_eq!(tried.iter().find(|point| question(500.0).is_kept(point)), Some(&least));
    }

    #[test]
    fn a_cutoff_that_is_the_same_everywhere_or_known_once_has_no_interval() {
        let (found, _) = search(same_from_one_on, &question(500.0)).unwrap();
        assert!(matches!(found, Found::Least(_, Interval::Flat)), "{found:?}");
        let (found, _) = search(single_replication, &question(500.0)).unwrap();
        assert!(matches!(found, Found::Least(_, Interval::Lone)), "{found:?}");
    }

    /// A cutoff of 490 from factor 1 on, and no invitation below it.
    fn same_from_one_on(factor: f64) -> CutoffPoint {
        let point = around(factor, 490.0);
        CutoffPoint { cutoff: point.cutoff.filter(|_| factor >= 1.0), ..point }
    }

    /// A cutoff of 510 below factor 1 and of 490 from there on, in one replication.
    fn single_replication(factor: f64) -> CutoffPoint {
        let cutoff = if factor < 1.0 { 510.0 } else { 490.0 };
        CutoffPoint { cutoff: Spread::of_points(vec![cutoff]), replications: 1, ..around(factor, 0.0) }
    }

    #[test]
    fn a_question_that_the_ends_decide_is_not_searched() {
        let (found, tried) = answer(1000.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!((found, tried.len()), (Found::All(around(0.4, 500.0)), 2));
        let (found, tried) = answer(100.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!((found, tried.len()), (Found::None(around(2.5, 290.0)), 2));
    }
}
