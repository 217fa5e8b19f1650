//! How people answer to cutoffs and to announced reforms; and that they do not where a scenario says so.

use drawsim::model::Model;
use drawsim::population::{ArrivalResponse, Effort};
use drawsim::record::{Counts, Record};
use drawsim::simulation::run;

use crate::model::{day, model};

const OFF: [&str; 3] = [
    "population.behaviour.effort.on=false",
    "population.behaviour.arrivals.on=false",
    "population.behaviour.announcement.on=false",
];

fn sampled(set: &[&str]) -> Model {
    let common = ["population.scale=0.02", "end=2021-06-30", "start=2020-06-01", "start_pool=spin_up"];
    model("scenarios/history.toml", &[&common, set].concat())
}

fn counts(model: &Model) -> Counts {
    let mut record = Record::counts();
    run(model, 0, &mut record);
    record.into_counts()
}

#[test]
fn near_means_below_a_cutoff_by_no_more_than_stated() {
    let effort = Effort { is_on: true, size: 0.5, within: 30, delay_days: 7 };
    let near = |score| effort.is_near(score, 470);
    assert_eq!([439, 440, 469, 470].map(near), [false, true, true, false]);
    assert_eq!((effort.most(), Effort { is_on: false, ..effort }.most()), (1.5, 1.0));
    assert!(!Effort { is_on: false, ..effort }.is_near(460, 470));
}

#[test]
fn a_fall_of_100_points_brings_its_size_for_its_days() {
    let response =
        ArrivalResponse { is_on: true, size: 0.6, fall: 60, delay_days: 1, days: 16, streams: vec![0] };
    let on = day("2021-02-13");
    let surge = response.surge(on, 454, 75).expect("a fall of 379 points is seen");
    assert_eq!((surge.from, surge.to), (day("2021-02-15"), day("2021-03-02")));
    assert!((surge.size - 0.6 * 3.79).abs() < 1e-12);
    assert_eq!(response.surge(on, 454, 395), None);
    assert_eq!(response.surge(on, 454, 460), None);
    assert_eq!(ArrivalResponse { is_on: false, ..response }.surge(on, 454, 75), None);
}

#[test]
fn what_is_switched_off_does_nothing_whatever_its_size() {
    let without = counts(&sampled(&OFF));
    let sizes = [
        "population.behaviour.effort.size=3.0",
        "population.behaviour.arrivals.size=3.0",
        "population.behaviour.announcement.arrivals=3.0",
    ];
    assert_eq!(counts(&sampled(&[&OFF[..], &sizes].concat())), without);
    assert_ne!(counts(&sampled(&sizes)), without);
}

#[test]
fn after_the_fall_of_february_2021_more_people_come() {
    let arrivals_of_february = |set: &[&str]| {
        let counts = counts(&sampled(&[&["population.scale=0.1"], set].concat()));
        let is_then = |month: &&drawsim::record::Flows| (month.year, month.month) == (2021, 2);
        f64::from(counts.flows.iter().find(is_then).expect("the run lives it").submitted)
    };
    let (with, without) = (arrivals_of_february(&[]), arrivals_of_february(&OFF));
    // Graduates and workers, a third of all arrivals, from the 15th on.
    assert!(with > 1.04 * without, "{with} and {without}");
}

#[test]
fn people_answer_to_a_reform_between_its_announcement_and_its_first_day() {
    let reform = "policy.change=[{date=2021-04-01, announced=2021-01-01, instrument=\"a test\", \
                  crs={additional={sibling=20}}}]";
    let model = sampled(&[reform]);
    assert_eq!(model.announced(), [(day("2021-01-08"), day("2021-03-31"))]);
    let with = counts(&model);
    let without = counts(&sampled(&[reform, "population.behaviour.announcement.on=false"]));
    let submitted = |counts: &Counts, month: i8| {
        let found = counts.flows.iter().find(|flows| (flows.year, flows.month) == (2021, month));
        f64::from(found.expect("the run lives it").submitted)
    };
    assert_eq!(with.flows[..6], without.flows[..6]);
    let ratio = submitted(&with, 3) / submitted(&without, 3);
    assert!((ratio - 1.1).abs() < 0.06, "{ratio}");
}
