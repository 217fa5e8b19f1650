//! What the department knows of invitations and applications: never a day or a decision that is still hidden.

use std::collections::{BTreeMap, VecDeque};

use crate::intake::expectation::{Seen, approved_landings, invitation_landings, landings};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::population::{Processing, Response};
use crate::time::Day;

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

/// Counts by kind, in the order of [`Kind::index`].
pub type Counts = [u32; Kind::COUNT];

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

    fn seen(self) -> Seen {
        Seen { program: self.program, is_in_canada: self.is_in_canada }
    }
}

/// Counts of simulated candidates, as they stand on a day.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// Invitations that may still be answered, by day and whether the round was category-based.
    invitations: BTreeMap<(Day, bool), Counts>,
    /// Applications not yet decided, by the week of the application.
    open: Ledger,
    /// Persons approved and not yet landed, by the day of approval.
    approved: Ledger,
    /// Persons landed, by year.
    landed: Ledger,
    /// The last invitations of each type of rounds.
    mixes: BTreeMap<RoundType, Counts>,
}

/// Counts by a number of days, weeks or years, dense from the first that was used.
#[derive(Clone, Debug, Default)]
struct Ledger {
    first: i32,
    rows: VecDeque<Counts>,
}

impl Ledger {
    fn row(&mut self, number: i32) -> &mut Counts {
        if self.rows.is_empty() {
            self.first = number;
        }
        while number < self.first {
            self.rows.push_front(Counts::default());
            self.first -= 1;
        }
        let place = (number - self.first) as usize;
        if place >= self.rows.len() {
            self.rows.resize(place + 1, Counts::default());
        }
        &mut self.rows[place]
    }

    fn add(&mut self, number: i32, kind: Kind, count: u32) {
        self.row(number)[kind.index()] += count;
    }

    /// Takes off what had been added; what had never been is not counted.
    fn take(&mut self, number: i32, kind: Kind, count: u32) {
        let count_now = &mut self.row(number)[kind.index()];
        *count_now = count_now.saturating_sub(count);
    }

    /// Numbers and kinds with a count, in order.
    fn counts(&self) -> impl Iterator<Item = (i32, Kind, u32)> {
        let rows = (self.first..).zip(&self.rows);
        rows.flat_map(|(number, counts)| present(counts).map(move |(kind, count)| (number, kind, count)))
    }
}

impl Books {
    /// A round of a type invites so many of each kind.
    pub fn invite(&mut self, round_type: &RoundType, is_category: bool, day: Day, invited: &Counts) {
        add(self.invitations.entry((day, is_category)).or_default(), invited);
        add(self.mixes.entry(round_type.clone()).or_default(), invited);
    }

    /// Somebody applies.
    pub fn apply(&mut self, day: Day, kind: Kind) {
        self.open.add(week(day), kind, 1);
    }

    /// An application is decided; `approved` holds the persons who are to land.
    pub fn decide(&mut self, applied: Day, day: Day, kind: Kind, approved: Option<u8>) {
        self.open.take(week(applied), kind, 1);
        if let Some(persons) = approved {
            self.approved.add(day.number(), kind, u32::from(persons));
        }
    }

    /// Persons land.
    pub fn land(&mut self, approved: Day, day: Day, kind: Kind, persons: u8) {
        self.approved.take(approved.number(), kind, u32::from(persons));
        self.landed.add(i32::from(day.year()), kind, u32::from(persons));
    }

    /// Forgets what no longer counts on a day: answered invitations; old mixes fade by half.
    pub fn tidy(&mut self, day: Day, validity_days: u16) {
        self.invitations.retain(|(invited, _), _| day - *invited <= i32::from(validity_days));
        for count in self.mixes.values_mut().flatten() {
            *count = count.div_ceil(2);
        }
    }

    /// Shares of kinds among those whom rounds of a type invited lately; none if there was none.
    pub fn mix(&self, round_type: &RoundType) -> Vec<(Kind, f64)> {
        let Some(mix) = self.mixes.get(round_type) else { return Vec::new() };
        let all: u32 = mix.iter().sum();
        present(mix).map(|(kind, count)| (kind, f64::from(count) / f64::from(all.max(1)))).collect()
    }

    /// Persons landed or expected to land in each year on what was invited up to the end of a day, of the kinds wanted.
    pub fn expected(
        &self,
        (processing, response): (&Processing, &Response),
        validity_days: u16,
        on: Day,
        years: &[i16],
        is_wanted: impl Fn(Kind) -> bool,
    ) -> Vec<f64> {
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
        for (week, kind, count) in self.open.counts().filter(|(_, kind, _)| is_wanted(*kind)) {
            let applied = Day::from_number(week * 7 + 3).min(on);
            add(count, landings(processing, kind.seen(), applied, on, years));
        }
        for ((day, is_category), invited) in &self.invitations {
            for (kind, count) in present(invited).filter(|(kind, _)| is_wanted(*kind)) {
                let share = response.apply_share(kind.program, *is_category);
                let invited = (*day, validity_days);
                add(count, invitation_landings(processing, kind.seen(), share, invited, on, years));
            }
        }
        sum
    }
}

/// Kinds with a count, in order.
fn present(counts: &Counts) -> impl Iterator<Item = (Kind, u32)> {
    let all = counts.iter().enumerate().map(|(index, count)| (Kind::at(index), *count));
    all.filter(|(_, count)| *count > 0)
}

fn add(counts: &mut Counts, more: &Counts) {
    counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
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
    fn a_ledger_counts_by_number_and_kind_in_any_order() {
        let kind = Kind::at(5);
        let mut ledger = Ledger::default();
        ledger.add(7, kind, 3);
        ledger.add(4, Kind::at(0), 2);
        ledger.take(7, kind, 1);
        ledger.take(9, kind, 1);
        assert_eq!(ledger.counts().collect::<Vec<_>>(), [(4, Kind::at(0), 2), (7, kind, 2)]);
    }
}
