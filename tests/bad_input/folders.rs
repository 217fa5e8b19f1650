//! Result folders: what stands in the way is left as it is, and a result appears whole or not at all.

use std::fs;
use std::process::Output;

use crate::command::{MACHINES_FAULT, Place, USERS_MISTAKE};

const RUN: &str = "run ok.toml --quiet --replications 1 -o result";

fn assert_done(place: &Place, done: &Output) {
    assert!(done.status.success(), "{}", place.message(done));
}

#[test]
fn a_result_that_exists_is_refused_without_force_and_replaced_with_it() {
    let place = Place::new();
    assert_done(&place, &place.run(RUN));
    place.assert_refused(&format!("{RUN} --seed 2"), USERS_MISTAKE, "result_exists");
    let before = fs::read(place.path("result/rounds.csv")).unwrap();
    assert_done(&place, &place.run(&format!("{RUN} --seed 2 --force")));
    assert_ne!(before, fs::read(place.path("result/rounds.csv")).unwrap());
    let names = |entries: fs::ReadDir| entries.map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>();
    let left = names(fs::read_dir(place.path(".")).unwrap());
    assert!(left.iter().all(|name| !name.to_str().unwrap().starts_with('.')), "{left:?}");
}

#[test]
fn a_folder_that_is_no_result_is_not_replaced_even_with_force() {
    let place = Place::new();
    fs::create_dir(place.path("result")).unwrap();
    fs::write(place.path("result/thesis.txt"), "years of work").unwrap();
    place.assert_refused(&format!("{RUN} --force"), USERS_MISTAKE, "not_a_result");
}

#[test]
fn a_file_of_the_users_in_a_result_folder_is_not_deleted_even_with_force() {
    let place = Place::new();
    assert_done(&place, &place.run(RUN));
    fs::write(place.path("result/notes.md"), "years of work").unwrap();
    fs::write(place.path("result/charts/mine.svg"), "hours of work").unwrap();
    place.assert_refused(&format!("{RUN} --force"), USERS_MISTAKE, "foreign_file");
}

#[test]
fn a_file_in_the_place_of_the_result_is_refused() {
    let place = Place::new();
    fs::write(place.path("result"), "a file").unwrap();
    place.assert_refused(&format!("{RUN} --force"), USERS_MISTAKE, "result_is_a_file");
}

#[test]
fn a_bad_scenario_leaves_an_old_result_in_place_even_with_force() {
    let place = Place::new();
    assert_done(&place, &place.run(RUN));
    let before = place.contents();
    let done = place.run("run several.toml --quiet --force -o result");
    assert_eq!(done.status.code(), Some(USERS_MISTAKE));
    assert!(place.contents() == before);
}

#[test]
fn a_place_below_a_file_is_refused() {
    let place = Place::new();
    fs::write(place.path("file"), "a file").unwrap();
    place.assert_refused("run ok.toml --quiet -o file/result", USERS_MISTAKE, "below_a_file");
}

