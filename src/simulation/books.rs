//! What the department knows of invitations and applications: never a day or a decision that is still hidden.

use std::collections::BTreeMap;

use crate::intake::expectation::{Seen, approved_landings, invitation_landings, landings};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::population::{Processing, Response};
use crate::time::Day;

/// Days of a year.
const YEAR_DAYS: i32 = 365;

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

impl Kind {
    fn seen(self) -> Seen {
        Seen { program: self.program, is_in_canada: self.is_in_canada }
    }
}

/// Counts of simulated candidates, as they stand on a day.
#[derive(Clone, Debug, Default)]
pub struct Books {
    /// Invitations of the last year, by day, whether the round was category-based, and kind.
    invitations: BTreeMap<(Day, bool, Kind), u32>,
    /// Applications not yet decided, by the week of the application.
    open: BTreeMap<(i32, Kind), u32>,
    /// Persons approved and not yet landed, by the day of approval.
    approved: BTreeMap<(Day, Kind), u32>,
    /// Persons landed, by year.
    landed: BTreeMap<(i16, Kind), u32>,
    /// The last invitations of each type of rounds, by kind.
    mixes: BTreeMap<RoundType, BTreeMap<Kind, u32>>,
}

impl Books {
    /// A round of a type invites somebody.
    pub fn invite(&mut self, round_type: &RoundType, is_category: bool, day: Day, kind: Kind) {
        *self.invitations.entry((day, is_category, kind)).or_default() += 1;
        let mix = match self.mixes.get_mut(round_type) {
            Some(mix) => mix,
            None => self.mixes.entry(round_type.clone()).or_default(),
        };
        *mix.entry(kind).or_default() += 1;
    }

    /// Somebody applies.
    pub fn apply(&mut self, day: Day, kind: Kind) {
        *self.open.entry((week(day), kind)).or_default() += 1;
    }

    /// An application is decided; `approved` holds the persons who are to land.
    pub fn decide(&mut self, applied: Day, day: Day, kind: Kind, approved: Option<u8>) {
        if let Some(count) = self.open.get_mut(&(week(applied), kind)) {
            *count = count.saturating_sub(1);
        }
        if let Some(persons) = approved {
            *self.approved.entry((day, kind)).or_default() += u32::from(persons);
        }
    }

    /// Persons land.
    pub fn land(&mut self, approved: Day, day: Day, kind: Kind, persons: u8) {
        if let Some(count) = self.approved.get_mut(&(approved, kind)) {
            *count = count.saturating_sub(u32::from(persons));
        }
        *self.landed.entry((day.year(), kind)).or_default() += u32::from(persons);
    }

    /// Forgets what no longer counts on a day: invitations of a year ago, decided cohorts; old mixes fade by half.
    pub fn tidy(&mut self, day: Day) {
        self.invitations.retain(|(invited, ..), _| day - *invited <= YEAR_DAYS);
        self.open.retain(|_, count| *count > 0);
        self.approved.retain(|_, count| *count > 0);
        for count in self.mixes.values_mut().flat_map(BTreeMap::values_mut) {
            *count = count.div_ceil(2);
        }
    }

    /// Invitations of the last year, of the kinds wanted.
    pub fn invited_lately(&self, on: Day, is_wanted: impl Fn(Kind) -> bool) -> u32 {
        let lately = |invited: Day| (1..=YEAR_DAYS).contains(&(on - invited));
        let wanted = self.invitations.iter().filter(|((day, _, kind), _)| lately(*day) && is_wanted(*kind));
        wanted.map(|(_, count)| *count).sum()
    }

    /// Shares of kinds among those whom rounds of a type invited lately; none if there was none.
    pub fn mix(&self, round_type: &RoundType) -> Vec<(Kind, f64)> {
        let Some(mix) = self.mixes.get(round_type) else { return Vec::new() };
        let all: u32 = mix.values().sum();
        mix.iter().map(|(kind, count)| (*kind, f64::from(*count) / f64::from(all.max(1)))).collect()
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
        for ((year, kind), persons) in self.landed.iter().filter(|((_, kind), _)| is_wanted(*kind)) {
            add(*persons, years.iter().map(|one| f64::from(u8::from(one == year))).collect());
            let _ = kind;
        }
        for ((approved, kind), persons) in self.approved.iter().filter(|((_, kind), _)| is_wanted(*kind)) {
            add(*persons, approved_landings(processing, kind.is_in_canada, *approved, on, years));
        }
        for ((week, kind), count) in self.open.iter().filter(|((_, kind), _)| is_wanted(*kind)) {
            let applied = Day::from_number(week * 7 + 3).min(on);
            add(*count, landings(processing, kind.seen(), applied, on, years));
        }
        let invitations = self.invitations.iter().filter(|((_, _, kind), _)| is_wanted(*kind));
        for ((day, is_category, kind), count) in invitations {
            let share = response.apply_share(kind.program, *is_category);
            let invited = (*day, validity_days);
            add(*count, invitation_landings(processing, kind.seen(), share, invited, on, years));
        }
        sum
    }
}

fn week(day: Day) -> i32 {
    day.number().div_euclid(7)
}
