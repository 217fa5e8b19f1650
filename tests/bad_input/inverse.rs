//! Questions to `drawsim plan` that have no meaning, or no answer.

use crate::command::{Place, USERS_MISTAKE};

fn assert_question_refused(question: &str, name: &str) {
    Place::new().assert_refused(&format!("plan {question}"), USERS_MISTAKE, name);
}

#[test]
fn an_unknown_type_of_rounds_is_refused_with_the_known_ones() {
    assert_question_refused("baseline --cutoff foo:500 --by 2027-12-31", "inverse_type");
}

#[test]
fn a_misspelt_type_of_rounds_is_refused_with_a_suggestion() {
    assert_question_refused("baseline --cutoff frensh:400 --by 2027-12-31", "inverse_type_misspelt");
}

#[test]
fn a_type_that_no_target_decides_is_refused() {
    assert_question_refused("baseline --cutoff pnp:700 --by 2027-12-31", "inverse_type_pnp");
}

#[test]
fn a_date_outside_the_planned_days_is_refused() {
    assert_question_refused("baseline --cutoff cec:500 --by 2031-12-31", "inverse_date_late");
    assert_question_refused("baseline --cutoff cec:500 --by 2025-12-20", "inverse_date_early");
}

#[test]
fn a_date_without_such_rounds_before_it_is_refused() {
    assert_question_refused("baseline --cutoff education:480 --by 2026-01-02", "inverse_no_round");
}

#[test]
fn text_that_is_no_cutoff_is_refused() {
    assert_question_refused("baseline --cutoff cec:1201 --by 2027-12-31", "inverse_score");
    assert_question_refused("baseline --cutoff cec:high --by 2027-12-31", "inverse_score_word");
    assert_question_refused("baseline --cutoff cec --by 2027-12-31", "inverse_malformed");
    assert_question_refused("baseline --cutoff cec:500 --by 2027-13-01", "inverse_date_malformed");
    assert_question_refused("baseline --cutoff cec:500", "inverse_no_date");
}

#[test]
fn a_scenario_without_planned_rounds_is_refused() {
    assert_question_refused("ok.toml", "inverse_no_planner");
}
