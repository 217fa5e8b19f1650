//! `drawsim compare`, end to end: scenarios and stored results, the answer, the tables, refusals.

#[path = "golden/said.rs"]
mod said;

use std::fs;
use std::path::Path;

use said::{drawsim, said};

/// A short look ahead with a reform within it.
const SHORT: [&str; 6] = ["--set", "population.scale=0.02", "--set", "end=2026-09-30", "--replications", "4"];

/// The error of a command that the user got wrong.
fn refusal(arguments: &[&str], folder: &Path) -> String {
    let output = drawsim(arguments, folder);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The rows of a table as lists of cells; the header first.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    text.lines().map(|line| line.split(',').map(str::to_owned).collect()).collect()
}

fn column(rows: &[Vec<String>], name: &str) -> usize {
    rows[0].iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"))
}

fn compare(folder: &Path) -> String {
    let names = ["compare", "baseline", "job_offer_points_from_2026", "-o", "result"];
    said(&[&names[..], &SHORT].concat(), folder)
}

#[test]
fn a_comparison_answers_with_a_sentence_a_table_who_gains_and_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    let text = compare(folder.path());
    let unwrapped = text.replace('\n', " ");
    let sentence = unwrapped.split(". ").next().unwrap();
    assert!(
        sentence
            .starts_with("`job_offer_points_from_2026` raises the first CEC cutoff since 2026-07-01 from "),
        "{text}"
    );
    assert!(sentence.ends_with("same people, same luck; the model's own error is not in it)"), "{text}");
    for part in [
        "4 replications of each scenario, 2025-12-14 to 2026-09-30.",
        "Both are one run until 2026-07-01: the first day with a difference or an announcement.",
        "Mean cutoffs, `baseline` against `job_offer_points_from_2026`, in CRS points",
        "Other outcomes of 2026",
        "crs.additional.job_offer_skilled, from 2026-07-01: 0 → 50",
    ] {
        assert!(unwrapped.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("the scenarios differ from the first day"), "{text}");
    let result = folder.path().join("result");
    for file in [
        "compare.csv",
        "compare.parquet",
        "compare_groups.csv",
        "compare_groups.parquet",
        "charts/compare_job_offer_points_from_2026.svg",
        "charts/compare_job_offer_points_from_2026.png",
        "comparison.txt",
        "manifest.json",
    ] {
        assert!(result.join(file).is_file(), "{file}");
    }
    assert_eq!(
        fs::read_to_string(result.join("comparison.txt")).unwrap().lines().next(),
        text.lines().next()
    );
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(result.join("manifest.json")).unwrap()).unwrap();
    assert_eq!(manifest["reforms"][0]["name"], "job_offer_points_from_2026");
    assert!(manifest["reforms"][0]["scenario"].as_str().unwrap().contains("job_offer_skilled"));
}

#[test]
fn the_differences_of_a_comparison_are_reform_less_base_with_their_interval() {
    let folder = tempfile::tempdir().unwrap();
    compare(folder.path());
    let table = rows(&folder.path().join("result/compare.csv"));
    let place = |name: &str| column(&table, name);
    let [base, reform, difference] = ["base", "reform_value", "difference"].map(place);
    let (low, high) = (place("ci95_low"), place("ci95_high"));
    let mut compared = 0;
    for row in table[1..].iter().filter(|row| !row[difference].is_empty()) {
        let number = |place: usize| row[place].parse::<f64>().unwrap();
        assert!((number(reform) - number(base) - number(difference)).abs() < 2e-5, "{row:?}");
        if !row[low].is_empty() {
            assert!(number(low) <= number(difference) && number(difference) <= number(high), "{row:?}");
        }
        compared += 1;
    }
    assert!(compared > 300, "{compared}");
    // Before the month of the reform nothing differs, and that is certain.
    let (year, month) = (place("year"), place("month"));
    let is_past = |row: &&Vec<String>| row[year] == "2026" && row[month] == "6";
    for row in table[1..].iter().filter(is_past) {
        assert_eq!(
            (row[difference].as_str(), row[low].as_str(), row[high].as_str()),
            ("0", "0", "0"),
            "{row:?}"
        );
    }
}

#[test]
fn a_comparison_is_the_same_on_one_thread_and_on_three() {
    let folder = tempfile::tempdir().unwrap();
    for threads in ["1", "3"] {
        let names = ["compare", "baseline", "monthly_rounds", "--quiet", "--threads", threads, "-o", threads];
        said(&[&names[..], &SHORT].concat(), folder.path());
    }
    for table in ["compare.csv", "compare_groups.csv", "charts/compare_monthly_rounds.svg"] {
        let [one, three] = ["1", "3"].map(|name| fs::read(folder.path().join(name).join(table)).unwrap());
        assert!(one == three, "{table}");
    }
}

