//! Places of results: what stands there is replaced by what it is, whole, and never an input.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt, symlink};

use crate::place::{Place, RUN, names};

const PROFILES: &str = "candidate,age,education,clb\na,30,bachelor,9\n";
const SCORE: &str = "score p.csv --on 2025-06-01 -q --format csv";

fn profiles() -> Place {
    let place = Place::new();
    place.write("p.csv", PROFILES);
    place
}

#[test]
fn what_is_no_regular_file_is_not_replaced_even_with_force() {
    let place = profiles();
    assert!(place.command("mkfifo").arg("pipe").status().unwrap().success());
    fs::create_dir(place.path("folder.csv")).unwrap();
    let mut targets = vec!["pipe", "folder.csv"];
    // Only the administrator makes devices.
    if place.command("mknod").args(["device", "c", "1", "7"]).output().unwrap().status.success() {
        targets.push("device");
        symlink("device", place.path("link")).unwrap();
        targets.push("link");
    }
    let before = place.names();
    for target in targets {
        for command in [SCORE, "pool --on 2016-02-01 --count 3 -q"].map(|words| format!("{words} --force")) {
            let target = if command.starts_with("pool") { format!("./{target}") } else { target.to_owned() };
            let answer = place.run(&format!("{command} -o {target}"));
            let is_named = command.starts_with("pool") && !target.ends_with(".csv");
            let answer = answer.refused(2, "error: `");
            let words = if is_named { "says no format" } else { "exists and is not a regular file" };
            assert!(answer.err.contains(words), "{}", answer.err);
        }
    }
    assert_eq!(place.names(), before);
    assert!(fs::metadata(place.path("pipe")).unwrap().file_type().is_fifo());
}

#[test]
fn an_input_is_not_replaced_by_whatever_name() {
    let place = profiles();
    fs::hard_link(place.path("p.csv"), place.path("hard.csv")).unwrap();
    symlink("p.csv", place.path("soft.csv")).unwrap();
    for target in ["p.csv", "./p.csv", "hard.csv", "soft.csv"] {
        let start = format!("error: `{target}` is read by this command and cannot be replaced by it");
        place.run(&format!("{SCORE} --force -o {target}")).refused(2, &start);
    }
    place.write("r.csv", fs::read("scenarios/published/rounds.csv").unwrap());
    place
        .run("pool --on 2016-02-01 --count 3 -q --rounds r.csv --force -o r.csv")
        .refused(2, "error: `r.csv`");
    assert_eq!(place.read("p.csv"), PROFILES);
    // A table of a result that is read is not replaced with the result.
    place.run("import nothing.json -o i").refused(2, "error: ");
    place.run(&format!("{RUN} -o result")).done();
    let rounds = fs::canonicalize("scenarios/published/rounds.csv").unwrap();
    fs::copy(rounds, place.path("result/rounds.csv")).unwrap();
    let answer = place.run("run history -q --rounds result/rounds.csv --force -o result");
    answer.refused(2, "error: `result/rounds.csv` stands in `result` and is read by this command");
}

#[test]
fn links_are_taken_for_what_they_lead_to() {
    let place = profiles();
    for name in ["loose.csv", "round.csv"] {
        symlink(if name == "loose.csv" { "nowhere.csv" } else { name }, place.path(name)).unwrap();
        for force in ["", " --force"] {
            let start = format!("error: `{name}` is a link that leads nowhere");
            place.run(&format!("{SCORE}{force} -o {name}")).refused(2, &start);
            place.run(&format!("{RUN}{force} -o {name}")).refused(2, &start);
        }
        assert!(fs::symlink_metadata(place.path(name)).unwrap().is_symlink());
    }
    place.write("real.csv", "old");
    symlink("real.csv", place.path("link.csv")).unwrap();
    place.run(&format!("{SCORE} -o link.csv")).refused(2, "error: `link.csv` exists already");
    place.run(&format!("{SCORE} --force -o link.csv")).done();
    assert!(fs::symlink_metadata(place.path("link.csv")).unwrap().is_symlink());
    assert!(place.read("real.csv").starts_with("candidate,"));
}

#[test]
fn the_working_folder_is_not_replaced_nor_one_above_it() {
    let place = Place::new();
    fs::create_dir(place.path("empty")).unwrap();
    let inode = fs::metadata(place.path("empty")).unwrap().ino();
    for target in [".", "./", "../empty", "$PWD"] {
        let answer = place.shell(&format!("cd empty && exec \"$0\" {RUN} --force -o {target}"));
        let answer = answer.refused(2, "error: `");
        assert!(answer.err.contains("is the working folder or holds it"), "{}", answer.err);
    }
    assert_eq!(fs::metadata(place.path("empty")).unwrap().ino(), inode);
    assert_eq!(place.names(), ["empty"]);
}

