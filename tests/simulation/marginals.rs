//! A million generated profiles against the population file that states who they are.

use drawsim::policy::profile::{Abilities, CanadianStudy, Education, Profile};
use drawsim::population::PersonId;
use drawsim::rng::Randomness;

use crate::model::{day, model};

const EACH: u32 = 200_000;

fn people(stream: usize, set: &[&str]) -> Vec<Profile> {
    let model = model("scenarios/history.toml", &[&[PRIOR], set].concat());
    let on = day("2021-07-01");
    let sample =
        |index| model.population().sample(PersonId::new(stream, on, index), on, Randomness::new(7, 0));
    (0..EACH).map(sample).collect()
}

/// People with one number a fact.
const PRIOR: &str = "population.file=\"population/canada_2025_prior.toml\"";

fn streams() -> Vec<String> {
    let model = model("scenarios/history.toml", &[PRIOR]);
    model.population().streams.iter().map(|stream| stream.name.clone()).collect()
}

/// A list of numbers or a number as the file writes it.
fn stated(stream: &str, key: &str) -> toml::Value {
    let text = include_str!("../../scenarios/population/canada_2025_prior.toml");
    let file: toml::Table = text.parse().expect("the shipped population is TOML");
    file["stream"][stream].get(key).cloned().unwrap_or(toml::Value::Float(0.0))
}

fn number(value: &toml::Value) -> f64 {
    value.as_float().or(value.as_integer().map(|whole| whole as f64)).expect("a number")
}

fn shares(stream: &str, key: &str) -> Vec<f64> {
    stated(stream, key).as_array().expect("a list").iter().map(number).collect()
}

fn assert_share(people: &[Profile], expected: f64, what: &str, is: impl Fn(&Profile) -> bool) {
    let found = people.iter().filter(|one| is(one)).count() as f64 / people.len() as f64;
    let error = (expected * (1.0 - expected) / people.len() as f64).sqrt();
    assert!((found - expected).abs() <= 5.0 * error, "{what}: {found} instead of {expected} +- {error}");
}

#[test]
fn the_marginals_are_those_of_the_file() {
    for (stream, name) in streams().iter().enumerate() {
        let people = people(stream, &[]);
        let educations = shares(name, "education");
        let total: f64 = educations.iter().sum();
        for (level, share) in Education::ALL.into_iter().zip(educations) {
            assert_share(&people, share / total, &format!("{name}, {level:?}"), |one| one.education == level);
        }
        for (years, share) in (0_u8..).zip(shares(name, "canadian_work")) {
            let what = format!("{name}, {years} years of Canadian work");
            assert_share(&people, share, &what, |one| one.canadian_work_years == years);
        }
        let kinds = [CanadianStudy::None, CanadianStudy::Short, CanadianStudy::Long];
        for (kind, share) in kinds.into_iter().zip(shares(name, "canadian_study")) {
            assert_share(&people, share, &format!("{name}, {kind:?}"), |one| one.canadian_study == kind);
        }
        let sibling = number(&stated(name, "sibling"));
        assert_share(&people, sibling, &format!("{name}, sibling"), |one| one.sibling);
        let second = number(&stated(name, "second_language")["share"]);
        assert_share(&people, second, &format!("{name}, second language"), |one| one.second.is_some());
        let floor = stated(name, "first_language")["floor"].as_integer().expect("a floor") as u8;
        assert!(people.iter().all(|one| one.first.0.iter().all(|level| (floor..=10).contains(level))));
    }
}

/// Correlation of speaking and reading.
fn correlation(people: &[Profile]) -> f64 {
    let pairs: Vec<(f64, f64)> = people
        .iter()
        .map(|one| {
            let Abilities([speaking, _, reading, _]) = one.first;
            (f64::from(speaking), f64::from(reading))
        })
        .collect();
    let count = pairs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / count;
    let (x, y) = (mean(|pair| pair.0), mean(|pair| pair.1));
    let product: f64 = pairs.iter().map(|pair| (pair.0 - x) * (pair.1 - y)).sum();
    let (xx, yy): (f64, f64) = pairs
        .iter()
        .fold((0.0, 0.0), |sum, pair| (sum.0 + (pair.0 - x).powi(2), sum.1 + (pair.1 - y).powi(2)));
    product / (xx * yy).sqrt()
}

#[test]
fn abilities_depend_on_each_other_as_the_file_states_and_a_scenario_can_change_that() {
    // Without floor and ceiling the correlation of latent levels would be person^2 / (person^2 + ability^2):
    // 0.72 for 0.85 and 0.53; levels in whole numbers between bounds have less of it.
    let usual = correlation(&people(0, &[]));
    assert!(usual > 0.55 && usual < 0.72, "{usual}");
    let independent =
        correlation(&people(0, &["population.language.person=0.0", "population.language.credentials=0.0"]));
    assert!(independent.abs() < 0.01, "{independent}");
    let equal = correlation(&people(
        0,
        &["population.language.ability=0.0", "population.language.offset=[0.0, 0.0, 0.0, 0.0]"],
    ));
    assert!(equal > 0.999, "{equal}");
}
