//! The department: its ledger and its decisions.

use super::allocation::DailyAllocation;
use super::knowledge::View;
use super::ledger::Ledger;
use super::nomination_plan::NominationPlan;
use super::outlook::{Decided, Outlook};
use super::sizes::{Sizes, SlotKey};
use crate::model::PlannedRound;
use crate::record::QuarterPlan;
use crate::scenario::Times;

/// The department's ledger and decisions.
#[derive(Clone, Debug, Default)]
pub struct Department {
    /// Its counts of invitations and applications.
    pub ledger: Ledger,
    sizes: Sizes,
    /// The sizes of the rounds of the scenario whose sizes are taken; empty without one.
    given: Sizes,
    /// Planned nominations, where they follow from targets; none before they are first planned.
    nominations: Option<NominationPlan>,
}

impl Department {
    /// The size of a round that the department sizes, at full scale; 0 where it is not held.
    pub fn size(&self, round: &PlannedRound) -> u32 {
        self.sizes.size(round)
    }

    /// So many times the size of the round in the scenario whose sizes are taken.
    pub fn given_size(&self, round: &PlannedRound, times: Times) -> u32 {
        times.of(self.given.size(round))
    }

    /// Gives the department the sizes of rounds.
    pub fn give_sizes(&mut self, sizes: impl IntoIterator<Item = (SlotKey, u32)>) {
        self.given = Sizes::given(sizes);
    }

    /// Sizes the quarter's rounds. Returns the expected admissions of each year and line of the Levels Plan.
    pub fn plan_quarter(&mut self, view: View<'_>) -> Vec<QuarterPlan> {
        let decision = self.outlook(view).quarter();
        self.sizes.replace_from(view.known.today(), decision.sizes);
        decision.plans
    }

    /// Plans nominations, where they follow from targets and today is a day of planning.
    pub fn plan_nominations(&mut self, view: View<'_>) {
        let outlook = self.outlook(view);
        if outlook.plans_nominations() {
            self.nominations = Some(outlook.nominations_wanted());
        }
    }

    /// Nominations of a day by the monthly numbers, which are spread evenly over the year.
    pub fn daily_allocation(&self, view: View<'_>) -> DailyAllocation {
        self.outlook(view).daily_allocation()
    }

    fn outlook<'a>(&'a self, view: View<'a>) -> Outlook<'a> {
        let decided = Decided { nominations: self.nominations.as_ref(), given: &self.given };
        Outlook::new(view, &self.ledger, decided)
    }
}
