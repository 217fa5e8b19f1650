//! Keyed randomness: the same person has the same luck in whatever company.

use std::collections::BTreeMap;

use drawsim::model::Model;
use drawsim::policy::profile::Profile;
use drawsim::population::{PersonId, Trajectory};
use drawsim::record::Record;
use drawsim::simulation::State;
use drawsim::time::{Day, Instant};

use crate::model::{day, lively, model};

/// Everyone in the pool at the end of a day: submission time, score and facts.
fn people(model: &Model, until: Day) -> BTreeMap<PersonId, (Instant, u16, Profile)> {
    let mut state = State::start(model, 0);
    state.advance(until, &mut Record::counts());
    let pool = state.pool();
    let facts = |slot| (pool.submitted_at(slot), pool.score(slot), *pool.profile(slot));
    pool.candidates().map(|one| (pool.person(one.slot), facts(one.slot))).collect()
}

#[test]
fn the_people_of_a_sampled_run_are_people_of_the_full_run() {
    let full = people(&lively(), day("2019-06-30"));
    for scale in [0.5, 0.1] {
        let mut sampled = lively();
        sampled.change_people(|people| people.scale = scale);
        let some = people(&sampled, day("2019-06-30"));
        for (person, facts) in &some {
            assert_eq!(full.get(person), Some(facts), "{person:?}");
        }
        let (expected, error) = (scale * full.len() as f64, (scale * full.len() as f64).sqrt());
        assert!((some.len() as f64 - expected).abs() < 4.0 * error, "{} of {}", some.len(), full.len());
    }
}

#[test]
fn a_smaller_sampled_run_is_part_of_a_larger_one() {
    let sampled = |scale| {
        let mut model = lively();
        model.change_people(|people| people.scale = scale);
        people(&model, day("2018-12-31"))
    };
    let (small, large) = (sampled(0.2), sampled(0.4));
    assert!(small.len() > 500 && large.len() > small.len());
    assert!(small.iter().all(|(person, facts)| large.get(person) == Some(facts)));
}

#[test]
fn more_arrivals_leave_those_who_are_there_as_they_were() {
    let before = people(&lively(), day("2019-06-30"));
    for factor in [1.01, 1.5, 3.0] {
        let mut more = lively();
        more.change_people(|people| {
            let varied = &mut people.streams[1].arrivals_per_year;
            *varied = Trajectory::constant(factor * varied.at(day("2018-01-01")));
        });
        let after = people(&more, day("2019-06-30"));
        assert!(after.len() > before.len());
        assert!(
            before.iter().all(|(person, facts)| after.get(person) == Some(facts)),
            "{factor} times as many"
        );
    }
}

#[test]
fn more_retests_move_no_arrival_and_no_withdrawal() {
    let before = people(&lively(), day("2019-06-30"));
    let mut other = lively();
    other.change_people(|people| people.life.retest_rate = 2.0);
    let after = people(&other, day("2019-06-30"));
    // A better level can only keep somebody in the pool who would have been refused or removed.
    for (person, (submitted_at, ..)) in &before {
        assert_eq!(
            after.get(person).map(|(submitted_at, ..)| submitted_at),
            Some(submitted_at),
            "{person:?}"
        );
    }
    assert!(before.iter().any(|(person, facts)| after[person] != *facts));
}

#[test]
fn a_run_in_one_go_is_the_run_in_many_steps_and_a_clone_goes_on_alone() {
    let model = model("scenarios/history.toml", &["population.scale=0.005", "end=2017-12-31"]);
    let (mut at_once, mut in_steps) = (Record::counts(), Record::counts());
    State::start(&model, 1).advance(model.end(), &mut at_once);
    let mut state = State::start(&model, 1);
    while state.today() < day("2016-05-01") {
        state.advance(state.today(), &mut in_steps);
    }
    let mut forked = in_steps.clone();
    let mut fork = state.clone();
    state.advance(model.end(), &mut in_steps);
    fork.advance(model.end(), &mut forked);
    assert_eq!(at_once.clone().into_counts(), in_steps.into_counts());
    assert_eq!(at_once.into_counts(), forked.into_counts());
}
