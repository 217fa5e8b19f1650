//! `drawsim import`: its files and its messages; a run takes the result.

use std::path::Path;
use std::process::{Command, Output};

const SAMPLE: &str = "tests/data/ircc_rounds_sample.json";

fn drawsim(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments.split_whitespace()).output().unwrap()
}

fn said(done: &Output) -> String {
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout.clone()).unwrap()
}

#[test]
fn the_sample_is_imported_once_and_a_run_takes_it() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("import");
    let import = format!("import {SAMPLE} -o {}", folder.display());
    let first = said(&drawsim(&import));
    assert!(
        first.starts_with("5 rounds and 2 counts of the pool read.\n\n2 repairs, each noted in its row:\n"),
        "{first}"
    );
    assert!(first.contains("round 208: invitations are 681; corrected to 888"), "{first}");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let (rounds, pool) = (read("rounds.csv"), read("pool_snapshots.csv"));
    assert_eq!((rounds.lines().count(), pool.lines().count()), (6, 3));
    let again = said(&drawsim(&import));
    assert!(again.trim_end().ends_with(&format!("Nothing changes in {}.", folder.display())), "{again}");
    assert_eq!((read("rounds.csv"), read("pool_snapshots.csv")), (rounds, pool));
    let files = std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files, 2, "nothing else is left there");
    let table = |name: &str| folder.join(name).display().to_string();
    let run = said(&drawsim(&format!(
        "run history --set population.scale=0.01 --set start=2022-01-01 --set end=2025-12-31 \
         --replications 1 --verbose \
         --rounds {} --pool {} -o {}",
        table("rounds.csv"),
        table("pool_snapshots.csv"),
        place.path().join("run").display()
    )));
    // Five rounds are not those of four years: figures that rest on all of them are not compared.
    let left_out =
        "rest on them: 2022, 2023, 2024, 2025. The rounds that were read are not all that were held then.";
    let line = run.split_whitespace().collect::<Vec<&str>>().join(" ");
    assert!(line.contains(left_out), "{run}");
    for heading in ["Who was invited", "led to an application", "Persons admitted"] {
        assert!(!run.contains(heading), "{run}");
    }
}

#[test]
fn a_broken_file_is_refused_and_nothing_is_written() {
    let place = tempfile::tempdir().unwrap();
    let sample = std::fs::read_to_string(SAMPLE).unwrap();
    let broken = place.path().join("broken.json");
    for (text, message) in [
        (sample[..700].to_owned(), "this is not a whole JSON text"),
        ("{\"rounds\": []}".to_owned(), "the list `rounds` is empty"),
        (
            format!("[{}", &sample[sample.find("  {\n").unwrap()..sample.find("  },\n").unwrap()])
                .replace("\"drawSize\": \"125\"", "\"drawSize\": \"-125\"")
                + "}]",
            "`drawSize` is `-125`",
        ),
    ] {
        std::fs::write(&broken, text).unwrap();
        let folder = place.path().join("import");
        let done = drawsim(&format!("import {} -o {}", broken.display(), folder.display()));
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{error}");
        assert!(error.contains(message) && error.contains("1 problem found"), "{error}");
        assert!(!Path::new(&folder).exists());
    }
}

fn refused(done: &Output) -> String {
    let error = String::from_utf8(done.stderr.clone()).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    error
}

#[test]
fn a_table_that_stands_alone_keeps_its_rows_and_a_foreign_one_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("import");
    let (rounds, pool) = (folder.join("rounds.csv"), folder.join("pool_snapshots.csv"));
    let import = format!("import {SAMPLE} -o {}", folder.display());
    said(&drawsim(&import));
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let whole = read(&pool);
    let own = "999,2026-01-05,2026-01-05T12:00:00Z,cec,,CEC,100,520,,,mine\n";
    std::fs::write(&rounds, read(&rounds) + own).unwrap();
    std::fs::remove_file(&pool).unwrap();
    said(&drawsim(&import));
    assert!(read(&rounds).ends_with(own), "{}", read(&rounds));
    assert_eq!(read(&pool), whole);

    for (path, foreign, column) in [(&rounds, "day,rain\n1,2\n", "round_number"), (&pool, "a\n1\n", "as_of")]
    {
        let before = (read(&rounds), read(&pool));
        std::fs::write(path, foreign).unwrap();
        let error = refused(&drawsim(&import));
        assert!(error.contains(&format!("{}:1:1", path.display())) && error.contains(column), "{error}");
        assert_eq!(read(path), foreign);
        std::fs::write(&rounds, before.0).unwrap();
        std::fs::write(&pool, before.1).unwrap();
    }
}

