//! Numbers and tables in a form that is not theirs, relative numbers of nothing, and new categories.

use crate::command::assert_scenario_refused;

#[test]
fn relative_numbers_of_nothing_are_refused_with_what_stands_below_them() {
    assert_scenario_refused("relative");
}

#[test]
fn mistakes_in_a_new_category_are_refused_with_the_codes_that_may_be_meant() {
    assert_scenario_refused("category");
}

#[test]
fn numbers_in_groups_of_digits_are_refused_with_their_form_in_toml() {
    assert_scenario_refused("grouped_numbers");
}

#[test]
fn percentages_and_tables_in_place_of_blocks_are_refused_with_their_form() {
    assert_scenario_refused("percent");
}
