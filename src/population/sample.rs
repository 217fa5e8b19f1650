//! Who a person is: one joint sample of all factors, from the arrival stream and the keyed streams of the person.

use super::{ArrivalStream, Cumulative, PersonId, Population};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Profile, Residence, Spouse};
use crate::rng::{Purpose, Randomness, Stream};
use crate::time::Day;

const STUDY: [CanadianStudy; 3] = [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long];
const DAYS_PER_YEAR: f64 = 365.25;
/// Years from and to which the drift of language levels runs.
const DRIFT: (f64, f64) = (2021.0, 2025.0);

/// How the levels of four abilities depend on a latent level.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanguageModel {
    /// Levels added to speaking, listening, reading and writing.
    pub offset: [f64; 4],
    /// Share of the spread that the four abilities of a person have in common.
    pub person: f64,
    /// Share of the spread of each ability alone.
    pub ability: f64,
    /// Levels added for two or more credentials and higher.
    pub credentials: f64,
}

/// The second official language of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SecondLanguage {
    /// Share of those tested.
    pub share: f64,
    /// Mean latent level.
    pub mean: f64,
    /// Its spread.
    pub sd: f64,
}

/// The spouses who come along.
#[derive(Clone, Debug, PartialEq)]
pub struct SpouseModel {
    /// Share tested in an official language.
    pub tested: f64,
    /// Mean latent level of those tested.
    pub mean: f64,
    /// Its spread.
    pub sd: f64,
    /// Shares of the levels of education.
    pub education: Cumulative,
    /// Shares of 0 to 5 years of Canadian work.
    pub canadian_work: Cumulative,
}

impl LanguageModel {
    /// Levels of the four abilities around a mean, with one floor and a ceiling of 10.
    pub(super) fn levels(&self, mean: f64, sd: f64, floor: u8, samples: &mut Stream) -> Abilities {
        let person = self.person * samples.normal();
        let level = |offset: f64, ability: f64| {
            let latent = mean + offset + sd * (person + self.ability * ability);
            // The conversion cuts towards zero, which is down for the levels that the clamp lets through.
            latent.clamp(f64::from(floor), 10.0) as i32 as u8
        };
        let mut levels = [0; 4];
        for (place, offset) in levels.iter_mut().zip(self.offset) {
            *place = level(offset, samples.normal());
        }
        Abilities(levels)
    }
}

impl Population {
    /// Samples the profile with which a person arrives on `day`.
    ///
    /// Everybody takes the same samples whatever their outcome, and what only some have (a second language, a spouse)
    /// has a random stream of its own, so that a changed share moves only those whom it concerns.
    pub fn sample(&self, person: PersonId, day: Day, randomness: Randomness) -> Profile {
        let stream = &self.streams[person.stream()];
        let mut samples = randomness.stream(person.number(), Purpose::Profile, 0);
        let age = (stream.age.0 + stream.age.1 * samples.normal()).clamp(19.0, 52.0);
        let education = Education::ALL[stream.education.value(samples.uniform())];
        let canadian_work = stream.canadian_work.value(samples.uniform()) as u8;
        let foreign_work = stream.foreign_work.value(samples.uniform()) as u8;
        let study = STUDY[stream.canadian_study.value(samples.uniform())];
        let has_sibling = samples.chance(stream.sibling);
        let has_offer = samples.chance(stream.job_offer.at(day.year()));
        let has_certificate = samples.chance(stream.trade_certificate);
        let occupation = stream.occupations[stream.occupation.value(samples.uniform())];
        let has_spouse = samples.chance(spouse_chance(stream, age));
        let foreign_work = foreign_work.min(((age - 19.0) as u8).saturating_sub(canadian_work));
        let has_second = samples.chance(stream.second_language.share);
        let first = self.first_language(stream, education, day, &mut samples);
        let children = stream.children[usize::from(has_spouse)].value(samples.uniform()) as u8;
        let in_canada = stream.works_in_canada || canadian_work > 0;
        Profile {
            birth: day - (age * DAYS_PER_YEAR) as i32,
            education,
            first_language: stream.first_language,
            first,
            second: has_second.then(|| self.second_language(stream, person, randomness)),
            canadian_work_years: canadian_work,
            recent_canadian_months: (canadian_work * 12).min(36),
            foreign_work_years: foreign_work,
            occupation,
            occupation_months: ((canadian_work + foreign_work) * 12).min(36),
            continuous_months: (canadian_work.max(foreign_work) * 12).min(120),
            trade_certificate: has_certificate,
            canadian_study: study,
            spouse: has_spouse.then(|| self.spouse(person, randomness)),
            job_offer: if has_offer { JobOffer::Skilled } else { JobOffer::None },
            sibling: has_sibling,
            nominated: false,
            residence: if in_canada { Residence::Canada } else { Residence::Abroad },
            funds: true,
            family_size: 1 + u8::from(has_spouse) + children,
        }
    }

    fn first_language(
        &self,
        stream: &ArrivalStream,
        education: Education,
        day: Day,
        samples: &mut Stream,
    ) -> Abilities {
        let (mean, sd, floor, drift) = stream.first_level;
        let credentials = if education >= Education::TwoOrMore { self.language.credentials } else { 0.0 };
        let since = ((f64::from(day.year()) - DRIFT.0) / (DRIFT.1 - DRIFT.0)).clamp(0.0, 1.0);
        self.language.levels(mean + credentials + drift * since, sd, floor, samples)
    }

    fn second_language(&self, stream: &ArrivalStream, person: PersonId, randomness: Randomness) -> Abilities {
        let mut samples = randomness.stream(person.number(), Purpose::Language, 0);
        let SecondLanguage { mean, sd, .. } = stream.second_language;
        self.language.levels(mean, sd, 0, &mut samples)
    }

    fn spouse(&self, person: PersonId, randomness: Randomness) -> Spouse {
        let mut samples = randomness.stream(person.number(), Purpose::Spouse, 0);
        let model = &self.spouse;
        let education = Education::ALL[model.education.value(samples.uniform())];
        let canadian_work_years = model.canadian_work.value(samples.uniform()) as u8;
        let is_tested = samples.chance(model.tested);
        let language = self.language.levels(model.mean, model.sd, 0, &mut samples);
        Spouse { education, language: is_tested.then_some(language), canadian_work_years }
    }
}

fn spouse_chance(stream: &ArrivalStream, age: f64) -> f64 {
    (stream.spouse.0 + stream.spouse.1 * (age - 29.0)).clamp(0.0, 1.0)
}
