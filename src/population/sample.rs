//! Profiles of new people: one joint sample of all factors, from the arrival stream and the person's random
//! streams.

use super::factor::{Children, LatentLevel};
use super::{ArrivalStream, PersonId, Population};
use crate::policy::profile::{Abilities, CanadianStudy, Education, JobOffer, Profile, Residence, Spouse};
use crate::rng::{FiveNormals, Purpose, Randomness, Stream};
use crate::time::{DAYS_PER_YEAR, Day};

const STUDY: [CanadianStudy; 3] = [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long];
/// Years in which the drift of language levels starts and ends.
const DRIFT_START: f64 = 2021.0;
const DRIFT_END: f64 = 2025.0;

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
