//! One-step runs: published rounds at their published cutoffs, compared with their sizes.

#[path = "golden/named.rs"]
mod named;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use drawsim::document::source::{Origin, Source};
use drawsim::experiment::Workers;
use drawsim::experiment::judging::pool_fit::ScoreRange;
use drawsim::experiment::one_step::{AskedDay, AskedWindow, OneStepRun, OneStepSetup, run_one_steps};
use drawsim::scenario::{Overlay, Scenario};
use named::assert_names;

/// Two rounds of the same second that invite all who are eligible, and one of nominees.
const ROUNDS: &str = "\
round_number,date,drawn_at,round_type,invitations,cutoff,tie_break
1,2015-02-05,2015-02-05T12:00:00Z,no_program_specified,20,0,
2,2015-02-05,2015-02-05T12:00:00Z,cec,50,0,
3,2015-02-06,2015-02-06T12:00:00Z,pnp,10,601,
";

/// A count on the day on which the pool is still empty.
const COUNTS: &str = "\
as_of,flag,total,c_601_1200,c_501_600,c_491_500,c_481_490,c_471_480,c_461_470,c_451_460,c_441_450,\
c_431_440,c_421_430,c_411_420,c_401_410,c_351_400,c_301_350,c_0_300
2015-02-01,,140,0,100,40,,,,,,,,,,,,
";

fn asked(day: &str) -> Option<AskedDay> {
    let origin = Origin { source: Source::new("a test", day), span: 0..day.len() };
    Some(AskedDay { day: day.parse().unwrap(), origin })
}

/// The three rounds in a window that begins with an empty pool, at scale 0.1.
fn setup() -> OneStepSetup {
    let place = tempfile::tempdir().unwrap();
    let (rounds, snapshots) = (place.path().join("rounds.csv"), place.path().join("counts.csv"));
    fs::write(&rounds, ROUNDS).unwrap();
    fs::write(&snapshots, COUNTS).unwrap();
    let set = vec!["population.scale=0.1".to_owned()];
    let overlay = Overlay { set, rounds: Some(rounds), snapshots: Some(snapshots), ..Overlay::default() };
    let scenario = Scenario::load("tiny", &overlay).unwrap();
    let window = AskedWindow { from: asked("2015-02-01"), to: asked("2015-02-10"), warm_up_months: 0 };
    OneStepSetup::new(&scenario, &window).unwrap()
}

fn runs(setup: &OneStepSetup, replications: u32, threads: usize) -> Vec<OneStepRun> {
    run_one_steps(setup, replications, &Workers::start(threads).unwrap(), &|| ())
}

fn assert_near(value: f64, expected: f64) {
    assert!((value - expected).abs() < 1e-12, "{value} is not {expected}");
}

#[test]
fn ratios_of_rounds_and_counts_are_those_computed_by_hand() {
    let run = runs(&setup(), 1, 1).remove(0);
    let numbers: Vec<String> = run.rounds.iter().map(|round| round.number.to_string()).collect();
    assert_eq!(numbers, ["1", "2"], "rounds of nominees are left out");
    // All are at or above a cutoff of 0.
    let all = &run.rounds[0];
    assert!(all.eligible > 100 && all.eligible.is_multiple_of(10), "{all:?}");
    assert_eq!((all.reached, all.size, all.cutoff), (all.eligible, 20, 0));
    assert_near(all.log_ratio, (f64::from(all.eligible) / 20.0).ln());
    // Of those 2 were invited and the others never existed, so that no candidate is left: half a simulated
    // candidate is 5 real ones, a tenth of 50.
    let none = &run.rounds[1];
    assert_eq!((none.reached, none.eligible), (0, 0));
    assert_near(none.log_ratio, 0.1_f64.ln());
    // The pool is empty in the morning of the first day.
    let pool = &run.pools[0];
    assert_eq!((run.pools.len(), pool.date.to_string()), (1, "2015-02-01".to_owned()));
    let top = pool.in_range(ScoreRange { low: 501, high: 600 }).unwrap();
    assert_eq!((top.simulated, top.published), (0.0, 100.0));
    assert_near(top.log_ratio.unwrap(), 0.05_f64.ln());
    assert_near(
        pool.in_range(ScoreRange { low: 491, high: 600 }).unwrap().log_ratio.unwrap(),
        (5.0_f64 / 140.0).ln(),
    );
    assert_eq!(pool.in_range(ScoreRange { low: 601, high: 1200 }).unwrap().log_ratio, None);
    assert_eq!(pool.bands().len(), 3, "bands without a published figure are left out");
}

