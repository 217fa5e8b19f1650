//! A view of the pool without the future: candidates as they are today.

use super::{Cutoff, Eligible, at_or_above, hold_round};
use crate::policy::profile::Profile;
use crate::policy::rules::{Eligibility, TieBreak};
use crate::pool::Pool;

/// The pool as the department sees it: counts, profiles and eligibility. Days of departure are out of reach.
#[derive(Clone, Copy, Debug)]
pub struct PoolView<'a> {
    pool: &'a Pool,
}

/// A candidate in the pool, as far as the department sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Seen<'a> {
    /// The scored facts.
    pub profile: &'a Profile,
    /// Programs and categories under the law in force.
    pub eligibility: Eligibility,
}

impl<'a> PoolView<'a> {
    /// A view of a pool.
    pub fn new(pool: &'a Pool) -> PoolView<'a> {
        PoolView { pool }
    }

    /// Candidates in the pool.
    pub fn present(self) -> u32 {
        self.pool.present()
    }

    /// Candidates in the pool who hold a nomination.
    pub fn nominees(self) -> u32 {
        self.pool.nominees()
    }

    /// Candidates in the pool who are eligible for a round.
    pub fn eligible(self, eligible: Eligible) -> u32 {
        self.pool.count(|eligibility| eligible.admits(eligibility))
    }

    /// Candidates in the pool who are eligible for a round and have at least a score.
    pub fn eligible_from(self, eligible: Eligible, score: u16) -> u32 {
        at_or_above(self.pool, eligible, Cutoff { score, tie_break: None }).len() as u32
    }

    /// The invited of a round of a size, if it were held now; none if the size is 0.
    pub fn would_be_invited(self, eligible: Eligible, size: u32, tie_break: TieBreak) -> Vec<Seen<'a>> {
        if size == 0 {
            return Vec::new();
        }
        let outcome = hold_round(self.pool, eligible, size, tie_break);
        outcome.invited.into_iter().map(|slot| self.seen(slot)).collect()
    }

    /// The candidates in the pool who hold a nomination.
    pub fn seen_nominees(self) -> impl Iterator<Item = Seen<'a>> {
        let present = self.pool.candidates().filter(move |candidate| self.pool.is_present(*candidate));
        present.map(move |candidate| self.seen(candidate.slot)).filter(|seen| seen.profile.nominated)
    }

    fn seen(self, slot: u32) -> Seen<'a> {
        Seen { profile: self.pool.profile(slot), eligibility: self.pool.eligibility(slot) }
    }
}
