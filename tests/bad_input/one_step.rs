//! One-step runs.

use crate::command::{Place, USERS_MISTAKE};

#[test]
fn a_window_without_days_is_refused() {
    let command = "calibrate --check ok.toml --from 2025-03-01 --to 2025-02-28";
    Place::new().assert_refused(command, USERS_MISTAKE, "one_step_from_after_to");
}

#[test]
fn a_window_without_a_published_figure_is_refused() {
    let command = "calibrate --check ok.toml --from 2015-01-01 --to 2015-01-30";
    Place::new().assert_refused(command, USERS_MISTAKE, "one_step_nothing_published");
}

#[test]
fn a_window_before_the_launch_is_refused() {
    let command = "calibrate --check ok.toml --from 2014-12-31";
    Place::new().assert_refused(command, USERS_MISTAKE, "one_step_before_the_launch");
}

#[test]
fn a_check_without_a_scenario_is_refused() {
    Place::new().assert_refused("calibrate --from 2025-03-01", USERS_MISTAKE, "one_step_without_scenario");
}
