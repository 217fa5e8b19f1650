//! Kinds of candidates, and the mix of kinds in rounds.

use crate::government::expectation::Applicant;
use crate::policy::profile::{Profile, Residence};
use crate::policy::program::Program;

/// A kind of candidates that the ledger counts separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The program of the invitation.
    pub program: Program,
    /// Residence of the candidate.
    pub residence: Residence,
    /// Whether the candidate counts as a French speaker.
    pub speaks_french: bool,
}

/// A value for each kind, in the order of [`Kind::index`].
pub type ByKind<T> = [T; Kind::COUNT];

impl Kind {
    /// Number of kinds.
    pub const COUNT: usize = 4 * Program::ALL.len();

    /// Place in a table by kind: by program, then residence, then language.
    pub fn index(self) -> usize {
        let is_in_canada = self.residence == Residence::Canada;
        4 * self.program.index() + 2 * usize::from(is_in_canada) + usize::from(self.speaks_french)
    }

    pub(super) fn at(index: usize) -> Kind {
        let residence = if index & 2 != 0 { Residence::Canada } else { Residence::Abroad };
        Kind { program: Program::ALL[index / 4], residence, speaks_french: index & 1 != 0 }
    }

    /// The kind of a candidate who is invited under a program.
    pub fn of(program: Program, profile: &Profile) -> Kind {
        Kind { program, residence: profile.residence, speaks_french: profile.speaks_french() }
    }

    pub(super) fn counted_applicant(self, families: Families, counting: Counting) -> Applicant {
        match counting {
            Counting::Families => self.applicant(families.mean_members()),
            Counting::Applicants => self.applicant(0.0),
        }
    }

    /// An applicant of this kind, with a mean number of family members.
    pub fn applicant(self, members: f64) -> Applicant {
        Applicant { program: self.program, residence: self.residence, members }
    }
}

/// Numbers of candidates and of the members of their families.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Families {
    pub(super) candidates: u32,
    pub(super) members: u32,
}

impl Families {
    /// Counts a candidate with a family of so many other members.
    pub fn add(&mut self, members: u32) {
        self.candidates += 1;
        self.members += members;
    }

    pub(super) fn take(&mut self, members: u32) {
        self.candidates = self.candidates.saturating_sub(1);
        self.members = self.members.saturating_sub(members);
    }

    /// Candidates and members together, or the candidates alone.
    pub(super) fn counted(self, counting: Counting) -> u32 {
        match counting {
            Counting::Families => self.candidates + self.members,
            Counting::Applicants => self.candidates,
        }
    }

    pub(super) fn mean_members(self) -> f64 {
        f64::from(self.members) / f64::from(self.candidates.max(1))
    }
}

/// The persons of an application who count under a line of the Levels Plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// The applicant and the accompanying family.
    Families,
    /// The applicant alone: the figures of French speakers leave out families.
    Applicants,
}

/// The invited of one kind, as a share of all invited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MixPart {
    /// The kind.
    pub kind: Kind,
    /// Its share of all invited.
    pub share: f64,
    /// Mean number of family members, candidates left out.
    pub members: f64,
}

impl MixPart {
    /// An applicant of this part.
    pub fn applicant(self) -> Applicant {
        self.kind.applicant(self.members)
    }

    /// An applicant of this part without the family, who counts as one French speaker.
    pub fn speaker(self) -> Applicant {
        self.kind.applicant(0.0)
    }
}

/// The invited of some rounds by kind, as shares; empty if there are none.
pub fn mix<'a>(invited: impl IntoIterator<Item = &'a ByKind<Families>>) -> Vec<MixPart> {
    let mut sum = ByKind::<Families>::default();
    for (kind, more) in invited.into_iter().flat_map(present) {
        sum[kind.index()].candidates += more.candidates;
        sum[kind.index()].members += more.members;
    }
    let all: u32 = sum.iter().map(|families| families.candidates).sum();
    let mut parts = Vec::new();
    for (kind, families) in present(&sum) {
        let share = f64::from(families.candidates) / f64::from(all.max(1));
        parts.push(MixPart { kind, share, members: families.mean_members() });
    }
    parts
}

/// The invited under one program alone.
pub fn only(program: Program, invited: &ByKind<Families>) -> ByKind<Families> {
    let mut of_program = ByKind::<Families>::default();
    for (kind, families) in present(invited).filter(|(kind, _)| kind.program == program) {
        of_program[kind.index()] = families;
    }
    of_program
}

/// Kinds with a count, in order.
pub(super) fn present<T: Copy + Default + PartialEq>(counts: &ByKind<T>) -> impl Iterator<Item = (Kind, T)> {
    let all = counts.iter().enumerate().map(|(index, count)| (Kind::at(index), *count));
    all.filter(|(_, count)| *count != T::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_stands_at_its_place() {
        assert!((0..Kind::COUNT).all(|index| Kind::at(index).index() == index));
    }
}
