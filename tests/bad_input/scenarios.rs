//! Scenario and population files.

use crate::command::{Place, USERS_MISTAKE, assert_scenario_refused};

#[test]
fn a_scenario_without_a_mistake_runs() {
    let place = Place::new();
    let done = place.run("run ok.toml --quiet --replications 1");
    assert!(done.status.success(), "{}", place.message(&done));
    assert_eq!((done.stdout.len(), done.stderr.len()), (0, 0));
}

#[test]
fn a_misspelt_key_is_refused_with_the_nearest_one() {
    assert_scenario_refused("unknown_key");
}

#[test]
fn a_value_of_the_wrong_type_is_refused() {
    assert_scenario_refused("wrong_type");
}

#[test]
fn a_date_that_does_not_exist_is_refused() {
    assert_scenario_refused("no_such_date");
}

#[test]
fn rounds_out_of_order_are_refused() {
    assert_scenario_refused("rounds_out_of_order");
}

#[test]
fn rounds_outside_the_run_and_without_size_are_refused() {
    assert_scenario_refused("round_outside_the_run");
}

#[test]
fn an_unknown_round_type_is_refused() {
    assert_scenario_refused("unknown_round_type");
}

#[test]
fn an_end_before_the_start_is_refused() {
    assert_scenario_refused("end_before_start");
}

#[test]
fn a_start_before_the_launch_is_refused() {
    assert_scenario_refused("before_the_launch");
}

#[test]
fn an_unknown_start_pool_is_refused() {
    assert_scenario_refused("start_pool_unknown");
}

#[test]
fn a_published_start_pool_needs_a_snapshot() {
    assert_scenario_refused("start_pool_without_snapshot");
}

#[test]
fn nothing_can_be_simulated_before_the_launch() {
    assert_scenario_refused("start_pool_before_the_launch");
}

#[test]
fn a_share_above_one_is_refused() {
    assert_scenario_refused("share_above_one");
}

#[test]
fn a_scale_of_zero_is_refused() {
    assert_scenario_refused("scale_zero");
}

#[test]
fn missing_keys_are_refused() {
    assert_scenario_refused("missing_key");
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    assert_scenario_refused("several");
}

#[test]
fn mistakes_in_one_part_hide_none_in_another() {
    assert_scenario_refused("all_at_once");
    assert_scenario_refused("both_ends");
}

#[test]
fn a_broken_reform_hides_mistakes_in_rounds_only_if_it_may_add_their_types() {
    assert_scenario_refused("reform_beside_rounds");
    assert_scenario_refused("reform_of_category");
}

#[test]
fn an_empty_population_file_is_refused_with_all_that_is_missing() {
    assert_scenario_refused("empty_people");
}

#[test]
fn arrivals_of_all_streams_and_bands_that_overlap_are_refused() {
    assert_scenario_refused("nonsense_people");
}

#[test]
fn values_that_cannot_be_and_keys_that_stand_twice_hide_no_other_mistake() {
    assert_scenario_refused("impossible_values");
}

#[test]
fn what_is_not_toml_is_refused() {
    assert_scenario_refused("not_toml");
}

#[test]
fn negative_rates_and_shares_above_one_of_a_population_are_refused() {
    assert_scenario_refused("negative_rate");
}

#[test]
fn a_population_with_a_mistake_in_every_part_is_refused_with_all_of_them() {
    assert_scenario_refused("broken_people");
}

#[test]
fn mistakes_in_what_a_scenario_lays_over_its_people_are_refused_where_they_stand() {
    assert_scenario_refused("overlaid_people");
}

#[test]
fn old_keys_of_a_population_are_refused_with_the_new_ones() {
    assert_scenario_refused("old_share");
    assert_scenario_refused("old_eligible_share");
    assert_scenario_refused("old_arrivals_year");
    assert_scenario_refused("old_level_drift");
}

#[test]
fn provinces_that_cannot_be_are_refused_with_every_mistake() {
    assert_scenario_refused("provinces");
    assert_scenario_refused("provinces_settle");
    assert_scenario_refused("provinces_removed");
}

#[test]
fn a_population_without_years_and_with_broken_occupations_is_refused() {
    assert_scenario_refused("no_year");
}

#[test]
fn files_that_a_scenario_names_and_that_cannot_be_read_are_refused() {
    assert_scenario_refused("names_missing_files");
}

#[test]
fn a_missing_scenario_is_refused() {
    Place::new().assert_refused("run no_such_scenario.toml", USERS_MISTAKE, "missing_scenario");
}

#[test]
fn a_misspelt_name_of_a_carried_scenario_is_refused() {
    Place::new().assert_refused("run hystory", USERS_MISTAKE, "misspelt_scenario");
    Place::new().assert_refused("run scenarios/histry.toml", USERS_MISTAKE, "misspelt_path");
    Place::new().assert_refused("run wrong_tipe.toml", USERS_MISTAKE, "misspelt_file");
}

