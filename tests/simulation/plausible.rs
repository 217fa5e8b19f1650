//! Face validity of the shipped people: what is true of a person together is possible, and nothing about
//! them steps on 1 January.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::thread;

use drawsim::model::Model;
use drawsim::policy::noc;
use drawsim::policy::profile::{Education, Profile};
use drawsim::population::{PersonId, Population, Shares, least_education, youngest_age};
use drawsim::rng::{Randomness, Sample};
use drawsim::time::Day;

use crate::model::{day, model};

/// First profiles that are sampled in all.
const PEOPLE: u32 = 1_000_000;
const YEARS: std::ops::RangeInclusive<i16> = 2015..=2026;
const DAYS_PER_YEAR: f64 = 365.25;
/// Probes of a discrete distribution, at equal distances.
const PROBES: u32 = 4_000;

fn shipped() -> Model {
    model("scenarios/history.toml", &[])
}

/// First profiles of a stream on a day.
fn people(population: &Population, stream: usize, on: Day, count: u32) -> Vec<Profile> {
    let sample = |index| population.sample(PersonId::new(stream, on, index), on, Randomness::new(7, 0));
    (0..count).map(sample).collect()
}

/// What a check finds in the people of every stream in the middle of every year, a million in all; each
/// stream has a thread.
fn of_a_million<T: Send>(check: impl Fn(&Population, usize, Day) -> Vec<T> + Sync) -> Vec<T> {
    let model = shipped();
    let population = model.population();
    let mut found = Vec::new();
    thread::scope(|scope| {
        let of_stream = |stream| YEARS.flat_map(|year| check(population, stream, mid_year(year))).collect();
        let threads = (0..population.streams.len()).map(|stream| scope.spawn(move || of_stream(stream)));
        for thread in threads.collect::<Vec<_>>() {
            found.extend::<Vec<T>>(thread.join().unwrap());
        }
    });
    found
}

fn mid_year(year: i16) -> Day {
    Day::new(year, 7, 1).unwrap()
}

/// People of a stream on a day, when all streams and years are asked for.
fn each(population: &Population) -> u32 {
    PEOPLE.div_ceil((population.streams.len() * YEARS.count()) as u32)
}

fn age(one: &Profile, on: Day) -> f64 {
    f64::from(on - one.birth) / DAYS_PER_YEAR
}

/// What cannot be true of a person together; none if all of it can.
fn impossible(one: &Profile, on: Day) -> Option<String> {
    let group = noc::unit_group(one.occupation);
    let work = one.canadian_work_years + one.foreign_work_years;
    // Births are whole days.
    let (age, youngest) = (age(one, on) + 1.0 / DAYS_PER_YEAR, youngest_age(one.education, work));
    let (education, code) = (one.education, &group.code);
    let is_possible = age >= youngest && age <= 52.01 && education >= least_education(group);
    (!is_possible).then(|| format!("{education:?} aged {age:.2} with {work} years of work in {code} on {on}"))
}

/// The same by examples: no rule of the model says these.
fn odd(one: &Profile, on: Day) -> Option<&'static str> {
    let code = noc::unit_group(one.occupation).code.as_str();
    let work = one.canadian_work_years + one.foreign_work_years;
    let age = age(one, on) + 1.0 / DAYS_PER_YEAR;
    match one.education {
        Education::Bachelor if work >= 5 && age < 25.0 => Some("a bachelor of 24 with five years of work"),
        Education::Doctorate if age < 26.0 => Some("a doctor of 25"),
        _ if work >= 10 && age < 28.0 => Some("ten years of work at 27"),
        _ if age < 19.0 => Some("a candidate of 18"),
        level if code == "41200" && level < Education::Masters => {
            Some("a professor without a master's degree")
        }
        level if code == "31102" && level < Education::Masters => {
            Some("a physician without a degree of medicine")
        }
        level if code == "31301" && level < Education::Bachelor => Some("a nurse without a degree"),
        _ => None,
    }
}

#[test]
fn nobody_of_a_million_is_impossible() {
    let counted = of_a_million(|population, stream, on| {
        let people = people(population, stream, on, each(population));
        let found =
            people.iter().filter_map(|one| impossible(one, on).or_else(|| odd(one, on).map(str::to_owned)));
        vec![(people.len(), found.collect::<Vec<String>>())]
    });
    let people: usize = counted.iter().map(|(people, _)| people).sum();
    assert!(people >= PEOPLE as usize, "{people} people");
    let found: Vec<&String> = counted.iter().flat_map(|(_, found)| found).collect();
    assert!(found.is_empty(), "{} of {people}, such as {:?}", found.len(), found[0]);
}

/// The shares of the values of a distribution on a day, by probes at equal distances.
fn shares(of: &Shares, on: Day) -> BTreeMap<usize, f64> {
    let mut shares = BTreeMap::new();
    for probe in probes() {
        *shares.entry(of.value(on, probe)).or_default() += 1.0 / f64::from(PROBES);
    }
    shares
}

fn probes() -> impl Iterator<Item = Sample> {
    let step = u32::MAX / PROBES;
    (0..PROBES).map(move |probe| Sample(probe * step + step / 2))
}

