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
mod person;
mod processing_time;
mod sample;
mod stream;

pub use arrival::{Arrival, ArrivalYear, Arrivals};
pub use behaviour::{Announcement, ArrivalResponse, Behaviour, Effort, Motivation, Surge};
pub use distribution::{ByYear, Cumulative};
pub use life::{Comeback, JobBank, Life, Moment, Paper, Situation, Stay};
pub use nomination::{InvitedNominees, Nomination, NominationBand, NominationRule, Occupations, Province};
pub use outcome::{Renewal, Retest};
pub use person::{Occasion, PersonId};
pub use processing_time::LogDays;
pub use sample::{AgeModel, Children, LanguageModel, LatentLevel, SecondLanguage, SpouseChance, SpouseModel};
pub use stream::{ArrivalStream, Citizenship};

use crate::policy::program::Program;
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

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
