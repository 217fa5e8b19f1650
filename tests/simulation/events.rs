//! The effect of each event of a life, from a run in which nothing else happens.

use drawsim::model::Model;
use drawsim::policy::profile::Profile;
use drawsim::population::{Cumulative, Shares};
use drawsim::record::{Flows, Record};
use drawsim::simulation::State;

use crate::model::{day, exchange_arrivals, model, quiet};

/// Facts of all candidates in the pool after two years, and the flows up to then.
fn after_two_years(model: &Model) -> (Vec<Profile>, Flows) {
    let mut record = Record::counts();
    let mut state = State::start(model, 0);
    state.advance(model.start() + 730, &mut record);
    let pool = state.pool();
    let people = pool.candidates().map(|one| *pool.profile(one.slot)).collect();
    (people, record.into_counts().total())
}

/// People who work in Canada and to whom nothing but birthdays and anniversaries happens.
fn workers() -> Model {
    let mut model = quiet();
    model.change_people(exchange_arrivals);
    model
}

fn share(people: &[Profile], is: impl Fn(&Profile) -> bool) -> f64 {
    people.iter().filter(|one| is(one)).count() as f64 / people.len() as f64
}

#[test]
fn who_loses_the_permit_to_work_gains_no_more_canadian_years() {
    let mut model = workers();
    model.change_people(|people| {
        people.streams[1].people.canadian_work = Shares::constant(Cumulative::new(&[1.0]))
    });
    let working = after_two_years(&model).0;
    assert!(share(&working, |one| one.canadian_work_years > 0) > 0.2);
    model.change_people(|people| people.life.status_loss_rate = 1e6);
    model.change_people(|people| people.life.status_loss_leaves = 0.25);
    let (people, _) = after_two_years(&model);
    // But those whose anniversary is the day after they came.
    assert!(share(&people, |one| one.canadian_work_years > 0) < 0.005);
    let abroad = share(&people, |one| one.residence == drawsim::policy::profile::Residence::Abroad);
    let tolerance = 4.0 * (0.25 * 0.75 / people.len() as f64).sqrt();
    // Those of today have not lost it yet.
    assert!((abroad - 0.25).abs() < tolerance + 0.005, "{abroad}");
}

#[test]
fn french_is_learned_at_its_rate() {
    let mut model = quiet();
    model.change_people(|people| people.life.french_rate = 1.0);
    let (people, _) = after_two_years(&model);
    // Ages in the pool are even from 0 to 1 year: 1 - (1 - exp(-1)) / 1 have learned it.
    let expected = (-1.0_f64).exp();
    let tolerance = 4.0 * (expected * (1.0 - expected) / people.len() as f64).sqrt();
    let french = share(&people, Profile::speaks_french);
    assert!((french - expected).abs() < tolerance, "{french} instead of {expected}");
}

#[test]
fn spouses_take_their_test_and_candidates_earn_credentials() {
    let mut model = workers();
    let untested = |one: &Profile| one.spouse.is_some_and(|spouse| spouse.language.is_none());
    let before = after_two_years(&model).0;
    model.change_people(|people| people.life.spouse_test_rate = 1e6);
    model.change_people(|people| people.life.credential_rate = 1e6);
    let after = after_two_years(&model).0;
    assert!(share(&before, untested) > 0.05 && share(&after, untested) < 0.005);
    let masters = |one: &Profile| one.education >= drawsim::policy::profile::Education::TwoOrMore;
    assert!(share(&before, masters) < 0.6 && share(&after, masters) > 0.9, "{}", share(&after, masters));
}

#[test]
fn offers_are_found_and_lost_at_their_rates() {
    let mut model = quiet();
    model.change_people(|people| {
        people.streams[0].people.job_offer_rate = drawsim::population::ByYear::new(vec![(2018, 2.0)]);
        people.life.job_offer_loss_rate = 3.0;
    });
    let (people, _) = after_two_years(&model);
    // Two states: after t years a share g/(g+l) (1 - exp(-(g+l) t)) of those who came without an offer hold
    // one, but an offer lost is not found again before the profile ends: g/(l-g) (exp(-g t) - exp(-l t)),
    // over ages even from 0 to 1.
    let (gain, loss) = (2.0_f64, 3.0_f64);
    let mean = |rate: f64| (1.0 - (-rate).exp()) / rate;
    let expected = gain / (loss - gain) * (mean(gain) - mean(loss));
    let tolerance = 4.0 * (expected * (1.0 - expected) / people.len() as f64).sqrt() + 0.005;
    let found = share(&people, |one| one.job_offer != drawsim::policy::profile::JobOffer::None);
    assert!((found - expected).abs() < tolerance, "{found} instead of {expected}");
}

