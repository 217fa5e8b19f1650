//! Sweeps over the pool: candidates by score and eligibility, ranks and counts.

use super::columns::{Pool, Standing};
use super::submission::{CandidateId, MAX_SCORE};
use crate::policy::rules::Eligibility;
use crate::published::{BANDS, Census};
use crate::time::Day;

/// Candidates that a sweep over the pool tests at once.
const BLOCK: usize = 16;

impl Pool {
    /// Slots of candidates in the pool with at least this score and an admitted eligibility, in order of
    /// slots.
    pub fn at_or_above(&self, lowest: u16, is_admitted: impl Fn(Eligibility) -> bool) -> Vec<u32> {
        self.slots(|score, held| (score >= lowest) & is_admitted(held))
    }

    /// Slots of candidates in the pool with at most this score and any eligibility, in order of slots.
    pub fn at_or_below(&self, highest: u16) -> Vec<u32> {
        self.slots(|score, held| (score <= highest) & (held != Eligibility::NONE))
    }

    /// Slots whose score and eligibility pass a test. A slot without a candidate in the pool has score 0 and
    /// no eligibility.
    #[inline]
    fn slots(&self, passes: impl Fn(u16, Eligibility) -> bool) -> Vec<u32> {
        let mut slots = Vec::new();
        let (ranked, last_ranked) = self.ranked.as_chunks::<BLOCK>();
        let (open_to, last_open_to) = self.open_to.as_chunks::<BLOCK>();
        for (block, (ranked, open_to)) in ranked.iter().zip(open_to).enumerate() {
            // The processor tests a whole block at once; each bit is one candidate who passes.
            let mut passing = 0;
            for at in 0..BLOCK {
                passing |= u32::from(passes(ranked[at], open_to[at])) << at;
            }
            while passing != 0 {
                slots.push((block * BLOCK) as u32 + passing.trailing_zeros());
                passing &= passing - 1;
            }
        }
        let first = (self.ranked.len() - last_ranked.len()) as u32;
        let last = last_ranked.iter().zip(last_open_to).zip(first..);
        slots.extend(last.filter(|((score, held), _)| passes(**score, **held)).map(|(_, slot)| slot));
        slots
    }

    /// The highest score that at least `rank` candidates in the pool reach; 0 if the pool is smaller.
    pub fn score_of_rank(&self, rank: u32) -> u16 {
        let mut above = 0;
        for (score, count) in (0..=MAX_SCORE).zip(&self.present_by_score).rev() {
            above += count;
            if above >= rank {
                return score;
            }
        }
        0
    }

    /// The lowest score that at least `rank` candidates in the pool do not exceed; [`MAX_SCORE`] if the pool
    /// is smaller.
    pub fn score_from_below(&self, rank: u32) -> u16 {
        let mut below = 0;
        for (score, count) in (0..=MAX_SCORE).zip(&self.present_by_score) {
            below += count;
            if below >= rank {
                return score;
            }
        }
        MAX_SCORE
    }

    /// All candidates in the pool and with open invitations, in order of slots.
    pub fn candidates(&self) -> impl Iterator<Item = CandidateId> + '_ {
        let held = self.seat.iter().zip(0u32..).filter(|(seat, _)| seat.standing != Standing::Free);
        held.map(|(seat, slot)| CandidateId { slot, generation: seat.generation })
    }

    /// Number of candidates in the pool with an admitted eligibility.
    pub fn count(&self, is_admitted: impl Fn(Eligibility) -> bool) -> u32 {
        self.open_to.iter().map(|eligibility| u32::from(is_admitted(*eligibility))).sum()
    }

    /// Counts the pool by IRCC's bands.
    pub fn census(&self, date: Day) -> Census {
        let candidates = BANDS.map(|(low, high)| {
            Some(self.present_by_score[usize::from(low)..=usize::from(high)].iter().sum())
        });
        Census { date, candidates, total: self.present }
    }
}
