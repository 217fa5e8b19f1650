//! The smallest Federal High Skilled target that keeps a cutoff at or below a score.

use crate::experiment::cutoffs::spread_of_points;
use crate::experiment::inverse::CutoffPoint;
use crate::experiment::inverse::search::Memo;
use crate::experiment::inverse::{Effort, NoInvitations, Question, with_targets_times};
use crate::model::Model;
use crate::record::Counts;

/// Factors of the target between which an answer is looked for.
pub const FACTORS: (f64, f64) = (0.4, 2.5);

/// How far to either side of an answer the slope of the cutoff is taken, as a part of it.
const STRETCH: f64 = 0.1;

/// A cutoff that falls by less, in CRS points for each time the target, does not move with it.
const LEAST_SLOPE: f64 = 1e-6;

/// What keeps a cutoff, with the cutoff there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// The smallest factor of the Federal High Skilled targets that was tried and keeps it, and how far that
    /// is known.
    Least(CutoffPoint, Interval),
    /// The smallest that is tried does.
    All(CutoffPoint),
    /// Neither the smallest nor the largest that is tried does: the largest.
    None(CutoffPoint),
}

/// How far a factor is known: the interval of the cutoff there, at 95 %, over the slope of the cutoff about
/// it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Interval {
    /// From one factor to another; an end beyond the factors that are tried is none.
    Between(Option<f64>, Option<f64>),
    /// None: the cutoff does not fall where the target grows.
    Flat,
    /// None: fewer than two replications invite anybody, and so have no spread.
    Lone,
}

/// The target that keeps a cutoff.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Which factors of the targets keep it.
    pub found: Found,
    /// All that was tried, by factor.
    pub tried: Vec<CutoffPoint>,
    /// Replications of each plan that was tried.
    pub replications: u32,
}

impl Answer {
    /// Runs that it took.
    pub fn runs(&self) -> u32 {
        self.replications * self.tried.len() as u32
    }
}

/// The smallest Federal High Skilled target that keeps a cutoff at or below a score, among those that are
/// tried: a root of the cutoff less the score, over the logarithm of the factor.
///
/// # Errors
/// If nobody is invited under the largest target.
pub fn target_for(model: &Model, question: &Question, effort: Effort<'_>) -> Result<Answer, NoInvitations> {
    let (found, tried) = search(|factor| cutoff_at(factor, model, question, effort), question)?;
    Ok(Answer { found, tried, replications: effort.replications })
}

/// What the rounds asked about come to under a multiple of the targets.
fn cutoff_at(factor: f64, model: &Model, question: &Question, effort: Effort<'_>) -> CutoffPoint {
    let model = with_targets_times(model, factor);
    let mut tally = WindowTally::default();
    effort.run(&model, |counts| tally.add(&counts, question, &model));
    tally.point(factor)
}

/// Rounds asked about, over replications.
#[derive(Debug, Default)]
struct WindowTally {
    /// Mean cutoff of each replication that invites anybody.
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
            cutoff: spread_of_points(self.cutoffs),
            rounds: self.rounds,
            spent_rounds: self.spent_rounds,
        }
    }
}