#[test]
fn names_up_to_the_longest_are_written() {
    let place = profiles();
    let long = "x".repeat(255);
    place.run(&format!("{RUN} -o {long}")).done();
    place.run(&format!("{RUN} --force -o {long}")).done();
    let file = format!("{}é.csv", "y".repeat(249));
    assert_eq!(file.len(), 255);
    place.run(&format!("{SCORE} -o {file}")).done();
    assert_eq!(place.names(), ["p.csv", &long, &file]);
}

#[test]
fn a_mask_that_forbids_everything_leaves_nothing_half_made() {
    for mask in ["777", "277", "000"] {
        let place = profiles();
        let answer = place.shell(&format!("umask {mask}; exec \"$0\" {RUN} -o result"));
        let hidden: Vec<String> = place.names().into_iter().filter(|name| name.starts_with('.')).collect();
        assert!(hidden.is_empty(), "{mask}: {hidden:?}");
        assert!(matches!(answer.code, Some(0 | 1)), "{mask}: {}", answer.err);
        assert_eq!(place.path("result").exists(), answer.code == Some(0), "{mask}");
    }
}

#[test]
fn a_place_on_which_something_is_mounted_is_refused_before_the_run() {
    let place = Place::new();
    fs::create_dir(place.path("mount")).unwrap();
    let script = format!(
        "mount -t tmpfs none mount 2>/dev/null || exit 99; exec '{}' run history -q --force -o mount",
        env!("CARGO_BIN_EXE_drawsim")
    );
    let Ok(done) = place.command("unshare").args(["-m", "sh", "-c", &script]).output() else { return };
    // Where the machine does not allow mounts, there is nothing to test.
    if done.status.code() == Some(2) {
        let error = String::from_utf8(done.stderr).unwrap();
        assert!(
            error.starts_with("error: `mount` cannot be replaced: something is mounted there"),
            "{error}"
        );
    } else {
        assert!(matches!(done.status.code(), Some(1 | 99)), "{done:?}");
        assert!(String::from_utf8_lossy(&done.stderr).contains("unshare") || done.status.code() == Some(99));
    }
}

/// Both tables of an import are new, or none.
#[test]
fn an_import_that_cannot_be_written_changes_neither_table() {
    let place = Place::new();
    place.write("s.json", fs::read("tests/data/ircc_rounds_sample.json").unwrap());
    place.run("import s.json -q -o i").done();
    let [rounds, pool] = ["i/rounds.csv", "i/pool_snapshots.csv"];
    let shorter = |name: &str| {
        let text = place.read(name);
        let lines: Vec<&str> = text.lines().collect();
        lines[..lines.len() - 1].join("\n") + "\n"
    };
    let (old_rounds, old_pool) = (shorter(rounds), shorter(pool));
    place.write(rounds, &old_rounds);
    place.write(pool, &old_pool);
    // Room for the smaller table alone: in blocks of 512 bytes.
    let answer = place.shell("ulimit -f 1; exec \"$0\" import s.json -q -o i");
    answer.refused(1, "error: cannot write `i/");
    assert_eq!((place.read(rounds), place.read(pool)), (old_rounds, old_pool));
    assert_eq!(names(&place.path("i")), ["pool_snapshots.csv", "rounds.csv"]);
    place.run("import s.json -q -o i").done();
    assert_eq!(names(&place.path("i")), ["pool_snapshots.csv", "rounds.csv"]);
}

#[test]
fn a_killed_run_leaves_nothing_that_the_next_one_does_not_remove() {
    let place = profiles();
    for command in ["run history -q --threads 1 -o out", "pool --on 2025-12-14 --count 100000 -q -o out.csv"]
    {
        let mut child = place.drawsim().args(command.split(' ')).spawn().unwrap();
        let is_begun = || place.names().iter().any(|name| name.contains(".unfinished-"));
        while !is_begun() {
            assert!(child.try_wait().unwrap().is_none(), "it ended before it wrote");
        }
        // Its own folder is left alone as long as it lives.
        let next =
            if command.starts_with("run") { format!("{RUN} -o out") } else { format!("{SCORE} -o out.csv") };
        place.run(&next).done();
        assert!(is_begun(), "{command}");
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(is_begun(), "{command}");
        place.run(&format!("{next} --force")).done();
        assert!(!is_begun(), "{command}: {:?}", place.names());
    }
}
