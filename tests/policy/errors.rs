//! Refused reforms: each broken file with the exact text of its message.

use drawsim::document::problem::Problems;
use drawsim::document::tree::{Source, Value, parse};
use drawsim::policy::law::Law;

use crate::people::day;

/// The message for a file of blocks in a run of 2024-01-01 to 2028-12-31.
fn message(name: &str) -> String {
    let text = std::fs::read_to_string(format!("tests/data/reforms/{name}.toml")).unwrap();
    let (document, found) = parse(&Source::new(format!("{name}.toml"), text));
    let problems = Problems::new();
    problems.extend(found);
    let Value::Table(mut root) = document.value else { unreachable!() };
    let Value::List(blocks) = root.remove("change").unwrap().node.value else { panic!("no list") };
    let law = Law::with_reforms(&blocks, &problems, day("2024-01-01")..=day("2028-12-31"));
    problems.finish(law).map(|_| ()).expect_err("the file has problems").to_string()
}

fn assert_message(name: &str) {
    let expected = std::fs::read_to_string(format!("tests/data/reforms/{name}.txt")).unwrap();
    assert_eq!(message(name).trim_end(), expected.trim_end(), "{name}");
}

#[test]
fn misspelt_keys_and_wrong_kinds_are_refused() {
    assert_message("keys");
}

#[test]
fn unknown_names_and_codes_are_refused() {
    assert_message("names");
}

#[test]
fn incomplete_factors_and_points_above_a_cap_are_refused() {
    assert_message("factors");
}

#[test]
fn dates_outside_the_run_and_overlaps_are_refused() {
    assert_message("dates");
}

#[test]
fn new_groups_that_admit_everybody_are_refused() {
    assert_message("everybody");
}