#[test]
fn a_scenario_that_is_not_utf8_is_refused() {
    Place::new().assert_refused("run not_utf8.toml", USERS_MISTAKE, "not_utf8");
}

#[cfg(unix)]
#[test]
fn a_device_without_an_end_is_refused() {
    Place::new().assert_refused("run /dev/zero", USERS_MISTAKE, "endless");
}

#[test]
fn a_folder_in_place_of_a_scenario_is_refused() {
    let place = Place::new();
    std::fs::create_dir(place.path("folder.toml")).unwrap();
    place.assert_refused("run folder.toml", USERS_MISTAKE, "folder");
    for name in 1..=10 {
        std::fs::write(place.path(&format!("folder.toml/{name:02}.toml")), "").unwrap();
    }
    place.assert_refused("run folder.toml", USERS_MISTAKE, "folder_of_scenarios");
}

#[test]
fn an_empty_scenario_is_one_mistake() {
    let place = Place::new();
    std::fs::write(place.path("empty.toml"), "# to be written\n").unwrap();
    place.assert_refused("run empty.toml", USERS_MISTAKE, "empty");
    std::fs::write(place.path("child.toml"), "extends = \"empty.toml\"\ntitle = \"child\"\n").unwrap();
    place.assert_refused("run child.toml", USERS_MISTAKE, "empty");
}

#[test]
fn of_a_text_that_is_probably_not_toml_the_first_places_are_reported() {
    let place = Place::new();
    std::fs::copy("scenarios/published/rounds.csv", place.path("rounds.csv")).unwrap();
    let done = place.run("check rounds.csv");
    let message = place.message(&done);
    assert_eq!(done.status.code(), Some(USERS_MISTAKE), "{message}");
    assert_eq!(message.matches("error: this is not valid TOML").count(), 20, "{message}");
    assert!(
        message.contains("more places of this text from here on cannot be read: it is probably not TOML")
    );
}

#[test]
fn two_names_of_rounds_of_all_programs_are_one_type() {
    assert_scenario_refused("plan_all_programs");
}

#[test]
fn two_rounds_of_a_type_at_one_instant_of_a_rhythm_are_refused() {
    assert_scenario_refused("rhythm_twice");
}

#[test]
fn a_number_in_the_place_of_targets_by_year_is_told_with_an_example() {
    assert_scenario_refused("levels_number");
}

#[test]
fn shares_of_nothing_and_misspelt_shares_are_told_as_what_they_are() {
    assert_scenario_refused("targets_zero");
    assert_scenario_refused("split_misspelt");
}

#[test]
fn plans_that_hold_the_same_rounds_in_the_same_period_are_refused() {
    assert_scenario_refused("plan_overlap");
}

#[test]
fn a_category_before_it_exists_in_law_is_refused() {
    assert_scenario_refused("plan_too_early");
}

#[test]
fn sizes_shares_bounds_and_ranges_of_plans_that_cannot_be_are_refused() {
    assert_scenario_refused("plan_numbers");
}

#[test]
fn nominations_that_state_neither_numbers_nor_targets_are_refused() {
    assert_scenario_refused("nominations");
    assert_scenario_refused("nominations_word");
    assert_scenario_refused("nominations_without_target");
}

#[test]
fn a_key_by_its_old_name_is_refused_with_the_new_one() {
    assert_scenario_refused("renamed_key");
}

#[test]
fn changes_of_targets_that_cannot_be_are_refused_all_at_once() {
    assert_scenario_refused("targets_changes");
    assert_scenario_refused("targets_bounds");
    assert_scenario_refused("targets_together");
}

#[test]
fn levels_and_shares_that_state_nothing_are_refused_all_at_once() {
    assert_scenario_refused("levels");
    assert_scenario_refused("levels_announced");
    assert_scenario_refused("levels_announced_soon");
}

#[test]
fn unknown_kinds_and_types_of_a_calendar_are_refused_once() {
    assert_scenario_refused("plan_unknown");
}

#[test]
fn a_planner_that_is_told_nothing_is_refused() {
    assert_scenario_refused("plan_without_planner");
}

#[test]
fn shares_of_a_target_without_rounds_are_refused() {
    assert_scenario_refused("plan_split");
}

#[test]
fn a_rhythm_of_unknown_types_is_refused() {
    assert_scenario_refused("plan_unknown_type");
}

#[test]
fn an_aim_that_is_none_is_refused() {
    assert_scenario_refused("plan_aim");
}

#[test]
fn shares_laid_over_those_of_another_scenario_are_refused_where_they_were_laid() {
    assert_scenario_refused("split_over_baseline");
    let arguments = "run baseline --set targets.split.cec=0.9";
    Place::new().assert_refused(arguments, USERS_MISTAKE, "split_set_over_baseline");
}

