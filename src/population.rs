//! People: who arrives, who they are, and how their lives go on.

mod arrival;
mod behaviour;
mod distribution;
mod form;
pub mod key;
mod life;
mod nomination;
mod occupation;
pub mod outcome;
mod processing_time;
mod sample;

use std::fmt;

pub use arrival::{Arrival, Arrivals};
pub use behaviour::{Announcement, ArrivalResponse, Behaviour, Effort, Surge};
pub use distribution::{ByYear, Cumulative};
pub use life::{Comeback, JobBank, Life, Moment, Paper, Situation, Stay};
pub use nomination::{Nomination, NominationBand, NominationRule, Occupations, Province};
pub use outcome::{Renewal, Retest};
pub use processing_time::LogDays;
pub use sample::{LanguageModel, SecondLanguage, SpouseModel};

use crate::policy::profile::{Language, Occupation};
use crate::policy::program::Program;
use crate::rng::Randomness;
use crate::time::Day;

/// Marks an index as that of a twin: no layer of arrivals reaches so far.
const TWIN: u32 = 1 << 31;

/// A person for ever: arrival stream, arrival day, and index among that day's arrivals of the stream.
///
/// The order of ids, which breaks ties of the same second, is that of day, stream, index.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(u64);

impl PersonId {
    /// The person of that stream, day and index.
    ///
    /// # Panics
    /// If the stream is 256 or more, or the day lies before 1970.
    pub fn new(stream: usize, day: Day, index: u32) -> PersonId {
        assert!(stream < 256 && day.number() >= 0, "stream {stream} of {day} has no place in an id");
        PersonId((day.number() as u64) << 40 | (stream as u64) << 32 | u64::from(index))
    }

    /// The person of that day whose stream and index are the last 40 bits of the id.
    pub fn of_day(day: Day, stream_and_index: u64) -> PersonId {
        PersonId((day.number() as u64) << 40 | stream_and_index)
    }

    /// A copy of this person, told from all others by a number of its own; it keeps stream and day.
    ///
    /// # Panics
    /// If the number is 2^31 or more.
    pub fn twin(self, number: u32) -> PersonId {
        assert!(number < TWIN, "twin {number} has no place in an id");
        PersonId(self.0 >> 32 << 32 | u64::from(TWIN | number))
    }

    /// The person of an id that was printed as a number.
    pub fn from_number(number: u64) -> PersonId {
        PersonId(number)
    }

    /// The arrival stream, as an index into [`Population::streams`].
    pub fn stream(self) -> usize {
        (self.0 >> 32) as usize & 0xFF
    }

    /// The day of the first arrival.
    pub fn day(self) -> Day {
        Day::from_number((self.0 >> 40) as i32)
    }

    /// The id as a number.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "person {} (stream {}, {})", self.0, self.stream(), self.day())
    }
}

/// The people of a scenario, read from its population file.
#[derive(Clone, Debug)]
pub struct Population {
    /// How many arrive.
    pub arrivals: Arrivals,
    /// The segments they come from.
    pub streams: Vec<ArrivalStream>,
    /// How the four abilities of a language depend on each other.
    pub language: LanguageModel,
    /// The spouses who come along.
    pub spouse: SpouseModel,
    /// Rates of life in the pool.
    pub life: Life,
    /// How people answer to what they see.
    pub behaviour: Behaviour,
    /// What people do with an invitation.
    pub response: Response,
    /// What becomes of applications.
    pub processing: Processing,
    /// Whom provinces nominate.
    pub nomination: Nomination,
    /// Newest day of publication of anything it rests on; none where it does not say.
    pub published: Option<Day>,
    /// Simulated candidates for each real one.
    pub scale: f64,
}

