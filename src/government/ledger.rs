//! The department's ledger: counts of invitations, applications, approvals and admissions up to today.

use std::collections::VecDeque;

use crate::government::expectation::{
    Approval, Invitation, OpenApplication, UsualTimes, add, approved_landings, invitation_landings, landings,
};
use crate::government::kind::{ByKind, Counting, Families, Kind, MixPart, mix, only, present};
use crate::policy::instruction::RoundType;
use crate::policy::program::Program;
use crate::population::{Response, RoundBasis};
use crate::time::Day;

/// The recent past, in days: a year.
const LATELY_DAYS: i32 = 365;

/// Counts of simulated candidates up to today.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Every round that was held, in order.
    rounds: Vec<HeldRound>,
    /// Applications not yet decided, by the week of the application.
    open: Tally<Families>,
    /// Applicants approved and not yet admitted, with families, by the day of approval.
    approved: Tally<Families>,
    /// Applicants admitted, with families, by year.
    landed: Tally<Families>,
}

/// A round that was held, with the candidates invited by kind.
#[derive(Clone, Debug)]
pub struct HeldRound {
    /// The day.
    pub day: Day,
    /// The type.
    pub round_type: RoundType,
    /// Whether it selects by programs or by a category.
    pub basis: RoundBasis,
    /// The invited, by kind.
    pub invited: ByKind<Families>,
}

/// Counts by a number of days, weeks or years, dense from the first that was used.
#[derive(Clone, Debug, Default)]
struct Tally<T> {
    first: i32,
    rows: VecDeque<ByKind<T>>,
}

impl<T: Copy + Default + PartialEq> Tally<T> {
    fn at_mut(&mut self, number: i32, kind: Kind) -> &mut T {
        if self.rows.is_empty() {
            self.first = number;
        }
        while number < self.first {
            self.rows.push_front(ByKind::default());
            self.first -= 1;
        }
        let place = (number - self.first) as usize;
        if place >= self.rows.len() {
            self.rows.resize(place + 1, ByKind::default());
        }
        &mut self.rows[place][kind.index()]
    }

    /// Numbers and kinds with a count, in order.
    fn counts(&self) -> impl Iterator<Item = (i32, Kind, T)> {
        let rows = (self.first..).zip(&self.rows);
        rows.flat_map(|(number, counts)| present(counts).map(move |(kind, count)| (number, kind, count)))
    }
}

impl Ledger {
    /// Counts a round that is held.
    pub fn invite(&mut self, round: HeldRound) {
        self.rounds.push(round);
    }

    /// Counts an application, with a family of so many other members.
    pub fn apply(&mut self, day: Day, kind: Kind, members: u32) {
        self.open.at_mut(week(day), kind).add(members);
    }

    /// Counts a decision on an application.
    pub fn decide(&mut self, applied: Day, kind: Kind, members: u32) {
        self.open.at_mut(week(applied), kind).take(members);
    }

    /// Counts the persons of an approved application, who are admitted later.
    pub fn approve(&mut self, day: Day, kind: Kind, persons: u8) {
        self.approved.at_mut(day.number(), kind).add(members(persons));
    }

    /// Counts admitted persons.
    pub fn land(&mut self, approved: Day, day: Day, kind: Kind, persons: u8) {
        self.approved.at_mut(approved.number(), kind).take(members(persons));
        self.landed.at_mut(i32::from(day.year()), kind).add(members(persons));
    }

    /// Rounds that were held from a day on.
    pub fn held_since(&self, first: Day) -> impl Iterator<Item = &HeldRound> {
        self.rounds.iter().filter(move |round| round.day >= first)
    }

    /// Rounds of the last year before a day.
    fn lately(&self, on: Day) -> impl Iterator<Item = &HeldRound> {
        self.rounds.iter().filter(move |round| (1..=LATELY_DAYS).contains(&(on - round.day)))
    }

    /// Invitations of the last year, of the kinds wanted.
    pub fn invited_lately(&self, on: Day, is_wanted: impl Fn(Kind) -> bool) -> u32 {
        let invited = self.lately(on).flat_map(|round| present(&round.invited));
        invited.filter(|(kind, _)| is_wanted(*kind)).map(|(_, families)| families.candidates).sum()
    }

