//! An application in progress, with the decision that nobody knows before its day.

use crate::policy::program::Program;
use crate::population::PersonId;
use crate::time::Day;

/// An application for permanent residence in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Application {
    /// The principal applicant.
    pub person: PersonId,
    /// The program of the invitation.
    pub program: Program,
    /// The day of the application.
    pub applied_on: Day,
    /// Whether the principal applicant lives in Canada.
    pub is_in_canada: bool,
    /// Whether the principal applicant has NCLC 7 in all four abilities and so counts as a French speaker.
    pub speaks_french: bool,
    /// Members of the family in the profile, the applicant left out.
    pub members: u8,
    /// What is decided.
    pub decision: Decision,
}

/// What is decided on an application, fixed when it is made but unknown to everybody in the simulation until
/// its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approved: so many persons land on a day.
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
