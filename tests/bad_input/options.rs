//! Options of the command line.

use crate::command::{Place, USERS_MISTAKE};

fn assert_option_refused(options: &str, name: &str) {
    Place::new().assert_refused(&format!("run ok.toml {options}"), USERS_MISTAKE, name);
}

#[test]
fn setting_an_unknown_key_is_refused() {
    assert_option_refused("--set population.skale=0.1 --set sed=7", "set_unknown_key");
    assert_option_refused("--set scale=0.1", "set_deeper_key");
}

#[test]
fn setting_a_wrong_value_is_refused() {
    assert_option_refused(
        "--set population.scale=2 --set seed=seven --set end=2019-12-31",
        "set_wrong_value",
    );
}

#[test]
fn an_assignment_that_is_none_is_refused() {
    assert_option_refused("--set population.scale --set =1", "set_no_assignment");
}

#[test]
fn no_replications_are_refused() {
    assert_option_refused("--replications 0", "replications_zero");
}

#[test]
fn a_precision_that_is_none_is_refused() {
    for (options, name) in [
        ("--precision cutoff", "precision_form"),
        ("--precision cutof:0.5", "precision_outcome"),
        ("--precision cutoff:0", "precision_zero"),
        ("--precision cutoff.cek:0.5", "precision_type"),
        ("--precision cutoff:0.5 --replications 40", "precision_replications"),
        ("--precision cutoff:0.5 --most-replications 1", "precision_most"),
        ("--most-replications 40", "precision_missing"),
    ] {
        assert_option_refused(options, name);
    }
}

#[test]
fn a_seed_that_is_too_large_is_refused_and_not_passed_over() {
    assert_option_refused("--seed 18446744073709551615", "seed_too_large");
}

#[test]
fn no_threads_are_refused() {
    assert_option_refused("--threads 0", "threads_zero");
}

#[test]
fn an_unknown_option_is_refused() {
    assert_option_refused("--thread 2", "option_unknown");
}

#[test]
fn a_scenario_must_be_named() {
    Place::new().assert_refused("run", USERS_MISTAKE, "no_scenario");
}

#[test]
fn an_option_that_stands_for_a_key_is_shown_as_it_was_typed() {
    Place::new().assert_refused("backtest --to 2023-01-01", USERS_MISTAKE, "backtest_to");
}

#[test]
fn negative_numbers_are_refused_as_numbers() {
    for (option, name) in [
        ("--threads -1", "threads_negative"),
        ("--seed -1", "seed_negative"),
        ("--trace -3", "trace_negative"),
        ("--replications -2", "replications_negative"),
    ] {
        assert_option_refused(option, name);
    }
}

#[test]
fn a_huge_number_is_shown_in_few_digits() {
    assert_option_refused("--set nominations.margin=1e300", "margin_huge");
}

#[test]
fn a_mistake_in_a_reform_names_its_block() {
    Place::new().assert_refused("run reform_blocks.toml", USERS_MISTAKE, "reform_blocks");
}

#[test]
fn elements_that_no_list_has_are_refused_with_their_number() {
    let options = "--set calendar.holidays[0]=2020-07-01 --set plan.published[0].size=5 \
                   --set nominations.margin[0]=1 --set policy.change[x].date=2020-07-01";
    assert_option_refused(options, "set_no_list");
    let place = Place::new();
    let beyond = "run baseline --set plan.cec.every_days=7 --set calendar.holidays[40]=2026-07-01 \
                  --set calendar.pauses[2].to=2026-07-01";
    place.assert_refused(beyond, USERS_MISTAKE, "set_beyond_list");
}