    /// Mean invitations of the rounds of a type in the last year; none if there was none.
    pub fn mean_size(&self, round_type: &RoundType, on: Day) -> Option<f64> {
        let (mut rounds, mut invited) = (0, 0);
        for round in self.lately(on).filter(|round| round.round_type == *round_type) {
            rounds += 1;
            invited += round.candidates();
        }
        (rounds > 0).then(|| f64::from(invited) / f64::from(rounds))
    }

    /// The invited of a type's rounds in the last year, by kind; empty if there was no such round.
    pub fn mix_lately(&self, round_type: &RoundType, on: Day) -> Vec<MixPart> {
        mix(self.lately(on).filter(|round| round.round_type == *round_type).map(|round| &round.invited))
    }

    /// The invited of the last round of a type that invited at least one candidate, at any time.
    pub fn last_mix(&self, round_type: &RoundType) -> Vec<MixPart> {
        let last =
            self.rounds.iter().rev().find(|round| round.round_type == *round_type && round.candidates() > 0);
        mix(last.map(|round| &round.invited))
    }

    /// The invited under a program in the last year, by kind, in rounds of all types.
    pub fn program_mix(&self, program: Program, on: Day) -> Vec<MixPart> {
        let of_program: Vec<ByKind<Families>> =
            self.lately(on).map(|round| only(program, &round.invited)).collect();
        mix(&of_program)
    }

    /// Persons of the wanted kinds who are admitted, or expected to be, in each year, on invitations up to
    /// today.
    pub(crate) fn expected(
        &self,
        usual: Usual<'_>,
        years: &[i16],
        counting: Counting,
        is_wanted: impl Fn(Kind) -> bool,
    ) -> Vec<f64> {
        let Usual { times, response, validity_days } = usual;
        let on = times.day();
        let mut sum = vec![0.0; years.len()];
        for (year, _, families) in self.landed.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            for (sum, _) in sum.iter_mut().zip(years).filter(|(_, counted)| i32::from(**counted) == year) {
                *sum += f64::from(families.counted(counting));
            }
        }
        for (approved, kind, families) in self.approved.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            let approval = Approval { day: Day::from_number(approved), residence: kind.residence };
            let persons = f64::from(families.counted(counting));
            add(&mut sum, persons, &approved_landings(times, approval, years));
        }
        for (week, kind, families) in self.open.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            let applicant = kind.counted_applicant(families, counting);
            let applied = Day::from_number(week * 7 + 3).min(on);
            let application = OpenApplication { applicant, applied, open_on: on };
            add(&mut sum, f64::from(families.candidates), &landings(times, application, years));
        }
        // Older invitations have been answered.
        for round in self.rounds.iter().rev().take_while(|round| on - round.day <= LATELY_DAYS) {
            for (kind, families) in present(&round.invited).filter(|(kind, _)| is_wanted(*kind)) {
                let invitation = Invitation {
                    applicant: kind.counted_applicant(families, counting),
                    apply_share: response.apply_share(kind.program, round.basis),
                    day: round.day,
                    validity_days,
                };
                let landings = invitation_landings(times, invitation, on, years);
                add(&mut sum, f64::from(families.candidates), &landings);
            }
        }
        sum
    }
}

/// The usual times and shares by which the ledger's counts become expected admissions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usual<'a> {
    /// Times of applications.
    pub times: UsualTimes<'a>,
    /// Responses to invitations.
    pub response: &'a Response,
    /// Days for which an invitation is valid.
    pub validity_days: u16,
}

impl HeldRound {
    fn candidates(&self) -> u32 {
        self.invited.iter().map(|families| families.candidates).sum()
    }
}

/// Members of a family of so many persons, the applicant left out.
fn members(persons: u8) -> u32 {
    u32::from(persons.saturating_sub(1))
}

fn week(day: Day) -> i32 {
    day.number().div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tally_counts_by_number_and_kind_in_any_order() {
        let kind = Kind::at(5);
        let mut tally: Tally<Families> = Tally::default();
        tally.at_mut(7, kind).add(2);
        *tally.at_mut(4, Kind::at(0)) = Families { candidates: 2, members: 1 };
        tally.at_mut(7, kind).add(1);
        tally.at_mut(7, kind).take(2);
        tally.at_mut(9, kind).take(3);
        let expected = [
            (4, Kind::at(0), Families { candidates: 2, members: 1 }),
            (7, kind, Families { candidates: 1, members: 1 }),
        ];
        assert_eq!(tally.counts().collect::<Vec<_>>(), expected);
    }
}
