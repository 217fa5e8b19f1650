//! Landings beside the targets of the Levels Plan.

use crate::policy::levels::{Level, Line};

/// A target is met if landings come within this part of it, on average over replications.
pub const MET: f64 = 0.02;

/// Landings of a year under a line beside its target.
///
/// A range without a target is met anywhere within it.
#[derive(Clone, Debug, PartialEq)]
pub struct TargetRow {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: Line,
    /// The target and its range.
    pub level: Level,
    /// Mean persons landed.
    pub landed: f64,
    /// Why a target is missed that rounds were planned to meet, or that nobody plans for; none if it is met.
    pub reason: Option<String>,
}

impl TargetRow {
    /// What landings are to come to: the target; where only a range is stated, its nearer end, or what landed within it.
    pub fn wanted(&self) -> Option<f64> {
        let within = self.level.low.zip(self.level.high).map(|(low, high)| self.landed.clamp(low, high));
        self.level.target.or(within)
    }

    /// Landed less wanted as a part of what is wanted; none where that is nobody.
    pub fn error(&self) -> Option<f64> {
        self.wanted().filter(|wanted| *wanted > 0.0).map(|wanted| self.landed / wanted - 1.0)
    }

    /// Whether landings are farther from what is wanted than counts as met.
    pub fn is_missed(&self) -> bool {
        self.wanted().is_some_and(|wanted| (self.landed - wanted).abs() > MET * wanted)
    }

    /// What was missed, by how much and why, in a sentence; none if it was met.
    pub fn miss(&self) -> Option<String> {
        let (reason, wanted) = (self.reason.as_ref()?, self.wanted()?);
        let kind = if self.landed < wanted { "shortfall" } else { "overshoot" };
        let part = self.error().map_or(String::new(), |error| format!(", {:.1} %", 100.0 * error.abs()));
        let persons = (self.landed - wanted).abs();
        Some(format!(
            "{} {}: {kind} of {persons:.0} persons{part}: {reason}.",
            self.year,
            self.line.table_name()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(landed: f64, level: Level) -> TargetRow {
        TargetRow { year: 2027, line: Line::Pnp, level, landed, reason: Some("of that".to_owned()) }
    }

    fn of(low: Option<f64>, target: Option<f64>, high: Option<f64>) -> Level {
        Level { low, target, high }
    }

    #[test]
    fn a_target_is_missed_by_more_than_two_in_a_hundred() {
        let level = of(Some(50.0), Some(100.0), Some(150.0));
        assert!(!row(98.5, level).is_missed() && row(97.5, level).is_missed());
        assert_eq!(row(110.0, level).error().map(|error| (1e6 * error).round()), Some(1e5));
        let words = "2027 pnp_express_entry: overshoot of 10 persons, 10.0 %: of that.";
        assert_eq!(row(110.0, level).miss().as_deref(), Some(words));
    }

    #[test]
    fn a_range_alone_is_missed_outside_it() {
        let level = of(Some(100.0), None, Some(200.0));
        assert_eq!((row(150.0, level).error(), row(150.0, level).is_missed()), (Some(0.0), false));
        assert_eq!((row(90.0, level).wanted(), row(90.0, level).is_missed()), (Some(100.0), true));
        assert_eq!((row(220.0, level).wanted(), row(220.0, level).is_missed()), (Some(200.0), true));
    }

    #[test]
    fn a_target_of_nobody_is_missed_by_persons_and_no_part() {
        let level = of(None, Some(0.0), None);
        assert_eq!((row(0.0, level).error(), row(0.0, level).is_missed()), (None, false));
        let words = "2027 pnp_express_entry: overshoot of 30 persons: of that.";
        assert_eq!((row(30.0, level).error(), row(30.0, level).miss().as_deref()), (None, Some(words)));
        assert_eq!(row(30.0, Level::default()).miss(), None);
    }
}
