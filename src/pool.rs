//! Who is in the pool, since when, with what score: a column for each way of reading, and a count for each score.

use crate::policy::profile::Profile;
use crate::policy::rules::Eligibility;
use crate::population::{PersonId, Situation};
use crate::published::{BANDS, Census};
use crate::time::{Day, Instant};

/// Highest score there can be.
pub const MAX_SCORE: u16 = 1200;

/// A candidate's place in the pool, valid until the candidate leaves: a later holder has another generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateId {
    /// Index into the pool's columns.
    pub slot: u32,
    /// How often the slot had been filled before.
    pub generation: u32,
}

/// A profile as it stands in the pool or under an invitation. Its submission time can never be changed: who comes back submits anew.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Submission {
    /// Whose profile.
    pub person: PersonId,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// The day at whose start it is no longer valid.
    pub expires_on: Day,
    /// The facts.
    pub profile: Profile,
    /// State of the candidate that is not scored.
    pub situation: Situation,
    /// Total score under the law in force.
    pub score: u16,
    /// Programs and categories under the law in force.
    pub eligibility: Eligibility,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Nobody holds the slot.
    Free,
    /// In the pool.
    Present,
    /// Invited: out of the pool until the response, with the same submission time.
    Invited,
}

/// What the holder of a slot is to the pool. These stand together because every event of a life reads them.
#[derive(Clone, Copy, Debug)]
struct Seat {
    /// How often the slot had been filled before.
    generation: u32,
    /// When the stay ends by withdrawal or expiry.
    leaves_on: Day,
    score: u16,
    standing: Standing,
}

/// What a slot's holder submitted, in one line of the processor's cache.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Holder {
    person: PersonId,
    profile: Profile,
    /// Seconds since 1970: half the room of an [`Instant`], to 2106.
    submitted_at: u32,
    eligibility: Eligibility,
    situation: Situation,
    /// Days since the launch.
    expires_on: u16,
}

/// Candidates that a sweep over the pool tests at once.
const BLOCK: usize = 16;

/// 2015-01-01, from which days in 16 bits are counted.
const LAUNCH: i32 = 16_436;

const _: () = assert!(size_of::<Holder>() == 64, "a holder fills one line of the cache");

/// The candidates in the pool, and those invited who have not yet answered.
///
/// Columns by how they are read: the seat by every event, the holder by what changes or invites the candidate. Eligibility
/// and score of those present stand once more by themselves, since a round sweeps over all of them.
#[derive(Clone, Debug, Default)]
pub struct Pool {
    seat: Vec<Seat>,
    holder: Vec<Holder>,
    /// The eligibility of those in the pool, nothing for all others.
    open_to: Vec<Eligibility>,
    /// The score of those in the pool, 0 of all others.
    ranked: Vec<u16>,
    /// Candidates in the pool by score.
    present_by_score: Vec<u32>,
    free: Vec<u32>,
    present: u32,
    invited: u32,
    nominees: u32,
}

