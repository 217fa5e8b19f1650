//! The columns of the pool: the facts kept of each candidate, and their changes.

use super::submission::{CandidateId, MAX_SCORE, Submission};
use crate::policy::profile::Profile;
use crate::policy::rules::Eligibility;
use crate::population::{PersonId, Situation};
use crate::time::{Day, Instant};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The slot has no holder.
    Free,
    /// In the pool.
    Present,
    /// Invited: out of the pool until the response, with the same submission time.
    Invited,
}

/// Standing and score of a slot's holder. They stand together because every event of a life reads them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    /// Number of earlier holders of the slot.
    pub(super) generation: u32,
    /// Day of withdrawal or expiry, unless something else ends the stay before.
    leaves_on: Day,
    score: u16,
    pub(super) standing: Standing,
}

/// The profile of a slot's holder, in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Holder {
    person: PersonId,
    profile: Profile,
    /// Seconds since 1970, in half the room of an [`Instant`]: to 2106.
    submitted_at: u32,
    eligibility: Eligibility,
    situation: Situation,
    /// Days since the launch.
    expires_on: u16,
}

/// 2015-01-01, from which days in 16 bits are counted.
const LAUNCH: i32 = 16_436;

const _: () = assert!(size_of::<Holder>() == 64, "a holder fills one line of the cache");

/// The candidates in the pool, and those with an open invitation.
///
/// A candidate holds a slot, an index into all columns. Columns are split by use: every event reads the seat;
/// changes and invitations read the holder. Eligibility and score of candidates in the pool are also kept in
/// columns of their own, over which rounds sweep. A census reads counts by score; a round costs the
/// candidates it touches and one sweep.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    pub(super) seat: Vec<Seat>,
    holder: Vec<Holder>,
    /// Eligibility of candidates in the pool; none for all other slots.
    pub(super) open_to: Vec<Eligibility>,
    /// Score of candidates in the pool; 0 for all other slots.
    pub(super) ranked: Vec<u16>,
    /// Number of candidates in the pool at each score.
    pub(super) present_by_score: Vec<u32>,
    free: Vec<u32>,
    pub(super) present: u32,
    invited: u32,
    nominees: u32,
}

impl Pool {
    /// A pool without candidates.
    pub fn new() -> Pool {
        Pool { present_by_score: vec![0; usize::from(MAX_SCORE) + 1], ..Pool::default() }
    }

    /// Number of candidates in the pool.
    pub fn present(&self) -> u32 {
        self.present
    }

    /// Number of candidates with an open invitation.
    pub fn invited(&self) -> u32 {
        self.invited
    }

    /// Number of candidates in the pool with a nomination.
    pub fn nominees(&self) -> u32 {
        self.nominees
    }

    /// Puts a submission into the pool.
    ///
    /// # Panics
    /// If the submission lies outside 1970 to 2106, or the expiry outside 2015 to 2194.
    #[inline]
    pub fn submit(&mut self, submission: Submission) -> CandidateId {
        let Submission { person, submitted_at, expires_on, profile, situation, score, eligibility } =
            submission;
        let slot = self.free.pop().unwrap_or_else(|| self.add_slot(profile, situation));
        let at = slot as usize;
        // Each fact is written where it stays: a struct built first and then moved waits for its own writes.
        let holder = &mut self.holder[at];
        holder.person = person;
        holder.profile = profile;
        holder.submitted_at = u32::try_from(submitted_at.unix()).expect("a submission from 1970 to 2106");
        holder.eligibility = eligibility;
        holder.situation = situation;
        holder.expires_on = u16::try_from(expires_on.number() - LAUNCH).expect("an expiry from 2015 to 2194");
        let seat = &mut self.seat[at];
        seat.score = score;
        seat.leaves_on = expires_on;
        let candidate = CandidateId { slot, generation: seat.generation };
        self.nominees += u32::from(profile.nominated);
        self.enter(slot, score, eligibility);
        candidate
    }

    fn add_slot(&mut self, profile: Profile, situation: Situation) -> u32 {
        self.seat.push(Seat {
            generation: 0,
            leaves_on: Day::from_number(LAUNCH),
            score: 0,
            standing: Standing::Free,
        });
        self.holder.push(Holder {
            person: PersonId::from_shown(0),
            profile,
            submitted_at: 0,
            eligibility: Eligibility::NONE,
            situation,
            expires_on: 0,
        });
        self.open_to.push(Eligibility::NONE);
        self.ranked.push(0);
        (self.seat.len() - 1) as u32
    }

    /// Loads some candidates into the cache together, so that reading them one by one does not wait for
    /// memory.
    pub(crate) fn fetch(&self, slots: impl Iterator<Item = u32>) {
        let mut all = 0;
        for slot in slots {
            let at = slot as usize;
            all ^= self.seat[at].generation ^ self.holder[at].eligibility.0;
            all ^= self.open_to[at].0 ^ u32::from(self.ranked[at]);
        }
        std::hint::black_box(all);
    }

    /// Whether the candidate is in the pool.
    #[inline]
    pub fn is_present(&self, candidate: CandidateId) -> bool {
        let seat = self.seat[candidate.slot as usize];
        seat.generation == candidate.generation && seat.standing == Standing::Present
    }

    /// Whether the candidate has an open invitation.
    #[inline]
    pub fn is_invited(&self, candidate: CandidateId) -> bool {
        let seat = self.seat[candidate.slot as usize];
        seat.generation == candidate.generation && seat.standing == Standing::Invited
    }

    /// Whether the candidate still holds the slot, in the pool or with an open invitation.
    #[inline]
    pub fn holds(&self, candidate: CandidateId) -> bool {
        self.seat[candidate.slot as usize].generation == candidate.generation
    }