#[test]
fn other_calendars_are_matched_by_month_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["compare", "baseline", "monthly_rounds", "-o", "result"];
    let text = said(&[&names[..], &SHORT].concat(), folder.path()).replace('\n', " ");
    let expected = "The calendars of rounds differ: cutoffs are matched by month, and the mean of a \
                    year covers the months in which both hold rounds.";
    assert!(text.contains(expected), "{text}");
    assert!(text.contains("The scenarios differ from the first day on."), "{text}");
}

#[test]
fn a_scenario_compared_with_itself_has_no_difference() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["compare", "baseline", "baseline", "-o", "result"];
    let text = said(&[&names[..], &SHORT].concat(), folder.path()).replace('\n', " ");
    assert!(text.contains("Nothing that a run depends on differs: all differences are exactly 0."), "{text}");
    let table = rows(&folder.path().join("result/compare.csv"));
    let difference = column(&table, "difference");
    assert!(table[1..].iter().all(|row| row[difference] == "0"));
}

#[test]
fn stored_results_give_the_comparison_of_their_runs() {
    let folder = tempfile::tempdir().unwrap();
    compare(folder.path());
    for name in ["baseline", "job_offer_points_from_2026"] {
        said(&[&["run", name, "--quiet"][..], &SHORT].concat(), folder.path());
    }
    let stored = ["compare", "output/baseline", "output/job_offer_points_from_2026", "-o", "stored"];
    let text = said(&stored, folder.path());
    assert!(text.contains("Who gains and who loses") || text.contains("No group's invitations"), "{text}");
    let [live, stored] = ["result", "stored"].map(|name| rows(&folder.path().join(name).join("compare.csv")));
    assert_eq!(live.len(), stored.len());
    let difference = column(&live, "difference");
    for (one, other) in live[1..].iter().zip(&stored[1..]) {
        assert_eq!(one[..6], other[..6]);
        let [one, other] = [one, other].map(|row| row[difference].parse::<f64>().unwrap_or(f64::NAN));
        // Stored means have three decimals or more.
        assert!((one - other).abs() < 0.01 || (one.is_nan() && other.is_nan()), "{one} {other}");
    }
}

#[test]
fn a_stored_result_without_a_table_that_it_had_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["baseline", "job_offer_points_from_2026"] {
        said(&[&["run", name, "--quiet"][..], &SHORT].concat(), folder.path());
    }
    for file in ["invited_groups.csv", "invited_monthly.csv"] {
        fs::remove_file(folder.path().join("output/baseline").join(file)).unwrap();
    }
    let output = drawsim(&["compare", "output/baseline", "output/job_offer_points_from_2026"], folder.path());
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("`output/baseline/invited_monthly.csv` is missing"), "{text}");
}

#[test]
fn scenarios_that_do_not_meet_the_same_people_are_refused_with_what_differs() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        refusal(&["compare", "baseline", "job_offer_points_restored", "-o", "result"], folder.path())
            .trim_end(),
        "error: `baseline` and `job_offer_points_restored` do not meet the same people with the same luck: \
         `start` is 2025-12-14 in `baseline` and 2015-01-01 in `job_offer_points_restored`; `end` is \
         2028-12-31 in `baseline` and 2025-12-31 in `job_offer_points_restored`; `seed` is 20251214 in \
         `baseline` and 20150131 in `job_offer_points_restored`; `population.members` is \
         \"scenarios/population/canada_2025_members.csv\" in `baseline` and not stated in \
         `job_offer_points_restored`\n |\n = note: expected one value for both; run them with `--set \
         start=2025-12-14 --set end=2028-12-31 --set seed=20251214 --set \
         population.members=\"scenarios/population/canada_2025_members.csv\"`\n\n1 problem found; nothing \
         was written"
    );
    assert!(!folder.path().join("result").exists());
}

