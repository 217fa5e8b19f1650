//! The view of the department, and its ledger and decisions.

use std::collections::BTreeMap;

use super::allocation::NominationPlan;
use super::ledger::Ledger;
use super::outlook::Outlook;
use crate::model::{Model, NomineeStock, PlannedRound};
use crate::policy::instruction::RoundType;
use crate::policy::rules::Rules;
use crate::record::QuarterPlan;
use crate::round::PoolView;
use crate::time::Day;

/// The information that the department has on a day.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The day.
    pub today: Day,
    /// The scenario: its law, calendar of rounds, Levels Plans and usual shares and times.
    pub model: &'a Model,
    /// The law in force.
    pub rules: &'a Rules,
    /// The pool.
    pub pool: PoolView<'a>,
    /// Nominees wanted at the rounds that invite them, in order of day.
    pub nominee_stocks: &'a [NomineeStock],
}

/// The department's ledger and decisions.
#[derive(Clone, Debug, Default)]
pub struct Department {
    /// Its counts of invitations and applications.
    pub ledger: Ledger,
    sizes: Sizes,
    /// Planned nominations, where they follow from targets; none before they are first planned.
    nominations: Option<NominationPlan>,
}

/// A round that the department sizes: its date and its type, of which a plan holds one a day.
pub(crate) type SlotKey = (Day, RoundType);

/// The sizes of rounds that the department has decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sizes {
    persons: BTreeMap<SlotKey, u32>,
}

impl Sizes {
    /// Forgets the sizes of rounds from a day on.
    pub fn clear_from(&mut self, first: Day) {
        self.persons.retain(|(date, _), _| *date < first);
    }

    /// Sets the size of a round.
    pub fn set(&mut self, slot: SlotKey, persons: u32) {
        self.persons.insert(slot, persons);
    }
}

impl Department {
    /// The size of a round that the department sizes, at full scale; 0 where it is not held.
    pub fn size(&self, round: &PlannedRound) -> u32 {
        let slot = (round.instruction.date, round.instruction.round_type.clone());
        self.sizes.persons.get(&slot).copied().unwrap_or(0)
    }

    /// Sizes the quarter's rounds. Returns the expected admissions of each year and line of the Levels Plan.
    pub fn plan_quarter(&mut self, view: View<'_>) -> Vec<QuarterPlan> {
        let outlook = Outlook::new(view, &self.ledger, self.nominations.as_ref());
        let decision = outlook.quarter();
        self.sizes.clear_from(view.today);
        for (slot, persons) in decision.sizes {
            self.sizes.set(slot, persons);
        }
        decision.plans
    }

    /// Plans nominations, where they follow from targets and today is a day of planning.
    pub fn plan_nominations(&mut self, view: View<'_>) {
        let outlook = Outlook::new(view, &self.ledger, self.nominations.as_ref());
        if outlook.plans_nominations() {
            self.nominations = Some(outlook.nominations_wanted());
        }
    }

    /// Nominations of a day by the monthly numbers, which are spread evenly over the year.
    pub fn daily_allocation(&self, view: View<'_>) -> DailyAllocation {
        Outlook::new(view, &self.ledger, self.nominations.as_ref()).daily_allocation()
    }
}

/// Nominations of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyAllocation {
    /// Simulated nominations of all provinces; a part of one is owed to the next day.
    pub nominations: f64,
    /// The share of each province.
    pub shares: Vec<f64>,
}