#[test]
fn a_plan_that_ends_before_the_run_starts_names_both() {
    let arguments = "run baseline --set start=2026-06-01";
    Place::new().assert_refused(arguments, USERS_MISTAKE, "plan_before_start");
}

#[test]
fn what_makes_no_sense_is_refused() {
    assert_scenario_refused("no_sense");
    let place = Place::new();
    let set =
        "--set title= --set population.life.withdrawal_rate=1e300 --set population.arrivals.factor.2020=101";
    place.assert_refused(&format!("run ok.toml {set}"), USERS_MISTAKE, "no_sense_set");
}

#[test]
fn a_file_without_a_profile_is_refused() {
    let place = Place::new();
    std::fs::write(place.path("nobody.csv"), "age,education,clb\n").unwrap();
    std::fs::write(place.path("nobody.toml"), "profile = []\n").unwrap();
    for name in ["nobody.csv", "nobody.toml"] {
        let arguments = format!("score {name} --on 2025-01-01 -o scores.csv");
        place.assert_refused(&arguments, USERS_MISTAKE, &format!("score_{}", name.replace('.', "_")));
    }
}

#[test]
fn a_misspelt_extends_is_one_mistake_and_hides_no_other() {
    assert_scenario_refused("extends_misspelt");
}

#[test]
fn words_in_capitals_are_told_in_small_letters() {
    assert_scenario_refused("capitals");
    assert_scenario_refused("extends_capitals");
}

#[test]
fn a_folder_hides_no_carried_scenario_and_is_no_suggestion() {
    let place = Place::new();
    std::fs::create_dir(place.path("tiny")).unwrap();
    std::fs::create_dir(place.path("d")).unwrap();
    let done = place.run("check tiny");
    assert!(done.status.success(), "{}", place.message(&done));
    place.assert_refused("run -", USERS_MISTAKE, "scenario_of_one_letter");
}

#[test]
fn a_change_of_law_without_anything_is_refused_where_it_stands() {
    assert_scenario_refused("reform_empty");
}

#[test]
fn assignments_that_set_nothing_and_days_that_do_not_exist_are_refused() {
    let place = Place::new();
    let mut command = place.drawsim();
    command.args(["run", "ok.toml"]);
    for set in
        ["", "# nothing", "[population]", "nominations={}", "end=2015-02-29", "extends=history", "title"]
    {
        command.args(["--set", set]);
    }
    place.assert_failed(&command.output().unwrap(), USERS_MISTAKE, "set_nothing");
}

#[test]
fn files_that_an_assignment_names_are_seen_from_where_the_program_is_started() {
    let place = Place::new();
    std::fs::copy("scenarios/published/rounds.csv", place.path("mine.csv")).unwrap();
    std::fs::create_dir(place.path("inner")).unwrap();
    std::fs::write(place.path("inner/own.toml"), "extends = \"tiny\"\ntitle = \"own\"\n").unwrap();
    for scenario in ["tiny", "inner/own.toml"] {
        let output = format!("{}_result", scenario.len());
        let set = "published.rounds=\"mine.csv\"";
        let done =
            place.drawsim().args(["run", scenario, "-q", "-o", &output, "--set", set]).output().unwrap();
        assert!(done.status.success(), "{}", place.message(&done));
    }
    place.assert_refused("run tiny --set published.rounds=mein.csv", USERS_MISTAKE, "set_missing_file");
}

#[test]
fn rounds_that_contradict_themselves_or_each_other_are_refused() {
    assert_scenario_refused("plan_contradictions");
}

#[test]
fn a_share_of_the_federal_target_for_nominees_is_refused() {
    assert_scenario_refused("split_pnp");
}

/// The sizes of a scenario cannot be its own, nor of other people or days.
#[test]
fn sizes_of_a_scenario_that_does_not_fit_are_refused() {
    for name in ["sizes_circle", "sizes_start", "sizes_days", "sizes_words", "sizes_of_nothing"] {
        assert_scenario_refused(name);
    }
}

#[test]
fn plans_that_no_scenario_has_are_refused_with_the_nearest_names() {
    assert_scenario_refused("plan_names");
}

#[test]
fn plans_and_rounds_that_state_too_little_are_refused_with_both_remedies() {
    assert_scenario_refused("plan_without");
}

#[test]
fn a_single_round_beside_one_of_its_type_is_refused_whichever_plan_holds_it() {
    assert_scenario_refused("round_beside_published");
}

/// An inherited share is a notice; one of the scenario's own is a mistake, at its own line.
#[test]
fn a_share_without_any_round_is_refused_where_the_scenario_states_it() {
    assert_scenario_refused("share_without_plan");
}