/// Values that are more or less common among people than stated, beyond sampling and `excess`.
fn uncommon<'a>(
    stated: &'a BTreeMap<usize, f64>,
    values: &[usize],
    excess: f64,
) -> impl Iterator<Item = String> + use<'a> {
    let count = values.len() as f64;
    let mut found: BTreeMap<usize, f64> = BTreeMap::new();
    values.iter().for_each(|value| *found.entry(*value).or_default() += 1.0 / count);
    (0..10).filter_map(move |value| {
        let stated = stated.get(&value).copied().unwrap_or(0.0);
        let found = found.get(&value).copied().unwrap_or(0.0);
        let error = 5.0 * (stated * (1.0 - stated) / count).sqrt() + 2.0 / f64::from(PROBES);
        ((found - stated).abs() > error + excess)
            .then(|| format!("value {value}: {found:.4}, stated {stated:.4}"))
    })
}

#[test]
fn bounds_on_what_is_possible_keep_the_stated_shares() {
    let found = of_a_million(|population, stream, on| {
        let people = people(population, stream, on, each(population));
        let of = &population.streams[stream].people;
        let mut found = Vec::new();
        // An occupation may ask for more education than was sampled: for a group of professions alone.
        for (name, stated, value, excess) in [
            ("education", &of.education, (|one| one.education as usize) as fn(&Profile) -> usize, 0.002),
            ("Canadian work", &of.canadian_work, |one| usize::from(one.canadian_work_years), 0.0),
            ("foreign work", &of.foreign_work, |one| usize::from(one.foreign_work_years), 0.0),
        ] {
            let values: Vec<usize> = people.iter().map(value).collect();
            let stream = &population.streams[stream].name;
            let uncommon = uncommon(&shares(stated, on), &values, excess).collect::<Vec<String>>();
            found.extend(uncommon.into_iter().map(|text| format!("{stream}, {name}, {on}, {text}")));
        }
        // Ages that are not possible are reflected, so that the mean rises a little.
        let mean = people.iter().map(|one| age(one, on)).sum::<f64>() / people.len() as f64;
        if !(of.age.mean - 0.1..of.age.mean + 1.0).contains(&mean) {
            found.push(format!(
                "{}, mean age {mean:.2}, stated {}",
                population.streams[stream].name, of.age.mean
            ));
        }
        found
    });
    assert!(found.is_empty(), "{found:#?}");
}

/// The relative change of a number from one day to the next.
fn step(number: impl Fn(Day) -> f64, to: Day) -> f64 {
    let (before, after) = (number(to - 1), number(to));
    (after - before).abs() / before.abs().max(1e-9)
}

/// The share of probes whose value changes from one day to the next.
fn moved<T: PartialEq>(value: impl Fn(Day, Sample) -> T, to: Day) -> f64 {
    let changed = probes().filter(|probe| value(to - 1, *probe) != value(to, *probe)).count();
    changed as f64 / f64::from(PROBES)
}

/// The share of probes that other values take from one day to the next: of hundreds of occupations many
/// samples get a neighbour when a share moves a little, and none becomes more common.
fn redistributed<T: Debug>(value: impl Fn(Day, Sample) -> T, to: Day) -> f64 {
    let mut changes: BTreeMap<String, i32> = BTreeMap::new();
    for probe in probes() {
        *changes.entry(format!("{:?}", value(to - 1, probe))).or_default() -= 1;
        *changes.entry(format!("{:?}", value(to, probe))).or_default() += 1;
    }
    f64::from(changes.values().map(|change| change.abs()).sum::<i32>()) / 2.0 / f64::from(PROBES)
}

#[test]
fn arrivals_shares_and_levels_of_people_do_not_step_on_1_january() {
    let model = shipped();
    let population = model.population();
    for year in 2016..=2026 {
        let new_year = Day::new(year, 1, 1).unwrap();
        for (place, stream) in population.streams.iter().enumerate() {
            let (name, people) = (&stream.name, &stream.people);
            let level = &people.first_language.level;
            // December and January have the same weight.
            let arrivals = step(|day| population.new_people_on(place, day), new_year);
            let found = [
                ("arrivals", arrivals),
                ("arrivals without season", step(|day| stream.arrivals_per_year.at(day), new_year)),
                ("eligible share", step(|day| stream.eligible_share.at(day), new_year)),
                ("first language", step(|day| level.at(day), new_year)),
                ("education", moved(|day, probe| people.education.value(day, probe), new_year)),
                ("Canadian work", moved(|day, probe| people.canadian_work.value(day, probe), new_year)),
                ("foreign work", moved(|day, probe| people.foreign_work.value(day, probe), new_year)),
                (
                    "occupation",
                    redistributed(
                        |day, probe| people.occupation.value(day, Education::Bachelor, probe),
                        new_year,
                    ),
                ),
            ];
            for (what, change) in found {
                // Hundreds of occupations among thousands of probes: some gain or lose one.
                let most = if what == "occupation" { 0.03 } else { 0.01 };
                assert!(change < most, "{what} of {name} change by {change:.4} on {new_year}");
            }
        }
    }
}

#[test]
fn a_change_within_a_day_would_be_seen() {
    let new_year = day("2024-01-01");
    assert!(step(|day| if day < new_year { 100.0 } else { 101.0 }, new_year) > 0.005);
    let stepping =
        |day: Day, probe: Sample| probe.0 > if day < new_year { 1 << 30 } else { (1 << 30) + (1 << 26) };
    assert!((moved(stepping, new_year) - 1.0 / 64.0).abs() < 0.001);
}
