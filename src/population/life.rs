//! Rates and chances of life in the pool.

use super::ByYear;

/// Rates and chances of life in the pool. Rates are per candidate and year.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// Rate of leaving the pool before the profile expires.
    pub withdrawal_rate: f64,
    /// Share of expired profiles whose owner returns.
    pub return_after_expiry: f64,
    /// Share of withdrawn profiles whose owner returns.
    pub return_after_withdrawal: f64,
    /// Share of lapsed invitations whose holder returns.
    pub return_after_lapse: f64,
    /// Days within which they return.
    pub return_within_days: u32,
    /// Rate of language retests.
    pub retest_rate: f64,
    /// Chance that an ability gains a level in a retest.
    pub retest_gain: f64,
    /// Chance that a Canadian year is completed at its anniversary.
    pub work_year: f64,
    /// Rate of losing the permit to work in Canada.
    pub status_loss_rate: f64,
    /// Share of those who then leave Canada; the others stay without work.
    pub status_loss_leaves: f64,
    /// Rate of earning one more credential.
    pub credential_rate: f64,
    /// Rate at which a spouse without a language test takes one.
    pub spouse_test_rate: f64,
    /// Rate at which a candidate with English as first language reaches NCLC 7 in French.
    pub french_rate: f64,
    /// Rate of losing a job offer.
    pub job_offer_loss_rate: f64,
    /// Age and renewal of language tests.
    pub language_test: Paper,
    /// Age and renewal of assessments of education earned abroad.
    pub education_assessment: Paper,
    /// Registration with the Job Bank.
    pub job_bank: JobBank,
}

/// A document whose validity the law limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Greatest age in months at a first submission; all ages up to it are equally likely.
    pub oldest_months: u32,
    /// Share of holders who renew it when its validity ends; the others are removed.
    pub renewed: f64,
}

/// Registration with the Job Bank: required of candidates without offer or nomination to 2017-06-05,
/// voluntary since.
#[derive(Clone, Debug, PartialEq)]
pub struct JobBank {
    /// Share who register, by the year in which they submit.
    pub registered: ByYear,
    /// Rate of offers of the registered, as a multiple of the rate of the others.
    pub offer_factor: f64,
}

impl Life {
    /// All yearly rates.
    pub(super) fn rates(&self) -> [f64; 7] {
        [
            self.withdrawal_rate,
            self.retest_rate,
            self.status_loss_rate,
            self.credential_rate,
            self.spouse_test_rate,
            self.french_rate,
            self.job_offer_loss_rate,
        ]
    }

    /// All shares and chances that do not depend on the year.
    pub(super) fn shares(&self) -> [f64; 8] {
        [
            self.return_after_expiry,
            self.return_after_withdrawal,
            self.return_after_lapse,
            self.retest_gain,
            self.work_year,
            self.status_loss_leaves,
            self.language_test.renewed,
            self.education_assessment.renewed,
        ]
    }
}

impl JobBank {
    /// The mean factor on the rate of offers, at a share of registered candidates.
    #[inline]
    pub(super) fn mean_offer_factor(&self, registered: f64) -> f64 {
        1.0 + registered * (self.offer_factor - 1.0)
    }
}
