use std::fs;
use std::path::{Path, PathBuf};

use super::*;
use crate::table::{About, Table};

const TEST: About = About { name: "test", row: "One row for each value.", key: &[], written: "" };

const MANIFEST: &str =
    "{\"program\": \"drawsim\", \"outputs\": {\"charts/cutoff_trend.svg\": \"\", \"rounds.csv\": \"\"}}";

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn finished(path: &Path, overwrite: Overwrite, text: &str) -> Result<PathBuf, FolderError> {
    let folder = ResultFolder::create(path, overwrite)?;
    folder.write("charts/cutoff_trend.svg", text)?;
    folder.write("manifest.json", MANIFEST)?;
    folder.finish()
}

#[test]
fn a_result_appears_only_when_it_is_whole() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("output/history");
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    folder.write("charts/cutoff_trend.svg", "<svg/>").unwrap();
    assert!(!path.exists());
    assert_eq!(folder.finish().unwrap(), path);
    assert_eq!(names(place.path()), ["output"]);
    assert_eq!(names(&place.path().join("output")), ["history"]);
    assert_eq!(fs::read_to_string(path.join("charts/cutoff_trend.svg")).unwrap(), "<svg/>");
}

#[test]
fn an_unfinished_result_leaves_nothing_not_even_its_parents() {
    let place = tempfile::tempdir().unwrap();
    let folder = ResultFolder::create(place.path().join("a/b/history"), Overwrite::Refuse).unwrap();
    folder.write("rounds.csv", "half").unwrap();
    drop(folder);
    assert!(names(place.path()).is_empty());
}

#[test]
fn a_hidden_folder_of_a_run_that_was_killed_before_its_lock_goes_with_the_next() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    fs::create_dir(place.path().join(".history.unfinished-abc123")).unwrap();
    let full = place.path().join(".history.unfinished-abc124");
    fs::create_dir(&full).unwrap();
    fs::write(full.join("notes.txt"), "mine").unwrap();
    assert!(!settle(&path), "nothing came back");
    assert_eq!(names(place.path()), [".history.unfinished-abc124"]);
}

#[test]
fn an_existing_folder_is_refused_and_stays_as_it_was() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    finished(&path, Overwrite::Refuse, "first").unwrap();
    let error = finished(&path, Overwrite::Refuse, "second").unwrap_err();
    assert_eq!(
        error.to_string(),
        format!(
            "`{}` exists already; use `--force` to replace it, or choose another folder with `-o`",
            path.display()
        )
    );
    assert_eq!(fs::read_to_string(path.join("charts/cutoff_trend.svg")).unwrap(), "first");
    assert_eq!(names(place.path()), ["history"]);
}

#[test]
fn force_replaces_a_result_once_the_new_one_is_whole() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    finished(&path, Overwrite::Refuse, "first").unwrap();
    fs::write(path.join("rounds.csv"), "old").unwrap();
    let folder = ResultFolder::create(&path, Overwrite::Force).unwrap();
    folder.write("manifest.json", MANIFEST).unwrap();
    assert!(path.join("rounds.csv").exists());
    folder.finish().unwrap();
    assert_eq!(names(&path), ["manifest.json"]);
    assert_eq!(names(place.path()), ["history"]);
}

#[test]
fn force_does_not_replace_what_is_no_result() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("thesis");
    fs::create_dir(&path).unwrap();
    for manifest in [None, Some("{\"name\": \"an extension\"}"), Some("not json")] {
        fs::write(path.join("chapter.txt"), "years of work").unwrap();
        if let Some(text) = manifest {
            fs::write(path.join("manifest.json"), text).unwrap();
        }
        let error = ResultFolder::create(&path, Overwrite::Force).unwrap_err();
        assert!(matches!(error, FolderError::NotAResult(_)), "{error}");
        assert!(path.join("chapter.txt").exists());
    }
    let file = path.join("chapter.txt");
    let error = ResultFolder::create(&file, Overwrite::Force).unwrap_err();
    assert!(matches!(error, FolderError::NotAFolder(_)), "{error}");
}

#[test]
fn force_does_not_replace_a_result_in_which_another_file_stands() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    finished(&path, Overwrite::Refuse, "first").unwrap();
    for file in ["notes.txt", "charts/mine.svg"] {
        fs::write(path.join(file), "years of work").unwrap();
        let error = finished(&path, Overwrite::Force, "second").unwrap_err();
        let expected = path.join(file);
        assert!(matches!(&error, FolderError::Foreign { file, .. } if *file == expected), "{error}");
        assert_eq!(fs::read_to_string(path.join("charts/cutoff_trend.svg")).unwrap(), "first");
        fs::remove_file(path.join(file)).unwrap();
    }
    finished(&path, Overwrite::Force, "second").unwrap();
}

