//! Profiles as they are submitted, compared with published figures.

use drawsim::experiment::run_ensemble;
use drawsim::model::Model;
use drawsim::policy::profile::{CanadianStudy, JobOffer, Profile};
use drawsim::population::Population;
use drawsim::record::Record;
use drawsim::rng::Randomness;
use drawsim::simulation::State;

use crate::model::{day, model};

/// Score and facts of every profile submitted from the first to the last day, re-submissions included, at the
/// end of its day.
fn submitted(model: &Model, first: &str, last: &str) -> Vec<(u16, Profile)> {
    let mut state = State::start(model, 0);
    let record = &mut Record::counts();
    state.advance(day(first) - 1, record);
    let mut submitted = Vec::new();
    while state.today() <= day(last) {
        let midnight = state.today().start();
        state.advance(state.today(), record);
        let pool = state.pool();
        let new = pool.candidates().map(|one| one.slot).filter(|slot| pool.submitted_at(*slot) >= midnight);
        submitted.extend(new.map(|slot| (pool.score(slot), *pool.profile(slot))));
    }
    submitted
}

/// Whether points for French or for an offer count, as the published share lumps the two.
fn has_offer_or_french(profile: &Profile) -> bool {
    profile.job_offer != JobOffer::None || profile.speaks_french()
}

/// Source: IRCC, Express Entry year-end report 2021, scores and additional points at submission.
#[test]
fn scores_submitted_in_2021_lie_within_three_points_of_each_published_share_and_facts_within_eight() {
    let model = model("scenarios/history.toml", &["population.scale=0.25"]);
    let submitted = submitted(&model, "2021-01-01", "2021-12-31");
    assert!(submitted.len() > 70_000, "{} were submitted", submitted.len());
    let percent = |is_in: &dyn Fn(&(u16, Profile)) -> bool| {
        100.0 * submitted.iter().filter(|one| is_in(one)).count() as f64 / submitted.len() as f64
    };
    let studied = |profile: &Profile| profile.canadian_study != CanadianStudy::None;
    let has_none = |profile: &Profile| !(studied(profile) || profile.sibling || has_offer_or_french(profile));
    let found = [
        ("301 to 350", 16.0, percent(&|one| (301..=350).contains(&one.0))),
        ("351 to 400", 31.0, percent(&|one| (351..=400).contains(&one.0))),
        ("401 to 450", 27.0, percent(&|one| (401..=450).contains(&one.0))),
        ("451 to 500", 21.0, percent(&|one| (451..=500).contains(&one.0))),
        ("no additional points", 58.0, percent(&|one| has_none(&one.1))),
        ("Canadian study", 21.0, percent(&|one| studied(&one.1))),
        ("a sibling", 13.0, percent(&|one| one.1.sibling)),
        ("an offer or French", 12.0, percent(&|one| has_offer_or_french(&one.1))),
    ];
    for (what, published, simulated) in found {
        // The fit compares scores; facts that give additional points follow from the streams.
        let most = if what.contains(" to ") { 3.0 } else { 8.0 };
        assert!(
            (simulated - published).abs() <= most,
            "{what}: {simulated:.1} % for {published} %, {found:.1?}"
        );
    }
}

/// The share of eligible people is judged by a sample of 2,000 of each stream: a standard error of 1 to 2 %.
#[test]
fn first_profiles_of_each_year_come_to_the_arrivals_of_the_streams_on_average() {
    let set = ["population.scale=0.25", "population.behaviour.arrivals.on=false"];
    let model = model("scenarios/history.toml", &set);
    let replications = 6;
    let ensemble = run_ensemble(&model, replications, 2, || ()).unwrap();
    for year in 2016..=2025 {
        let totals = ensemble.replications.iter().map(|counts| {
            let months = counts.flows.iter().filter(|month| month.year == year);
            months.map(|month| f64::from(month.submitted)).sum::<f64>()
        });
        let mean = totals.sum::<f64>() / f64::from(replications);
        let expected = first_profiles(model.population(), year);
        assert!((mean / expected - 1.0).abs() < 0.03, "{year}: {mean:.0} for {expected:.0}");
    }
}

/// Eligible people who are expected to arrive in a year.
fn first_profiles(population: &Population, year: i16) -> f64 {
    let mut expected = 0.0;
    let mut today = day(&format!("{year}-01-01"));
    while today.year() == year {
        let streams = 0..population.streams.len();
        expected += streams.map(|stream| population.new_people_on(stream, today)).sum::<f64>();
        today = today + 1;
    }
    expected
}

#[test]
fn eligible_and_ineligible_profiles_come_to_the_published_number_submitted() {
    let model = model("scenarios/history.toml", &[]);
    let ratios = model.population().arrivals.ineligible_per_eligible.as_ref().unwrap();
    let published = &model.published().submissions;
    assert_eq!(published.len(), 8);
    for row in published {
        let [eligible, ineligible] = [row.eligible, row.ineligible].map(f64::from);
        let stated = eligible * ratios.at(row.year);
        // Ratios have four digits.
        assert!((stated - ineligible).abs() < 0.0001 * eligible, "{}: {stated} for {ineligible}", row.year);
    }
}

#[test]
fn a_stream_may_have_an_over_dispersion_of_its_own() {
    let model = model("scenarios/baseline.toml", &["population.stream.graduates.dispersion=1e9"]);
    let population = model.population();
    let stream = |name: &str| population.streams.iter().position(|stream| stream.name == name).unwrap();
    // Arrivals of a day in many worlds: their variance over their mean is 1 if they are Poisson.
    let ratio = |stream: usize| {
        let numbers: Vec<f64> = (0..400)
            .map(|replication| {
                let randomness = Randomness::new(7, replication);
                let arrivals = population.arrivals_on(day("2026-05-04"), 86_400, |_| 1.0, randomness);
                arrivals.iter().filter(|one| one.person.stream() == stream).count() as f64
            })
            .collect();
        let mean = numbers.iter().sum::<f64>() / 400.0;
        let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / 399.0;
        (mean, variance / mean)
    };
    let (_, own) = ratio(stream("graduates"));
    // The standard error of a variance over 400 worlds is 7 %.
    assert!((own - 1.0).abs() < 0.3, "{own}");
    let (mean, common) = ratio(stream("abroad"));
    let expected = 1.0 + mean / 40.0;
    assert!((common / expected - 1.0).abs() < 0.3, "{common} for {expected}");
}
