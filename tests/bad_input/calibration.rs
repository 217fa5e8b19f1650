//! Specs of calibrations, and tables that they are fitted to.

use crate::accepted::assert_accepted;
use crate::command::{Place, USERS_MISTAKE};

fn assert_refused(command: &str, name: &str) {
    Place::new().assert_refused(command, USERS_MISTAKE, name);
}

#[test]
fn bounds_that_a_population_file_does_not_allow_are_refused_with_what_it_allows() {
    assert_refused("calibrate spec_bounds.toml", "spec_bounds");
}

#[test]
fn prior_means_outside_their_bounds_are_refused() {
    assert_refused("calibrate spec_means.toml", "spec_means");
}

#[test]
fn a_window_without_a_published_figure_is_refused_at_its_first_day() {
    assert_refused("calibrate spec_window.toml", "spec_window");
}

#[test]
fn errors_of_figures_that_the_window_does_not_have_are_refused() {
    assert_refused("calibrate spec_errors.toml", "spec_errors");
}

#[test]
fn a_calibration_takes_no_replications_and_names_the_remedy() {
    assert_refused("calibrate canada_2025 --replications 5", "spec_replications");
}

#[test]
fn a_spec_that_is_not_there_is_refused_with_those_that_are() {
    assert_refused("calibrate canada_2052", "spec_missing");
}

#[test]
fn a_round_that_stands_twice_is_refused_with_both_lines() {
    assert_refused("calibrate canada_2025 --rounds rounds_twice.csv", "rounds_twice");
}

#[test]
fn numbers_of_rounds_that_are_missing_are_a_notice() {
    let done = Place::new().run("check history --rounds rounds_gap.csv");
    let text = String::from_utf8(done.stdout).unwrap();
    let notices: Vec<&str> = text.lines().filter(|line| line.contains("missing between")).collect();
    assert_accepted("tests/data/bad/rounds_gap.txt", &format!("{}\n", notices.join("\n").trim()));
}
