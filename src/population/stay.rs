//! Stays in the pool: the days of retests, job offers, credentials, withdrawals and returns.

use super::{Life, Occasion, PersonId, Population};
use crate::rng::{Purpose, Randomness, Sample};
use crate::time::{DAYS_PER_YEAR, Day, Month};

const SECONDS_PER_DAY: f64 = 86_400.0;
/// Seconds of the day on which clocks go forward: a second below it exists on every day.
const SHORTEST_DAY: u32 = 82_800;

/// A second of a day, counted from its midnight: the start of a clock in a person's life, or its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The second.
    pub second: u32,
}

/// The exit after which a person may return with a new profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comeback {
    /// The profile expired.
    Expiry,
    /// The profile was withdrawn.
    Withdrawal,
    /// The invitation lapsed.
    Lapse,
}

/// State of a candidate that is not scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Month of the language test.
    pub language_tested: Month,
    /// Month of the assessment of education.
    pub education_assessed: Month,
    /// Whether the candidate works in Canada, so that Canadian years go on.
    pub works_in_canada: bool,
    /// The person's destination: the index of a province in
    /// [`Nomination::provinces`](super::Nomination::provinces()), or their number for a place without
    /// nominations.
    pub destination: u8,
}

/// The clocks of a stay in the pool. Each has its own place in the person's stream of that stay, so that none
/// depends on another. A method computes the day on which its clock rings, if that is before `until`.
#[derive(Clone, Copy, Debug)]
pub struct Stay<'population> {
    life: &'population Life,
    since: Moment,
    effort: f64,
    offer_rate: f64,
    withdrawal: Sample,
    retest: Sample,
    status_loss: Sample,
    credential: Sample,
    spouse_test: Sample,
    french: Sample,
    offer_loss: Sample,
    offer: Sample,
    anniversary: Sample,
    language_age: Sample,
    education_age: Sample,
    /// Whether the candidate registers with the Job Bank.
    pub is_registered: bool,
    /// Exposure to nominations after which the candidate is nominated; exponential with mean 1.
    pub nomination_exposure: f64,
    /// The sample of the destination, used at a first submission.
    pub settling: Sample,
}

impl Stay<'_> {
    /// The day at whose start the candidate withdraws, if nothing else ends the stay. It is the midnight
    /// nearest to an exponential time, so that stays keep their mean.
    #[inline]
    pub fn withdrawal(&self, until: Day) -> Option<Day> {
        clock(self.withdrawal, self.life.withdrawal_rate, self.since, until)
    }

    /// The day of the first language retest.
    #[inline]
    pub fn retest(&self, until: Day) -> Option<Day> {
        clock(self.retest, self.life.retest_rate * self.effort, self.since, until)
    }

    /// The first anniversary of Canadian work.
    #[inline]
    pub fn work_anniversary(&self, until: Day) -> Option<Day> {
        Some(self.since.day + 1 + self.anniversary.below(365) as i32).filter(|day| *day < until)
    }

    /// The day on which a candidate without an offer finds one.
    #[inline]
    pub fn job_offer(&self, until: Day) -> Option<Day> {
        clock(self.offer, self.offer_rate, self.since, until)
    }

    /// The day on which a candidate loses the offer held at the start of the stay.
    #[inline]
    pub fn job_offer_loss(&self, until: Day) -> Option<Day> {
        clock(self.offer_loss, self.life.job_offer_loss_rate, self.since, until)
    }

    /// The day on which the permit to work in Canada ends.
    #[inline]
    pub fn status_loss(&self, until: Day) -> Option<Day> {
        clock(self.status_loss, self.life.status_loss_rate, self.since, until)
    }

    /// The day of one more credential.
    #[inline]
    pub fn credential(&self, until: Day) -> Option<Day> {
        clock(self.credential, self.life.credential_rate, self.since, until)
    }

    /// The day of the spouse's language test.
    #[inline]
    pub fn spouse_test(&self, until: Day) -> Option<Day> {
        clock(self.spouse_test, self.life.spouse_test_rate, self.since, until)
    }

    /// The day on which French may reach NCLC 7.
    #[inline]
    pub fn french(&self, until: Day) -> Option<Day> {
        clock(self.french, self.life.french_rate * self.effort, self.since, until)
    }

    /// Ages in months of the language test and of the assessment of education at a first submission.
    #[inline]
    fn paper_ages(&self) -> (u32, u32) {
        let Life { language_test, education_assessment, .. } = self.life;
        (
            self.language_age.below(language_test.oldest_months + 1),
            self.education_age.below(education_assessment.oldest_months + 1),
        )
    }
}

