//! The rhythm of rounds: usual days from one round of a type to the next, and whether a calendar goes on.

use super::outlook::Outlook;
use crate::model::{PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::time::{DAYS_PER_YEAR, Day};

impl Outlook<'_> {
    /// Whether a calendar of rounds goes on after a day: if its last round is close enough to that day.
    pub(crate) fn goes_on(&self, last: Day, end: Day, usual_days: f64) -> bool {
        f64::from(end - last) < self.known.most_gaps() * usual_days
    }

    /// The rounds of a type that are left to the planner.
    pub(crate) fn slots_of<'a>(
        &'a self,
        round_type: &'a RoundType,
    ) -> impl Iterator<Item = (usize, &'a PlannedRound)> {
        self.known.rounds().iter().enumerate().filter(move |(_, round)| {
            round.sizing == Sizing::Planned && round.instruction.round_type == *round_type
        })
    }

    /// Usual days from a round to the next of its type: the median of its plan, or the rhythm of a single
    /// round, or the median of all plans, or a year.
    pub(crate) fn usual_days(&self, round: &PlannedRound) -> f64 {
        self.median_days(round, |slot| slot.plan == round.plan)
            .or_else(|| round.usual_days.map(f64::from))
            .or_else(|| self.median_days(round, |_| true))
            .unwrap_or(DAYS_PER_YEAR)
    }

    /// The median of the days between the wanted slots of a round's type.
    fn median_days(&self, round: &PlannedRound, is_wanted: impl Fn(&PlannedRound) -> bool) -> Option<f64> {
        let slots = self.slots_of(&round.instruction.round_type).map(|(_, slot)| slot);
        let days: Vec<Day> = slots.filter(|slot| is_wanted(slot)).map(|slot| slot.instruction.date).collect();
        median_gap(&days)
    }
}

/// The median of the days from one of these days to the next, at least one; none if there are fewer than
/// two.
pub(crate) fn median_gap(days: &[Day]) -> Option<f64> {
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    gaps.get(gaps.len() / 2).map(|days| f64::from(*days).max(1.0))
}