#[test]
fn the_model_has_the_days_of_the_window_and_no_plan() {
    let OneStepSetup { model, plan } = setup();
    assert_eq!(
        (model.start().to_string(), model.end().to_string()),
        ("2015-02-01".into(), "2015-02-10".into())
    );
    assert!(model.plan().is_empty() && model.warm_up().is_none());
    assert_eq!((plan.rounds.len(), plan.census_days.len()), (3, 1));
}

#[test]
fn a_window_that_is_not_stated_has_the_36_months_up_to_the_newest_count() {
    let scenario = Scenario::load("history", &Overlay::default()).unwrap();
    let window = AskedWindow { from: None, to: None, warm_up_months: 18 };
    let window = OneStepSetup::new(&scenario, &window).unwrap().plan.window;
    assert_eq!((window.from.to_string(), window.to.to_string()), ("2022-12-15".into(), "2025-12-14".into()));
    assert_eq!(window.first().to_string(), "2021-06-15");
}

#[test]
fn replications_are_the_same_on_any_number_of_threads() {
    let setup = setup();
    let one = runs(&setup, 3, 1);
    assert_eq!(one, runs(&setup, 3, 2));
    assert_eq!(one, runs(&setup, 3, 8));
    assert_ne!(one[0].counts, one[1].counts);
}

fn read_all(folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, files);
        } else {
            files.insert(path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap());
        }
    }
}

#[test]
fn the_command_writes_the_same_files_on_1_and_2_threads() {
    let place = tempfile::tempdir().unwrap();
    let mut results = Vec::new();
    for threads in ["1", "2"] {
        let folder = place.path().join(threads);
        let options = "calibrate --check history --from 2024-01-15 --to 2024-05-31 --warm-up 6 \
                       --replications 3 --set population.scale=0.02 --threads";
        let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
            .args(options.split_whitespace().chain([threads, "--output"]))
            .arg(&folder)
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let text = String::from_utf8(done.stdout).unwrap();
        assert_names(&text, &["2024-01-15 to 2024-05-31", "501 to 600", "Rounds furthest off:"]);
        let mut files = BTreeMap::new();
        read_all(&folder, &mut files);
        let manifest = String::from_utf8(files.remove("manifest.json").unwrap()).unwrap();
        assert_names(&manifest, &["\"from\": \"2024-01-15\"", "\"warm_up_months\": 6"]);
        results.push(files);
    }
    assert_eq!(results[0], results[1]);
    let names: Vec<&str> =
        results[0].keys().map(String::as_str).filter(|name| !name.ends_with(".parquet")).collect();
    let expected = [
        "admissions_monthly.csv",
        "flows.csv",
        "innovations.csv",
        "innovations.png",
        "innovations.svg",
        "innovations_monthly.csv",
        "innovations_pool.csv",
    ];
    assert_eq!(names, expected);
    let table = |name: &str| String::from_utf8(results[0][name].clone()).unwrap();
    assert!(!table("innovations.csv").contains(",pnp,"));
    // Published admissions stand in months that lie wholly in the window.
    let admissions = table("admissions_monthly.csv");
    let rows = |month: &str| -> Vec<bool> {
        let rows = admissions.lines().filter(|line| line.starts_with(&format!("history,0,,2024,{month},")));
        rows.map(|row| row.ends_with(',')).collect()
    };
    assert_eq!(rows("1"), [true; 4]);
    assert!(rows("2").contains(&false) && rows("5").contains(&false));
}
