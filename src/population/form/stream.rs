//! The arrival streams of a population file, and the models that all of them share.

use super::occupation::{Listed, read_occupation_shares};
use super::value::{optional, read_by_year, read_trajectory};
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::policy::profile::Language;
use crate::population::{
    AgeModel, ArrivalStream, ByYear, Children, Citizenship, Cumulative, FirstLanguage, LanguageModel,
    LatentLevel, SecondLanguage, Shares, SpouseChance, SpouseModel, StreamPeople, Trajectory, Transformation,
};

/// Most people of a stream who arrive in a year.
const MOST_ARRIVALS: f64 = 1e7;
/// What stands in place of the keys of a level that rose from 2021 to 2025.
const LEVEL: &str =
    "expected `level = 8.4`, or levels by day: `level = { 2021-07-01 = 8.4, 2025-07-01 = 9.6 }`";

pub fn read_streams(reader: Reader<'_>, listed: &[Listed]) -> Option<Vec<ArrivalStream>> {
    let streams: Vec<Option<ArrivalStream>> = reader
        .keys()
        .map(|name| reader.find(name).table().and_then(|table| read_stream(name, table, listed)))
        .collect();
    reader.finish();
    streams.into_iter().collect()
}

fn read_stream(name: &str, reader: Reader<'_>, listed: &[Listed]) -> Option<ArrivalStream> {
    reader.find("label").text();
    let arrivals_per_year =
        read_trajectory(&reader.need("arrivals_per_year"), Transformation::Log, 0.0..=MOST_ARRIVALS);
    let people = read_people(&reader, listed);
    let month = optional(&reader.find("month"), read_months);
    let dispersion = optional(&reader.find("dispersion"), |field| field.number(0.1..=1e9));
    let citizenship = read_citizenship(&reader.need("citizenship"));
    reader.finish();
    Some(ArrivalStream {
        name: name.to_owned(),
        arrivals_per_year: arrivals_per_year?,
        people: people?,
        // It is computed once the law is known.
        eligible_share: Trajectory::constant(1.0),
        month: month?,
        dispersion: dispersion?,
        citizenship: citizenship?,
    })
}

/// The facts of a stream's people.
fn read_people(reader: &Reader<'_>, listed: &[Listed]) -> Option<StreamPeople> {
    let age = reader.need("age").table().and_then(read_age);
    let spouse = reader.need("spouse").table().and_then(read_spouse_chance);
    let children = reader.need("children").table().and_then(read_children);
    let education = read_shares_over_time(&reader.need("education"), 8);
    let first_language = reader.need("first_language").table().and_then(read_first_language);
    let second_language = reader.need("second_language").table().and_then(read_second_language);
    let canadian_work = read_shares_over_time(&reader.need("canadian_work"), 6);
    let foreign_work = read_shares_over_time(&reader.need("foreign_work"), 6);
    let canadian_study = read_shares(&reader.need("canadian_study"), 3);
    let two_year_study = optional(&reader.find("two_year_study"), Field::share);
    let sibling = reader.need("sibling").share();
    let relative = optional(&reader.find("relative"), Field::share);
    let job_offer = reader.need("job_offer").table().and_then(read_job_offer);
    let trade_certificate = optional(&reader.find("trade_certificate"), Field::share);
    let works_in_canada = reader.need("works_in_canada").flag();
    let occupation = read_occupation_shares(&reader.need("occupation"), listed);
    let JobOffers { share, rate } = job_offer?;
    Some(StreamPeople {
        age: age?,
        spouse: spouse?,
        education: education?,
        first_language: first_language?,
        second_language: second_language?,
        canadian_work: canadian_work?,
        foreign_work: foreign_work?,
        canadian_study: canadian_study?,
        two_year_study: two_year_study?,
        sibling: sibling?,
        relative: relative?.unwrap_or(0.0),
        job_offer: share,
        job_offer_rate: rate,
        trade_certificate: trade_certificate?.unwrap_or(0.0),
        works_in_canada: works_in_canada?,
        occupation: occupation?,
        children: children?,
    })
}

fn read_age(reader: Reader<'_>) -> Option<AgeModel> {
    let (mean, sd) = (reader.need("mean").number(19.0..=52.0), reader.need("sd").rate());
    reader.finish();
    Some(AgeModel { mean: mean?, sd: sd? })
}

fn read_spouse_chance(reader: Reader<'_>) -> Option<SpouseChance> {
    let (at_29, per_year) = (reader.need("at_29").share(), reader.need("per_year").number(-1.0..=1.0));
    reader.finish();
    Some(SpouseChance { at_29: at_29?, per_year: per_year? })
}

fn read_children(reader: Reader<'_>) -> Option<Children> {
    let (alone, with_spouse) =
        (reader.need("alone").number(0.0..=5.0), reader.need("spouse").number(0.0..=5.0));
    reader.finish();
    Some(Children { alone: poisson_numbers(alone?), with_spouse: poisson_numbers(with_spouse?) })
}

fn read_second_language(reader: Reader<'_>) -> Option<SecondLanguage> {
    let share = reader.need("share").share();
    let (mean, sd) = (reader.need("mean").rate(), reader.need("sd").rate());
    reader.finish();
    Some(SecondLanguage { share: share?, level: LatentLevel { mean: mean?, sd: sd?, floor: 0 } })
}

