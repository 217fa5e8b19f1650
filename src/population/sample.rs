//! Profiles of new people: one joint sample of all factors, from the arrival stream and the person's random
//! streams.

use super::factor::{Children, FirstLanguage, LatentLevel};
use super::plausible::youngest_age;
use super::{PersonId, Population, StreamPeople};
use crate::policy::profile::{
    Abilities, CanadianStudy, Education, GridFact, GridFacts, JobOffer, Profile, Residence, Spouse,
};
use crate::rng::{FiveNormals, Purpose, Randomness, Stream};
use crate::time::{DAYS_PER_YEAR, Day};

const STUDY: [CanadianStudy; 3] = [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long];

impl Population {
    /// Samples the profile with which a person arrives on `day`.
    ///
    /// Every person takes the same samples whatever their values. The spouse's samples come last, and after
    /// them those of facts that only the grid of skilled workers reads. A changed share therefore changes
    /// only the people with the fact.
    pub fn sample(&self, person: PersonId, day: Day, randomness: Randomness) -> Profile {
        let stream = &self.streams[person.stream()].people;
        let mut samples = randomness.stream(person.number(), Purpose::Profile, 0);
        let [education, occupation] = samples.pair();
        let [canadian_work, foreign_work] = samples.pair();
        let [study, sibling] = samples.pair();
        let [offer, certificate] = samples.pair();
        let [has_spouse, children] = samples.pair();
        let [has_second, has_relative] = samples.pair();
        let age = samples.normal();
        let education = Education::ALL[stream.education.value(day, education)];
        let (occupation, education) = stream.occupation.value(day, education, occupation);
        let first = self.first_language(stream, education, day, samples.five_normals());
        let second = samples.five_normals();
        let canadian_work = stream.canadian_work.value(day, canadian_work) as u8;
        let foreign_work = stream.foreign_work.value(day, foreign_work) as u8;
        let age = stream.age.at(age, youngest_age(education, canadian_work + foreign_work));
        let has_spouse = has_spouse.is_below(stream.spouse.at(age));
        let Children { alone, with_spouse } = &stream.children;
        let children = if has_spouse { with_spouse } else { alone }.value(children) as u8;
        let has_offer = offer.is_below(stream.job_offer.at_day(day));
        let language = stream.second_language;
        let canadian_study = STUDY[stream.canadian_study.value(study)];
        let in_canada = stream.works_in_canada || canadian_work > 0;
        let profile = Profile {
            birth: day - (age * DAYS_PER_YEAR) as i32,
            education,
            first_language: stream.first_language.language,
            designates_first_language: false,
            first,
            second: has_second.is_below(language.share).then(|| self.language.levels(language.level, second)),
            canadian_work_years: canadian_work,
            recent_canadian_months: (canadian_work * 12).min(36),
            foreign_work_years: foreign_work,
            occupation,
            occupation_months: ((canadian_work + foreign_work) * 12).min(36),
            continuous_months: (canadian_work.max(foreign_work) * 12).min(120),
            trade_certificate: certificate.is_below(stream.trade_certificate),
            canadian_study,
            spouse: has_spouse.then(|| self.spouse(&mut samples)),
            job_offer: if has_offer { JobOffer::Skilled } else { JobOffer::None },
            sibling: sibling.is_below(stream.sibling),
            grid: GridFacts::default(),
            nominated: false,
            residence: if in_canada { Residence::Canada } else { Residence::Abroad },
            funds: true,
            family_size: 1 + u8::from(has_spouse) + children,
        };
        let relative = has_relative.is_below(stream.relative).then_some(GridFact::Relative);
        let studies = self.studies(stream, &profile, &mut samples);
        Profile { grid: relative.into_iter().chain(studies).collect(), ..profile }
    }

    /// Two years of full-time study in Canada, of the candidate and of the spouse.
    fn studies(
        &self,
        stream: &StreamPeople,
        profile: &Profile,
        samples: &mut Stream,
    ) -> impl Iterator<Item = GridFact> + use<> {
        let [own, spouse] = samples.pair();
        let own_study = stream.two_year_study.map(|share| match profile.canadian_study {
            CanadianStudy::Short if own.is_below(share) => GridFact::TwoYearStudy,
            CanadianStudy::Long => GridFact::TwoYearStudy,
            CanadianStudy::None | CanadianStudy::Short => GridFact::NoTwoYearStudy,
        });
        let has_spouse_studied = profile.spouse.is_some() && spouse.is_below(self.spouse.canadian_study);
        own_study.into_iter().chain(has_spouse_studied.then_some(GridFact::SpouseStudy))
    }

    fn first_language(
        &self,
        stream: &StreamPeople,
        education: Education,
        day: Day,
        normals: FiveNormals,
    ) -> Abilities {
        let credentials = if education >= Education::TwoOrMore { self.language.credentials } else { 0.0 };
        let FirstLanguage { ref level, sd, floor, .. } = stream.first_language;
        let mean = level.at(day) + credentials;
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
