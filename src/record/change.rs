//! Changes in the life of a candidate, with their names in the log.

use crate::policy::program::Program;

/// A change in the life of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeChange {
    /// The candidate leaves the pool on purpose.
    Withdrawal,
    /// The profile's validity ends.
    Expiry,
    /// The candidate applies for permanent residence under the program of the invitation.
    Application(Program),
    /// The invitation under that program lapses.
    Lapse(Program),
    /// The candidate declines the invitation under that program.
    Decline(Program),
    /// One year older.
    Birthday,
    /// A language test taken again.
    Retest,
    /// One more year of Canadian work.
    WorkAnniversary,
    /// A job offer found.
    JobOffer,
    /// The job offer lost.
    JobOfferLoss,
    /// The permit to work in Canada ends.
    StatusLoss,
    /// One more credential.
    Credential,
    /// The spouse's language test.
    SpouseTest,
    /// French learned.
    French,
    /// The last day to register with the Job Bank, for a candidate who has not registered.
    JobBankDeadline,
    /// The language test is no longer valid.
    LanguageTestExpiry,
    /// The assessment of education is no longer valid.
    AssessmentExpiry,
}

impl LifeChange {
    /// Whether the candidate leaves the pool by it.
    pub fn is_departure(self) -> bool {
        match self {
            LifeChange::Withdrawal
            | LifeChange::Expiry
            | LifeChange::Application(_)
            | LifeChange::Lapse(_) => true,
            LifeChange::Decline(_)
            | LifeChange::Birthday
            | LifeChange::Retest
            | LifeChange::WorkAnniversary
            | LifeChange::JobOffer
            | LifeChange::JobOfferLoss
            | LifeChange::StatusLoss
            | LifeChange::Credential
            | LifeChange::SpouseTest
            | LifeChange::French
            | LifeChange::JobBankDeadline
            | LifeChange::LanguageTestExpiry
            | LifeChange::AssessmentExpiry => false,
        }
    }

    /// Name in the log.
    pub fn name(self) -> &'static str {
        match self {
            LifeChange::Withdrawal => "withdrawn",
            LifeChange::Expiry => "expired",
            LifeChange::Application(_) => "applied",
            LifeChange::Lapse(_) => "lapsed",
            LifeChange::Decline(_) => "declined",
            LifeChange::Birthday => "birthday",
            LifeChange::Retest => "language_test",
            LifeChange::WorkAnniversary => "canadian_work",
            LifeChange::JobOffer => "job_offer",
            LifeChange::JobOfferLoss => "job_offer_lost",
            LifeChange::StatusLoss => "status_lost",
            LifeChange::Credential => "credential",
            LifeChange::SpouseTest => "spouse_test",
            LifeChange::French => "french",
            LifeChange::JobBankDeadline => "job_bank_deadline",
            LifeChange::LanguageTestExpiry => "language_test_expired",
            LifeChange::AssessmentExpiry => "assessment_expired",
        }
    }
}