/// The answer, and all that was tried.
fn search(
    at: impl Fn(f64) -> CutoffPoint,
    question: &Question,
) -> Result<(Found, Vec<CutoffPoint>), NoInvitations> {
    let tried = Memo::new(at);
    let (low, high) = FACTORS;
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
    // The cutoff falls as the target grows, but for chance: where the answer less a tenth keeps it as well,
    // there is a smaller one below.
    let mut kept = high;
    let (least, below) = loop {
        tried.find_root((low, kept), |point| question.excess(point));
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

/// How far a factor is known. The slope over a stretch on both sides tells more than that of the last, tiny
/// step.
fn interval(found: &CutoffPoint, below: &CutoffPoint, above: &CutoffPoint) -> Interval {
    let half = found.cutoff.and_then(|cutoff| Some(cutoff.ci95_high? - cutoff.mean));
    let Some(half) = half else { return Interval::Lone };
    let ends =
        || [below, found, above].into_iter().filter_map(|point| Some((point.factor, point.cutoff?.mean)));
    let (first, last) = (ends().next(), ends().next_back());
    let slope = first.zip(last).map_or(0.0, |((from, higher), (to, lower))| (lower - higher) / (to - from));
    // Of a single point the slope is not a number.
    if slope.is_nan() || slope > -LEAST_SLOPE {
        return Interval::Flat;
    }
    let (low, high) = (found.factor + half / slope, found.factor - half / slope);
    Interval::Between(Some(low).filter(|low| *low >= FACTORS.0), Some(high).filter(|high| *high <= FACTORS.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::instruction::{RoundNumber, RoundType};
    use crate::published::Round;
    use crate::scenario::Overlay;

    fn question(cutoff: f64) -> Question {
        Question { round_type: RoundType::new("cec"), cutoff, by: "2027-12-31".parse().unwrap() }
    }

    /// A point of two replications, two points to either side of a mean.
    fn around(factor: f64, mean: f64) -> CutoffPoint {
        let cutoff = spread_of_points(vec![mean - 2.0, mean + 2.0]);
        CutoffPoint { factor, cutoff, replications: 2, rounds: 12, spent_rounds: 0 }
    }

    /// The answer where the cutoff is a function of the factor.
    fn answer(score: f64, cutoff: impl Fn(f64) -> f64) -> (Found, Vec<CutoffPoint>) {
        search(|factor| around(factor, cutoff(factor)), &question(score)).unwrap()
    }

    /// A round of CEC in the window, of the largest size, or of nobody where it has no cutoff.
    fn round(cutoff: Option<u16>) -> Round {
        Round {
            number: RoundNumber::new(1),
            date: "2027-12-01".parse().unwrap(),
            drawn_at: "2027-12-01T17:00:00Z".parse().unwrap(),
            round_type: RoundType::new("cec"),
            size: 8_000,
            invited: if cutoff.is_some() { 8_000 } else { 0 },
            cutoff,
            tie_break: None,
            pool: None,
            eligible: None,
            invited_by_program: None,
        }
    }

    #[test]
    fn a_replication_that_invites_nobody_is_not_behind_a_mean() {
        let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
        let smaller = Round { size: 7_000, invited: 7_000, ..round(Some(502)) };
        let not_held = Round { size: 0, ..round(None) };
        let held = |rounds: Vec<Round>| Counts { rounds, ..Counts::default() };
        let mut tally = WindowTally::default();
        for counts in [held(vec![round(Some(500)), smaller]), held(vec![round(None), not_held])] {
            tally.add(&counts, &question(500.0), &model);
        }
        let point = tally.point(1.0);
        assert_eq!((point.cutoff.unwrap().mean, point.replications), (501.0, 1));
        assert_eq!((point.rounds, point.spent_rounds), (3, 2));
    }

    #[test]
    fn nothing_beyond_the_stated_factors_is_tried_and_no_interval_ends_there() {
        // 100 points for each time the target: 295 is met at 2.45, a tenth below the upper end.
        let (found, tried) = answer(295.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!((tried[0].factor, tried[tried.len() - 1].factor), FACTORS);
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
        let dip = |factor: f64| match factor {
            1.5.. => 490.0,
            1.3..1.39 => 495.0,
            _ => 510.0,
        };
        let (found, tried) = answer(500.0, dip);
        let Found::Least(least, _) = found else { panic!("{found:?}") };
        assert!((1.3..1.33).contains(&least.factor), "{least:?} of {tried:?}");
        assert_eq!(tried.iter().find(|point| question(500.0).is_kept(point)), Some(&least));
    }

    #[test]
    fn a_cutoff_that_is_the_same_everywhere_or_known_once_has_no_interval() {
        let step = |factor: f64| if factor < 1.0 { 510.0 } else { 490.0 };
        let nobody_below = |factor: f64| {
            let cutoff = around(factor, 490.0).cutoff.filter(|_| factor >= 1.0);
            CutoffPoint { cutoff, ..around(factor, 490.0) }
        };
        let (found, _) = search(nobody_below, &question(500.0)).unwrap();
        assert!(matches!(found, Found::Least(_, Interval::Flat)), "{found:?}");
        let once = |factor: f64| {
            let cutoff = spread_of_points(vec![step(factor)]);
            CutoffPoint { cutoff, replications: 1, ..around(factor, 0.0) }
        };
        let (found, _) = search(once, &question(500.0)).unwrap();
        assert!(matches!(found, Found::Least(_, Interval::Lone)), "{found:?}");
    }

    #[test]
    fn a_question_that_the_ends_decide_is_not_searched() {
        let (found, tried) = answer(1000.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!((found, tried.len()), (Found::All(around(0.4, 500.0)), 2));
        let (found, tried) = answer(100.0, |factor| 540.0 - 100.0 * factor);
        assert_eq!((found, tried.len()), (Found::None(around(2.5, 290.0)), 2));
    }
}
