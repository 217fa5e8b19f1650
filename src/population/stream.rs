//! Arrival streams: segments of arrivals, each with its own distribution of profiles.

use super::distribution::{ByYear, Cumulative};
use super::factor::{AgeModel, Children, LatentLevel, SecondLanguage, SpouseChance};
use crate::policy::profile::{Language, Occupation};

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
    /// Its own value in place of `Arrivals::dispersion`.
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
