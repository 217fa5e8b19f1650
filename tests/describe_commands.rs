//! The commands about scenarios, end to end: `describe`, `diff`, `init`, `list`, `schema`, `check`.

#[path = "golden/said.rs"]
mod said;

use std::fs;
use std::path::Path;

use said::{drawsim, said};
use serde_json::Value;

/// Writes a scenario and returns its folder.
fn scenario(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.toml"), text).unwrap();
    folder
}

#[test]
fn diff_lists_stated_values_alone_with_old_and_new() {
    let folder = scenario(
        "extends = \"baseline\"\n[plan.cec]\nevery_days = 28\n\
         [levels]\nfederal_high_skilled = { 2027 = 90_000 }\n\
         [[policy.change]]\ndate = 2026-07-01\ncrs.additional.sibling = 30\n\
         [[policy.change]]\ndate = 2027-07-01\ncrs.additional.sibling = 15\n",
    );
    let expected = "\
From `baseline` to `mine`: 4 values differ.
  Law
    crs.additional.sibling, from 2026-07-01: 15 → 30
    crs.additional.sibling, from 2027-07-01: 15 in both
  Targets of the Levels Plan
    levels.federal_high_skilled.2027: low 86000, target 111000, high 122000 →
      target 90000
  Plans of rounds
    plan.cec.every_days: 14 → 28
";
    assert_eq!(said(&["diff", "baseline", "mine.toml"], folder.path()), expected);
    assert_eq!(
        said(&["diff", "baseline", "baseline"], folder.path()),
        "From `baseline` to `baseline`: nothing differs.\n"
    );
}

#[test]
fn diff_shows_the_days_that_one_calendar_lacks_and_the_people_by_key() {
    let folder = scenario(
        "extends = \"tiny\"\n[population.life]\nwithdrawal_rate = 0.4\n[calendar]\nholidays = [2015-02-16]\n",
    );
    let text = said(&["diff", "tiny", "mine.toml"], folder.path());
    assert!(text.contains("calendar.holidays: (not set) → 2015-02-16\n"), "{text}");
    let people: Vec<&str> = text.lines().filter(|line| line.contains("population.")).collect();
    assert_eq!(people.len(), 1, "{text}");
    assert!(people[0].ends_with("→ 0.4"), "{text}");
    let other = scenario("extends = \"tiny\"\n[calendar]\nholidays = [2015-02-16, 2015-04-03]\n");
    fs::copy(folder.path().join("mine.toml"), other.path().join("first.toml")).unwrap();
    let text = said(&["diff", "first.toml", "mine.toml"], other.path());
    assert!(text.contains("calendar.holidays: (not set) → 2015-04-03\n"), "{text}");
}

#[test]
fn two_files_of_one_name_are_named_by_their_folders() {
    let folder = scenario("extends = \"tiny\"\n");
    fs::create_dir(folder.path().join("a")).unwrap();
    fs::write(folder.path().join("a/mine.toml"), "extends = \"tiny\"\nseed = 7\n").unwrap();
    let text = said(&["diff", "mine.toml", "a/mine.toml"], folder.path());
    assert!(text.starts_with("From `mine.toml` to `a/mine.toml`: 1 value differs.\n"), "{text}");
}

/// The name is that of the file and its folder, and not of the path that was typed.
#[test]
fn two_files_of_one_name_stay_apart_in_tables_and_in_the_default_folder() {
    let place = tempfile::tempdir().unwrap();
    for folder in ["d1", "d2", "d2/scenarios"] {
        fs::create_dir(place.path().join(folder)).unwrap();
        let text = "extends = \"tiny\"\nreplications = 1\npopulation.scale = 0.01\n";
        fs::write(place.path().join(folder).join("same.toml"), text).unwrap();
    }
    for (typed, from, output, name) in [
        ("d1/same.toml", ".", "output/d1-same", "d1/same"),
        ("same.toml", "d2", "d2/output/d2-same", "d2/same"),
        ("scenarios/same.toml", "d2", "d2/output/same", "same"),
    ] {
        said(&["run", typed, "--quiet"], &place.path().join(from));
        let rows = fs::read_to_string(place.path().join(output).join("cutoffs.csv")).unwrap();
        assert!(rows.lines().nth(1).unwrap().starts_with(&format!("{name},")), "{rows}");
    }
}

