//! People: arrivals, their profiles, their lives in the pool, nominations and responses to invitations.

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

pub use arrival::{Arrival, ArrivalYear, Arrivals};
pub use behaviour::{Announcement, ArrivalResponse, Behaviour, Effort, Motivation, Surge};
pub use distribution::{ByYear, Cumulative};
pub use life::{Comeback, JobBank, Life, Moment, Paper, Situation, Stay};
pub use nomination::{InvitedNominees, Nomination, NominationBand, NominationRule, Occupations, Province};
pub use outcome::{Renewal, Retest};
pub use processing_time::LogDays;
pub use sample::{AgeModel, Children, LanguageModel, LatentLevel, SecondLanguage, SpouseChance, SpouseModel};

use crate::policy::profile::{Language, Occupation};
use crate::policy::program::Program;
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// Marks an index as that of a duplicate: no layer of arrivals reaches so far.
const DUPLICATE: u32 = 1 << 31;

/// The identity of a person: arrival stream, day of first arrival, and index among that day's arrivals of the
/// stream.
///
/// Ids are ordered by day, stream and index; that order breaks ties between submissions of the same second.
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

    /// A duplicate of this person. It keeps stream and day; its number tells it from all other duplicates.
    ///
    /// # Panics
    /// If the number is 2^31 or more.
    pub fn duplicate(self, number: u32) -> PersonId {
        assert!(number < DUPLICATE, "duplicate {number} has no place in an id");
        PersonId(self.0 >> 32 << 32 | u64::from(DUPLICATE | number))
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

/// A person on a day of a replication: the key of the samples that decide what happens to the person then.
#[derive(Clone, Copy, Debug)]
pub struct Occasion {
    /// The person.
    pub person: PersonId,
    /// The day.
    pub day: Day,
    /// The randomness of the replication.
    pub randomness: Randomness,
}

/// The people of a scenario, read from its population file.
#[derive(Clone, Debug)]
pub struct Population {
    /// Numbers of arrivals.
    pub arrivals: Arrivals,
    /// The segments of arrivals.
    pub streams: Vec<ArrivalStream>,
    /// Levels of the four abilities of a language.
    pub language: LanguageModel,
    /// Spouses.
    pub spouse: SpouseModel,
    /// Rates and chances of life in the pool.
    pub life: Life,
    /// Responses to cutoffs and announcements.
    pub behaviour: Behaviour,
    /// Responses to an invitation.
    pub response: Response,
    /// Processing of applications.
    pub processing: Processing,
    /// Nominations by provinces.
    pub nomination: Nomination,
    /// Newest day of publication among its sources; none where the file does not state it.
    pub published: Option<Day>,
    /// Simulated candidates for each real one, above 0 and at most 1.
    pub scale: f64,
}

/// A segment of arrivals with its own joint distribution of factors.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalStream {
    /// Its name, such as `graduates`.
    pub name: String,
    /// Age at arrival.
    pub age: AgeModel,
    /// Chance of an accompanying spouse.
    pub spouse: SpouseChance,
    /// Shares of the levels of education.
    pub education: Cumulative,
    /// The first official language.
    pub first_language: Language,
    /// Latent level of the first official language in 2021 and before.
    pub first_level: LatentLevel,
    /// Rise of its mean from 2021 to 2025, in CLB levels.
    pub first_level_drift: f64,
    /// The second official language.
    pub second_language: SecondLanguage,
    /// Shares of 0 to 5 full years of Canadian work.
    pub canadian_work: Cumulative,
    /// Shares of 0 to 5 full years of foreign work.
    pub foreign_work: Cumulative,
    /// Shares of no Canadian study, of one or two years, and of three years or more.
    pub canadian_study: Cumulative,
    /// Share with a sibling in Canada.
    pub sibling: f64,
    /// Share with a job offer at arrival, by year.
    pub job_offer: ByYear,
    /// Yearly rate at which those without an offer find one, by the year in which they submit.
    pub job_offer_rate: ByYear,
    /// Share with a certificate of qualification in a trade.
    pub trade_certificate: f64,
    /// Whether they work in Canada while in the pool, so that their Canadian work increases.
    pub works_in_canada: bool,
    /// Shares of the occupations in [`ArrivalStream::occupations`].
    pub occupation: Cumulative,
    /// The occupations of the population's table.
    pub occupations: Vec<Occupation>,
    /// Share of the people sampled who are eligible for a program when they arrive, by year from 2015.
    pub eligible_share: ByYear,
    /// Yearly growth of arrivals after the last year with a stated total; 0.02 for 2 %.
    pub trend: f64,
    /// Weight of each month, January first; none if the stream has no season of its own.
    pub month: Option<[f64; 12]>,
    /// Its own value in place of [`Arrivals::dispersion`].
    pub dispersion: Option<f64>,
    /// Numbers of children who come along.
    pub children: Children,
    /// Citizenships, for reports alone.
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

/// Responses to an invitation: apply, decline, or let it lapse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Share who apply, by program of the invitation: CEC, FSW, FST, PNP.
    pub apply: [f64; 4],
    /// Share who apply in a category-based round, under any program.
    pub apply_category: f64,
    /// Share who decline among those who do not apply; the others let the invitation lapse.
    pub decline: f64,
    /// Days within which they decline.
    pub decline_within_days: u32,
}

impl Response {
    /// Share who apply among the invited of a program.
    pub fn apply_share(&self, program: Program, is_category: bool) -> f64 {
        if is_category { self.apply_category } else { self.apply[program.index()] }
    }
}

/// Processing of applications: times, refusals and persons admitted.
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
    /// Share of applications refused or withdrawn.
    pub refused: f64,
    /// Persons admitted for each member of the family in the profile, by year of the application.
    pub family: ByYear,
}

impl Population {
    /// A person's citizenship, for reports.
    pub fn citizenship(&self, person: PersonId, randomness: Randomness) -> &str {
        let mut samples = randomness.stream(person.number(), Purpose::Citizenship, 0);
        let Citizenship { countries, share } = &self.streams[person.stream()].citizenship;
        &countries[share.value(samples.pair()[0])]
    }

    /// Whether a person belongs to the share of the full population that is simulated.
    pub(crate) fn is_kept(person: PersonId, share: f64, randomness: Randomness) -> bool {
        share >= 1.0 || randomness.stream(person.number(), Purpose::Scale, 0).chance(share)
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
    fn a_duplicate_keeps_stream_and_day_and_is_another_person() {
        let person = PersonId::new(3, Day::new(2020, 2, 29).unwrap(), 77);
        let duplicates = [0, 1, 77].map(|number| person.duplicate(number));
        assert!(duplicates.iter().all(|other| (other.stream(), other.day()) == (3, person.day())));
        assert!(duplicates[0] != duplicates[1] && !duplicates.contains(&person));
    }
}