/// A limit on the size of files, in blocks of 512 bytes, stands for a disk that is full after so much.
#[cfg(unix)]
fn run_with_files_up_to(place: &Place, blocks: u32, arguments: &str) -> Output {
    let script = format!("ulimit -f {blocks}; exec \"$0\" {arguments}");
    place.command("sh").args(["-c", &script, env!("CARGO_BIN_EXE_drawsim")]).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing_and_names_the_file() {
    let place = Place::new();
    let before = place.contents();
    let done = run_with_files_up_to(&place, 0, RUN);
    place.assert_failed(&done, MACHINES_FAULT, "disk_full");
    assert!(place.contents() == before, "something was left");
    // Later, other files are the first that do not fit, such as the charts; the words are then another
    // crate's.
    for blocks in [8, 16, 64] {
        let done = run_with_files_up_to(&place, blocks, RUN);
        let message = place.message(&done);
        assert_eq!(done.status.code(), Some(MACHINES_FAULT), "{blocks} blocks: {message}");
        assert!(message.starts_with("error: cannot write `result/"), "{blocks} blocks: {message}");
        assert_eq!(message.lines().count(), 1, "{blocks} blocks: {message}");
        assert!(!message.contains("specification"), "{blocks} blocks: {message}");
        assert!(place.contents() == before, "{blocks} blocks: something was left");
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_result_as_it_was() {
    let place = Place::new();
    assert_done(&place, &place.run(RUN));
    let before = place.contents();
    let done = run_with_files_up_to(&place, 10, &format!("{RUN} --force"));
    assert_eq!(done.status.code(), Some(MACHINES_FAULT), "{}", place.message(&done));
    assert!(place.contents() == before);
}

/// A place without permission to write. Permissions do not bind some users; for them it is a folder of the
/// system in which nothing can be made.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_place_is_a_fault_that_names_it() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let folder = place.path("locked");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let may_write = fs::write(folder.join("probe"), "x").is_ok();
    let target = if may_write { "/proc/drawsim".into() } else { folder.join("drawsim") };
    let done = place.drawsim().args(["run", "ok.toml", "--quiet", "-o"]).arg(&target).output().unwrap();
    let message = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(MACHINES_FAULT), "{message}");
    assert!(message.starts_with(&format!("error: cannot write `{}`: ", target.display())), "{message}");
    assert!(!message.contains("unfinished"), "{message}");
    assert!(!target.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_named() {
    for (arguments, name) in
        [("check ok.toml", "check_full"), ("rules show crs.additional --on 2026-01-01", "rules_full")]
    {
        let place = Place::new();
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = place.drawsim().args(arguments.split(' ')).stdout(full).output().unwrap();
        place.assert_failed(&done, MACHINES_FAULT, name);
    }
}

/// The table at the end of a run cannot be printed: that is said, and the result stands whole.
#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_a_fault_and_the_result_stands() {
    let place = Place::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = place.drawsim();
    command.args(["run", "ok.toml", "--replications", "1", "-o", "result"]).stdout(full);
    let done = command.output().unwrap();
    place.assert_failed(&done, MACHINES_FAULT, "output_full");
    assert!(place.path("result/manifest.json").exists());
}

/// Waits until something in the place has such a name.
#[cfg(unix)]
fn await_file(place: &Place, child: &mut std::process::Child, is_wanted: impl Fn(&String) -> bool) {
    while !place.names().iter().any(&is_wanted) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it wrote");
    }
}

#[cfg(unix)]
fn send(place: &Place, child: &std::process::Child, signal: &str) {
    let kill = place.command("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
}

/// A run that has begun to write its log is stopped by a signal; nothing is left of it.
#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_nothing() {
    let heard = [("-INT", 130), ("-TERM", 143)].into_iter();
    let closed = cfg!(target_os = "linux").then_some(("-HUP", 129));
    for (signal, code) in heard.chain(closed) {
        let place = Place::new();
        let before = place.contents();
        let mut command = place.drawsim();
        command.args("run ok.toml --quiet --candidates --replications 100000 -o new/result".split(' '));
        let mut child = command.spawn().unwrap();
        let is_begun = |name: &String| name.starts_with(".unfinished-");
        await_file(&place, &mut child, is_begun);
        send(&place, &child, signal);
        assert_eq!(child.wait().unwrap().code(), Some(code), "{signal}");
        assert!(place.contents() == before, "{signal}: something was left");
    }
}

/// A run behind `nohup` outlives its terminal: it ignores the signal and ends as it would.
#[cfg(target_os = "linux")]
#[test]
fn a_run_that_ignores_the_end_of_its_terminal_goes_on() {
    let place = Place::new();
    let script =
        format!("trap '' HUP; exec \"$0\" {} --replications 30", RUN.replace(" --replications 1", ""));
    let mut command = place.command("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_drawsim")]);
    let mut child = command.spawn().unwrap();
    await_file(&place, &mut child, |name| name.starts_with(".result.unfinished-"));
    send(&place, &child, "-HUP");
    assert!(child.wait().unwrap().success());
    assert!(place.path("result/manifest.json").exists());
}

#[cfg(unix)]
#[test]
fn an_import_on_a_full_disk_leaves_no_folder() {
    let place = Place::new();
    fs::copy("tests/data/ircc_rounds_sample.json", place.path("sample.json")).unwrap();
    let before = place.contents();
    let done = run_with_files_up_to(&place, 0, "import sample.json -o new/import");
    let message = place.message(&done);
    assert_eq!(done.status.code(), Some(MACHINES_FAULT), "{message}");
    let named = "error: cannot write `new/import/pool_snapshots.csv`: File too large (os error 27)\n";
    assert_eq!(message, named);
    assert!(place.contents() == before, "something was left");
}
