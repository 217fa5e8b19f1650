//! Who is invited: a pure function of the pool and the instruction.

use crate::policy::rules::{Eligibility, TieBreak};
use crate::pool::{MAX_SCORE, Pool};
use crate::time::Instant;

/// Whom a round invites, resolved from its type by the law in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Programs or categories that admit.
    pub admitted: Eligibility,
    /// Programs that exclude: nominees are left to the rounds that invite them as nominees.
    pub excluded: Eligibility,
}

impl Target {
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
    /// Submission time of the last candidate invited with that score; none where everyone with it was invited.
    pub tie_break: Option<Instant>,
}

/// What a round came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Slots of the invited, by falling score; within a score in no stated order.
    pub invited: Vec<u32>,
    /// Score of the lowest-ranked candidate invited; none if nobody was.
    pub cutoff: Option<u16>,
    /// Submission time of the lowest-ranked candidate invited, where the law breaks ties by it.
    pub tie_break: Option<Instant>,
    /// Candidates who could have been invited.
    pub eligible: u32,
}

/// Invites the best `size` of those whom the target admits; all of them if they are fewer.
///
/// Rule: score, then submission time (Ministerial Instructions 2017-1, from 2017-06-06), then id, which decides only
/// between profiles of the same second. Before that day everyone at the cutoff was invited; the cutoff is then the score
/// at which the number invited comes nearest to the size, the higher one if two are equally near.
pub fn hold_round(pool: &Pool, target: Target, size: u32, tie_break: TieBreak) -> Outcome {
    let eligible = pool.count(|eligibility| target.admits(eligibility));
    let mut outcome = match tie_break {
        TieBreak::SubmissionTime => best(pool, target, size as usize),
        TieBreak::EveryoneAtTheCutoff => nearest(pool, target, size as usize),
    };
    outcome.eligible = eligible;
    outcome
}

fn best(pool: &Pool, target: Target, size: usize) -> Outcome {
    let mut invited = Vec::with_capacity(size);
    let mut last_bucket = 0;
    for score in (0..=MAX_SCORE).rev() {
        let room = size - invited.len();
        if room == 0 {
            break;
        }
        let start = invited.len();
        invited.extend(admitted(pool, target, score));
        let found = &mut invited[start..];
        if found.is_empty() {
            continue;
        }
        last_bucket = start;
        if found.len() > room {
            found.select_nth_unstable_by_key(room - 1, |slot| rank(pool, *slot));
            invited.truncate(size);
        }
    }
    let last = invited[last_bucket..].iter().max_by_key(|slot| rank(pool, **slot)).copied();
    Outcome {
        cutoff: last.map(|slot| pool.score(slot)),
        tie_break: last.map(|slot| pool.submitted_at(slot)),
        invited,
        eligible: 0,
    }
}

fn nearest(pool: &Pool, target: Target, size: usize) -> Outcome {
    let mut invited: Vec<u32> = Vec::with_capacity(size);
    let mut cutoff = None;
    for score in (0..=MAX_SCORE).rev() {
        let before = invited.len();
        invited.extend(admitted(pool, target, score));
        let after = invited.len();
        if after == before {
            continue;
        }
        let is_farther = after > size && after - size >= size.saturating_sub(before);
        if is_farther && before > 0 {
            invited.truncate(before);
            break;
        }
        cutoff = Some(score);
        if after >= size {
            break;
        }
    }
    Outcome { invited, cutoff, tie_break: None, eligible: 0 }
}

/// Everyone whom a round with this published cutoff invited or would have invited, by falling score; within a score in
/// no stated order. At the cutoff itself the published tie-break decides, or everybody is among them.
pub fn at_or_above(pool: &Pool, target: Target, cutoff: Cutoff) -> Vec<u32> {
    let is_before = |slot: &u32| cutoff.tie_break.is_none_or(|last| pool.submitted_at(*slot) <= last);
    let mut found: Vec<u32> =
        (cutoff.score + 1..=MAX_SCORE).rev().flat_map(|score| admitted(pool, target, score)).collect();
    found.extend(admitted(pool, target, cutoff.score).filter(is_before));
    found
}

fn admitted(pool: &Pool, target: Target, score: u16) -> impl Iterator<Item = u32> {
    pool.bucket(score, move |eligibility| target.admits(eligibility))
}

fn rank(pool: &Pool, slot: u32) -> (Instant, u64) {
    (pool.submitted_at(slot), pool.person(slot).number())
}