/// A segment of arrivals with its own joint distribution of factors.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalStream {
    /// Its name, such as `graduates`.
    pub name: String,
    /// Mean and standard deviation of age in years at arrival, clipped to 19 to 52.
    pub age: (f64, f64),
    /// Chance of an accompanying spouse at 29, and its rise per year of age.
    pub spouse: (f64, f64),
    /// Shares of the levels of education.
    pub education: Cumulative,
    /// The first official language.
    pub first_language: Language,
    /// Latent level: mean, spread, floor, and rise from 2021 to 2025, in CLB levels.
    pub first_level: (f64, f64, u8, f64),
    /// The second official language.
    pub second_language: SecondLanguage,
    /// Shares of 0 to 5 full years of Canadian work.
    pub canadian_work: Cumulative,
    /// Shares of 0 to 5 full years of foreign work.
    pub foreign_work: Cumulative,
    /// Shares of no, short and long Canadian study.
    pub canadian_study: Cumulative,
    /// Share with a sibling in Canada.
    pub sibling: f64,
    /// Share with a job offer at arrival, by year.
    pub job_offer: ByYear,
    /// Yearly rate at which those without an offer find one, by the year in which they submit.
    pub job_offer_rate: ByYear,
    /// Share with a certificate of qualification in a trade.
    pub trade_certificate: f64,
    /// Whether they work in Canada while in the pool, so that Canadian years go on.
    pub works_in_canada: bool,
    /// Occupations with their shares.
    pub occupation: Cumulative,
    /// The occupations that [`ArrivalStream::occupation`] chooses from.
    pub occupations: Vec<Occupation>,
    /// Share of the people sampled who are eligible for a program when they arrive, by year from 2015.
    pub eligible_share: ByYear,
    /// Yearly growth of arrivals after the last year with a stated total.
    pub trend: f64,
    /// Weight of each month, if the stream has a season of its own.
    pub month: Option<[f64; 12]>,
    /// Its own size of the negative binomial distribution of a month's arrivals, in place of [`Arrivals::dispersion`].
    pub dispersion: Option<f64>,
    /// Numbers of children who come along, without and with a spouse.
    pub children: [Cumulative; 2],
    /// Citizenships, for reports: nothing depends on them.
    pub citizenship: Citizenship,
}

/// Countries of citizenship with their shares.
#[derive(Clone, Debug, PartialEq)]
pub struct Citizenship {
    /// Names of the countries; `other` is the last.
    pub countries: Vec<String>,
    /// Their shares.
    pub share: Cumulative,
}

/// Shares of those who apply, by program of the invitation and for category-based rounds; and of those who decline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// By program: CEC, FSW, FST, PNP.
    pub apply: [f64; 4],
    /// In a category-based round, under any program.
    pub apply_category: f64,
    /// Of those who do not apply, the share who decline; the others let the invitation lapse.
    pub decline: f64,
    /// Days within which they decline.
    pub decline_within_days: u32,
}

impl Response {
    /// Share of those who apply among the invited of a program.
    pub fn apply_share(&self, program: Program, is_category: bool) -> f64 {
        if is_category { self.apply_category } else { self.apply[program.index()] }
    }
}

/// How long applications take, how they end, and how many persons land.
#[derive(Clone, Debug, PartialEq)]
pub struct Processing {
    /// By program: CEC, FSW, FST, PNP.
    pub programs: [ProgramProcessing; 4],
    /// Standard deviation of the logarithm of processing times.
    pub spread: f64,
    /// Mean days from approval to landing for applicants in Canada.
    pub landing_days_canada: f64,
    /// The same for applicants abroad.
    pub landing_days_abroad: f64,
}

/// The processing of one program's applications.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramProcessing {
    /// Months within which 80 % are decided, by year of the application.
    pub months_p80: ByYear,
    /// Share refused or withdrawn.
    pub refused: f64,
    /// Persons who land with the applicant for each member of the family in the profile, by year of the application.
    pub family: ByYear,
}

impl Population {
    /// A person's citizenship, for reports.
    pub fn citizenship(&self, person: PersonId, randomness: Randomness) -> &str {
        let mut samples = randomness.stream(person.number(), crate::rng::Purpose::Citizenship, 0);
        let Citizenship { countries, share } = &self.streams[person.stream()].citizenship;
        &countries[share.value(samples.two_draws()[0])]
    }

    /// A member of a thinned population is a member of the full one: whether this person is, at a share.
    pub(crate) fn is_kept(person: PersonId, share: f64, randomness: Randomness) -> bool {
        share >= 1.0 || randomness.stream(person.number(), crate::rng::Purpose::Thinning, 0).chance(share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_keeps_stream_and_day_in_the_id() {
        let day = Day::new(2020, 2, 29).unwrap();
        let person = PersonId::new(3, day, 77);
        assert_eq!((person.stream(), person.day()), (3, day));
        assert!(PersonId::new(0, day + 1, 0) > person);
    }

    #[test]
    fn a_twin_keeps_stream_and_day_and_is_somebody_else() {
        let person = PersonId::new(3, Day::new(2020, 2, 29).unwrap(), 77);
        let twins = [person.twin(0), person.twin(1), person.twin(77)];
        assert!(twins.iter().all(|twin| (twin.stream(), twin.day()) == (3, person.day())));
        assert!(twins[0] != twins[1] && !twins.contains(&person));
    }
}
