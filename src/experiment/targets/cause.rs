//! Why a target is missed, by the facts of its row.

use super::row::TargetRow;
use crate::policy::levels::Line;
use crate::record::Bound;

/// A reason of a missed target. Its figures are in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The planner sizes no round for the year.
    NotPlanned,
    /// The planner sizes no round for a share of the target.
    NotAllPlanned,
    /// The decided admissions alone were more than the target.
    Decided,
    /// A bound left out invitations or nominations.
    Bound(Bound),
    /// No round that leads to the target was held for a long time.
    Pause,
    /// None of these: admissions differ from the target as expected, or from the expectation.
    Expected,
    /// Nominations set the number.
    Nominations,
    /// Rounds are not sized for the target; rounds for French speakers lead to it.
    FrenchRounds,
}

impl TargetRow {
    /// The reasons of its miss, the strongest first; none if it is met.
    pub fn causes(&self) -> Vec<Cause> {
        causes(self)
    }
}

fn causes(row: &TargetRow) -> Vec<Cause> {
    let Some(wanted) = row.wanted().filter(|_| row.is_missed()) else { return Vec::new() };
    let progress = &row.progress;
    let mut causes = Vec::new();
    if row.landed < wanted {
        let is_partial = row.line == Line::FederalHighSkilled && progress.unplanned_share.is_some();
        causes.extend(is_partial.then_some(Cause::NotAllPlanned));
        let bound = bound(row, wanted).map(Cause::Bound);
        let pause = progress.pause.map(|_| Cause::Pause);
        // Nominations come too late because of a pause, and rounds are at their largest in spite of one.
        let ordered = if row.line == Line::Pnp { [pause, bound] } else { [bound, pause] };
        causes.extend(ordered.into_iter().flatten());
    } else if progress.decided.is_some_and(|decided| decided > wanted) {
        causes.push(Cause::Decided);
    }
    if progress.planned_on.is_none() && row.line == Line::FederalHighSkilled {
        return vec![Cause::NotPlanned];
    }
    if causes.is_empty() && progress.planned_on.is_some() && row.line != Line::FrenchOutsideQuebec {
        causes.push(Cause::Expected);
    }
    match row.line {
        Line::FederalHighSkilled => {}
        Line::Pnp => causes.push(Cause::Nominations),
        Line::FrenchOutsideQuebec => causes.push(Cause::FrenchRounds),
    }
    causes
}

/// The bound that explains a shortfall: the plannings reached it mostly, or in part and expected too few.
fn bound(row: &TargetRow, wanted: f64) -> Option<Bound> {
    let bounded = row.progress.bound?;
    let is_expected = row.progress.expected.is_some_and(|expected| expected < wanted);
    (bounded.share > 0.5 || is_expected).then_some(bounded.bound)
}

impl Cause {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Cause::NotPlanned => "not_planned",
            Cause::NotAllPlanned => "share_not_planned",
            Cause::Decided => "decided_before",
            Cause::Bound(Bound::Most) => "largest_size",
            Cause::Bound(Bound::Least) => "fewer_than_smallest_size",
            Cause::Bound(Bound::Late) => "nominations_too_late",
            Cause::Pause => "pause",
            Cause::Expected => "expected",
            Cause::Nominations => "nominations",
            Cause::FrenchRounds => "french_rounds",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::targets::progress::{Bounded, Progress};
    use crate::policy::levels::Level;
    use crate::scenario::Aim;

    fn found(line: Line, landed: f64, progress: Progress) -> Vec<Cause> {
        let level = Level { low: None, target: Some(100.0), high: None };
        let planned_on = Some("2027-01-01".parse().unwrap());
        let progress = Progress { planned_on, ..progress };
        causes(&TargetRow {
            year: 2027,
            line,
            level,
            aim: Aim::Target,
            landed,
            landed_interval: None,
            progress,
        })
    }

    fn late(share: f64, expected: f64) -> Progress {
        let bound = Some(Bounded { bound: Bound::Late, share });
        Progress { bound, expected: Some(expected), ..Progress::default() }
    }

    #[test]
    fn a_bound_that_few_plannings_reached_is_no_cause_where_the_target_was_expected() {
        let nominations = [Cause::Expected, Cause::Nominations];
        assert_eq!(found(Line::Pnp, 90.0, late(0.06, 101.0)), nominations);
        let bound = [Cause::Bound(Bound::Late), Cause::Nominations];
        assert_eq!(found(Line::Pnp, 90.0, late(0.06, 95.0)), bound);
        assert_eq!(found(Line::Pnp, 90.0, late(0.6, 101.0)), bound);
        assert_eq!(found(Line::Pnp, 110.0, late(0.6, 101.0)), nominations);
        assert_eq!(found(Line::Pnp, 99.0, late(0.6, 95.0)), []);
    }

    #[test]
    fn decided_admissions_above_the_target_are_the_first_cause_of_too_many() {
        let decided = |persons| Progress { decided: Some(persons), ..Progress::default() };
        let first = |line| found(line, 140.0, decided(138.0))[0];
        assert_eq!(Line::ALL.map(first), [Cause::Decided; 3]);
        assert_eq!(found(Line::FrenchOutsideQuebec, 140.0, decided(90.0)), [Cause::FrenchRounds]);
        assert_eq!(found(Line::FederalHighSkilled, 90.0, decided(85.0)), [Cause::Expected]);
    }
}
