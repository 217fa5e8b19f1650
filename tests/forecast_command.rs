//! `drawsim forecast` and `drawsim odds`: the files of their results, their words, and refused input.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SMALL: [&str; 4] = ["--set", "population.scale=0.02", "--replications", "4"];

fn drawsim(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments).output().unwrap()
}

/// Standard output of a command that succeeds.
fn done(arguments: &[&str]) -> String {
    let done = drawsim(arguments);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// The message of a command that the user got wrong.
fn refused(arguments: &[&str]) -> String {
    let done = drawsim(arguments);
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    error
}

/// The rows of a table as fields.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The places of columns in a table.
fn places<const N: usize>(header: &[String], names: [&str; N]) -> [usize; N] {
    names.map(|name| header.iter().position(|column| column == name).unwrap_or_else(|| panic!("{name}")))
}

#[test]
fn a_forecast_writes_its_table_and_its_chart_and_begins_with_the_first_unpublished_round() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("forecast");
    let path = folder.to_str().unwrap();
    let text = done(&[&["forecast", "baseline", "--set", "end=2026-12-31", "-o", path], &SMALL[..]].concat());
    let first = text.lines().next().unwrap();
    assert!(first.contains("2025-12-14") && first.contains("2026-03-14"), "{first}");
    assert!(!first.contains("reform"), "{first}");
    assert!(
        text.contains("Published since the count and held as they were: 3 rounds, to 2025-12-17"),
        "{text}"
    );
    let rows = rows(&folder.join("forecast.csv"));
    let header = "scenario,round_number,date,round_type,size,held,p10,p25,p50,p75,p90,sd_chance,\
                  sd_parameters,sd_model,method";
    assert_eq!(rows[0].join(","), header);
    assert_eq!(&rows[1][..4], ["baseline", "389", "2026-01-05", "pnp"]);
    for row in &rows[1..] {
        let quantiles: Vec<f64> = row[6..11].iter().filter_map(|cell| cell.parse().ok()).collect();
        assert!(quantiles.is_sorted() && (quantiles.len() == 5 || row[5] == "0.0"), "{row:?}");
    }
    for name in ["forecast.parquet", "charts/forecast.svg", "charts/forecast.png", "manifest.json"] {
        assert!(folder.join(name).exists(), "{name}");
    }
}

#[test]
fn a_reform_is_predicted_by_the_simulation_and_its_first_line_says_so() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("forecast");
    let path = folder.to_str().unwrap();
    let text = done(
        &[&["forecast", "federal_target_cut", "--set", "end=2026-12-31", "-o", path], &SMALL[..]].concat(),
    );
    assert!(text.lines().next().unwrap().contains("The scenario is a reform"), "{text}");
    let rows = rows(&folder.join("forecast.csv"));
    let [method] = places(&rows[0], ["method"]);
    assert!(rows[1..].iter().all(|row| row[method].is_empty() || row[method] == "simulation"));
}

#[test]
fn a_run_ahead_holds_the_rounds_published_since_the_count_and_marks_them() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("run");
    let path = folder.to_str().unwrap();
    done(&[&["run", "baseline", "--set", "end=2026-12-31", "-o", path], &SMALL[..]].concat());
    let rows = rows(&folder.join("rounds.csv"));
    let [number, size, cutoff, published] =
        places(&rows[0], ["round_number", "size", "cutoff", "is_published"]);
    for (wanted, wanted_size, wanted_cutoff) in
        [("386", "399", "731"), ("387", "5000", "515"), ("388", "6000", "399")]
    {
        let held: Vec<_> = rows[1..].iter().filter(|row| row[number] == wanted).collect();
        assert_eq!(held.len(), 4);
        for row in held {
            let found = (&*row[size], &*row[cutoff], &*row[published]);
            assert_eq!(found, (wanted_size, wanted_cutoff, "true"), "{row:?}");
        }
    }
    let later: Vec<_> = rows[1..].iter().filter(|row| row[number] == "389").collect();
    assert!(later.len() == 4 && later.iter().all(|row| row[published] == "false"));
}

