//! Wrong uses of `drawsim pool`.

use std::fs;

use crate::command::{Place, USERS_MISTAKE};

fn assert_refused(arguments: &str, name: &str) {
    Place::new().assert_refused(&format!("pool {arguments}"), USERS_MISTAKE, name);
}

#[test]
fn a_pool_needs_a_day_or_a_year() {
    assert_refused("-o pool.csv", "pool_who");
}

#[test]
fn a_pool_needs_a_number() {
    assert_refused("--on 2025-12-14 -o pool.csv", "pool_how_many");
}

#[test]
fn a_published_number_needs_a_snapshot() {
    assert_refused("--on 2021-12-14 --count-from-published -o pool.csv", "pool_without_snapshot");
}

#[test]
fn a_number_and_the_published_one_exclude_each_other() {
    assert_refused("--on 2025-12-14 --count 9 --count-from-published -o pool.csv", "pool_two_numbers");
}

#[test]
fn a_number_is_for_the_pool_of_a_day_alone() {
    assert_refused("--arrivals 2024 --count 9 -o pool.csv", "pool_number_of_arrivals");
    assert_refused("--arrivals 2024 --count-from-published -o pool.csv", "pool_published_arrivals");
}

#[test]
fn the_pool_is_empty_on_the_morning_of_the_launch() {
    assert_refused("--on 2015-01-01 --count 9 -o pool.csv", "pool_at_the_launch");
}

#[test]
fn the_name_of_the_file_says_the_format() {
    assert_refused("--arrivals 2024 -o pool.xlsx", "pool_format");
}

#[test]
fn a_scale_above_one_is_refused() {
    assert_refused("--arrivals 2024 --scale 2 -o pool.csv", "pool_scale");
}

#[test]
fn a_population_that_is_not_there_and_a_broken_one_are_refused() {
    assert_refused("--arrivals 2024 --population nobody.toml -o pool.csv", "pool_nobody");
    assert_refused(
        "--arrivals 2024 --population broken_people_people.toml -o pool.csv",
        "pool_broken_people",
    );
}

#[test]
fn a_file_that_exists_is_replaced_only_by_force() {
    let place = Place::new();
    fs::write(place.path("pool.csv"), "years of work").unwrap();
    let arguments = "pool --on 2016-02-01 --count 5 --quiet -o pool.csv";
    place.assert_refused(arguments, USERS_MISTAKE, "pool_exists");
    let done = place.run(&format!("{arguments} --force"));
    assert!(done.status.success(), "{}", place.message(&done));
    assert_eq!(fs::read_to_string(place.path("pool.csv")).unwrap().lines().count(), 6);
}

#[test]
fn a_published_number_of_more_than_a_year_before_is_refused() {
    assert_refused("--on 2030-01-01 --count-from-published -o pool.csv", "pool_old_snapshot");
}

#[test]
fn a_day_after_the_last_year_of_all_runs_is_refused() {
    assert_refused("--on 2101-01-01 --count 9 -o pool.csv", "pool_late_day");
    Place::new().assert_refused("score profiles.csv --on 2150-01-01", USERS_MISTAKE, "score_late_day");
}

#[test]
fn a_law_that_is_carried_on_is_noticed() {
    let place = Place::new();
    for who in ["--on 2027-06-01 --count 5", "--arrivals 2027 --scale 0.001"] {
        let done = place.run(&format!("pool {who} --force -o pool.csv"));
        let message = place.message(&done);
        assert!(done.status.success(), "{message}");
        assert!(message.starts_with("notice: ") && message.contains("2026-11-03"), "{message}");
    }
}
