//! Who a person is: one joint sample of all factors, from the arrival stream and the keyed streams of the person.

use super::{ArrivalStream, Cumulative, PersonId, Population};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Profile, Residence, Spouse};
use crate::rng::{FiveNormals, Purpose, Randomness, Stream};
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
    #[inline]
    pub(super) fn levels(&self, mean: f64, sd: f64, floor: u8, normals: FiveNormals) -> Abilities {
        let [person, abilities @ ..] = normals.numbers();
        let mean = mean as f32 + (sd * self.person) as f32 * person;
        let spread = (sd * self.ability) as f32;
        let level = |place: usize| {
            let latent = mean + self.offset[place] as f32 + spread * abilities[place];
            // The conversion cuts down, and makes 0 of what is below.
            (latent as u8).clamp(floor, 10)
        };
        Abilities(std::array::from_fn(level))
    }
}

impl Population {
    /// Samples the profile with which a person arrives on `day`.
    ///
    /// Everybody takes the same samples whatever their outcome, and the spouse's come last, so that a changed share moves
    /// only those whom it concerns.
    pub fn sample(&self, person: PersonId, day: Day, randomness: Randomness) -> Profile {
        let stream = &self.streams[person.stream()];
        let mut samples = randomness.stream(person.number(), Purpose::Profile, 0);
        let [education, occupation] = samples.two_draws();
        let [canadian_work, foreign_work] = samples.two_draws();
        let [study, sibling] = samples.two_draws();
        let [offer, certificate] = samples.two_draws();
        let [has_spouse, children] = samples.two_draws();
        let [has_second, _] = samples.two_draws();
        let age = (stream.age.0 + stream.age.1 * samples.normal()).clamp(19.0, 52.0);
        let education = Education::ALL[stream.education.value(education)];
        let first = self.first_language(stream, education, day, samples.five_normals());
        let second = samples.five_normals();
        let canadian_work = stream.canadian_work.value(canadian_work) as u8;
        let foreign_work = stream.foreign_work.value(foreign_work) as u8;
        let foreign_work = foreign_work.min(((age - 19.0) as u8).saturating_sub(canadian_work));
        let has_spouse = has_spouse.is_below(spouse_chance(stream, age));
        let children = stream.children[usize::from(has_spouse)].value(children) as u8;
        let has_offer = offer.is_below(stream.job_offer.at(day.year()));
        let language = stream.second_language;
        let in_canada = stream.works_in_canada || canadian_work > 0;
        Profile {
            birth: day - (age * DAYS_PER_YEAR) as i32,
            education,
            first_language: stream.first_language,
            first,
            second: has_second
                .is_below(language.share)
                .then(|| self.language.levels(language.mean, language.sd, 0, second)),
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
        let (mean, sd, floor, drift) = stream.first_level;
        let credentials = if education >= Education::TwoOrMore { self.language.credentials } else { 0.0 };
        let since = ((f64::from(day.year()) - DRIFT.0) / (DRIFT.1 - DRIFT.0)).clamp(0.0, 1.0);
        self.language.levels(mean + credentials + drift * since, sd, floor, normals)
    }

    fn spouse(&self, samples: &mut Stream) -> Spouse {
        let model = &self.spouse;
        let [education, canadian_work] = samples.two_draws();
        let [is_tested, _] = samples.two_draws();
        let levels = samples.five_normals();
        Spouse {
            education: Education::ALL[model.education.value(education)],
            language: is_tested
                .is_below(model.tested)
                .then(|| self.language.levels(model.mean, model.sd, 0, levels)),
            canadian_work_years: model.canadian_work.value(canadian_work) as u8,
        }
    }
}

fn spouse_chance(stream: &ArrivalStream, age: f64) -> f64 {
    (stream.spouse.0 + stream.spouse.1 * (age - 29.0)).clamp(0.0, 1.0)
}
