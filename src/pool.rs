//! Who is in the pool, since when, with what score: a column for each fact and a bucket for each score.

use crate::calendar::CandidateId;
use crate::policy::profile::Profile;
use crate::policy::rules::Eligibility;
use crate::population::PersonId;
use crate::published::{BANDS, Census};
use crate::time::{Day, Instant};

/// Highest score there can be, which gives the number of buckets.
pub const MAX_SCORE: u16 = 1200;

/// A profile as it enters the pool. Its submission time can never be changed: who comes back submits anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Submission {
    /// Whose profile.
    pub person: PersonId,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// The day at whose start it is no longer valid.
    pub expires_on: Day,
    /// The facts.
    pub profile: Profile,
    /// Total score under the law in force.
    pub score: u16,
    /// Programs and categories under the law in force.
    pub eligibility: Eligibility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Nobody holds the slot.
    Free,
    /// In the pool, and in the bucket of the score.
    Present,
    /// Invited: out of the pool until the response, with the same submission time.
    Invited,
}

/// What the holder of a slot is to the pool. These stand together because every event of a life reads them.
#[derive(Clone, Copy, Debug)]
struct Seat {
    /// How often the slot had been filled before.
    generation: u32,
    /// Index within the bucket of the score.
    place: u32,
    /// When the stay ends by withdrawal or expiry.
    leaves_on: Day,
    score: u16,
    standing: Standing,
}

/// The candidates in the pool, and those invited who have not yet answered.
///
/// Three columns, by how they are read: the seat by every event, the submission (one cache line) by what changes or
/// invites its holder, and the eligibility of those present in one sweep by a round.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    seat: Vec<Seat>,
    submission: Vec<Submission>,
    /// The eligibility of those in the pool, nothing for all others.
    open_to: Vec<Eligibility>,
    buckets: Vec<Vec<u32>>,
    free: Vec<u32>,
    present: u32,
    invited: u32,
    nominees: u32,
}

impl Pool {
    /// A pool without candidates.
    pub fn new() -> Pool {
        Pool { buckets: vec![Vec::new(); usize::from(MAX_SCORE) + 1], ..Pool::default() }
    }

    /// Candidates in the pool.
    pub fn present(&self) -> u32 {
        self.present
    }

    /// Candidates invited who have not yet answered.
    pub fn invited(&self) -> u32 {
        self.invited
    }

    /// Candidates in the pool who hold a nomination.
    pub fn nominees(&self) -> u32 {
        self.nominees
    }

    /// Puts a submission into the pool.
    pub fn submit(&mut self, submission: Submission) -> CandidateId {
        let slot = self.free.pop().unwrap_or_else(|| self.add_slot(submission));
        let at = slot as usize;
        self.submission[at] = submission;
        self.seat[at].score = submission.score;
        self.seat[at].leaves_on = submission.expires_on;
        self.enter(slot);
        CandidateId { slot, generation: self.seat[at].generation }
    }

    fn add_slot(&mut self, like: Submission) -> u32 {
        self.seat.push(Seat {
            generation: 0,
            place: 0,
            leaves_on: like.expires_on,
            score: 0,
            standing: Standing::Free,
        });
        self.submission.push(like);
        self.open_to.push(Eligibility::NONE);
        (self.seat.len() - 1) as u32
    }

    /// Whether the candidate is in the pool.
    #[inline]
    pub fn is_present(&self, candidate: CandidateId) -> bool {
        let seat = self.seat[candidate.slot as usize];
        seat.generation == candidate.generation && seat.standing == Standing::Present
    }

    /// Whether the candidate is invited and has not yet answered.
    #[inline]
    pub fn is_invited(&self, candidate: CandidateId) -> bool {
        let seat = self.seat[candidate.slot as usize];
        seat.generation == candidate.generation && seat.standing == Standing::Invited
    }

    /// Whether the slot is still the candidate's: in the pool or invited.
    #[inline]
    pub fn holds(&self, candidate: CandidateId) -> bool {
        self.seat[candidate.slot as usize].generation == candidate.generation
    }

    /// The candidate's facts, by slot.
    pub fn profile(&self, slot: u32) -> &Profile {
        &self.submission[slot as usize].profile
    }

    /// Whose profile it is, by slot.
    pub fn person(&self, slot: u32) -> PersonId {
        self.submission[slot as usize].person
    }

    /// When it was submitted, by slot.
    pub fn submitted_at(&self, slot: u32) -> Instant {
        self.submission[slot as usize].submitted_at
    }

    /// The day at whose start the profile is no longer valid, by slot.
    pub fn expires_on(&self, slot: u32) -> Day {
        self.submission[slot as usize].expires_on
    }

    /// The day on which the candidate is going to leave unless something else happens first, by slot.
    pub fn leaves_on(&self, slot: u32) -> Day {
        self.seat[slot as usize].leaves_on
    }

    /// Sets the day on which the candidate is going to leave.
    pub fn set_leaves_on(&mut self, slot: u32, day: Day) {
        self.seat[slot as usize].leaves_on = day;
    }

