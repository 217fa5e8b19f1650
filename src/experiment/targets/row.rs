//! The table `targets`: admissions compared with the targets of the Levels Plan.

use super::cause::{Cause, Pause};
use crate::experiment::column::{SHARE_DECIMALS, of_scenario};
use crate::policy::levels::{Level, Line};
use crate::record::Bound;
use crate::scenario::Aim;
use crate::table::{About, Table};
use crate::time::Day;

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
    /// How far it was decided when its year was planned.
    pub progress: Progress,
    /// Why it is missed, each cause by its own evidence; none if it is met.
    pub causes: Vec<Cause>,
}

/// How far a target was decided when its year was planned, in means over replications.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// The day of the last announcement that changed the target during the run.
    pub announced_on: Option<Day>,
    /// The day on which the year was first planned with its target known, or else last planned; none if it
    /// never was.
    pub planned_on: Option<Day>,
    /// Persons then admitted or expected from decided invitations and nominations.
    pub decided: Option<f64>,
    /// Persons then expected in all, with the invitations that were still to be planned.
    pub expected: Option<f64>,
    /// The bound that the plannings for the year reached most.
    pub bound: Option<Bounded>,
    /// The longest time without a round that leads to the target, if it is longer than 60 days.
    pub pause: Option<Pause>,
}

/// A bound on sizes or nominations that was reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// The bound.
    pub bound: Bound,
    /// Part of the plannings for the year in which it was reached.
    pub share: f64,
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

const TARGETS: About = About {
    name: "targets",
    row: "One row for each line of the Levels Plan and each year that lies wholly in the run and has a \
          target.",
    key: &["scenario", "year", "line"],
    written: "By `drawsim run`, unless the run is a replay.",
};

/// `targets`: admissions and targets across replications, what is missed and why; one row for each year and
/// line.
pub fn targets(scenario: &str, rows: &[TargetRow]) -> Table {
    of_scenario(&TARGETS, scenario, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text("line", "As in `admissions`.", |row| Some(row.line.table_name()))
        .number("landed_persons", "Persons admitted, family included: mean over replications.", |row| {
            Some(row.landed)
        })
        .number("target_low", "Lower end of the target's range in persons; empty if none is stated.", |row| {
            row.level.low
        })
        .number("target", "Target in persons, unrounded; empty if only a range is stated.", |row| {
            row.level.target
        })
        .number(
            "target_high",
            "Upper end of the target's range in persons; empty if none is stated.",
            |row| row.level.high,
        )
        .number_to(
            SHARE_DECIMALS,
            "difference_share",
            "Admissions less target, as a part of the target. If only a range is stated or aimed at \
             (`targets.aim`), its nearer end takes the target's place, and the difference within it is 0.",
            TargetRow::error,
        )
        .truth(
            "is_missed",
            "Whether the difference is more than 2 %; of a range that is aimed at, whether it is not 0.",
            |row| Some(row.is_missed()),
        )
        .text(
            "causes",
            "Why the target is missed: names with blanks between them; empty if it is met.",
            |row| Some(names(&row.causes)).filter(|names| !names.is_empty()),
        )
        .day(
            "announced_on",
            "Last announcement that changed the target during the run; empty if there was none.",
            |row| row.progress.announced_on,
        )
        .day(
            "planned_on",
            "Day on which the year was first planned with its target known, or else last planned; empty if \
             it never was.",
            |row| row.progress.planned_on,
        )
        .number("decided", "Persons admitted by then, or expected from decisions already made.", |row| {
            row.progress.decided
        })
        .number("expected", "Persons then expected with all that was still to be planned.", |row| {
            row.progress.expected
        })
        .text("bound", "Bound that the plannings for the year reached most, as in `plan`.", |row| {
            row.progress.bound.map(|bounded| bounded.bound.name())
        })
        .number_to(5, "bound_share", "Part of these plannings in which it was reached.", |row| {
            row.progress.bound.map(|bounded| bounded.share)
        })
        .day(
            "pause_from",
            "First day of the longest time without a round that leads to the target, if it is longer than 60 \
             days.",
            |row| row.progress.pause.map(|pause| pause.from),
        )
        .day("pause_to", "Last day of that time.", |row| row.progress.pause.map(|pause| pause.to))
        .finish()
}

/// Names of causes with blanks between them, in the order in which they were looked for.
fn names(causes: &[Cause]) -> String {
    causes.iter().map(Cause::name).collect::<Vec<_>>().join(" ")
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
            progress: Progress::default(),
            causes: Vec::new(),
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