#[test]
fn describe_says_what_is_assumed_and_what_differs() {
    let folder = scenario(
        "extends = \"monthly_rounds\"\ntitle = \"Mine\"\n[plan.cec]\nsize = \"targets\"\nhour = 14\n",
    );
    let text = said(&["describe", "mine.toml", "--set", "population.scale=0.1"], folder.path());
    for line in [
        "Mine\nmine, extends monthly_rounds\n",
        "  2025-12-14 to 2028-12-31; 50 replications, seed 20251214\n",
        "  sampled at scale 0.1: one simulated candidate stands for 10 real ones\n",
        "  law: as published\n",
        "  plan `pnp`: pnp, every 28 days; all nominees in the pool; ",
        "Differences from monthly_rounds: 2 values\n",
        "    population.scale: 1 → 0.1\n",
        "    plan.cec.hour: (not set) → 14\n",
        "Differences from the published law: none\n",
    ] {
        assert!(text.contains(line), "`{line}` is missing in:\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn a_run_keeps_its_description_and_begins_its_summary_with_the_differences() {
    let folder = scenario("extends = \"tiny\"\nreplications = 2\n[population.life]\nwithdrawal_rate = 0.4\n");
    let text = said(&["run", "mine.toml", "-o", "result"], folder.path());
    assert!(text.starts_with("mine\nmine, extends tiny\n"), "{text}");
    assert!(text.contains("\nDifferences from tiny: 2 values\n  The run\n"), "{text}");
    let kept = fs::read_to_string(folder.path().join("result/description.txt")).unwrap();
    assert_eq!(kept, said(&["describe", "mine.toml"], folder.path()));
    let (block, _) = kept.split_once("\n\n").unwrap();
    assert!(text.starts_with(&format!("{block}\n\n")), "{text}");
    for chart in ["cutoff_trend", "pool_trend"] {
        let file = folder.path().join(format!("result/charts/{chart}.svg"));
        let chart = fs::read_to_string(file).unwrap();
        for line in block.lines().filter(|line| !line.contains("population.")) {
            assert!(chart.contains(line.trim()), "{line} is missing in {chart}");
        }
    }
    let listed = said(&["list", "."], folder.path());
    let row = listed.lines().last().unwrap();
    assert!(
        row.starts_with("  result   ") && row.contains("   mine ") && row.trim_end().ends_with("B"),
        "{listed}"
    );
}

/// Of 17 lines the summary and the charts have the first 11.
#[test]
fn a_long_description_says_how_many_more_lines_stand_in_the_file() {
    let mut text = "extends = \"tiny\"\n".to_owned();
    for day in 10..15 {
        text += &format!("[[policy.change]]\ndate = 2015-01-{day}\ncrs.additional.nomination = 5{day}\n");
    }
    let folder = scenario(&text);
    let summary = said(&["run", "mine.toml", "-o", "result"], folder.path());
    let kept = fs::read_to_string(folder.path().join("result/description.txt")).unwrap();
    let (block, _) = kept.split_once("\n\n").unwrap();
    assert_eq!(block.lines().count(), 17, "{block}");
    let first: Vec<&str> = block.lines().take(11).collect();
    let head = format!("{}\n  ...and 6 more lines in description.txt\n\n", first.join("\n"));
    assert!(summary.starts_with(&head), "{summary}");
    let chart = fs::read_to_string(folder.path().join("result/charts/cutoff_trend.svg")).unwrap();
    assert!(chart.contains("...and 6 more lines in description.txt"), "{chart}");
}

#[test]
fn every_starter_is_a_scenario_that_differs_from_its_base() {
    for question in ["target", "points", "category", "rounds"] {
        let folder = scenario(&said(&["init", "--question", question], Path::new(".")));
        let text = said(&["describe", "mine.toml"], folder.path());
        let count = text.matches("Differences from baseline: ").count();
        assert_eq!((count, text.contains("Differences from baseline: none")), (1, false), "{text}");
    }
    let own = said(&["init", "--from", "monthly_rounds", "--question", "points"], Path::new("."));
    assert!(own.contains("\nextends = \"monthly_rounds\"  # A cluster of rounds every four weeks"), "{own}");
    assert_eq!(drawsim(&["init", "--from", "nothing"], Path::new(".")).status.code(), Some(2));
}

#[test]
fn list_names_what_the_program_carries() {
    let text = said(&["list"], Path::new("."));
    assert!(text.contains("\n  tiny  "), "{text}");
    assert!(text.contains("\n  population/canada_2025  "), "{text}");
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(said(&["list", "."], empty.path()), "There is no result in `.`.\n");
    assert_eq!(drawsim(&["list", "nothing"], empty.path()).status.code(), Some(1));
}

#[test]
fn check_answers_tools_in_json() {
    let folder = scenario("extends = \"tiny\"\ntitle = \"Mine\"\n[population]\nscale = 2\n");
    let output = drawsim(&["check", "--json", "tiny", "mine.toml"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [fine, broken] = all.as_array().unwrap().as_slice() else { panic!("{all}") };
    assert_eq!((&fine["is_fine"], &fine["name"], &fine["seed"]), (&true.into(), &"tiny".into(), &1.into()));
    assert_eq!(
        fine["rounds"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum::<u64>(),
        3
    );
    let problem = &broken["problems"][0];
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["column"]),
        (&"mine.toml".into(), &4.into(), &9.into())
    );
    assert_eq!(problem["expected"], "expected a number above 0 and at most 1");
}

#[test]
fn schema_is_json_with_the_keys_of_a_scenario() {
    let schema: Value = serde_json::from_str(&said(&["schema"], Path::new("."))).unwrap();
    assert_eq!(schema["properties"]["seed"]["anyOf"][0]["type"], "integer");
}

#[test]
fn a_starter_from_a_file_of_ones_own_is_good_in_any_folder() {
    let folder = scenario("extends = \"monthly_rounds\"\ntitle = \"Mine\"\n");
    fs::create_dir(folder.path().join("out")).unwrap();
    for question in ["target", "points", "category", "rounds"] {
        let text = said(&["init", "--from", "mine.toml", "--question", question], folder.path());
        fs::write(folder.path().join("out/my.toml"), text).unwrap();
        said(&["check", "out/my.toml"], folder.path());
    }
}

#[test]
fn a_starter_from_a_replay_has_days_of_its_run_or_is_refused() {
    let folder = scenario(&said(&["init", "--from", "history", "--question", "points"], Path::new(".")));
    let text = said(&["diff", "history", "mine.toml"], folder.path());
    assert!(text.contains("crs.additional.french, from 2020-07-01: 15 → 50\n"), "{text}");
    for question in ["target", "category", "rounds"] {
        let output = drawsim(&["init", "--from", "history", "--question", question], Path::new("."));
        assert_eq!(output.status.code(), Some(2), "{question}");
    }
}

#[test]
fn two_paths_to_the_scenario_whose_sizes_are_taken_are_no_difference() {
    let folder = scenario("extends = \"baseline\"\nsizes = \"as in baseline\"\n");
    fs::create_dir(folder.path().join("below")).unwrap();
    fs::write(folder.path().join("mid.toml"), "extends = \"baseline\"\n[plan.cec]\nhour = 14\n").unwrap();
    fs::write(folder.path().join("a.toml"), "extends = \"baseline\"\nsizes = \"as in mid\"\n").unwrap();
    fs::write(folder.path().join("below/b.toml"), "extends = \"../a.toml\"\n").unwrap();
    let text = said(&["diff", "a.toml", "below/b.toml"], folder.path());
    assert_eq!(text, "From `a` to `b`: nothing differs.\n");
    let text = said(&["diff", "mine.toml", "a.toml"], folder.path());
    assert!(text.contains("    sizes: as in baseline → as in mid\n"), "{text}");
}

#[test]
fn only_a_command_that_writes_says_that_nothing_was_written() {
    let folder = scenario("extends = \"tiny\"\nseed = -1\n");
    for (arguments, ending) in [
        (&["check", "mine.toml"][..], "1 problem found\n"),
        (&["describe", "mine.toml"], "1 problem found\n"),
        (&["diff", "tiny", "mine.toml"], "1 problem found\n"),
        (&["init", "--from", "mine.toml"], "1 problem found\n"),
        (&["run", "mine.toml"], "1 problem found; nothing was written\n"),
    ] {
        let error = String::from_utf8(drawsim(arguments, folder.path()).stderr).unwrap();
        assert!(error.ends_with(ending), "{arguments:?}: {error}");
    }
}