    /// Total score, by slot.
    pub fn score(&self, slot: u32) -> u16 {
        self.seat[slot as usize].score
    }

    /// Programs and categories, by slot.
    #[inline]
    pub fn eligibility(&self, slot: u32) -> Eligibility {
        self.submission[slot as usize].eligibility
    }

    /// Programs and categories of a candidate in the pool, by slot; nothing for anybody else.
    #[inline]
    pub fn open_to(&self, slot: u32) -> Eligibility {
        self.open_to[slot as usize]
    }

    /// Slots of the candidates in the pool with a score, in no stated order.
    pub fn bucket(&self, score: u16) -> &[u32] {
        &self.buckets[usize::from(score)]
    }

    /// All candidates of the pool and of open invitations.
    pub fn candidates(&self) -> impl Iterator<Item = CandidateId> + '_ {
        let held = self.seat.iter().zip(0u32..).filter(|(seat, _)| seat.standing != Standing::Free);
        held.map(|(seat, slot)| CandidateId { slot, generation: seat.generation })
    }

    /// Candidates in the pool whom a test of their eligibility admits.
    pub fn count(&self, is_admitted: impl Fn(Eligibility) -> bool) -> u32 {
        self.open_to.iter().map(|eligibility| u32::from(is_admitted(*eligibility))).sum()
    }

    /// Replaces a candidate's facts with what the law makes of them.
    pub fn update(&mut self, slot: u32, profile: Profile, score: u16, eligibility: Eligibility) {
        let at = slot as usize;
        let before = self.seat[at];
        assert!(before.standing != Standing::Free, "slot {slot} is free and cannot be updated");
        if before.standing == Standing::Present {
            if before.score != score {
                self.leave_bucket(slot);
                self.seat[at].score = score;
                self.enter_bucket(slot);
            }
            self.nominees -= u32::from(self.submission[at].profile.nominated);
            self.nominees += u32::from(profile.nominated);
            self.open_to[at] = eligibility;
        }
        self.seat[at].score = score;
        self.submission[at].profile = profile;
        self.submission[at].eligibility = eligibility;
    }

    /// Takes a candidate out of the pool on an invitation.
    pub fn invite(&mut self, slot: u32) -> CandidateId {
        assert!(self.seat[slot as usize].standing == Standing::Present, "slot {slot} is not in the pool");
        self.leave_pool(slot);
        self.seat[slot as usize].standing = Standing::Invited;
        self.invited += 1;
        CandidateId { slot, generation: self.seat[slot as usize].generation }
    }

    /// Puts a candidate who declined back into the pool, with the same submission time.
    pub fn readmit(&mut self, slot: u32) {
        assert!(self.seat[slot as usize].standing == Standing::Invited, "slot {slot} holds no invitation");
        self.invited -= 1;
        self.enter(slot);
    }

    /// Takes a candidate out for good and gives back the last facts.
    pub fn remove(&mut self, slot: u32) -> Profile {
        match self.seat[slot as usize].standing {
            Standing::Present => self.leave_pool(slot),
            Standing::Invited => self.invited -= 1,
            Standing::Free => panic!("slot {slot} is free and cannot be removed"),
        }
        self.seat[slot as usize].standing = Standing::Free;
        self.seat[slot as usize].generation += 1;
        self.free.push(slot);
        self.submission[slot as usize].profile
    }

    /// Counts the pool by IRCC's bands.
    pub fn census(&self, date: Day) -> Census {
        let band = |(low, high): (u16, u16)| {
            let buckets = &self.buckets[usize::from(low)..=usize::from(high)];
            Some(buckets.iter().map(|bucket| bucket.len() as u32).sum())
        };
        Census { date, candidates: BANDS.map(band), total: self.present }
    }

    fn enter(&mut self, slot: u32) {
        self.seat[slot as usize].standing = Standing::Present;
        self.present += 1;
        self.nominees += u32::from(self.submission[slot as usize].profile.nominated);
        self.open_to[slot as usize] = self.submission[slot as usize].eligibility;
        self.enter_bucket(slot);
    }

    fn leave_pool(&mut self, slot: u32) {
        self.present -= 1;
        self.nominees -= u32::from(self.submission[slot as usize].profile.nominated);
        self.open_to[slot as usize] = Eligibility::NONE;
        self.leave_bucket(slot);
    }

    fn enter_bucket(&mut self, slot: u32) {
        let bucket = &mut self.buckets[usize::from(self.seat[slot as usize].score)];
        self.seat[slot as usize].place = bucket.len() as u32;
        bucket.push(slot);
    }

    fn leave_bucket(&mut self, slot: u32) {
        let bucket = &mut self.buckets[usize::from(self.seat[slot as usize].score)];
        let place = self.seat[slot as usize].place as usize;
        bucket.swap_remove(place);
        if let Some(&moved) = bucket.get(place) {
            self.seat[moved as usize].place = place as u32;
        }
    }
}
