//! Runs that end when they are precise: batches, the limit, the manifest, and the same bytes on any threads.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use drawsim::report::manifest::{Manifest, RanPrecision};
use tempfile::TempDir;

/// Two members of a population.
const MEMBERS: &str = "tests/data/members/people.toml";

fn run(folder: &Path, scenario: &str, options: &str) -> Output {
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", scenario, "--output"])
        .arg(folder)
        .args(options.split_whitespace())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done
}

/// Text of a program with single blanks.
fn plain(text: &[u8]) -> String {
    String::from_utf8_lossy(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The replications in a table of a result.
fn replications(folder: &Path) -> usize {
    let text = fs::read_to_string(folder.join("rounds.csv")).unwrap();
    let replications = text.lines().skip(1).filter_map(|line| line.split(',').nth(1));
    replications.collect::<std::collections::BTreeSet<_>>().len()
}

fn precision(folder: &Path) -> (u32, RanPrecision) {
    let manifest = Manifest::read(folder).unwrap();
    (manifest.replications, manifest.precision.unwrap())
}

#[test]
fn a_wide_interval_is_reached_with_one_batch_of_20() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("result");
    let done = run(&folder, "tiny", "--precision cutoff:400");
    let (ran, found) = precision(&folder);
    assert_eq!((ran, replications(&folder)), (20, 20));
    assert_eq!((found.asked.as_str(), found.most_replications, found.is_reached), ("cutoff:400", 1000, true));
    assert!(found.half_width.unwrap() <= 400.0);
    let text = plain(&done.stdout);
    let said = "`--precision cutoff:400` is reached: the widest 95 % interval of a mean is that of";
    assert!(text.contains(said) && text.contains("20 replications in"), "{text}");
    // The result repeats as it was run, and its description says so.
    assert!(Manifest::read(&folder).unwrap().scenario.contains("replications = 20"));
    assert!(fs::read_to_string(folder.join("description.txt")).unwrap().contains("20 replications"));
}

#[test]
fn the_limit_ends_a_run_with_a_whole_result_and_a_notice() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("result");
    let done = run(&folder, "tiny", "--precision cutoff:0.0001 --most-replications 30");
    let (ran, found) = precision(&folder);
    assert_eq!((ran, replications(&folder), found.is_reached), (30, 30, false));
    let text = plain(&done.stderr);
    let half = found.half_width.unwrap();
    let widest = found.widest.unwrap();
    let (name, year) = widest.split_once(' ').unwrap();
    let expected = format!(
        "`--precision cutoff:0.0001` is not reached after 30 replications, the most of this run: the widest \
         95 % interval of a mean is that of `{name}` in {year}, ± {}. The result is whole; \
         `--most-replications` allows more",
        (half * 1000.0).round() / 1000.0
    );
    assert!(text.contains(&expected), "{text} {expected}");
    let notices = Manifest::read(&folder).unwrap().notices;
    assert!(notices.iter().any(|notice| notice.contains("is not reached after 30")), "{notices:?}");
    assert!(folder.join("cutoffs.csv").exists() && folder.join("manifest.json").exists());
}

#[test]
fn batches_hold_each_member_of_a_population_once() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("result");
    let done = run(&folder, MEMBERS, "--precision admissions:0.001 --most-replications 5");
    // Two members: the limit of five is two batches.
    let (ran, found) = precision(&folder);
    assert_eq!((ran, replications(&folder), found.most_replications), (4, 4, 4));
    assert!(!plain(&done.stderr).contains("sd_parameters"));
}

#[test]
fn a_limit_below_the_number_of_members_is_refused() {
    let place = TempDir::new().unwrap();
    let members = place.path().join("members.csv");
    let two = fs::read_to_string("tests/data/members/members.csv").unwrap();
    let third = two.lines().nth(2).unwrap().replacen('2', "3", 1);
    fs::write(&members, format!("{two}{third}\n")).unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_drawsim"))
        .args(["run", MEMBERS, "--set", &format!("population.members={members:?}"), "--output"])
        .arg(place.path().join("result"))
        .args(["--precision", "cutoff:0.5", "--most-replications", "2"])
        .output()
        .unwrap();
    let text = plain(&done.stderr);
    assert_eq!(done.status.code(), Some(2), "{text}");
    let title = "`--most-replications` is 2, and the calibrated population has 3 members";
    assert!(text.contains(title), "{text}");
    assert!(text.contains("expected 3 or more: a batch simulates each member"), "{text}");
    assert!(!place.path().join("result").exists());
}

/// Every file of a result but the manifest.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in [folder.to_owned(), folder.join("charts")] {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_file() && !entry.ends_with("manifest.json") {
                files.insert(entry.file_name().unwrap().display().to_string(), fs::read(&entry).unwrap());
            }
        }
    }
    files
}

#[test]
fn threads_change_neither_the_number_of_replications_nor_a_byte() {
    let place = TempDir::new().unwrap();
    let ran = ["1", "3"].map(|threads| {
        let folder = place.path().join(threads);
        run(&folder, "tiny", &format!("--precision cutoff:2.5 --most-replications 200 --threads {threads}"));
        (precision(&folder), files(&folder))
    });
    let [(one, files_of_one), (three, files_of_three)] = ran;
    assert_eq!(one, three);
    assert!(one.0.is_multiple_of(20), "{one:?}");
    assert!(files_of_one.len() > 10 && files_of_one == files_of_three);
    // The same number of replications without a precision gives the same tables.
    let folder = place.path().join("plain");
    run(&folder, "tiny", &format!("--replications {}", one.0));
    assert_eq!(files(&folder), files_of_one);
}

#[test]
fn a_trace_and_the_log_of_candidates_change_no_batch() {
    let place = TempDir::new().unwrap();
    let [traced, logged] = ["traced", "logged"].map(|name| place.path().join(name));
    run(&traced, "tiny", "--precision cutoff:400 --trace 5");
    run(&logged, "tiny", "--precision cutoff:400 --candidates");
    assert_eq!([traced, logged].map(|folder| replications(&folder)), [20, 20]);
}