impl Pool {
    /// A pool without candidates.
    pub fn new() -> Pool {
        Pool { present_by_score: vec![0; usize::from(MAX_SCORE) + 1], ..Pool::default() }
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
    #[inline]
    pub fn submit(&mut self, submission: Submission) -> CandidateId {
        let Submission { person, submitted_at, expires_on, profile, situation, score, eligibility } =
            submission;
        let slot = self.free.pop().unwrap_or_else(|| self.add_slot(profile, situation));
        let at = slot as usize;
        // Each fact is written where it stays: what is put together first and then moved has to wait for itself.
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
        self.enter(slot, score, eligibility, profile.nominated);
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
            person: PersonId::from_number(0),
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

    /// Asks memory for all that the pool knows of some candidates at once, so that reading them one by one need not wait.
    pub fn fetch(&self, slots: impl Iterator<Item = u32>) {
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

    /// The candidate who holds a slot.
    pub fn candidate(&self, slot: u32) -> CandidateId {
        CandidateId { slot, generation: self.seat[slot as usize].generation }
    }

    /// The profile of a slot's holder, in the pool or invited.
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

    /// The candidate's facts, by slot.
    pub fn profile(&self, slot: u32) -> &Profile {
        &self.holder[slot as usize].profile
    }

    /// What a life hangs on beside the candidate's facts, by slot.
    pub fn situation(&self, slot: u32) -> Situation {
        self.holder[slot as usize].situation
    }

    /// Sets it.
    pub fn set_situation(&mut self, slot: u32, situation: Situation) {
        self.holder[slot as usize].situation = situation;
    }

    /// Whose profile it is, by slot.
    pub fn person(&self, slot: u32) -> PersonId {
        self.holder[slot as usize].person
    }

    /// When it was submitted, by slot.
    pub fn submitted_at(&self, slot: u32) -> Instant {
        Instant::from_unix(i64::from(self.holder[slot as usize].submitted_at))
    }

    /// The day at whose start the profile is no longer valid, by slot.
    pub fn expires_on(&self, slot: u32) -> Day {
        Day::from_number(LAUNCH + i32::from(self.holder[slot as usize].expires_on))
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
        self.holder[slot as usize].eligibility
    }

    /// Slots of the candidates in the pool with a score or more whom a test of their eligibility admits, in order of slots.
    pub fn at_or_above(&self, lowest: u16, is_admitted: impl Fn(Eligibility) -> bool) -> Vec<u32> {
        self.slots(|score, held| (score >= lowest) & is_admitted(held))
    }

    /// Slots of the candidates in the pool with a score or less and some eligibility, in order of slots.
    pub fn at_or_below(&self, highest: u16) -> Vec<u32> {
        self.slots(|score, held| (score <= highest) & (held != Eligibility::NONE))
    }

    /// Slots whose holders in the pool pass a test of score and eligibility, which empty ones have none of.
    #[inline]
    fn slots(&self, passes: impl Fn(u16, Eligibility) -> bool) -> Vec<u32> {
        let mut slots = Vec::new();
        let (ranked, last_ranked) = self.ranked.as_chunks::<BLOCK>();
        let (open_to, last_open_to) = self.open_to.as_chunks::<BLOCK>();
        for (block, (ranked, open_to)) in ranked.iter().zip(open_to).enumerate() {
            // The processor tests a whole block at once, and then looks only at those who pass, a bit for each.
            let bit = |at: usize| u32::from(passes(ranked[at], open_to[at])) << at;
            let mut passing = (0..BLOCK).fold(0, |bits, at| bits | bit(at));
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

    /// The highest score that so many candidates in the pool have or exceed; 0 if they are fewer.
    pub fn score_of_rank(&self, rank: u32) -> u16 {
        let mut above = 0;
        let reaches = |(_, count): &(u16, &u32)| {
            above += **count;
            above >= rank
        };
        let found = (0..=MAX_SCORE).zip(&self.present_by_score).rev().find(reaches);
        found.map_or(0, |(score, _)| score)
    }

    /// The lowest score that so many candidates in the pool do not exceed; the highest there is if they are fewer.
    pub fn score_from_below(&self, rank: u32) -> u16 {
        let mut below = 0;
        let reaches = |(_, count): &(u16, &u32)| {
            below += **count;
            below >= rank
        };
        (0..=MAX_SCORE).zip(&self.present_by_score).find(reaches).map_or(MAX_SCORE, |(score, _)| score)
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
        let Holder { eligibility, profile, .. } = self.holder[slot as usize];
        self.enter(slot, self.seat[slot as usize].score, eligibility, profile.nominated);
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
        self.holder[slot as usize].profile
    }

    /// Counts the pool by IRCC's bands.
    pub fn census(&self, date: Day) -> Census {
        let band = |(low, high): (u16, u16)| {
            Some(self.present_by_score[usize::from(low)..=usize::from(high)].iter().sum())
        };
        Census { date, candidates: BANDS.map(band), total: self.present }
    }

    #[inline]
    fn enter(&mut self, slot: u32, score: u16, eligibility: Eligibility, is_nominated: bool) {
        let at = slot as usize;
        self.seat[at].standing = Standing::Present;
        self.present += 1;
        self.nominees += u32::from(is_nominated);
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