/// The shipped tables with two counts and five rounds more.
fn newer(place: &Path) -> [String; 2] {
    let mut rounds = fs::read_to_string("scenarios/published/rounds.csv").unwrap();
    for row in [
        "389,2026-01-05,2026-01-05T15:00:00Z,pnp,,,574,711,2025-11-01T10:00:00Z,2026-01-04,",
        "390,2026-01-07,2026-01-07T15:00:00Z,cec,,,4000,511,2025-11-01T10:00:00Z,2026-01-04,",
    ] {
        rounds += row;
        rounds.push('\n');
    }
    let mut pool = fs::read_to_string("scenarios/published/pool_snapshots.csv").unwrap();
    let last = pool.lines().last().unwrap().replacen("2025-12-14,asof_corrected", "2026-01-04,", 1);
    pool += &format!("{last}\n");
    let paths = ["rounds.csv", "pool.csv"].map(|name| place.join(name).to_str().unwrap().to_owned());
    fs::write(&paths[0], rounds).unwrap();
    fs::write(&paths[1], pool).unwrap();
    paths
}

#[test]
fn with_newer_tables_the_origin_moves_to_the_newest_count() {
    let place = tempfile::tempdir().unwrap();
    let [rounds, pool] = newer(place.path());
    let folder = place.path().join("forecast");
    let tables = ["--rounds", &rounds, "--pool", &pool, "--set", "end=2026-12-31"];
    let path = folder.to_str().unwrap();
    let text = done(&[&["forecast", "baseline", "-o", path], &tables[..], &SMALL[..]].concat());
    let first = text.lines().next().unwrap();
    assert!(first.contains("2026-01-04") && !first.contains("reform"), "{first}");
    let forecast = rows(&folder.join("forecast.csv"));
    // The first round after those of 5 and 7 January.
    let first = (&*forecast[1][1], &*forecast[1][2]);
    assert_eq!((first.0, first.1 > "2026-01-07"), ("391", true), "{:?}", forecast[1]);
    let folder = place.path().join("run");
    let path = folder.to_str().unwrap();
    done(&[&["run", "baseline", "-o", path], &tables[..], &SMALL[..]].concat());
    let table = rows(&folder.join("rounds.csv"));
    let [number, cutoff, published] = places(&table[0], ["round_number", "cutoff", "is_published"]);
    let held: Vec<[&str; 2]> = table[1..]
        .iter()
        .filter(|row| row[published] == "true")
        .take(2)
        .map(|row| [&*row[number], &*row[cutoff]])
        .collect();
    assert_eq!(held, [["389", "711"], ["390", "511"]]);
}

#[test]
fn tables_with_gaps_and_other_starts_are_refused_with_place_and_remedy() {
    let place = tempfile::tempdir().unwrap();
    let [rounds, pool] = newer(place.path());
    let text = fs::read_to_string(&rounds).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("389,")).collect();
    fs::write(&rounds, lines.join("\n") + "\n").unwrap();
    for command in [&["forecast", "baseline"][..], &["odds", "--crs", "505", "--program", "cec"]] {
        let error = refused(&[command, &["--rounds", &rounds, "--pool", &pool, "-o", "no/such"]].concat());
        assert!(error.contains("round 389 is missing before round 390"), "{error}");
        assert!(error.contains("`drawsim import` reads all of them"), "{error}");
    }
    let error = refused(&["forecast", "baseline", "--pool", &pool, "-o", "no/such"]);
    assert!(error.contains("give `--rounds` too"), "{error}");
    let error = refused(&["forecast", "history", "-o", "no/such"]);
    assert!(error.contains("the newest count is of 2025-12-14"), "{error}");
}

#[test]
fn of_a_type_that_was_never_held_the_simulation_speaks_and_a_notice_says_so() {
    let place = tempfile::tempdir().unwrap();
    let [rounds, folder] = ["rounds.csv", "forecast"].map(|name| place.path().join(name));
    let text = fs::read_to_string("scenarios/published/rounds.csv").unwrap();
    fs::write(&rounds, text.replace(",healthcare,", ",stem,")).unwrap();
    let [rounds, path] = [&rounds, &folder].map(|path| path.to_str().unwrap());
    let command = ["forecast", "baseline", "--rounds", rounds, "--set", "end=2026-12-31", "-o", path];
    let done = drawsim(&[&command, &SMALL[..]].concat());
    let notices = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "{notices}");
    assert!(notices.contains("no round of the type `healthcare` was published yet"), "{notices}");
    let rows = rows(&folder.join("forecast.csv"));
    let [round_type, method] = places(&rows[0], ["round_type", "method"]);
    let methods = |wanted: &str| -> Vec<&str> {
        let rows = rows.iter().filter(|row| row[round_type] == wanted);
        rows.map(|row| &*row[method]).filter(|method| !method.is_empty()).collect()
    };
    assert!(!methods("healthcare").is_empty() && !methods("cec").is_empty());
    assert!(methods("healthcare").iter().all(|method| *method == "simulation"));
    assert!(methods("cec").iter().all(|method| *method == "stacked"));
}

