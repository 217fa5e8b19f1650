//! Admissions of a year under a line of the Levels Plan, compared with the target.

use super::progress::Progress;
use crate::experiment::mean::Interval;
use crate::policy::levels::{Level, Line};
use crate::scenario::Aim;

/// A target is met if admissions differ from it by at most this part, on average over replications.
pub const MET: f64 = 0.02;

/// Admissions of a year under a line compared with its target.
///
/// A range is met anywhere within it if no target is stated, or if the range was aimed at. For French
/// speakers outside Quebec the two figures differ in kind: the plans name no route for them, and only
/// admissions by way of Express Entry are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: Line,
    /// The target and its range.
    pub level: Level,
    /// The aim of the planner: the target or the range.
    pub aim: Aim,
    /// Mean persons admitted.
    pub landed: f64,
    /// The interval of that mean; none for one replication.
    pub landed_interval: Option<Interval>,
    /// The facts about it.
    pub progress: Progress,
}

impl TargetRow {
    /// The wanted admissions: the target. If the range was aimed at, or only a range is stated, they are the
    /// nearer end of it, or the admissions themselves if they lie within it.
    pub fn wanted(&self) -> Option<f64> {
        let within = self.level.range().map(|(low, high)| self.landed.clamp(low, high));
        match self.aim {
            Aim::Target => self.level.target.or(within),
            Aim::Range => within,
        }
    }

    /// The range, if there is one and it was aimed at.
    pub fn range_aimed_at(&self) -> Option<(f64, f64)> {
        self.level.range().filter(|(low, high)| self.aim == Aim::Range && low < high)
    }

    /// Whether the range was aimed at, and admissions lie in it.
    pub fn is_within(&self) -> bool {
        self.range_aimed_at().is_some_and(|(low, high)| (low..=high).contains(&self.landed))
    }

    /// Admissions less the wanted ones, as a part of the latter; none if that is 0.
    pub fn error(&self) -> Option<f64> {
        self.wanted().filter(|wanted| *wanted > 0.0).map(|wanted| self.landed / wanted - 1.0)
    }

    /// Whether admissions differ from the wanted ones by more than [`MET`]; by any number if a range was
    /// aimed at, which leaves room enough.
    pub fn is_missed(&self) -> bool {
        let met = if self.range_aimed_at().is_some() { 0.0 } else { MET };
        self.wanted().is_some_and(|wanted| (self.landed - wanted).abs() > met * wanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(landed: f64, level: Level) -> TargetRow {
        TargetRow {
            year: 2027,
            line: Line::Pnp,
            level,
            aim: Aim::Target,
            landed,
            landed_interval: None,
            progress: Progress::default(),
        }
    }

    fn level(low: Option<f64>, target: Option<f64>, high: Option<f64>) -> Level {
        Level { low, target, high }
    }

    #[test]
    fn a_target_is_missed_by_more_than_two_in_a_hundred() {
        let target = level(Some(50.0), Some(100.0), Some(150.0));
        assert!(!row(98.5, target).is_missed() && row(97.5, target).is_missed());
        assert_eq!(row(110.0, target).error().map(|error| (1e6 * error).round()), Some(1e5));
    }

    #[test]
    fn a_range_alone_is_missed_outside_it() {
        let target = level(Some(100.0), None, Some(200.0));
        assert_eq!((row(150.0, target).error(), row(150.0, target).is_missed()), (Some(0.0), false));
        assert_eq!((row(90.0, target).wanted(), row(90.0, target).is_missed()), (Some(100.0), true));
        assert_eq!((row(220.0, target).wanted(), row(220.0, target).is_missed()), (Some(200.0), true));
    }

    #[test]
    fn a_range_that_is_aimed_at_is_met_within_it_and_missed_by_its_nearer_end() {
        let range = level(Some(86_000.0), Some(111_000.0), Some(122_000.0));
        for (landed, wanted, per_mille, is_missed) in [
            (90_000.0, 90_000.0, 0.0, false),
            (122_000.0, 122_000.0, 0.0, false),
            (85_820.0, 86_000.0, -2.0, true),
            (81_700.0, 86_000.0, -50.0, true),
        ] {
            let row = TargetRow { aim: Aim::Range, ..row(landed, range) };
            assert_eq!(row.wanted(), Some(wanted));
            assert_eq!(row.error().map(|error| (1e3 * error).round()), Some(per_mille));
            assert_eq!((row.is_missed(), row.is_within()), (is_missed, !is_missed));
        }
        // If no range is stated the target is aimed at.
        for (landed, is_missed) in [(90.0, true), (100.0, false)] {
            let row = TargetRow { aim: Aim::Range, ..row(landed, level(None, Some(100.0), None)) };
            assert_eq!((row.is_missed(), row.is_within()), (is_missed, false));
        }
    }

    #[test]
    fn a_target_of_zero_is_missed_by_persons_and_no_part() {
        let target = level(None, Some(0.0), None);
        assert_eq!((row(0.0, target).error(), row(0.0, target).is_missed()), (None, false));
        assert_eq!((row(30.0, target).error(), row(30.0, target).is_missed()), (None, true));
        assert!(!row(30.0, Level::default()).is_missed());
    }
}