    /// The id of a slot's holder.
    pub fn candidate(&self, slot: u32) -> CandidateId {
        CandidateId { slot, generation: self.seat[slot as usize].generation }
    }

    /// The whole submission of a slot's holder, in the pool or invited.
    pub fn submission(&self, slot: u32) -> Submission {
        let Holder { person, profile, eligibility, situation, .. } = self.holder[slot as usize];
        Submission {
            person,
            submitted_at: self.submitted_at(slot),
            expires_on: self.expires_on(slot),
            profile,
            situation,
            score: self.score(slot),
            eligibility,
        }
    }

    /// The facts of a slot's holder.
    pub fn profile(&self, slot: u32) -> &Profile {
        &self.holder[slot as usize].profile
    }

    /// State of a slot's holder that is not scored.
    pub fn situation(&self, slot: u32) -> Situation {
        self.holder[slot as usize].situation
    }

    /// Sets the state of a slot's holder that is not scored.
    pub(crate) fn set_situation(&mut self, slot: u32, situation: Situation) {
        self.holder[slot as usize].situation = situation;
    }

    /// The person who holds a slot.
    pub fn person(&self, slot: u32) -> PersonId {
        self.holder[slot as usize].person
    }

    /// Submission time of a slot's holder.
    pub fn submitted_at(&self, slot: u32) -> Instant {
        Instant::from_unix(i64::from(self.holder[slot as usize].submitted_at))
    }

    /// The day at whose start the profile of a slot's holder is no longer valid.
    pub fn expires_on(&self, slot: u32) -> Day {
        Day::from_number(LAUNCH + i32::from(self.holder[slot as usize].expires_on))
    }

    /// The day of withdrawal or expiry of a slot's holder, unless something else ends the stay before.
    pub fn leaves_on(&self, slot: u32) -> Day {
        self.seat[slot as usize].leaves_on
    }

    /// Sets the day of withdrawal or expiry of a slot's holder.
    pub(crate) fn set_leaves_on(&mut self, slot: u32, day: Day) {
        self.seat[slot as usize].leaves_on = day;
    }

    /// Total score of a slot's holder.
    pub fn score(&self, slot: u32) -> u16 {
        self.seat[slot as usize].score
    }

    /// Programs and categories of a slot's holder.
    #[inline]
    pub fn eligibility(&self, slot: u32) -> Eligibility {
        self.holder[slot as usize].eligibility
    }

    /// Replaces the facts of a slot's holder, with their score and eligibility under the law in force.
    ///
    /// # Panics
    /// If the slot is free.
    pub fn update(&mut self, slot: u32, profile: Profile, score: u16, eligibility: Eligibility) {
        let at = slot as usize;
        let seat = self.seat[at];
        assert!(seat.standing != Standing::Free, "slot {slot} is free and cannot be updated");
        if seat.standing == Standing::Present {
            self.present_by_score[usize::from(seat.score)] -= 1;
            self.present_by_score[usize::from(score)] += 1;
            self.ranked[at] = score;
            self.nominees -= u32::from(self.holder[at].profile.nominated);
            self.nominees += u32::from(profile.nominated);
            self.open_to[at] = eligibility;
        }
        self.seat[at].score = score;
        self.holder[at].profile = profile;
        self.holder[at].eligibility = eligibility;
    }

    /// Invites a candidate, who leaves the pool until the response.
    ///
    /// # Panics
    /// If the slot's holder is not in the pool.
    pub fn invite(&mut self, slot: u32) -> CandidateId {
        assert!(self.seat[slot as usize].standing == Standing::Present, "slot {slot} is not in the pool");
        self.leave_pool(slot);
        self.seat[slot as usize].standing = Standing::Invited;
        self.invited += 1;
        CandidateId { slot, generation: self.seat[slot as usize].generation }
    }

    /// Puts a candidate who declined back into the pool, with the same submission time.
    ///
    /// # Panics
    /// If the slot's holder has no open invitation.
    pub fn readmit(&mut self, slot: u32) {
        assert!(self.seat[slot as usize].standing == Standing::Invited, "slot {slot} holds no invitation");
        self.invited -= 1;
        let Holder { eligibility, profile, .. } = self.holder[slot as usize];
        self.nominees += u32::from(profile.nominated);
        self.enter(slot, self.seat[slot as usize].score, eligibility);
    }

    /// Removes a slot's holder for good and returns the last facts.
    ///
    /// # Panics
    /// If the slot is free.
    pub fn remove(&mut self, slot: u32) -> Profile {
        match self.seat[slot as usize].standing {
            Standing::Present => self.leave_pool(slot),
            Standing::Invited => self.invited -= 1,
            Standing::Free => panic!("slot {slot} is free and cannot be removed"),
        }
        self.seat[slot as usize].standing = Standing::Free;
        self.seat[slot as usize].generation += 1;
        self.free.push(slot);
        self.holder[slot as usize].profile
    }

    #[inline]
    fn enter(&mut self, slot: u32, score: u16, eligibility: Eligibility) {
        let at = slot as usize;
        self.seat[at].standing = Standing::Present;
        self.present += 1;
        self.open_to[at] = eligibility;
        self.ranked[at] = score;
        self.present_by_score[usize::from(score)] += 1;
    }

    fn leave_pool(&mut self, slot: u32) {
        let at = slot as usize;
        self.present -= 1;
        self.nominees -= u32::from(self.holder[at].profile.nominated);
        self.open_to[at] = Eligibility::NONE;
        self.ranked[at] = 0;
        self.present_by_score[usize::from(self.seat[at].score)] -= 1;
    }
}