#[test]
fn a_bare_score_gets_its_odds_and_those_of_points_gained() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("odds");
    let path = folder.to_str().unwrap();
    let command = ["odds", "--crs", "505", "--program", "cec", "--scenario", "baseline", "-o", path];
    let text = done(&[&command, &SMALL[..]].concat());
    let first = text.lines().next().unwrap();
    assert!(first.starts_with("Odds from 2025-12-14") && first.contains("2,000 paths"), "{first}");
    assert!(text.contains("A profile tells more than a score"), "{text}");
    let rows = rows(&folder.join("odds.csv"));
    assert_eq!(
        rows[0].join(","),
        "profile,round_type,horizon,change,probability,ci95_low,ci95_high,median_date"
    );
    let probability = |change: &str, horizon: &str| -> f64 {
        let found = rows.iter().find(|row| row[1..4] == ["any", horizon, change]);
        found.unwrap()[4].parse().unwrap()
    };
    let changes =
        ["none", "plus_10", "plus_25", "plus_50", "plus_600"].map(|change| probability(change, "3_months"));
    assert!(changes.is_sorted(), "{changes:?}");
    let text = done(&[&["odds", "--crs", "250", "--program", "cec"], &SMALL[..]].concat());
    assert!(text.contains("250 points are below every simulated cutoff"), "{text}");
}

#[test]
fn a_profile_gets_its_birthday_its_test_and_the_best_change() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("me.toml");
    let profile = "[[profile]]\ncandidate = \"me\"\nbirth_date = 1996-04-01\n\
                   education = \"masters\"\nclb = 9\n\
                   test_date = 2024-06-01\ncanadian_work_years = 1\nnoc = \"21231\"\n";
    fs::write(&file, profile).unwrap();
    let text = done(&[&["odds", file.to_str().unwrap()], &SMALL[..]].concat());
    assert!(text.contains("2026-04-01: turns 30"), "{text}");
    assert!(text.contains("2026-06-01: the language test expires"), "{text}");
    assert!(text.contains("Of these a nomination moves the odds most"), "{text}");
    // French that expires, in a profile whose first test holds.
    let french = "second_clb = 7\nsecond_test_date = 2024-05-01\n";
    fs::write(&file, profile.replace("test_date = 2024", "test_date = 2025") + french).unwrap();
    let text = done(&[&["odds", file.to_str().unwrap()], &SMALL[..]].concat());
    assert!(text.contains("2026-05-01: the test in the other official language expires"), "{text}");
    let french = french.replace("2024-05-01", "2023-05-01");
    fs::write(&file, profile.replace("test_date = 2024", "test_date = 2025") + &french).unwrap();
    let error = refused(&["odds", file.to_str().unwrap()]);
    assert!(error.contains("expected a later `second_test_date`"), "{error}");
    fs::write(&file, profile.replace("clb = 9", "clb = 4").replace("masters", "none")).unwrap();
    let error = refused(&["odds", file.to_str().unwrap()]);
    assert!(error.contains("me.toml:1") && error.contains("no program admits `me`"), "{error}");
}

#[test]
fn what_the_law_has_not_and_days_without_odds_are_refused() {
    let score = ["odds", "--crs", "505", "--program", "cec"];
    let error = refused(&[&score[..], &["--category", "helthcare"]].concat());
    assert!(error.contains("the law has no category `helthcare`"), "{error}");
    assert!(error.contains("did you mean `healthcare`?"), "{error}");
    let error = refused(&["odds", "--crs", "505", "--program", "express"]);
    assert!(error.contains("the law has no program `express`"), "{error}");
    let error = refused(&[&score[..], &["--on", "2025-12-01"]].concat());
    assert!(error.contains("2025-12-01 lies before the newest published count, of 2025-12-14"), "{error}");
    let error = refused(&[&score[..], &["--on", "2028-06-01"]].concat());
    assert!(error.contains("the scenario ends on 2028-12-31, within a year of 2028-06-01"), "{error}");
    let error = refused(&[&score[..], &["--submitted-at", "2024-01-01"]].concat());
    assert!(error.contains("is no longer valid on 2025-12-14"), "{error}");
}