#[test]
fn every_command_that_reads_published_tables_takes_others() {
    let place = tempfile::tempdir().unwrap();
    let broken = place.path().join("rounds.csv");
    std::fs::write(&broken, "day,rain\n1,2\n").unwrap();
    let output = place.path().join("result.csv");
    for command in
        ["check baseline", "plan baseline", "pool --on 2025-12-14 --count 5", "backtest", "run history"]
    {
        for option in ["--rounds", "--pool"] {
            let folder = if command.starts_with("check") || command.starts_with("plan") {
                String::new()
            } else {
                format!("-o {}", output.display())
            };
            let done = drawsim(&format!("{command} {option} {} {folder}", broken.display()));
            let error = refused(&done);
            assert!(error.contains(&format!("{}:1:1", broken.display())), "{command} {option}: {error}");
        }
    }
    let shipped = "--rounds scenarios/published/rounds.csv --pool scenarios/published/pool_snapshots.csv";
    let (own, other) = (said(&drawsim("check tiny")), said(&drawsim(&format!("check tiny {shipped}"))));
    assert_eq!(own, other);
}

#[test]
fn a_quote_without_an_end_takes_no_other_rows_along() {
    let place = tempfile::tempdir().unwrap();
    let table = place.path().join("t.csv");
    let rows: String =
        (11..=20).map(|day| format!("{},2024-07-{day},CEC,1000,5{day}\n", 300 + day)).collect();
    for broken in [
        "305,2024-07-05,\"French language proficiency,1800,400\n",
        "\"306\",\"Jul 6, 2024\",\"CEC,1800,512\n",
    ] {
        let closed = "\"307\",\"Jul 7, 2024\",\"CEC\",\"1800\",\"512\"\n";
        std::fs::write(&table, format!("No,Date,Type,ITAs,CRS\n{broken}{closed}{rows}")).unwrap();
        let folder = place.path().join("out");
        let done = drawsim(&format!("import {} -o {}", table.display(), folder.display()));
        assert!(said(&done).starts_with("11 rounds"), "{}", said(&done));
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(error.contains("t.csv:2") && error.contains("the row is left out"), "{error}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[test]
fn a_table_of_which_no_round_can_be_right_is_refused() {
    let place = tempfile::tempdir().unwrap();
    let table = place.path().join("one.csv");
    std::fs::write(&table, "No,Date,Type,ITAs,CRS\n1001,2025-05-10,CEC,521,3000\n").unwrap();
    let done = drawsim(&format!("import {} -o {}", table.display(), place.path().join("out").display()));
    let error = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(!error.contains("panicked"), "{error}");
    assert!(done.status.success() || done.status.code() == Some(2), "{error}");
}

#[test]
fn a_file_without_a_readable_round_is_refused_for_its_rows() {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("x.json");
    let table = place.path().join("x.csv");
    let out = place.path().join("out");
    std::fs::write(&file, "[[1], 2]").unwrap();
    let mixed = "No,Date,Type,ITAs,CRS\n1,13/05/2025,CEC,500,521\n2,05/14/2025,CEC,500,522\n";
    std::fs::write(&table, mixed).unwrap();
    for path in [file, table] {
        let done = drawsim(&format!("import {} -o {}", path.display(), out.display()));
        let error = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{error}");
        assert!(error.contains("nothing was written") && !error.contains("panicked"), "{error}");
    }
}
