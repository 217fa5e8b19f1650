//! Planned nominations, where they follow from targets.

use crate::model::period::Step;
use crate::time::Day;

/// Planned nominations, where they follow from targets.
#[derive(Clone, Debug, Default)]
pub(crate) struct NominationPlan {
    /// Nominations a month of each step, at full scale, in order.
    pub(super) monthly: Vec<(Step, f64)>,
    /// Years whose target is not pursued, since it would be missed by too much.
    pub(super) not_pursued: Vec<i16>,
}

impl NominationPlan {
    /// Nominations a month on a day; 0 where no round ahead would invite the nominees.
    pub(super) fn on(&self, day: Day) -> f64 {
        self.monthly.iter().find(|(step, _)| step.holds(day)).map_or(0.0, |(_, monthly)| *monthly)
    }
}
