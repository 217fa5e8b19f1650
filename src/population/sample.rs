//! Profiles of new people: one joint sample of all factors, from the arrival stream and the person's random
//! streams.

use super::{ArrivalStream, Cumulative, PersonId, Population};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Profile, Residence, Spouse};
use crate::rng::{FiveNormals, Purpose, Randomness, Stream};
use crate::time::Day;

const STUDY: [CanadianStudy; 3] = [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long];
const DAYS_PER_YEAR: f64 = 365.25;
/// Years in which the drift of language levels starts and ends.
const DRIFT_START: f64 = 2021.0;
const DRIFT_END: f64 = 2025.0;

/// Levels of the four abilities of a language, around a latent level of the person. All are CLB or NCLC
/// levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanguageModel {
    /// Levels added to speaking, listening, reading and writing.
    pub offset: [f64; 4],
    /// Share of the standard deviation that the four abilities of a person have in common.
    pub person: f64,
    /// Share of the standard deviation of each ability alone.
    pub ability: f64,
    /// Levels added for an education of two or more credentials or higher.
    pub credentials: f64,
}

/// The second official language of a stream.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SecondLanguage {
    /// Share of those tested.
    pub share: f64,
    /// Latent level of those tested.
    pub level: LatentLevel,
}

/// The distribution of latent language levels, in CLB or NCLC levels, and the least level of an ability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LatentLevel {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
    /// Least level of each ability.
    pub floor: u8,
}

/// Ages at arrival in years, a normal distribution clipped to 19 to 52.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgeModel {
    /// Mean.
    pub mean: f64,
    /// Standard deviation.
    pub sd: f64,
}

/// Chance of an accompanying spouse by age at arrival, on a line clipped to 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpouseChance {
    /// Chance at 29 years.
    pub at_29: f64,
    /// Rise per year of age.
    pub per_year: f64,
}

impl SpouseChance {
    fn at(self, age: f64) -> f64 {
        (self.at_29 + self.per_year * (age - 29.0)).clamp(0.0, 1.0)
    }
}

/// Numbers of children who come along.
#[derive(Clone, Debug, PartialEq)]
pub struct Children {
    /// Without a spouse.
    pub alone: Cumulative,
    /// With a spouse.
    pub with_spouse: Cumulative,
}

/// The spouses who come along.
#[derive(Clone, Debug, PartialEq)]
pub struct SpouseModel {
    /// Share tested in an official language.
    pub tested: f64,
    /// Latent level of those tested.
    pub level: LatentLevel,
    /// Shares of the levels of education.
    pub education: Cumulative,
    /// Shares of 0 to 5 years of Canadian work.
    pub canadian_work: Cumulative,
}

impl LanguageModel {
    /// Levels of the four abilities around a latent level, at most 10.
    #[inline]
    pub(super) fn levels(&self, latent: LatentLevel, normals: FiveNormals) -> Abilities {
        let LatentLevel { mean, sd, floor } = latent;
        let [person, abilities @ ..] = normals.numbers();
        let mean = mean as f32 + (sd * self.person) as f32 * person;
        let spread = (sd * self.ability) as f32;
        let level = |place: usize| {
            let latent = mean + self.offset[place] as f32 + spread * abilities[place];
            // The conversion rounds down, and to 0 below it.
            (latent as u8).clamp(floor, 10)
        };
        Abilities(std::array::from_fn(level))
    }
}

impl Population {
    /// Samples the profile with which a person arrives on `day`.
    ///
    /// Every person takes the same samples whatever their values, and the spouse's samples come last. A
    /// changed share therefore changes only the people it concerns.
    pub fn sample(&self, person: PersonId, day: Day, randomness: Randomness) -> Profile {
        let stream = &self.streams[person.stream()];
        let mut samples = randomness.stream(person.number(), Purpose::Profile, 0);
        let [education, occupation] = samples.pair();
        let [canadian_work, foreign_work] = samples.pair();
        let [study, sibling] = samples.pair();
        let [offer, certificate] = samples.pair();
        let [has_spouse, children] = samples.pair();
        let [has_second, _] = samples.pair();
        let age = (stream.age.mean + stream.age.sd * samples.normal()).clamp(19.0, 52.0);
        let education = Education::ALL[stream.education.value(education)];
        let first = self.first_language(stream, education, day, samples.five_normals());
        let second = samples.five_normals();
        let canadian_work = stream.canadian_work.value(canadian_work) as u8;
        let foreign_work = stream.foreign_work.value(foreign_work) as u8;
        let foreign_work = foreign_work.min(((age - 19.0) as u8).saturating_sub(canadian_work));
        let has_spouse = has_spouse.is_below(stream.spouse.at(age));
        let Children { alone, with_spouse } = &stream.children;
        let children = if has_spouse { with_spouse } else { alone }.value(children) as u8;
        let has_offer = offer.is_below(stream.job_offer.at(day.year()));
        let language = stream.second_language;
        let in_canada = stream.works_in_canada || canadian_work > 0;
        Profile {
            birth: day - (age * DAYS_PER_YEAR) as i32,
            education,
            first_language: stream.first_language,
            first,
            second: has_second.is_below(language.share).then(|| self.language.levels(language.level, second)),
            canadian_work_years: canadian_work,
            recent_canadian_months: (canadian_work * 12).min(36),
            foreign_work_years: foreign_work,
            occupation: stream.occupations[stream.occupation.value(occupation)],
            occupation_months: ((canadian_work + foreign_work) * 12).min(36),
            continuous_months: (canadian_work.max(foreign_work) * 12).min(120),
            trade_certificate: certificate.is_below(stream.trade_certificate),
            canadian_study: STUDY[stream.canadian_study.value(study)],
            spouse: has_spouse.then(|| self.spouse(&mut samples)),
            job_offer: if has_offer { JobOffer::Skilled } else { JobOffer::None },
            sibling: sibling.is_below(stream.sibling),
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
        normals: FiveNormals,
    ) -> Abilities {
        let credentials = if education >= Education::TwoOrMore { self.language.credentials } else { 0.0 };
        let drifted = ((f64::from(day.year()) - DRIFT_START) / (DRIFT_END - DRIFT_START)).clamp(0.0, 1.0);
        let LatentLevel { mean, sd, floor } = stream.first_level;
        let mean = mean + credentials + stream.first_level_drift * drifted;
        self.language.levels(LatentLevel { mean, sd, floor }, normals)
    }

    fn spouse(&self, samples: &mut Stream) -> Spouse {
        let model = &self.spouse;
        let [education, canadian_work] = samples.pair();
        let [is_tested, _] = samples.pair();
        let levels = samples.five_normals();
        Spouse {
            education: Education::ALL[model.education.value(education)],
            language: is_tested.is_below(model.tested).then(|| self.language.levels(model.level, levels)),
            canadian_work_years: model.canadian_work.value(canadian_work) as u8,
        }
    }
}
