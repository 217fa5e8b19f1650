//! The department's knowledge on a day, and the admissions that it expects.

use super::expectation::{Applicant, Invitation, add, invitation_landings};
use super::kind::{Counting, Kind, present};
use super::knowledge::{Knowledge, View};
use super::ledger::{Ledger, Usual};
use super::nomination_plan::NominationPlan;
use super::sizes::Sizes;
use crate::model::period::{Step, quarter};
use crate::model::{NomineeStock, PlannedRound};
use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::policy::rules::Rules;
use crate::round::PoolView;
use crate::scenario::Times;
use crate::time::Day;

/// Days after which few admissions on an invitation are left.
const USUAL_DAYS: i32 = 3 * 365;

/// The steps that are planned, and the calendar years of the admissions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Horizon<'a> {
    pub steps: &'a [Step],
    pub years: &'a [i16],
}

/// The department's knowledge on a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Outlook<'a> {
    pub today: Day,
    pub known: Knowledge<'a>,
    pub rules: &'a Rules,
    pub pool: PoolView<'a>,
    pub nominee_stocks: &'a [NomineeStock],
    pub ledger: &'a Ledger,
    /// Nominations to come, where they follow from targets and are planned.
    pub nominations: Option<&'a NominationPlan>,
    /// Sizes that are given for rounds.
    given: &'a Sizes,
}

/// Numbers that are settled before today.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decided<'a> {
    /// Nominations to come, where they follow from targets and are planned.
    pub nominations: Option<&'a NominationPlan>,
    /// Sizes that are given for rounds.
    pub given: &'a Sizes,
}

impl<'a> Outlook<'a> {
    pub fn new(view: View<'a>, ledger: &'a Ledger, decided: Decided<'a>) -> Outlook<'a> {
        let View { known, rules, pool, nominee_stocks } = view;
        let Decided { nominations, given } = decided;
        Outlook { today: known.today(), known, rules, pool, nominee_stocks, ledger, nominations, given }
    }

    /// So many times the size that is given for a round.
    pub fn given_size(&self, round: &PlannedRound, times: Times) -> u32 {
        times.of(self.given.size(round))
    }

    /// The rest of this quarter, and the quarters up to the end of a year.
    pub fn steps(&self, last_year: i16) -> Vec<Step> {
        let mut steps = vec![Step { first: self.today, ..quarter(self.today) }];
        while let Some(step) = steps.last().filter(|step| (step.last + 1).year() <= last_year) {
            steps.push(quarter(step.last + 1));
        }
        steps
    }

    /// Persons admitted, or expected to be, in each year on the invitations issued so far, at full scale.
    pub fn expected(&self, years: &[i16], counting: Counting, is_wanted: impl Fn(Kind) -> bool) -> Vec<f64> {
        let usual = Usual {
            times: self.known.usual_times(),
            response: self.known.response(),
            validity_days: self.rules.invitation_validity_days(),
        };
        let simulated = self.ledger.expected(usual, years, counting, is_wanted);
        simulated.into_iter().map(|persons| persons / self.known.scale()).collect()
    }

    /// Persons usually admitted in each year on the federal invitations of rounds held so far, of the types
    /// wanted.
    pub fn usual_landings(&self, years: &[i16], is_wanted: impl Fn(&RoundType) -> bool) -> Vec<f64> {
        let mut sum = vec![0.0; years.len()];
        for round in self.ledger.held_since(self.today - USUAL_DAYS) {
            if !is_wanted(&round.round_type) {
                continue;
            }
            for (kind, families) in present(&round.invited).filter(|(kind, _)| kind.program != Program::Pnp) {
                let applicant = kind.counted_applicant(families, Counting::Families);
                let apply_share = self.known.apply_share(kind.program, round.basis);
                let landings = self.day_landings(round.day, applicant, apply_share, years);
                add(&mut sum, f64::from(families.candidates) / self.known.scale(), &landings);
            }
        }
        sum
    }

    /// Persons admitted in each year on one invitation of a day.
    pub fn day_landings(&self, day: Day, applicant: Applicant, apply_share: f64, years: &[i16]) -> Vec<f64> {
        let validity_days = self.rules.invitation_validity_days();
        let invitation = Invitation { applicant, apply_share, day, validity_days };
        invitation_landings(self.known.usual_times(), invitation, day, years)
    }

    /// Persons admitted in each year on one invitation issued on some day of a step.
    pub fn step_landings(
        &self,
        step: Step,
        applicant: Applicant,
        apply_share: f64,
        years: &[i16],
    ) -> Vec<f64> {
        if step.first == step.last {
            return self.day_landings(step.first, applicant, apply_share, years);
        }
        let middle = step.first + (step.last - step.first) / 2;
        let mut sum = vec![0.0; years.len()];
        // A quarter is long compared with processing times: its first and last days count as well as its
        // middle.
        for (day, weight) in [(step.first, 1.0 / 6.0), (middle, 4.0 / 6.0), (step.last, 1.0 / 6.0)] {
            add(&mut sum, weight, &self.day_landings(day, applicant, apply_share, years));
        }
        sum
    }
}
