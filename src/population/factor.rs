//! Distributions of the factors of a profile: languages, age, spouse, children.

use super::Cumulative;
use super::plausible::OLDEST_CANDIDATE;
use super::trajectory::Trajectory;
use crate::policy::profile::{Abilities, Language};
use crate::rng::FiveNormals;

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

/// The first official language of a stream.
#[derive(Clone, Debug, PartialEq)]
pub struct FirstLanguage {
    /// Which one it is.
    pub language: Language,
    /// Mean of the latent levels, in CLB or NCLC levels.
    pub level: Trajectory,
    /// Their standard deviation.
    pub sd: f64,
    /// Least level of each ability.
    pub floor: u8,
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

/// Ages at arrival in years: a normal distribution up to 52. An age that education and work do not allow is
/// reflected at the youngest one that they do.
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

impl AgeModel {
    /// The age of a person whose education and work allow no lower one than `youngest`.
    pub(super) fn at(self, normal: f64, youngest: f64) -> f64 {
        let age = self.mean + self.sd * normal;
        let possible = if age < youngest { youngest + (youngest - age) } else { age };
        possible.min(OLDEST_CANDIDATE)
    }
}

impl SpouseChance {
    #[inline]
    pub(super) fn at(self, age: f64) -> f64 {
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
    /// Share with two or more years of full-time study in Canada.
    pub canadian_study: f64,
}

impl LanguageModel {
    /// Levels of the four abilities around a latent level, at most 10.
    #[inline]
    pub(super) fn levels(&self, latent: LatentLevel, normals: FiveNormals) -> Abilities {
        let LatentLevel { mean, sd, floor } = latent;
        let [person, abilities @ ..] = normals.numbers();
        let mean = mean as f32 + (sd * self.person) as f32 * person;
        let spread = (sd * self.ability) as f32;
        Abilities(std::array::from_fn(|place| {
            let latent = mean + self.offset[place] as f32 + spread * abilities[place];
            // The conversion rounds down, and to 0 below it.
            (latent as u8).clamp(floor, 10)
        }))
    }
}
