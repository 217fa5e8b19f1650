//! Fits of people to published figures: the same bytes on any number of threads, going on after a stop, and
//! mistakes of a spec.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use drawsim::document::problem::InvalidInput;
use drawsim::experiment::Workers;
use drawsim::experiment::calibrate::store::Store;
use drawsim::experiment::calibrate::{Calibration, Done, Fitted, Running, Spec};
use drawsim::model::Model;
use drawsim::scenario::Overlay;

const SMALL: &str = "tests/data/calibration/small.toml";

fn small() -> Calibration {
    Calibration::new(Spec::load(SMALL).unwrap(), &Overlay::default()).unwrap()
}

/// A fit whose runs are kept in a file, and how many runs it took.
fn fit(kept: &Path, threads: usize) -> (Fitted, usize) {
    let mut calibration = small();
    let runs = AtomicUsize::new(0);
    let report = |done| {
        runs.fetch_add(usize::from(done == Done::Run), Ordering::Relaxed);
    };
    let store = Store::open(kept, &calibration.identity()).unwrap();
    let workers = Workers::start(threads).unwrap();
    let fitted = calibration.fit(&mut Running { store, report: &report, workers: &workers }).unwrap();
    (fitted, runs.into_inner())
}

#[test]
fn a_fit_goes_on_where_it_was_stopped_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("runs");
    let (whole, runs) = fit(&kept, 1);
    assert!(runs > 10, "{runs} runs");
    assert!(whole.optima[0].objective < whole.optima[0].path[0]);
    assert_eq!(whole.members.len(), 3);
    // Half of the file is lost; the rest is run again, on two threads.
    let bytes = std::fs::read(&kept).unwrap();
    std::fs::write(&kept, &bytes[..bytes.len() / 2]).unwrap();
    let (resumed, again) = fit(&kept, 2);
    assert!(again > 0 && again < runs, "{again} of {runs} runs");
    assert_eq!(resumed.members, whole.members);
    assert_eq!(resumed.optima, whole.optima);
    let (_, none) = fit(&kept, 1);
    assert_eq!(none, 0);
}

#[test]
fn the_people_of_a_fit_are_a_population_with_members() {
    let folder = tempfile::tempdir().unwrap();
    let result = folder.path().join("fit");
    let output = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["calibrate", SMALL, "--quiet", "-o"])
        .arg(&result)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let set = [
        format!("population.file={:?}", result.join("population.toml")),
        format!("population.members={:?}", result.join("members.csv")),
        "population.stream.graduates.foreign_work[0]=0.5".to_owned(),
        "end=2015-12-31".to_owned(),
    ];
    let overlay = Overlay { set: set.to_vec(), ..Overlay::default() };
    let (_, model) = Model::load("history", &overlay).unwrap();
    assert_eq!(model.members(), 3);
    assert_eq!([0, 1, 2, 3].map(|replication| model.member(replication)), [1, 2, 3, 1].map(Some));
    // The scenario's own share holds for all members, and the notices say so.
    assert!(format!("{:?}", model.notices()).contains("stream.graduates.foreign_work[0]"));
}

#[test]
fn a_quick_fit_of_the_shipped_spec_improves_and_writes_what_a_scenario_reads() {
    let place = tempfile::tempdir().unwrap();
    let result = place.path().join("fit");
    let output = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["calibrate", "scenarios/calibration/canada_2025.toml", "--quick", "-o"])
        .arg(&result)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let summary = String::from_utf8(output.stdout).unwrap();
    // "The objective fell from 5,000 to 1,000 in 2 steps."
    let fell = summary.split("objective fell from ").nth(1).unwrap_or_else(|| panic!("{summary}"));
    let mut words = fell.split_whitespace().map(|word| word.replace(',', "").parse::<f64>());
    let (first, last) = (words.next().unwrap().unwrap(), words.nth(1).unwrap().unwrap());
    assert!(last < first, "{summary}");
    for name in [
        "calibration_targets.csv",
        "charts/calibration_fit.png",
        "charts/calibration_fit.svg",
        "correlations.csv",
        "manifest.json",
        "members.csv",
        "parameters.csv",
        "population.toml",
    ] {
        assert!(result.join(name).is_file(), "{name} is missing");
    }
    let set = [("file", "population.toml"), ("members", "members.csv")];
    let set = set.map(|(key, name)| format!("population.{key}={:?}", result.join(name)));
    let overlay = Overlay { set: set.to_vec(), ..Overlay::default() };
    let (_, model) = Model::load("history", &overlay).unwrap();
    assert_eq!(model.members(), 10);
    // A stopped fit would have left its runs.
    assert!(!place.path().join("fit.runs").exists());
}

#[test]
fn a_fit_goes_on_from_a_population_to_the_newest_count() {
    let place = tempfile::tempdir().unwrap();
    let result = place.path().join("on");
    let output = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["calibrate", "--from", "population/canada_2025.toml", "--quick", "-o"])
        .arg(&result)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let people = std::fs::read_to_string(result.join("population.toml")).unwrap();
    // The newest count that the program carries.
    assert!(people.contains("published = 2025-12-14"), "{people}");
    // It starts with the numbers of the file, not with prior means.
    let spec = Spec::load("monthly").unwrap();
    let day = "2025-12-14".parse().unwrap();
    let on = spec.going_on("population/canada_2025.toml".to_owned(), day);
    let on = Calibration::new(on, &Overlay::default());
    assert!(on.unwrap().evaluator().point_of_file().iter().any(|value| value.abs() > 0.01));
}

#[test]
fn every_mistake_of_a_spec_is_reported() {
    assert_eq!(
        titles(Spec::load("tests/data/calibration/broken.toml").map(|_| ())),
        [
            "unknown key `sede`",
            "the window ends on 2024-07-01 and starts on 2024-07-01",
            "`stream.graduates.arrivals per year` is not the path of a number, such as `life.retest_rate` or \
             `education[6]`",
            "`parameter[0].sd` is 0",
            "`parameter[1].keys` names no key",
            "`parameter[1].transformation` is `square`",
            "the days of `parameter[2].course.knots` do not rise",
        ]
    );
    let spec = Spec { population: "population/prior.toml".to_owned(), ..Spec::load(SMALL).unwrap() };
    let mut missing = spec.clone();
    missing.blocks[1].0.keys = vec!["stream.graduates.foreign_work[9]".parse().unwrap()];
    assert_eq!(
        titles(Calibration::new(missing, &Overlay::default()).map(|_| ())),
        ["there is no `stream.graduates.foreign_work[9]`"]
    );
    assert!(Calibration::new(spec, &Overlay::default()).is_ok());
}

fn titles(result: Result<(), InvalidInput>) -> Vec<String> {
    result.unwrap_err().problems.into_iter().map(|problem| problem.title).collect()
}
