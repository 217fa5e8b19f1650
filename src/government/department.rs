//! The department: its ledger and its decisions.

use super::allocation::DailyAllocation;
use super::knowledge::View;
use super::ledger::Ledger;
use super::nomination_plan::NominationPlan;
use super::outlook::Outlook;
use super::sizes::Sizes;
use crate::model::PlannedRound;
use crate::record::QuarterPlan;

/// The department's ledger and decisions.
#[derive(Clone, Debug, Default)]
pub struct Department {
    /// Its counts of invitations and applications.
    pub ledger: Ledger,
    sizes: Sizes,
    /// Planned nominations, where they follow from targets; none before they are first planned.
    nominations: Option<NominationPlan>,
}

impl Department {
    /// The size of a round that the department sizes, at full scale; 0 where it is not held.
    pub fn size(&self, round: &PlannedRound) -> u32 {
        self.sizes.size(&(round.instruction.date, round.instruction.round_type.clone()))
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
        Outlook::new(view, &self.ledger, self.nominations.as_ref())
    }
}
