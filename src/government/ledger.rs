//! The department's ledger: counts of invitations, applications, approvals and admissions up to today.

use std::collections::VecDeque;

use crate::government::expectation::{Applicant, Known, approved_landings, invitation_landings, landings};
use crate::policy::instruction::RoundType;
use crate::policy::profile::{Profile, Residence};
use crate::policy::program::Program;
use crate::population::{Processing, Response};
use crate::time::Day;

/// So many days before another count as lately: a year.
const LATELY_DAYS: i32 = 365;

/// What tells applications apart in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kind {
    /// The program of the invitation.
    pub program: Program,
    /// Whether the candidate lives in Canada.
    pub is_in_canada: bool,
    /// Whether the candidate counts as a French speaker.
    pub speaks_french: bool,
}

/// Something for each kind, in the order of [`Kind::index`].
pub type ByKind<T> = [T; Kind::COUNT];

impl Kind {
    /// How many there are.
    pub const COUNT: usize = 4 * Program::ALL.len();

    /// Place in a table by kind: by program, then residence, then language.
    pub fn index(self) -> usize {
        4 * self.program.index() + 2 * usize::from(self.is_in_canada) + usize::from(self.speaks_french)
    }

    fn at(index: usize) -> Kind {
        Kind { program: Program::ALL[index / 4], is_in_canada: index & 2 != 0, speaks_french: index & 1 != 0 }
    }

    /// The kind of a candidate who is invited under a program.
    pub fn of(program: Program, profile: &Profile) -> Kind {
        let is_in_canada = profile.residence == Residence::Canada;
        Kind { program, is_in_canada, speaks_french: profile.speaks_french() }
    }

    /// What is seen of applications with families of so many members on average.
    pub fn applicant(self, members: f64) -> Applicant {
        Applicant { program: self.program, is_in_canada: self.is_in_canada, members }
    }
}

/// Candidates, and the members of their families beside them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Families {
    candidates: u32,
    members: u32,
}

impl Families {
    /// Counts a candidate with so many members of the family.
    pub fn add(&mut self, members: u32) {
        self.candidates += 1;
        self.members += members;
    }

    fn take(&mut self, members: u32) {
        self.candidates = self.candidates.saturating_sub(1);
        self.members = self.members.saturating_sub(members);
    }

    fn mean_members(self) -> f64 {
        f64::from(self.members) / f64::from(self.candidates.max(1))
    }
}

/// Counts of simulated candidates, as they stand on a day.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Every round that was held, in order.
    rounds: Vec<HeldRound>,
    /// Applications not yet decided, by the week of the application.
    open: Tally<Families>,
    /// Persons approved and not yet landed, by the day of approval.
    approved: Tally<u32>,
    /// Persons landed, by year.
    landed: Tally<u32>,
}

/// A round and whom it invited.
#[derive(Clone, Debug)]
struct HeldRound {
    day: Day,
    round_type: RoundType,
    is_category: bool,
    invited: ByKind<Families>,
}

/// One kind's part of the invited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixPart {
    /// The kind.
    pub kind: Kind,
    /// Its share of them.
    pub share: f64,
    /// Mean members of its families, candidates left out.
    pub members: f64,
}

impl MixPart {
    /// What is seen of its applications.
    pub fn applicant(self) -> Applicant {
        self.kind.applicant(self.members)
    }
}

/// Counts by a number of days, weeks or years, dense from the first that was used.
#[derive(Clone, Debug, Default)]
struct Tally<T> {
    first: i32,
    rows: VecDeque<ByKind<T>>,
}

