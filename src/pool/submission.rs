//! A submission, and the candidate who owns it.

use crate::policy::profile::Profile;
use crate::policy::rules::Eligibility;
use crate::population::{PersonId, Situation};
use crate::time::{Day, Instant};

/// Highest score there can be.
pub const MAX_SCORE: u16 = 1200;

/// A candidate's place in the pool, valid until the candidate leaves: a later holder has another generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CandidateId {
    /// Index into the pool's columns.
    pub slot: u32,
    /// Number of earlier holders of the slot.
    pub generation: u32,
}

/// A profile as it stands in the pool or under an invitation. Nothing changes its submission time: a person
/// who returns submits a new profile.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(align(64))]
pub struct Submission {
    /// Owner of the profile.
    pub person: PersonId,
    /// Time of submission.
    pub submitted_at: Instant,
    /// The day at whose start it is no longer valid.
    pub expires_on: Day,
    /// The facts that are scored.
    pub profile: Profile,
    /// State of the candidate that is not scored.
    pub situation: Situation,
    /// Total score under the law in force.
    pub score: u16,
    /// Programs and categories under the law in force.
    pub eligibility: Eligibility,
}
