//! How lives go on in the pool: when the next thing of a kind happens.

use super::{ByYear, PersonId, Population};
use crate::rng::{Draw, Purpose, Randomness, Stream};
use crate::time::{Day, Month};

const DAYS_PER_YEAR: f64 = 365.25;
const SECONDS_PER_DAY: f64 = 86_400.0;

/// Rates and chances of life in the pool; rates are yearly.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    /// Rate of leaving the pool before the profile expires.
    pub withdrawal_rate: f64,
    /// Share of expired profiles whose owner comes back.
    pub return_after_expiry: f64,
    /// Share of withdrawn profiles whose owner comes back.
    pub return_after_withdrawal: f64,
    /// Share of lapsed invitations whose holder comes back.
    pub return_after_lapse: f64,
    /// Days within which they come back.
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
    /// Rate at which somebody whose first language is English reaches NCLC 7 in French.
    pub french_rate: f64,
    /// Rate of losing a job offer.
    pub job_offer_loss_rate: f64,
    /// Language tests as they age.
    pub language_test: Paper,
    /// Assessments of education earned abroad, as they age.
    pub education_assessment: Paper,
    /// Registration with the Job Bank.
    pub job_bank: JobBank,
}

/// A document that is valid for a time which the law states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    /// Greatest age in months at a first submission; ages are even up to it.
    pub oldest_months: u32,
    /// Share who renew it when it is no longer valid; the others are removed.
    pub renewed: f64,
}

/// Registration with the Job Bank: a duty without offer or nomination to 2017-06-05, voluntary since.
#[derive(Clone, Debug, PartialEq)]
pub struct JobBank {
    /// Share who register, by the year in which they submit.
    pub registered: ByYear,
    /// How many times sooner the registered find offers than the others.
    pub offer_factor: f64,
}

/// A second of a day, counted from its midnight: from here on a clock of a person's life runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The second.
    pub second: u32,
}

/// The reason after which a person may come back with a new profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comeback {
    /// The profile expired.
    Expiry,
    /// The profile was withdrawn.
    Withdrawal,
    /// The invitation lapsed.
    Lapse,
}

/// What a life hangs on beside the facts that are scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    /// Month of the language test.
    pub language_tested: Month,
    /// Month of the assessment of education.
    pub education_assessed: Month,
    /// Whether the candidate works in Canada, so that Canadian years go on.
    pub works_in_canada: bool,
    /// Where the person means to settle: the place of a province in [`Nomination::provinces`](super::Nomination::provinces),
    /// or their number for a place that nominates nobody.
    pub destination: u8,
}

/// The clocks of a stay in the pool, each read from its own place in the person's stream of that stay, so that none depends
/// on another. What one says is worked out when it is asked for: the day on which it rings, if that is before `until`.
#[derive(Clone, Copy, Debug)]
pub struct Stay<'population> {
    life: &'population Life,
    since: Moment,
    effort: f64,
    offer_rate: f64,
    withdrawal: Draw,
    retest: Draw,
    status_loss: Draw,
    credential: Draw,
    spouse_test: Draw,
    french: Draw,
    offer_loss: Draw,
    offer: Draw,
    anniversary: Draw,
    language_age: Draw,
    education_age: Draw,
    /// Whether the candidate registers with the Job Bank.
    pub is_registered: bool,
    /// How much exposure to nominations the candidate takes before being nominated.
    pub nomination_exposure: f64,
    /// A uniform number for where the person means to settle, of a first submission.
    pub settling: Draw,
}

impl Stay<'_> {
    /// The day at whose start the candidate withdraws, if nothing else ends the stay: the nearest midnight to an
    /// exponential time, so that stays keep their mean.
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
        let age = |paper: Paper, draw: Draw| draw.below(paper.oldest_months + 1);
        (
            age(self.life.language_test, self.language_age),
            age(self.life.education_assessment, self.education_age),
        )
    }
}