impl<T: Copy + Default + PartialEq> Tally<T> {
    fn of(&mut self, number: i32, kind: Kind) -> &mut T {
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
    /// A round is held and invites such families of each kind.
    pub fn invite(
        &mut self,
        round_type: &RoundType,
        is_category: bool,
        day: Day,
        invited: &ByKind<Families>,
    ) {
        let round_type = round_type.clone();
        self.rounds.push(HeldRound { day, round_type, is_category, invited: *invited });
    }

    /// Somebody applies, with so many members of the family.
    pub fn apply(&mut self, day: Day, kind: Kind, members: u32) {
        self.open.of(week(day), kind).add(members);
    }

    /// An application is decided.
    pub fn decide(&mut self, applied: Day, kind: Kind, members: u32) {
        self.open.of(week(applied), kind).take(members);
    }

    /// Persons are approved, and are going to land.
    pub fn approve(&mut self, day: Day, kind: Kind, persons: u8) {
        *self.approved.of(day.number(), kind) += u32::from(persons);
    }

    /// Persons land.
    pub fn land(&mut self, approved: Day, day: Day, kind: Kind, persons: u8) {
        let open = self.approved.of(approved.number(), kind);
        *open = open.saturating_sub(u32::from(persons));
        *self.landed.of(i32::from(day.year()), kind) += u32::from(persons);
    }

    /// Rounds of the last year before a day.
    fn lately(&self, on: Day) -> impl Iterator<Item = &HeldRound> {
        self.rounds.iter().filter(move |round| (1..=LATELY_DAYS).contains(&(on - round.day)))
    }

    /// Invitations of the last year, of the kinds wanted.
    pub fn invited_lately(&self, on: Day, is_wanted: impl Fn(Kind) -> bool) -> u32 {
        let wanted =
            self.lately(on).flat_map(|round| present(&round.invited)).filter(|(kind, _)| is_wanted(*kind));
        wanted.map(|(_, of)| of.candidates).sum()
    }

    /// Mean invitations of the rounds of a type in the last year; none if there was none.
    pub fn mean_size(&self, round_type: &RoundType, on: Day) -> Option<f64> {
        let of_type = self.lately(on).filter(|round| round.round_type == *round_type);
        let (rounds, invited) =
            of_type.fold((0, 0), |(rounds, invited), round| (rounds + 1, invited + round.candidates()));
        (rounds > 0).then(|| f64::from(invited) / f64::from(rounds))
    }

    /// Whom rounds of a type invited in the last year; nobody if there was none.
    pub fn mix_lately(&self, round_type: &RoundType, on: Day) -> Vec<MixPart> {
        mix(self.lately(on).filter(|round| round.round_type == *round_type).map(|round| &round.invited))
    }

    /// Whom the last round of a type invited that invited anybody, however long ago.
    pub fn last_mix(&self, round_type: &RoundType) -> Vec<MixPart> {
        let last =
            self.rounds.iter().rev().find(|round| round.round_type == *round_type && round.candidates() > 0);
        mix(last.map(|round| &round.invited))
    }

    /// The parts of a program's invited in the last year, by rounds of whatever type.
    pub fn program_mix(&self, program: Program, on: Day) -> Vec<MixPart> {
        let of_program: Vec<ByKind<Families>> =
            self.lately(on).map(|round| only(program, &round.invited)).collect();
        mix(&of_program)
    }

    /// Persons landed or expected to land in each year on what was invited up to the end of a day, of the
    /// kinds wanted.
    pub fn expected(
        &self,
        (processing, response): (&Processing, &Response),
        validity_days: u16,
        on: Day,
        years: &[i16],
        is_wanted: impl Fn(Kind) -> bool,
    ) -> Vec<f64> {
        let known = Known { processing, on };
        let mut sum = vec![0.0; years.len()];
        let mut add = |count: u32, persons: Vec<f64>| {
            for (sum, persons) in sum.iter_mut().zip(persons) {
                *sum += f64::from(count) * persons;
            }
        };
        for (year, _, persons) in self.landed.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            add(persons, years.iter().map(|one| f64::from(u8::from(i32::from(*one) == year))).collect());
        }
        for (approved, kind, persons) in self.approved.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            let approved = Day::from_number(approved);
            add(persons, approved_landings(processing, kind.is_in_canada, approved, on, years));
        }
        for (week, kind, of) in self.open.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            let applied = Day::from_number(week * 7 + 3).min(on);
            add(of.candidates, landings(known, kind.applicant(of.mean_members()), applied, on, years));
        }
        // Older invitations have been answered.
        for round in self.rounds.iter().rev().take_while(|round| on - round.day <= LATELY_DAYS) {
            for (kind, of) in present(&round.invited).filter(|(kind, _)| is_wanted(*kind)) {
                let share = response.apply_share(kind.program, round.is_category);
                let (applicant, invited) = (kind.applicant(of.mean_members()), (round.day, validity_days));
                add(of.candidates, invitation_landings(known, applicant, share, invited, on, years));
            }
        }
        sum
    }
}

impl HeldRound {
    fn candidates(&self) -> u32 {
        self.invited.iter().map(|of| of.candidates).sum()
    }
}

/// The parts of kinds of those whom some rounds invited; none if they are nobody.
pub fn mix<'a>(invited: impl IntoIterator<Item = &'a ByKind<Families>>) -> Vec<MixPart> {
    let mut sum = ByKind::<Families>::default();
    for (kind, more) in invited.into_iter().flat_map(present) {
        sum[kind.index()].candidates += more.candidates;
        sum[kind.index()].members += more.members;
    }
    let all: u32 = sum.iter().map(|of| of.candidates).sum();
    let share = |of: Families| f64::from(of.candidates) / f64::from(all.max(1));
    present(&sum).map(|(kind, of)| MixPart { kind, share: share(of), members: of.mean_members() }).collect()
}

/// Those of a program alone.
pub fn only(program: Program, invited: &ByKind<Families>) -> ByKind<Families> {
    let mut of_program = ByKind::<Families>::default();
    for (kind, of) in present(invited).filter(|(kind, _)| kind.program == program) {
        of_program[kind.index()] = of;
    }
    of_program
}

/// Kinds with a count, in order.
fn present<T: Copy + Default + PartialEq>(counts: &ByKind<T>) -> impl Iterator<Item = (Kind, T)> {
    let all = counts.iter().enumerate().map(|(index, count)| (Kind::at(index), *count));
    all.filter(|(_, count)| *count != T::default())
}

fn week(day: Day) -> i32 {
    day.number().div_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_stands_at_its_place() {
        assert!((0..Kind::COUNT).all(|index| Kind::at(index).index() == index));
    }

    #[test]
    fn a_tally_counts_by_number_and_kind_in_any_order() {
        let kind = Kind::at(5);
        let mut tally: Tally<Families> = Tally::default();
        tally.of(7, kind).add(2);
        *tally.of(4, Kind::at(0)) = Families { candidates: 2, members: 1 };
        tally.of(7, kind).add(1);
        tally.of(7, kind).take(2);
        tally.of(9, kind).take(3);
        let expected = [
            (4, Kind::at(0), Families { candidates: 2, members: 1 }),
            (7, kind, Families { candidates: 1, members: 1 }),
        ];
        assert_eq!(tally.counts().collect::<Vec<_>>(), expected);
    }
}
