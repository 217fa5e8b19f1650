//! Rounds: the candidates invited, a pure function of the pool and the instruction.

mod view;

pub use view::{PoolView, Seen};

use crate::policy::rules::{Eligibility, TieBreak};
use crate::pool::{MAX_SCORE, Pool};
use crate::time::Instant;

/// The eligible candidates of a round, resolved from its type by the law in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eligible {
    /// Programs or categories that admit.
    pub admitted: Eligibility,
    /// Programs that exclude: nominees are left to the rounds that invite them as nominees.
    pub excluded: Eligibility,
}

impl Eligible {
    /// Whether a candidate of this eligibility can be invited.
    #[inline]
    pub fn admits(self, eligibility: Eligibility) -> bool {
        // No short circuit: a round tests the whole pool, and this way the processor tests many at once.
        eligibility.intersects(self.admitted) & !eligibility.intersects(self.excluded)
    }
}

/// The last place that a published round reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cutoff {
    /// Lowest score invited.
    pub score: u16,
    /// Submission time of the last candidate invited with that score; none if all candidates with it were
    /// invited.
    pub tie_break: Option<Instant>,
}

/// The outcome of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Slots of the invited, by falling score; within a score in no stated order.
    pub invited: Vec<u32>,
    /// Score of the lowest-ranked candidate invited; none without an invitation.
    pub cutoff: Option<u16>,
    /// Submission time of the lowest-ranked candidate invited, where the law breaks ties by it.
    pub tie_break: Option<Instant>,
    /// Number of eligible candidates in the pool.
    pub eligible: u32,
}

/// Invites the best `size` of the eligible candidates; all of them if they are fewer.
///
/// Rule: score, then submission time (Ministerial Instructions 2017-1, from 2017-06-06), then id, which
/// decides only between profiles of the same second. Before that day all candidates at the cutoff were
/// invited. The cutoff is then the score at which the number invited is nearest to the size; of two equally
/// near scores it is the higher one.
///
/// # Panics
/// If the size is 0: such a round is not held.
pub fn hold_round(pool: &Pool, eligible: Eligible, size: u32, tie_break: TieBreak) -> Outcome {
    assert!(size > 0, "a round invites at least one candidate");
    let eligible_count = pool.count(|eligibility| eligible.admits(eligibility));
    let mut invited = best(pool, eligible, size);
    let Some(last) = invited.get(size as usize - 1).or(invited.last()) else {
        return Outcome { invited, cutoff: None, tie_break: None, eligible: eligible_count };
    };
    let reached = pool.score(*last);
    let above = invited.partition_point(|slot| pool.score(*slot) > reached);
    match tie_break {
        TieBreak::SubmissionTime => {
            let last = break_ties(pool, &mut invited, above, size as usize);
            Outcome { invited, cutoff: Some(reached), tie_break: Some(last), eligible: eligible_count }
        }
        TieBreak::EveryoneAtTheCutoff => {
            let size = size as usize;
            if above > 0 && above.abs_diff(size) <= invited.len().abs_diff(size) {
                invited.truncate(above);
            }
            let cutoff = invited.last().map(|slot| pool.score(*slot));
            Outcome { invited, cutoff, tie_break: None, eligible: eligible_count }
        }
    }
}

/// Slots of the best eligible candidates, by falling score: down to the score at which a size is reached,
/// with all candidates there; all eligible candidates if they are fewer.
fn best(pool: &Pool, eligible: Eligible, size: u32) -> Vec<u32> {
    // The fewer candidates are eligible, the lower the cutoff: the search goes deeper until it has enough of
    // them.
    let mut rank = size.saturating_mul(2);
    loop {
        let lowest = pool.score_of_rank(rank);
        let mut found = from_score(pool, eligible, lowest);
        if found.len() >= size as usize || lowest == 0 {
            if let Some(last) = found.get(size as usize - 1) {
                let reached = pool.score(*last);
                found.truncate(found.partition_point(|slot| pool.score(*slot) >= reached));
            }
            return found;
        }
        rank = rank.saturating_mul(4);
    }
}

/// Keeps `size` of the invited. Those from the place `above` on have the score of the cutoff; the earliest
/// submissions of them stay. Returns the submission time of the last one that stays.
fn break_ties(pool: &Pool, invited: &mut Vec<u32>, above: usize, size: usize) -> Instant {
    if invited.len() > size {
        invited[above..].select_nth_unstable_by_key(size - above - 1, |slot| rank(pool, *slot));
        invited.truncate(size);
    }
    let last = invited[above..].iter().max_by_key(|slot| rank(pool, **slot));
    pool.submitted_at(*last.expect("a candidate has the score of the cutoff"))
}

/// The invited of a round with this published cutoff, by falling score; within a score in no stated order. At
/// the cutoff itself the published tie-break decides; without one, all candidates there are invited.
pub fn at_or_above(pool: &Pool, eligible: Eligible, cutoff: Cutoff) -> Vec<u32> {
    let mut found = from_score(pool, eligible, cutoff.score);
    if let Some(last) = cutoff.tie_break {
        found.retain(|slot| pool.score(*slot) > cutoff.score || pool.submitted_at(*slot) <= last);
    }
    found
}

/// Slots of eligible candidates with at least this score, by falling score and then by slot.
fn from_score(pool: &Pool, eligible: Eligible, lowest: u16) -> Vec<u32> {
    let found = pool.at_or_above(lowest, |eligibility| eligible.admits(eligibility));
    // Scores are few whole numbers: counting places sorts them without a comparison.
    let mut starts = vec![0_u32; usize::from(MAX_SCORE) + 2];
    for slot in &found {
        starts[points_below_the_highest(pool, *slot) + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let mut ranked = vec![0; found.len()];
    for slot in found {
        let next = &mut starts[points_below_the_highest(pool, slot)];
        ranked[*next as usize] = slot;
        *next += 1;
    }
    ranked
}

#[inline]
fn points_below_the_highest(pool: &Pool, slot: u32) -> usize {
    usize::from(MAX_SCORE - pool.score(slot))
}

fn rank(pool: &Pool, slot: u32) -> (Instant, u64) {
    (pool.submitted_at(slot), pool.person(slot).number())
}