impl Population {
    /// The clocks of a stay that begins with a submission, or when a candidate thinks again, at `since`.
    #[inline]
    pub fn stay(&self, person: PersonId, since: Moment, randomness: Randomness) -> Stay<'_> {
        let life = &self.life;
        let year = since.day.year();
        let mut samples = self.samples(person, Purpose::Stay, since.day, randomness);
        // All clocks are read whether they are wanted or not; new ones go at the end.
        let [withdrawal, retest] = samples.two_draws();
        let [status_loss, credential] = samples.two_draws();
        let [spouse_test, french] = samples.two_draws();
        let [offer_loss, offer] = samples.two_draws();
        let [registration, anniversary] = samples.two_draws();
        let [language_age, education_age] = samples.two_draws();
        let nomination_exposure = samples.exponential();
        let [settling, _] = samples.two_draws();
        let share = life.job_bank.registered.at(year);
        let is_registered = registration.is_below(share);
        let offer_rate = self.streams[person.stream()].job_offer_rate.at(year)
            * life.job_bank.relative_offer_rate(share, is_registered);
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
    pub(super) fn next_retest(&self, draw: Draw, day: Day, until: Day) -> Option<Day> {
        let rate = self.life.retest_rate * self.behaviour.effort.most();
        clock(draw, rate, Moment { day, second: 0 }, until)
    }

    /// The day on which an offer found on `day` is lost.
    pub fn job_offer_loss(
        &self,
        person: PersonId,
        day: Day,
        until: Day,
        randomness: Randomness,
    ) -> Option<Day> {
        let mut samples = self.samples(person, Purpose::JobOffer, day, randomness);
        clock(samples.two_draws()[0], self.life.job_offer_loss_rate, Moment { day, second: 0 }, until)
    }

    /// How much exposure to nominations a candidate who is back in the pool on `day` takes before being nominated.
    pub fn nomination_exposure(&self, person: PersonId, day: Day, randomness: Randomness) -> f64 {
        self.samples(person, Purpose::Nomination, day, randomness).exponential()
    }

    /// When, if ever, a person who left on `day` comes back: the day and the second of it.
    pub fn comeback(
        &self,
        person: PersonId,
        reason: Comeback,
        day: Day,
        randomness: Randomness,
    ) -> Option<(Day, u32)> {
        let share = match reason {
            Comeback::Expiry => self.life.return_after_expiry,
            Comeback::Withdrawal => self.life.return_after_withdrawal,
            Comeback::Lapse => self.life.return_after_lapse,
        };
        let mut samples = self.samples(person, Purpose::Return, day, randomness);
        samples.chance(share).then(|| {
            let wait = samples.below(self.life.return_within_days.max(1)) as i32;
            (day + 1 + wait, samples.below(82_800))
        })
    }

    /// The situation of a person who submits a first profile in a month.
    pub fn first_situation(&self, person: PersonId, month: Month, stay: &Stay<'_>) -> Situation {
        let (language_age, education_age) = stay.paper_ages();
        let before = |months: u32| month + -i32::try_from(months).expect("a paper's age is small");
        Situation {
            language_tested: before(language_age),
            education_assessed: before(education_age),
            works_in_canada: self.streams[person.stream()].works_in_canada,
            destination: self.nomination.destination(stay.settling),
        }
    }

    #[inline(always)]
    pub(super) fn samples(
        &self,
        person: PersonId,
        purpose: Purpose,
        day: Day,
        randomness: Randomness,
    ) -> Stream {
        randomness.stream(person.number(), purpose, day.number() as u64)
    }
}

impl JobBank {
    /// The rate at which a candidate finds offers over the stream's mean rate, when a share is registered.
    fn relative_offer_rate(&self, share: f64, is_registered: bool) -> f64 {
        let mean = 1.0 + share * (self.offer_factor - 1.0);
        if is_registered { self.offer_factor / mean } else { 1.0 / mean }
    }
}

/// When an exponential clock of a yearly rate rings, read from a draw; none if that is not before `until`.
#[inline(always)]
fn clock(draw: Draw, rate: f64, since: Moment, until: Day) -> Option<Day> {
    let uniform = draw.uniform();
    // The logarithm of most clocks need not be taken: exp(-x) > 1 - x, and those below ring after the end.
    let years = f64::from(until - since.day) * (1.0 / DAYS_PER_YEAR);
    if uniform <= 1.0 - rate * years { None } else { ring(uniform, rate, since, until) }
}

/// When a clock rings that is likely to ring in time.
fn ring(uniform: f64, rate: f64, since: Moment, until: Day) -> Option<Day> {
    let days = -uniform.ln() / rate * DAYS_PER_YEAR + f64::from(since.second) / SECONDS_PER_DAY;
    let wait = (days + 0.5).min(f64::from(until - since.day)) as i32;
    Some(since.day + wait.max(1)).filter(|day| *day < until)
}
