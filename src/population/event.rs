//! Events in the life of a candidate, with their names in the log.

use crate::policy::program::Program;

/// An event in the life of one candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LifeEvent {
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

impl LifeEvent {
    /// Whether the candidate leaves by it. Departures come before all changes of a day.
    #[inline]
    pub fn is_departure(self) -> bool {
        match self {
            LifeEvent::Withdrawal | LifeEvent::Expiry | LifeEvent::Application(_) | LifeEvent::Lapse(_) => {
                true
            }
            LifeEvent::Decline(_)
            | LifeEvent::Birthday
            | LifeEvent::Retest
            | LifeEvent::WorkAnniversary
            | LifeEvent::JobOffer
            | LifeEvent::JobOfferLoss
            | LifeEvent::StatusLoss
            | LifeEvent::Credential
            | LifeEvent::SpouseTest
            | LifeEvent::French
            | LifeEvent::JobBankDeadline
            | LifeEvent::LanguageTestExpiry
            | LifeEvent::AssessmentExpiry => false,
        }
    }

    /// Name in the log.
    pub fn name(self) -> &'static str {
        match self {
            LifeEvent::Withdrawal => "withdrawn",
            LifeEvent::Expiry => "expired",
            LifeEvent::Application(_) => "applied",
            LifeEvent::Lapse(_) => "lapsed",
            LifeEvent::Decline(_) => "declined",
            LifeEvent::Birthday => "birthday",
            LifeEvent::Retest => "language_test",
            LifeEvent::WorkAnniversary => "canadian_work",
            LifeEvent::JobOffer => "job_offer",
            LifeEvent::JobOfferLoss => "job_offer_lost",
            LifeEvent::StatusLoss => "status_lost",
            LifeEvent::Credential => "credential",
            LifeEvent::SpouseTest => "spouse_test",
            LifeEvent::French => "french",
            LifeEvent::JobBankDeadline => "job_bank_deadline",
            LifeEvent::LanguageTestExpiry => "language_test_expired",
            LifeEvent::AssessmentExpiry => "assessment_expired",
        }
    }
}