#[test]
fn force_takes_an_empty_folder_and_a_free_place() {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("empty")).unwrap();
    finished(&place.path().join("empty"), Overwrite::Force, "x").unwrap();
    finished(&place.path().join("free"), Overwrite::Force, "x").unwrap();
    assert_eq!(names(place.path()), ["empty", "free"]);
}

#[test]
fn what_appeared_meanwhile_is_not_overwritten() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    finished(&path, Overwrite::Refuse, "faster").unwrap();
    assert!(matches!(folder.finish().unwrap_err(), FolderError::Exists(_)));
    assert_eq!(fs::read_to_string(path.join("charts/cutoff_trend.svg")).unwrap(), "faster");
    assert_eq!(names(place.path()), ["history"]);
}

#[test]
fn a_file_that_cannot_be_written_is_named_by_its_place_in_the_result() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    fs::create_dir(folder.path().join("rounds.csv")).unwrap();
    let error = folder.write("rounds.csv", "x").unwrap_err().to_string();
    assert!(error.starts_with(&format!("cannot write `{}`: ", path.join("rounds.csv").display())), "{error}");
}

#[test]
fn a_table_that_cannot_be_written_is_named_by_its_place_in_the_result() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    let table = Table::of(&TEST, &[1]).integer("n", "A number.", |row| Some(*row)).finish();
    folder.write_table("cutoffs", &table).unwrap();
    fs::create_dir(folder.path().join("rounds.parquet")).unwrap();
    let error = folder.write_table("rounds", &table).unwrap_err().to_string();
    let named = format!("cannot write `{}`: ", path.join("rounds.parquet").display());
    assert!(error.starts_with(&named), "{error}");
}

#[test]
fn a_place_below_a_file_is_an_error_that_names_it() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("file");
    fs::write(&file, "x").unwrap();
    let error = ResultFolder::create(file.join("history"), Overwrite::Refuse).unwrap_err().to_string();
    assert!(error.contains(&file.display().to_string()), "{error}");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_result_stays_a_link() {
    let place = tempfile::tempdir().unwrap();
    finished(&place.path().join("real"), Overwrite::Refuse, "first").unwrap();
    let link = place.path().join("link");
    std::os::unix::fs::symlink(place.path().join("real"), &link).unwrap();
    finished(&link, Overwrite::Force, "second").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(place.path().join("real/charts/cutoff_trend.svg")).unwrap(), "second");
}

#[test]
fn what_is_unfinished_is_taken_away_with_its_parents_and_a_finished_result_stays() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a/history");
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    folder.write("charts/cutoff_trend.svg", "half").unwrap();
    folder.unfinished().remove();
    assert!(names(place.path()).is_empty());
    drop(folder);
    let folder = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    let unfinished = folder.unfinished();
    folder.write("rounds.csv", "whole").unwrap();
    folder.finish().unwrap();
    unfinished.remove();
    assert_eq!(fs::read_to_string(path.join("rounds.csv")).unwrap(), "whole");
}

#[test]
fn leftovers_of_killed_runs_of_the_same_name_go_when_they_are_old_and_ours() {
    let place = tempfile::tempdir().unwrap();
    for (name, file, seconds) in [
        (".history.unfinished-aB3xyz", "rounds.csv", 100_000),
        (".history.unfinished-young1", "rounds.csv", 3_600),
        (".history.unfinished-thesis", "chapter.tex", 100_000),
        (".history.unfinished-too-long", "rounds.csv", 100_000),
        (".other.unfinished-aB3xyz", "rounds.csv", 100_000),
    ] {
        let folder = place.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(file), "half").unwrap();
        let opened = fs::File::open(&folder).unwrap();
        let now = opened.metadata().unwrap().modified().unwrap();
        opened.set_modified(now - core::time::Duration::from_secs(seconds)).unwrap();
    }
    finished(&place.path().join("history"), Overwrite::Refuse, "x").unwrap();
    assert_eq!(
        names(place.path()),
        [
            ".history.unfinished-thesis",
            ".history.unfinished-too-long",
            ".history.unfinished-young1",
            ".other.unfinished-aB3xyz",
            "history"
        ]
    );
}

#[test]
fn a_path_through_the_old_result_replaces_it() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("real");
    finished(&path, Overwrite::Refuse, "first").unwrap();
    for (text, typed) in [("second", "real/../real"), ("third", "real/charts/../../real")] {
        finished(&place.path().join(typed), Overwrite::Force, text).unwrap();
        assert_eq!(fs::read_to_string(path.join("charts/cutoff_trend.svg")).unwrap(), text);
        assert_eq!(names(place.path()), ["real"]);
    }
}

