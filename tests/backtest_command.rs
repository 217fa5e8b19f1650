//! `drawsim backtest`: the files of its result, and refused input.

#[path = "golden/named.rs"]
mod named;

use std::process::{Command, Output};

use named::assert_names;

fn drawsim(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments.split_whitespace()).output().unwrap()
}

#[test]
fn a_backtest_writes_its_tables_its_chart_and_its_manifest() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("result");
    let done = drawsim(&format!(
        "backtest --from 2025-09-01 --to 2025-10-31 --calibration none --set population.scale=0.02 \
         --replications 2 -o {}",
        folder.display()
    ));
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(
        text.lines().all(|line| line.chars().count() <= 80 || line.contains(folder.to_str().unwrap())),
        "{text}"
    );
    assert_names(
        &text,
        &["all but pnp", "stacked", "persistence", "2 origins, 2 replications at scale 0.02"],
    );
    for name in ["backtest", "backtest_paths", "backtest_pit", "backtest_reliability", "backtest_summary"] {
        assert!(folder.join(format!("{name}.parquet")).exists());
        assert!(folder.join(format!("{name}.csv")).exists());
    }
    let charts =
        ["backtest_errors", "backtest_pit", "backtest_reliability"].map(|name| format!("charts/{name}"));
    let files = charts.iter().flat_map(|name| [format!("{name}.svg"), format!("{name}.png")]);
    for name in files.chain(["manifest.json".to_owned()]) {
        assert!(folder.join(&name).exists(), "{name}");
    }
    let chart = std::fs::read_to_string(folder.join("charts/backtest_errors.svg")).unwrap();
    assert_names(&chart, &["One candidate in 50 is simulated", "PNP cutoffs are corrected to full scale"]);
    assert!(!place.path().join("result.unfinished").exists());
    let rows = std::fs::read_to_string(folder.join("backtest.csv")).unwrap();
    let header = "origin,round_number,date,round_type,size,rounds_ahead,days_ahead,published,method,\
                  p10,p25,p50,p75,p90,mean,crps,share_below,scored";
    assert_eq!(rows.lines().next(), Some(header));

    // The paths of a round together have the stacked forecast: half of them lie below its median.
    let paths = std::fs::read_to_string(folder.join("backtest_paths.csv")).unwrap();
    assert_eq!(paths.lines().next(), Some("origin,round_number,round_type,path,cutoff"));
    let stacked = rows.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let stacked = stacked.filter(|row| row[8] == "stacked" && row[0] == "2025-09-01");
    let next = stacked.into_iter().find(|row| row[3] == "cec" && row[5] == "1").unwrap();
    let [number, median] = [next[1], next[11]];
    let cutoffs: Vec<f64> = paths
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>())
        .filter(|row| row[0] == "2025-09-01" && row[1] == number)
        .map(|row| row[4].parse().unwrap())
        .collect();
    assert_eq!(cutoffs.len(), 80, "forty paths of each replication");
    let median: f64 = median.parse().unwrap();
    let below = cutoffs.iter().filter(|cutoff| **cutoff <= median.round()).count();
    assert!((40..=50).contains(&below), "{below} of 80 at or below {median}");

    let [early, late] = ["2025-09-01", "2025-10-01"]
        .map(|origin| rows.lines().filter(|line| line.starts_with(origin)).count());
    assert_eq!((early % 5, late % 5), (0, 0), "five methods for each round");
    assert!(early > late && late > 0);
}

#[test]
fn people_fitted_to_what_came_later_are_the_users_mistake() {
    let done = drawsim("backtest --from 2023-06-01 --to 2023-12-31 -o no/such");
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    let at = "scenarios/population/prior.toml:14:1\n   |\n14 | published = 2023-12-31";
    assert_names(&error, &[at]);
    let done = drawsim("backtest history -o no/such");
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    assert_names(&error, &["scenarios/population/canada_2025.toml", "published"]);
}

#[test]
fn a_folder_with_other_files_is_refused_and_stays() {
    let place = tempfile::tempdir().unwrap();
    let foreign = place.path().join("result.unfinished");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("notes.txt"), "years of work").unwrap();
    let done = drawsim(&format!(
        "backtest --from 2025-10-01 --to 2025-10-31 --set population.scale=0.01 --replications 1 -o {}",
        place.path().join("result").display()
    ));
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    let title = format!("error: `{}` holds `notes.txt`, which no backtest wrote\n", foreign.display());
    assert!(error.starts_with(&title), "{error}");
    assert!(foreign.join("notes.txt").exists() && !place.path().join("result").exists());
}

#[test]
fn a_period_in_which_nothing_follows_is_refused() {
    for (period, message) in [
        (
            "--from 2030-01-01 --to 2031-01-01",
            "error: no round was published from the origin 2030-01-01 to 2031-01-01\n",
        ),
        (
            "--origins 2026-04-01 --to 2025-12-31",
            "error: the origin 2026-04-01 is later than the last day, 2025-12-31\n",
        ),
    ] {
        let done = drawsim(&format!("backtest {period} -o no/such"));
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{error}");
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn one_origin_is_one() {
    let place = tempfile::tempdir().unwrap();
    let done = drawsim(&format!(
        "backtest --calibration none --origins 2025-12-01 --to 2025-12-31 --set population.scale=0.01 \
         --replications 1 -o {}",
        place.path().join("result").display()
    ));
    let text = String::from_utf8(done.stdout).unwrap();
    assert_names(&text, &["\n1 origin, 1 replication at scale 0.01"]);
}

#[test]
fn a_type_that_the_law_does_not_know_is_told() {
    let place = tempfile::tempdir().unwrap();
    let rounds = place.path().join("rounds.csv");
    let text = std::fs::read_to_string("scenarios/published/rounds.csv").unwrap();
    let (known, last) = text.trim_end().rsplit_once('\n').unwrap();
    std::fs::write(&rounds, format!("{known}\n{}\n", last.replace(",french,", ",veterinarians,"))).unwrap();
    let done = drawsim(&format!(
        "backtest --from 2025-12-01 --to 2025-12-31 --calibration none --set population.scale=0.02 \
         --replications 1 --rounds {} -o {}",
        rounds.display(),
        place.path().join("result").display()
    ));
    let notices = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.success(), "{notices}");
    assert!(
        notices.contains("the law does not know the type `veterinarians` of published rounds"),
        "{notices}"
    );
}
