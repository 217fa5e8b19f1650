//! The people of a scenario.

use super::{
    ArrivalStream, Arrivals, Behaviour, Citizenship, LanguageModel, Life, Nomination, PersonId, Processing,
    Response, SpouseModel,
};
use crate::policy::profile::Occupation;
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// The people of a scenario, read from its population file.
#[derive(Clone, Debug)]
pub struct Population {
    /// How arrivals vary in time.
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

impl Population {
    /// Checks the values on which every run depends.
    ///
    /// # Panics
    /// If they cannot be simulated.
    pub(crate) fn assert_sound(&self) {
        let Population { streams, life, response, scale, .. } = self;
        assert!(*scale > 0.0 && *scale <= 1.0, "a scale of {scale}");
        assert!(!streams.is_empty(), "no arrival streams");
        assert!(life.rates().iter().all(|rate| *rate >= 0.0 && rate.is_finite()), "a rate of {life:?}");
        let shares = [life.shares().as_slice(), response.shares().as_slice()].concat();
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "a share of {life:?}, {response:?}");
    }

    /// Names of the arrival streams, in order.
    pub fn stream_names(&self) -> Vec<String> {
        self.streams.iter().map(|stream| stream.name.clone()).collect()
    }

    /// Whether a candidate may have an occupation.
    pub(crate) fn has_occupation(&self, occupation: Occupation) -> bool {
        self.streams.iter().any(|stream| stream.people.occupation.has(occupation))
    }

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