#[test]
fn a_file_appears_only_when_it_is_whole() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("a/pool.csv");
    let file = ResultFile::create(&path).unwrap();
    fs::write(file.path(), "half").unwrap();
    assert!(!path.exists());
    file.unfinished().remove();
    assert!(names(place.path()).is_empty());
    drop(file);
    for text in ["first", "second"] {
        let file = ResultFile::create(&path).unwrap();
        let unfinished = file.unfinished();
        fs::write(file.path(), text).unwrap();
        file.finish().unwrap();
        unfinished.remove();
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
        assert_eq!(names(&place.path().join("a")), ["pool.csv"]);
    }
    drop(ResultFile::create(&place.path().join("b/pool.csv")).unwrap());
    assert_eq!(names(place.path()), ["a"]);
}

/// A hidden folder as a run leaves it that is killed.
fn left_by_the_dead(place: &Path, name: &str, parts: &[(&str, &str)]) -> PathBuf {
    let folder = place.join(format!(".{name}.unfinished-aB3xyz"));
    fs::create_dir_all(folder.join("new")).unwrap();
    fs::write(folder.join("lock"), "").unwrap();
    for (path, text) in parts {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), text).unwrap();
    }
    folder
}

#[test]
fn what_a_killed_run_set_aside_comes_back() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    let parts = [("old/rounds.csv", "first"), ("old/manifest.json", MANIFEST), ("new/rounds.csv", "half")];
    left_by_the_dead(place.path(), "history", &parts);
    assert!(settle(&path));
    assert_eq!(fs::read_to_string(path.join("rounds.csv")).unwrap(), "first");
    assert_eq!(names(place.path()), ["history"]);
    // If another result stands there, it stays.
    left_by_the_dead(place.path(), "history", &[("old/rounds.csv", "older")]);
    assert!(!settle(&path));
    assert_eq!(fs::read_to_string(path.join("rounds.csv")).unwrap(), "first");
    assert_eq!(names(place.path()), ["history"]);
}

#[test]
fn files_that_a_killed_run_had_completed_go_to_their_places() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("rounds.csv");
    fs::write(&path, "old").unwrap();
    fs::write(place.path().join("pool.csv"), "new").unwrap();
    let parts = [("done", ""), ("new/rounds.csv", "new"), ("old/rounds.csv", "old"), ("old/pool.csv", "old")];
    left_by_the_dead(place.path(), "rounds.csv", &parts);
    assert!(settle(&path));
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    // Without the mark nothing was complete.
    left_by_the_dead(place.path(), "rounds.csv", &[("new/rounds.csv", "half")]);
    assert!(!settle(&path));
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    assert_eq!(names(place.path()), ["pool.csv", "rounds.csv"]);
}

#[test]
fn hidden_folders_of_the_living_and_of_others_stay() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("history");
    let alive = ResultFolder::create(&path, Overwrite::Refuse).unwrap();
    alive.write("rounds.csv", "half").unwrap();
    let thesis = left_by_the_dead(place.path(), "history", &[("chapter.tex", "years of work")]);
    assert!(!settle(&path));
    assert!(thesis.join("chapter.tex").exists() && alive.path().join("rounds.csv").exists());
    alive.finish().unwrap();
    assert_eq!(names(place.path()), [".history.unfinished-aB3xyz", "history"]);
}

#[test]
fn several_files_appear_together_or_not_at_all() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("import");
    let write = |texts: [&str; 2]| {
        let files = ResultFiles::within(&folder, &[Path::new("a.csv"), Path::new("b.csv")])?;
        for (name, text) in ["a.csv", "b.csv"].into_iter().zip(texts) {
            fs::write(files.path(Path::new(name)), text).unwrap();
        }
        Ok::<ResultFiles, FolderError>(files)
    };
    drop(write(["1", "2"]).unwrap());
    assert!(names(place.path()).is_empty());
    write(["1", "2"]).unwrap().finish().unwrap();
    assert_eq!(names(&folder), ["a.csv", "b.csv"]);
    // A place that cannot be replaced, once the first file is in its own: that one is taken back.
    let files = write(["3", "4"]).unwrap();
    fs::remove_file(folder.join("b.csv")).unwrap();
    fs::create_dir(folder.join("b.csv")).unwrap();
    fs::write(folder.join("b.csv/x"), "").unwrap();
    files.finish().unwrap_err();
    assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), "1");
    assert_eq!(names(&folder), ["a.csv", "b.csv"]);
    assert!(matches!(write(["3", "4"]).unwrap_err(), FolderError::NotAFile(_)));
}
