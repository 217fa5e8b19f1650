//! Tables of published rounds and snapshots.

use crate::command::{MACHINES_FAULT, Place, USERS_MISTAKE};

fn assert_rounds_refused(name: &str) {
    Place::new().assert_refused(&format!("run ok.toml --rounds {name}.csv"), USERS_MISTAKE, name);
}

#[test]
fn every_broken_row_is_named() {
    assert_rounds_refused("rounds_row");
}

#[test]
fn rows_of_another_length_are_named() {
    assert_rounds_refused("rounds_broken");
}

#[test]
fn missing_columns_are_named_with_the_nearest_that_are_there() {
    assert_rounds_refused("rounds_column");
}

#[test]
fn an_unknown_round_type_is_named_with_its_row() {
    assert_rounds_refused("rounds_type");
}

#[test]
fn a_broken_row_hides_no_unknown_type_of_another() {
    assert_rounds_refused("rounds_many");
}

#[test]
fn an_empty_table_is_refused() {
    assert_rounds_refused("rounds_empty");
}

#[test]
fn a_table_separated_by_semicolons_and_a_foreign_one_are_one_mistake_each() {
    assert_rounds_refused("rounds_semicolons");
    assert_rounds_refused("rounds_foreign");
}

#[test]
fn occupations_without_a_row_are_named_once() {
    let place = Place::new();
    std::fs::write(place.path("occupations.csv"), "").unwrap();
    place.assert_refused("run ok.toml", USERS_MISTAKE, "occupations_empty");
    std::fs::write(place.path("occupations.csv"), "noc,group,employed\n").unwrap();
    place.assert_refused("run ok.toml", USERS_MISTAKE, "occupations_header_alone");
}

#[test]
fn a_table_with_a_header_alone_is_refused() {
    assert_rounds_refused("rounds_header_alone");
}

#[test]
fn a_table_that_is_not_there_is_refused() {
    assert_rounds_refused("rounds_missing");
}

#[test]
fn a_column_that_stands_twice_and_days_before_the_launch_are_refused() {
    assert_rounds_refused("rounds_nonsense");
}

#[test]
fn a_table_in_an_older_encoding_is_read_and_its_missing_columns_are_named() {
    let place = Place::new();
    std::fs::write(place.path("latin.csv"), b"round_number,date\n1,\xC3\xA9t\xE9\n").unwrap();
    place.assert_refused("run ok.toml --rounds latin.csv", USERS_MISTAKE, "rounds_latin");
}

#[test]
fn profiles_in_another_encoding_are_told_by_line_and_the_others_are_scored() {
    let place = Place::new();
    let text = b"candidate,age,education,clb\nZo\xC3\xAB,30,bachelor,9\n\nAndr\xE9,30,bachelor,9\n\"two\n\
                 \xE9lines\",30,none,4\nlast,30,masters,9\n";
    std::fs::write(place.path("profiles.csv"), text).unwrap();
    let done = place.run("score profiles.csv --on 2025-01-01 --quiet -o scores.csv");
    place.assert_failed(&done, USERS_MISTAKE, "score_latin");
    let scores = std::fs::read_to_string(place.path("scores.csv")).unwrap();
    let names: Vec<&str> = scores.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!(names, ["Zoë", "last"]);
    std::fs::write(place.path("header.csv"), b"candidate,\xE2ge,education,clb\nx,30,bachelor,9\n").unwrap();
    place.assert_refused("score header.csv --on 2025-01-01", USERS_MISTAKE, "score_latin_header");
}

#[test]
fn broken_and_repeated_snapshots_are_named() {
    Place::new().assert_refused("run ok.toml --pool snapshots_broken.csv", USERS_MISTAKE, "snapshots_broken");
}

/// A file that no user can read: the first bytes of a process's memory.
#[cfg(target_os = "linux")]
#[test]
fn a_file_that_the_machine_does_not_read_is_its_fault() {
    let place = Place::new();
    place.assert_refused("run ok.toml --rounds /proc/self/mem", MACHINES_FAULT, "rounds_fault");
    place.assert_refused("run /proc/self/mem", MACHINES_FAULT, "scenario_fault");
    place.assert_refused("import /proc/self/mem", MACHINES_FAULT, "import_fault");
    place.assert_refused("score /proc/self/mem --on 2025-01-01", MACHINES_FAULT, "score_fault");
    place.assert_refused("score nowhere.csv --on 2025-01-01", USERS_MISTAKE, "score_missing");
}

#[test]
fn dates_out_of_reach_and_impossible_counts_are_refused() {
    assert_rounds_refused("rounds_far");
    Place::new().assert_refused("run ok.toml --pool snapshots_far.csv", USERS_MISTAKE, "snapshots_far");
}

#[test]
fn a_quote_without_an_end_is_named() {
    assert_rounds_refused("rounds_quote");
}

#[test]
fn an_occupation_that_stands_twice_is_refused() {
    let place = Place::new();
    let table = "noc,group,employed\n00010,other,4700\n21231,stem,100\n00010,other,4700\n";
    std::fs::write(place.path("occupations.csv"), table).unwrap();
    place.assert_refused("run ok.toml", USERS_MISTAKE, "occupations_twice");
}
