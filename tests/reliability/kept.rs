//! What is kept on the disk to be read back is believed only if it is as it was written.

use std::fs;
use std::path::PathBuf;

use crate::place::Place;

const BACKTEST: &str = "backtest --from 2025-06-01 --to 2025-12-31 --calibration none \
                        --set population.scale=0.01 --replications 1 --threads 1 -o result";

/// The files of a backtest that was killed when it had kept some.
fn kept(place: &Place) -> Vec<PathBuf> {
    let list = || {
        let entries = fs::read_dir(place.path("result.unfinished")).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "csv"));
        files.sort();
        files
    };
    let mut child = place.drawsim().args(BACKTEST.split_whitespace()).spawn().unwrap();
    while list().len() < 3 {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    list()
}

#[test]
fn a_damaged_store_of_a_backtest_is_computed_again() {
    let reference = Place::new();
    reference.run(&format!("{BACKTEST} -q")).done();
    let expected = reference.read("result/backtest.csv");
    let place = Place::new();
    let files = kept(&place);
    // One is cut at the end of a row, one within a row, and in one a number is changed.
    let text = |file: &PathBuf| fs::read_to_string(file).unwrap();
    let last_row = text(&files[0]).trim_end().rfind('\n').unwrap() + 1;
    fs::write(&files[0], &text(&files[0])[..last_row]).unwrap();
    fs::write(&files[1], &text(&files[1])[..text(&files[1]).len() - 3]).unwrap();
    let changed = text(&files[2]).trim_end().to_owned() + "1\n";
    fs::write(&files[2], changed).unwrap();
    let answer = place.run(BACKTEST).done();
    let name = files[0].file_name().unwrap().to_str().unwrap();
    let notice =
        format!("notice: `result.unfinished/{name}` is not as it was written; its rows are computed again\n");
    assert_eq!(answer.err.matches("is not as it was written").count(), 3, "{}", answer.err);
    assert!(answer.err.replace(place.path("").to_str().unwrap(), "").contains(&notice), "{}", answer.err);
    assert_eq!(place.read("result/backtest.csv"), expected);
    assert_eq!(place.names(), ["result"]);
}

#[test]
fn a_kept_file_under_the_name_of_another_is_not_believed() {
    let reference = Place::new();
    reference.run(&format!("{BACKTEST} -q")).done();
    let place = Place::new();
    let files = kept(&place);
    fs::copy(&files[0], &files[1]).unwrap();
    fs::write(&files[2], "").unwrap();
    let answer = place.run(BACKTEST).done();
    assert_eq!(answer.err.matches("is not as it was written").count(), 2, "{}", answer.err);
    assert_eq!(place.read("result/backtest.csv"), reference.read("result/backtest.csv"));
}

#[test]
fn a_manifest_that_was_changed_does_not_say_what_may_be_deleted() {
    let place = Place::new();
    let run = crate::place::RUN;
    place.run(&format!("{run} -o result")).done();
    place.write("result/notes.txt", "years of work");
    let manifest = place.read("result/manifest.json");
    let forged = manifest.replace("\"rounds.csv\":", "\"notes.txt\": \"\",\n    \"rounds.csv\":");
    assert_ne!(forged, manifest);
    place.write("result/manifest.json", forged);
    let answer = place.run(&format!("{run} --force -o result"));
    answer.refused(2, "error: `result/manifest.json` is not as drawsim wrote it");
    assert_eq!(place.read("result/notes.txt"), "years of work");
}