impl Population {
    /// The clocks of a stay that begins at `since`, with a submission or when a candidate reconsiders a
    /// withdrawal.
    #[inline]
    pub fn stay(&self, person: PersonId, since: Moment, randomness: Randomness) -> Stay<'_> {
        let life = &self.life;
        let mut samples = Occasion { person, day: since.day, randomness }.samples(Purpose::Stay);
        // Every clock takes its sample whether it is needed or not; a new clock goes at the end.
        let [withdrawal, retest] = samples.pair();
        let [status_loss, credential] = samples.pair();
        let [spouse_test, french] = samples.pair();
        let [offer_loss, offer] = samples.pair();
        let [registration, anniversary] = samples.pair();
        let [language_age, education_age] = samples.pair();
        let nomination_exposure = samples.exponential();
        let [settling, _] = samples.pair();
        let registered = life.job_bank.registered.at_day(since.day);
        let is_registered = registration.is_below(registered);
        let offer_factor = if is_registered { life.job_bank.offer_factor } else { 1.0 };
        let offer_rate = self.streams[person.stream()].people.job_offer_rate.at_day(since.day)
            * (offer_factor / life.job_bank.mean_offer_factor(registered));
        Stay {
            life,
            since,
            effort: self.behaviour.effort.most(),
            offer_rate,
            withdrawal,
            retest,
            status_loss,
            credential,
            spouse_test,
            french,
            offer_loss,
            offer,
            anniversary,
            language_age,
            education_age,
            is_registered,
            nomination_exposure,
            settling,
        }
    }

    /// The day of the next language retest after one of `day`.
    pub(super) fn next_retest(&self, sample: Sample, day: Day, until: Day) -> Option<Day> {
        let rate = self.life.retest_rate * self.behaviour.effort.most();
        clock(sample, rate, Moment { day, second: 0 }, until)
    }

    /// The day on which an offer found on this occasion is lost; none if that is not before `until`.
    pub fn job_offer_loss(&self, occasion: Occasion, until: Day) -> Option<Day> {
        let sample = occasion.samples(Purpose::JobOffer).pair()[0];
        clock(sample, self.life.job_offer_loss_rate, Moment { day: occasion.day, second: 0 }, until)
    }

    /// The moment at which a person who leaves on this occasion returns, if ever.
    pub fn comeback(&self, occasion: Occasion, reason: Comeback) -> Option<Moment> {
        let share = match reason {
            Comeback::Expiry => self.life.return_after_expiry,
            Comeback::Withdrawal => self.life.return_after_withdrawal,
            Comeback::Lapse => self.life.return_after_lapse,
        };
        let mut samples = occasion.samples(Purpose::Return);
        samples.chance(share).then(|| {
            let wait = samples.below(self.life.return_within_days.max(1)) as i32;
            Moment { day: occasion.day + 1 + wait, second: samples.below(SHORTEST_DAY) }
        })
    }

    /// The situation of a person who submits a first profile in a month.
    pub(crate) fn first_situation(&self, person: PersonId, month: Month, stay: &Stay<'_>) -> Situation {
        let (language_age, education_age) = stay.paper_ages();
        Situation {
            language_tested: month + -(language_age as i32),
            education_assessed: month + -(education_age as i32),
            works_in_canada: self.streams[person.stream()].people.works_in_canada,
            destination: self.nomination.destination(stay.settling),
        }
    }
}

/// The day on which an exponential clock of a yearly rate rings; none if that is not before `until`.
#[inline(always)]
fn clock(sample: Sample, rate: f64, since: Moment, until: Day) -> Option<Day> {
    let uniform = sample.uniform();
    // Most clocks need no logarithm: exp(-x) > 1 - x, and a number below 1 - x rings after the end.
    let years = f64::from(until - since.day) * (1.0 / DAYS_PER_YEAR);
    if uniform <= 1.0 - rate * years { None } else { ring(uniform, rate, since, until) }
}

/// The same by the logarithm, for a clock that is likely to ring in time.
fn ring(uniform: f64, rate: f64, since: Moment, until: Day) -> Option<Day> {
    let days = -uniform.ln() / rate * DAYS_PER_YEAR + f64::from(since.second) / SECONDS_PER_DAY;
    let wait = (days + 0.5).min(f64::from(until - since.day)) as i32;
    Some(since.day + wait.max(1)).filter(|day| *day < until)
}