#[test]
fn who_does_not_register_with_the_job_bank_is_removed_while_that_is_a_duty() {
    let at = |start: &str, registered: f64| {
        let end = format!("end={}", day(start) + 400);
        let set = [&format!("start={start}"), &end, "start_pool=empty"];
        let mut model = model("tests/data/people/quiet.toml", &set.map(|text| text as &str));
        let registered = drawsim::population::ByYear::new(vec![(2015, registered)]);
        model.change_people(|people| people.life.job_bank.registered = registered);
        let mut record = Record::counts();
        let mut state = State::start(&model, 0);
        state.advance(model.end(), &mut record);
        (f64::from(state.pool().present()), record.into_counts().total().removed)
    };
    // 20 a day stay for 30 days and the day of their submission: a pool of 620, within 4 standard errors.
    let (pool, removed) = at("2015-03-01", 0.0);
    assert!((pool - 620.0).abs() < 4.0 * 620.0_f64.sqrt(), "{pool}");
    assert!(removed > 7_000, "{removed}");
    assert_eq!(at("2015-03-01", 1.0).1, 0);
    assert_eq!(at("2018-03-01", 0.0).1, 0);
}

#[test]
fn papers_age_and_are_renewed_or_the_profile_is_removed() {
    let removed = |oldest_months: u32, renewed: f64| {
        let mut model = quiet();
        model.change_people(|people| {
            people.life.language_test = drawsim::population::Paper { oldest_months, renewed }
        });
        after_two_years(&model).1.removed
    };
    // A test of at most 11 months outlasts a profile of 12, since it holds for 24.
    assert_eq!(removed(11, 0.0), 0);
    assert_eq!(removed(23, 1.0), 0);
    // Ages even over 0 to 23 months: on average half of those of 12 and more months run out before the
    // profile does.
    let (some, submitted) = (f64::from(removed(23, 0.0)), 730.0 * 20.0);
    assert!(some > 0.3 * submitted && some < 0.55 * submitted, "{some} of {submitted}");
}

#[test]
fn a_scenario_adds_and_removes_streams_and_changes_any_key() {
    let more = model("tests/data/people/more.toml", &["population.life.retest_rate=0.7"]);
    let names: Vec<&str> = more.population().streams.iter().map(|stream| stream.name.as_str()).collect();
    assert_eq!(names, ["late", "steady"]);
    assert_eq!(more.population().life.retest_rate, 0.7);
    let (people, flows) = after_two_years(&more);
    let late = share(&people, |one| more.start().years_since(one.birth) > 31);
    assert!((late - 1.0 / 3.0).abs() < 4.0 * (2.0 / 9.0 / people.len() as f64).sqrt(), "{late}");
    let expected = 1.5 * 20.0 * 731.0_f64;
    assert!((f64::from(flows.submitted) - expected).abs() < 4.0 * expected.sqrt(), "{}", flows.submitted);
}

#[test]
fn a_factor_multiplies_the_arrivals_of_its_year_alone() {
    let set = ["population.arrivals.factor={2018=1.0,2019=1.5,2020=1.0}"];
    let model = model("tests/data/people/quiet.toml", &set);
    let mut record = Record::counts();
    State::start(&model, 0).advance(day("2020-12-31"), &mut record);
    let counts = record.into_counts();
    for (year, expected) in [(2018, 7_300.0_f64), (2019, 10_950.0), (2020, 7_320.0)] {
        let months = counts.flows.iter().filter(|month| month.year == year);
        let submitted = f64::from(months.map(|month| month.submitted).sum::<u32>());
        assert!((submitted - expected).abs() < 4.0 * expected.sqrt(), "{year}: {submitted}");
    }
}