/// Job offers of a stream: the share with one at arrival, and the yearly rate of finding one.
struct JobOffers {
    share: ByYear,
    rate: ByYear,
}

fn read_job_offer(reader: Reader<'_>) -> Option<JobOffers> {
    let share = read_by_year(&reader.need("share"), 0.0..=1.0);
    let rate = read_by_year(&reader.need("rate"), 0.0..=f64::INFINITY);
    reader.finish();
    Some(JobOffers { share: share?, rate: rate? })
}

fn read_first_language(reader: Reader<'_>) -> Option<FirstLanguage> {
    let language = reader.need("language").choice(&["english", "french"]);
    for old in ["mean", "drift"] {
        if reader.key_origin(old).is_some() {
            reader.find(old);
            reader.wrong_key(old, format!("`{old}` is now part of `level`"), LEVEL);
        }
    }
    let level = read_trajectory(&reader.need("level"), Transformation::Plain, 0.0..=12.0);
    let (sd, floor) = (reader.need("sd").rate(), reader.need("floor").integer(0..=10));
    reader.finish();
    let language = if language? == 0 { Language::English } else { Language::French };
    Some(FirstLanguage { language, level: level?, sd: sd?, floor: floor? as u8 })
}

/// Poisson numbers of a mean, up to 12.
fn poisson_numbers(mean: f64) -> Cumulative {
    let mut weights = vec![(-mean).exp()];
    for number in 1..=12 {
        weights.push(weights[number - 1] * mean / number as f64);
    }
    Cumulative::new(&weights)
}

/// Twelve weights, at least one of them above 0.
pub fn read_months(field: &Field<'_>) -> Option<[f64; 12]> {
    let months = field.numbers(12, 0.0..=f64::INFINITY)?;
    if months.iter().sum::<f64>() <= 0.0 {
        field.wrong(format!("the weights of `{}` are all 0", field.path), "expected at least one above 0");
        return None;
    }
    months.try_into().ok()
}

/// Shares of countries; the rest of 1 are other countries.
fn read_citizenship(field: &Field<'_>) -> Option<Citizenship> {
    let reader = field.table()?;
    let shares: Vec<Option<(String, f64)>> =
        reader.keys().map(|country| Some((country.to_owned(), reader.find(country).share()?))).collect();
    reader.finish();
    let mut shares = shares.into_iter().collect::<Option<Vec<(String, f64)>>>()?;
    let rest = 1.0 - shares.iter().map(|(_, share)| share).sum::<f64>();
    if rest < -1e-9 {
        field.wrong_together(
            format!("the shares of `{}` sum to {:.4}", field.path, 1.0 - rest),
            "expected at most 1",
        );
        return None;
    }
    shares.push(("other".to_owned(), rest.max(0.0)));
    let weights: Vec<f64> = shares.iter().map(|(_, share)| *share).collect();
    let countries = shares.into_iter().map(|(country, _)| country).collect();
    Some(Citizenship { countries, share: Cumulative::new(&weights) })
}

/// Lists of shares that sum to 1: one for all days, or one at each of some days.
fn read_shares_over_time(field: &Field<'_>, length: usize) -> Option<Shares> {
    if !matches!(field.node?.value, Value::Table(_)) {
        return Some(Shares::constant(read_shares(field, length)?));
    }
    let reader = field.table()?;
    let mut knots = Vec::new();
    for key in reader.keys() {
        let shares = read_shares(&reader.find(key), length);
        knots.push((reader.day(key)?, shares?));
    }
    reader.finish();
    if knots.is_empty() {
        field.wrong(format!("`{}` states no day", field.path), "expected shares by day");
        return None;
    }
    Some(Shares::new(knots))
}

/// A list of shares that sum to 1.
fn read_shares(field: &Field<'_>, length: usize) -> Option<Cumulative> {
    let shares = field.numbers(length, 0.0..=1.0)?;
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > 0.006 {
        field.wrong_together(
            format!("the shares of `{}` sum to {sum:.4}", field.path),
            "expected them to sum to 1",
        );
        return None;
    }
    Some(Cumulative::new(&shares))
}

pub fn read_language(reader: Reader<'_>) -> Option<LanguageModel> {
    let offset = reader.need("offset").numbers(4, -5.0..=5.0);
    let (person, ability) = (reader.need("person").share(), reader.need("ability").share());
    let credentials = reader.need("credentials").number(-5.0..=5.0);
    reader.finish();
    Some(LanguageModel {
        offset: offset?.try_into().ok()?,
        person: person?,
        ability: ability?,
        credentials: credentials?,
    })
}

pub fn read_spouse(reader: Reader<'_>) -> Option<SpouseModel> {
    let tested = reader.need("tested").share();
    let level = reader.need("language").table().and_then(|table| {
        let (mean, sd) = (table.need("mean").number(0.0..=12.0), table.need("sd").rate());
        table.finish();
        Some(LatentLevel { mean: mean?, sd: sd?, floor: 0 })
    });
    let education = read_shares(&reader.need("education"), 8);
    let canadian_work = read_shares(&reader.need("canadian_work"), 6);
    let canadian_study = optional(&reader.find("canadian_study"), Field::share);
    reader.finish();
    Some(SpouseModel {
        tested: tested?,
        level: level?,
        education: education?,
        canadian_work: canadian_work?,
        canadian_study: canadian_study?.unwrap_or(0.0),
    })
}
