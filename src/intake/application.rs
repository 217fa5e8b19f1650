//! Applications in progress, each with a decision that stays hidden until its day.

use crate::policy::profile::Residence;
use crate::policy::program::Program;
use crate::population::PersonId;
use crate::time::Day;

/// The facts of an applicant that the processing depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// The principal applicant.
    pub person: PersonId,
    /// The program of the invitation.
    pub program: Program,
    /// Residence of the principal applicant.
    pub residence: Residence,
    /// Members of the family in the profile, the applicant left out.
    pub members: u8,
}

/// An application for permanent residence in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// The principal applicant.
    pub person: PersonId,
    /// The program of the invitation.
    pub program: Program,
    /// The day of the application.
    pub applied_on: Day,
    /// Residence of the principal applicant.
    pub residence: Residence,
    /// Whether the principal applicant has NCLC 7 in all four abilities and so counts as a French speaker.
    pub speaks_french: bool,
    /// Members of the family in the profile, the applicant left out.
    pub members: u8,
    /// The applicant and the family members who apply.
    pub persons: u8,
    /// The decision.
    pub decision: Decision,
}

/// The decision on an application. It is fixed when the application is made, and stays hidden from the rest
/// of the simulation until its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approved.
    Approved {
        /// Day of the approval.
        approved: Day,
        /// Day of the landing.
        landing: Day,
        /// Principal applicant and family.
        persons: u8,
    },
    /// Refused, or withdrawn by the applicant.
    Refused,
}