#[test]
fn altered_results_and_options_for_stored_ones_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    said(&[&["run", "tiny", "--quiet", "-o", "one"][..]].concat(), folder.path());
    said(&[&["run", "tiny", "--quiet", "-o", "two", "--set", "seed=5"][..]].concat(), folder.path());
    let other_seed = refusal(&["compare", "one", "two", "-o", "result"], folder.path());
    assert!(other_seed.contains("`seed` is 1 in `one` and 5 in `two`"), "{other_seed}");
    let option = refusal(&["compare", "one", "two", "--seed", "3"], folder.path());
    assert!(option.contains("`--seed` changes nothing in a stored result"), "{option}");
    let mixed = refusal(&["compare", "one", "tiny"], folder.path());
    assert!(mixed.contains("`tiny` is no stored result, and others of the comparison are"), "{mixed}");
    fs::write(folder.path().join("one/rounds.csv"), "a,b\n").unwrap();
    let altered = refusal(&["compare", "one", "one"], folder.path());
    assert!(altered.contains("`one/rounds.csv` is not as drawsim wrote it"), "{altered}");
    let manifest = fs::read_to_string(folder.path().join("two/manifest.json")).unwrap();
    fs::write(folder.path().join("two/manifest.json"), manifest.replace("\"seed\": 5", "\"seed\": 1"))
        .unwrap();
    let altered = refusal(&["compare", "two", "two"], folder.path());
    assert!(altered.contains("it is not as drawsim wrote it"), "{altered}");
}

#[test]
fn a_run_of_a_reform_names_the_command_that_compares_it() {
    let folder = tempfile::tempdir().unwrap();
    let text = said(&[&["run", "job_offer_points_from_2026"][..], &SHORT].concat(), folder.path());
    let expected = "What it changes, on the same people with the same luck: drawsim compare baseline \
                    job_offer_points_from_2026 --set population.scale=0.02 --set end=2026-09-30 \
                    --replications 4";
    assert!(text.contains(expected), "{text}");
    let text = said(&[&["run", "baseline", "-o", "base"][..], &SHORT].concat(), folder.path());
    assert!(!text.contains("drawsim compare"), "{text}");
}

#[test]
fn a_precision_of_the_paired_difference_ends_the_comparison_with_its_batch() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["compare", "history", "job_offer_points_restored", "--quiet"];
    let set = ["--set", "start=2025-01-01", "--set", "end=2025-06-30", "--set", "population.scale=0.02"];
    let precise = ["--precision", "cutoff.cec:20", "--threads", "3", "-o", "precise"];
    said(&[&names[..], &set, &precise].concat(), folder.path());
    said(&[&names[..], &set, &["--replications", "20", "-o", "stated"]].concat(), folder.path());
    let [one, other] =
        ["precise", "stated"].map(|name| fs::read(folder.path().join(name).join("compare.csv")).unwrap());
    assert!(one == other, "a batch of one population alone has 20 replications");
    let manifest = fs::read_to_string(folder.path().join("precise/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!((&manifest["replications"], &manifest["precision"]["is_reached"]), (&20.into(), &true.into()));
}

#[test]
fn reforms_of_one_name_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let twice = ["compare", "baseline", "monthly_rounds", "monthly_rounds"];
    let text = refusal(&twice, folder.path());
    assert!(text.starts_with("error: two reforms are called `monthly_rounds`"), "{text}");
}

#[test]
fn a_quiet_comparison_prints_its_sentence_alone() {
    let folder = tempfile::tempdir().unwrap();
    let names = ["compare", "baseline", "job_offer_points_from_2026", "--quiet"];
    let text = said(&[&names[..], &SHORT].concat(), folder.path());
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(text.starts_with("`job_offer_points_from_2026` raises the first CEC cutoff since"), "{text}");
}

#[test]
fn a_reform_that_ends_cec_rounds_says_so() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ends.toml"), "extends = \"baseline\"\n[plan.cec]\nto = 2026-04-30\n")
        .unwrap();
    let text = said(&[&["compare", "baseline", "ends.toml", "--quiet"][..], &SHORT].concat(), folder.path());
    assert!(text.contains("holds no CEC rounds from 2026-05-"), "{text}");
}

#[test]
fn every_attribute_divides_the_same_invitations() {
    let folder = tempfile::tempdir().unwrap();
    compare(folder.path());
    let table = rows(&folder.path().join("result/compare_groups.csv"));
    let place = |name: &str| column(&table, name);
    let mut sums: std::collections::BTreeMap<String, f64> = std::collections::BTreeMap::new();
    for row in &table[1..] {
        if row[place("outcome")] == "invited" && row[place("year")] == "2026" {
            let base: f64 = row[place("base")].parse().unwrap();
            *sums.entry(row[place("attribute")].clone()).or_default() += base;
        }
    }
    assert_eq!(sums.len(), 7);
    let first = sums["program"];
    for (attribute, sum) in sums {
        // Counts of a sampled run are whole persons of 50.
        assert!((sum - first).abs() < 1.0, "{attribute}: {sum} and {first}");
    }
}
