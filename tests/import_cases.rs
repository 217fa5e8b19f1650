//! Files of rounds that others wrote: `drawsim import` reads them, and `--rounds` and `--pool` take them as
//! they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

#[path = "import_cases/forms.rs"]
mod forms;

#[path = "import_cases/both.rs"]
mod both;

type Row = BTreeMap<String, String>;

fn drawsim(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments).output().expect("the binary starts")
}

fn case(name: &str) -> PathBuf {
    Path::new("tests/data/cases").join(name)
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

/// What an import writes and says.
struct Read {
    rounds: Vec<Row>,
    counts: Vec<Row>,
    said: String,
    /// On standard error, in one line.
    noticed: String,
}

fn imported(file: &Path, options: &[&str]) -> Read {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("import");
    let arguments = ["import", file.to_str().unwrap(), "-o", output.to_str().unwrap()];
    let done = drawsim(&[&arguments, options].concat());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let counts = output.join("pool_snapshots.csv");
    Read {
        rounds: rows(&output.join("rounds.csv")),
        counts: if counts.exists() { rows(&counts) } else { Vec::new() },
        said: String::from_utf8(done.stdout).unwrap(),
        noticed: one_line(done.stderr),
    }
}

fn one_line(said: Vec<u8>) -> String {
    String::from_utf8(said).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same from a text.
fn imported_text(name: &str, bytes: &[u8], options: &[&str]) -> Read {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    imported(&path, options)
}

fn refused(name: &str, text: &str, options: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    let output = folder.path().join("import");
    let arguments = ["import", path.to_str().unwrap(), "-o", output.to_str().unwrap()];
    let done = drawsim(&[&arguments, options].concat());
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stdout));
    String::from_utf8(done.stderr).unwrap()
}

fn column<'a>(rows: &'a [Row], name: &str) -> Vec<&'a str> {
    rows.iter().map(|row| row[name].as_str()).collect()
}

#[test]
fn the_french_file_has_the_same_rounds_in_every_encoding() {
    let text = fs::read_to_string(case("ircc_fr.json")).unwrap();
    let with_mark = format!("\u{feff}{text}");
    let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let expected = rows(&case("ircc_fr_expected.csv"));
    for bytes in [text.as_bytes(), with_mark.as_bytes(), &windows] {
        let read = imported_text("ee_rounds_123_fr.json", bytes, &[]);
        for (round, expected) in read.rounds.iter().zip(&expected) {
            for (name, value) in expected {
                assert_eq!(&round[name], value, "{name} of round {}", round["round_number"]);
            }
        }
        assert_eq!((read.rounds.len(), read.counts.len()), (6, 4), "{}", read.said);
        assert!(!read.said.contains("repair"), "{}", read.said);
    }
}

#[test]
fn every_french_name_has_its_type() {
    let names = rows(&case("french_names.csv"));
    let mut text = "numero,date,type,invitations,note\n".to_owned();
    for (place, row) in names.iter().enumerate() {
        let name = &row["published_name_fr"];
        text += &format!("{},2025-01-{:02},\"{name}\",1 000,500\n", place + 1, place + 1);
        text += &format!("{},2025-02-{:02},\"{name} 2026-Version 2\",1000,500\n", place + 101, place + 1);
    }
    let read = imported_text("rondes.csv", text.as_bytes(), &[]);
    let types: Vec<&str> = names.iter().map(|row| row["round_type"].as_str()).collect();
    let found = column(&read.rounds, "round_type");
    assert_eq!((&found[..types.len()], &found[types.len()..]), (&types[..], &types[..]), "{}", read.said);
    assert!(!read.said.contains("is not known"), "{}", read.said);
}

#[test]
fn the_bare_list_has_the_rounds_of_the_object() {
    let text = fs::read_to_string(case("ircc_array.json")).unwrap();
    let bare = imported(&case("ircc_array.json"), &[]);
    let object = imported_text("object.json", format!("{{\"rounds\": {text}}}").as_bytes(), &[]);
    assert_eq!((&bare.rounds, &bare.counts), (&object.rounds, &object.counts));
    assert_eq!(column(&bare.rounds, "round_number"), ["387", "388"]);
}

#[test]
fn clear_texts_of_times_are_understood() {
    let read = imported(&case("ircc_times.json"), &[]);
    let drawn = column(&read.rounds, "drawn_at");
    assert_eq!(drawn, ["2025-01-07T16:06:00Z", "2025-01-08T16:15:49Z", "2025-01-23T15:21:18Z"]);
    assert_eq!(column(&read.rounds, "tie_break"), ["2024-11-25T16:57:27Z"; 3]);
    assert!(!read.said.contains("repair"), "{}", read.said);
    let text = fs::read_to_string(case("ircc_times.json")).unwrap();
    let odd = text.replace("at 4:06 p.m. UTC", "at tea time").replace("10:21:18 EST", "10:21:18 XYZ");
    let read = imported_text("odd.json", odd.as_bytes(), &[]);
    for part in ["the time is `January 7, 2025 at tea time`; taken as noon", "10:21:18 XYZ`; taken as noon"] {
        assert!(read.said.contains(part), "{}", read.said);
    }
}

#[test]
fn a_trackers_table_is_read_by_the_names_of_its_columns() {
    let read = imported(&case("tracker_rounds.csv"), &[]);
    assert_eq!(column(&read.rounds, "round_number"), ["91b", "386", "387", "388"]);
    assert_eq!(column(&read.rounds, "date"), ["2018-05-30", "2025-12-15", "2025-12-16", "2025-12-17"]);
    assert_eq!(column(&read.rounds, "round_type"), ["pnp", "pnp", "cec", "french"]);
    assert_eq!(column(&read.rounds, "invitations"), ["200", "399", "5000", "6000"]);
    assert_eq!(column(&read.rounds, "cutoff"), ["902", "731", "515", "399"]);
    assert_eq!(column(&read.rounds, "tie_break"), [""; 4]);
    let noon =
        ["2018-05-30T16:00:00Z", "2025-12-15T17:00:00Z", "2025-12-16T17:00:00Z", "2025-12-17T17:00:00Z"];
    assert_eq!(column(&read.rounds, "drawn_at"), noon);
    assert!(read.rounds[0]["note"].contains("noon in Toronto"), "{:?}", read.rounds[0]);
    assert!(read.said.contains("cutoff `lowest_crs_score`"), "{}", read.said);
    assert!(read.said.contains("taken as noon in Toronto: 4 rounds"), "{}", read.said);
    let tabs = fs::read_to_string(case("tracker_rounds.csv")).unwrap().replace("\"6,000\"", "6 000");
    let tabs = tabs.replace("\"5,000\"", "5000").replace(',', "\t");
    assert_eq!(imported_text("tracker.tsv", tabs.as_bytes(), &[]).rounds, read.rounds);
}

#[test]
fn the_user_names_columns_and_the_order_of_dates() {
    let text = "No;When;Kind;Sent;Low\n7;05/06/2025;CEC;1 000;500\n8;04/07/2025;PNP;500;740\n";
    let error = refused("rounds.csv", text, &[]);
    assert!(
        error.contains("no column is known as the date, the type, the size, the cutoff of a round"),
        "{error}"
    );
    let columns = ["--columns", "date=When,type=Kind,size=Sent,cutoff=Low"];
    let error = refused("rounds.csv", text, &columns);
    assert!(error.contains("`When` is `05/06/2025`") && error.contains("--date-order"), "{error}");
    let dates = |order: &str| {
        let options = [&columns[..], &["--date-order", order]].concat();
        column(&imported_text("rounds.csv", text.as_bytes(), &options).rounds, "date").join(" ")
    };
    assert_eq!(
        (dates("dmy"), dates("mdy")),
        ("2025-06-05 2025-07-04".to_owned(), "2025-05-06 2025-04-07".to_owned())
    );
    let error = refused("rounds.csv", text, &["--columns", "date=Whem,kind=Kind"]);
    assert!(error.contains("did you mean `When`?") && error.contains("`--columns` has `kind`"), "{error}");
}

#[test]
fn one_date_of_a_file_may_prove_the_order_of_all_which_is_told() {
    let text = "round,date,type,itas,crs\n7,05/06/2025,CEC,1000,500\n8,17/06/2025,PNP,500,740\n";
    let read = imported_text("rounds.csv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "date"), ["2025-06-05", "2025-06-17"]);
    assert!(read.said.contains("read with the day first"), "{}", read.said);
}

#[test]
fn rounds_without_numbers_get_those_that_are_known() {
    let text = "date,type,itas,crs\n2025-12-16,Canadian Experience Class,5000,515\n2030-01-05,cec,100,520\n";
    let read = imported_text("rounds.csv", text.as_bytes(), &[]);
    assert_eq!(
        column(&read.rounds, "round_number"),
        ["387", "389"].map(|number| match number {
            "387" => "387",
            _ => read.rounds[1]["round_number"].as_str(),
        })
    );
    assert!(
        read.said.contains("Known by day, type and size: 1 round; numbered after them: 1 round"),
        "{}",
        read.said
    );
}

#[test]
fn a_file_of_another_form_has_a_few_problems() {
    let rounds: Vec<String> =
        (1..=400).map(|number| format!("{{\"nr\": {number}, \"wann\": \"x\"}}")).collect();
    let error = refused("rounds.json", &format!("[{}]", rounds.join(",\n")), &[]);
    assert!(error.contains("no column is known as") && error.contains("`wann`"), "{error}");
    assert!(error.lines().count() < 20, "{error}");
    let rounds: Vec<String> = (1..=400)
        .map(|number| {
            format!(
                "{{\"drawNumber\": {number}, \"drawDate\": \"x\", \"drawName\": \"\", \
                 \"drawSize\": \"y\", \"drawCRS\": 0}}"
            )
        })
        .collect();
    let error = refused("rounds.json", &format!("[{}]", rounds.join(",\n")), &[]);
    assert!(error.lines().count() < 500, "{} lines", error.lines().count());
}

/// `check` of a scenario of the days of the rounds, with these files.
fn checked(options: &[&str]) -> String {
    let folder = TempDir::new().unwrap();
    let scenario = folder.path().join("january.toml");
    let text = "extends = \"history\"\ntitle = \"January 2025\"\nstart = 2025-01-01\nend = 2025-12-31\n";
    fs::write(&scenario, text).unwrap();
    let done = drawsim(&[&["check", scenario.to_str().unwrap()], options].concat());
    assert!(
        done.status.success(),
        "{}{}",
        String::from_utf8_lossy(&done.stdout),
        String::from_utf8_lossy(&done.stderr)
    );
    let said = String::from_utf8(done.stdout).unwrap();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rounds_and_pool_take_the_same_files() {
    let said = checked(&["--rounds", "tests/data/cases/tracker_rounds.csv"]);
    assert!(said.contains("3 rounds planned") && said.contains("noon in Toronto"), "{said}");
    let file = "tests/data/cases/ircc_fr.json";
    let said = checked(&["--rounds", file, "--pool", file]);
    assert!(said.contains("4 rounds planned"), "{said}");
    let file = "tests/data/cases/ircc_array.json";
    assert!(checked(&["--rounds", file, "--pool", file]).contains("2 rounds planned"));
}

#[test]
fn problems_of_a_file_of_another_form_are_on_its_own_lines() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tracker.csv");
    fs::write(&path, "round,date,type,itas,crs\n7,2025-06-05,CEC,1000,500\n8,2025-06-06,Dancers,500,740\n")
        .unwrap();
    let done = drawsim(&["check", "history", "--rounds", path.to_str().unwrap()]);
    let error = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{error}");
    assert!(error.contains("tracker.csv:3:") && error.contains("dancers"), "{error}");
}

/// What an import says on standard error.
fn noticed(file: &Path) -> String {
    let folder = TempDir::new().unwrap();
    let output = folder.path().join("import");
    let done = drawsim(&["import", file.to_str().unwrap(), "-o", output.to_str().unwrap()]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let said = String::from_utf8(done.stderr).unwrap();
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn impossible_figures_are_noticed_with_their_rows() {
    let said = noticed(&case("ircc_implausible.json"));
    let expected = "ircc_implausible.json:3: round 331 of nominees cannot have a cutoff of 493, since a \
                    nomination \
                    alone is 600 points; the cutoff is";
    assert!(said.contains(&format!("{expected} written with a note")), "{said}");
    let file = "tests/data/cases/ircc_implausible.json";
    assert!(checked(&["--rounds", file, "--pool", file]).contains(&format!("{expected} left out")));
    let said = checked(&["--rounds", "tests/data/cases/rounds_twice.csv"]);
    assert!(
        said.contains("rounds_twice.csv:3: round 332 has the day, type, size and cutoff of round 331"),
        "{said}"
    );
    assert!(said.contains("1 round planned"), "{said}");
}

#[test]
fn impossible_figures_of_the_programs_own_table_are_left_out() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("rounds.csv");
    let text = "round_number,date,drawn_at,round_type,invitations,cutoff,tie_break\n\
                331,2025-01-07,2025-01-07T16:06:00Z,pnp,471,793,2025-01-08T00:00:00Z\n\
                332,2025-01-08,2025-01-08T16:15:49Z,cec,542,1350,\n\
                333,2025-01-23,2025-01-23T15:21:18Z,cec,4000,996,1924-11-25T16:57:27Z\n";
    fs::write(&path, text).unwrap();
    let said = checked(&["--rounds", path.to_str().unwrap()]);
    for part in [
        "rounds.csv:2: the tie-break 2025-01-08T00:00:00Z of round 331 is later than the round",
        "rounds.csv:3: the size 542 and the cutoff 1350 of round 332 look exchanged",
        "round 333: the tie-break is `1924-11-25T16:57:27Z`; left out",
        "rounds.csv:4: round 333 of the type `cec` cannot have a cutoff of 996",
        "2 rounds planned",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let tracker = folder.path().join("tracker.csv");
    let text = "round,date,type,itas,crs\n7,2025-06-05,CEC,1000,500\n8,2025-06-06,CEC,515,5000\n";
    fs::write(&tracker, text).unwrap();
    let exchanged = "tracker.csv:3: the size 515 and the cutoff 5000 of round 8 look exchanged";
    assert!(noticed(&tracker).contains(exchanged), "{}", noticed(&tracker));
    assert!(checked(&["--rounds", tracker.to_str().unwrap()]).contains(exchanged));
    let file = fs::read_to_string(case("ircc_array.json")).unwrap();
    let path = folder.path().join("rounds.json");
    fs::write(&path, file.replace("\"237,302\"", "\"60,302\"")).unwrap();
    assert!(noticed(&path).contains("the count of 2025-12-14 hold"), "{}", noticed(&path));
}

#[test]
fn many_impossible_figures_are_counted_and_what_is_left_out_is_not_written() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tracker.csv");
    let mut text = "round,date,type,itas,crs\n1,2025-01-02,CEC,1000,500\n2,2025-01-03,CEC,75,27332\n\
                    3,2025-01-04,CEC,5000,1201\n4,2025-01-05,PNP,731,399\n5,2025-01-05,PNP,731,399\n\
                    6,2025-01-06,PNP,725,0\n"
        .to_owned();
    text.extend((101..=400).map(|number| format!("{number},2025-03-04,CEC,515,{}\n", 5000 + number)));
    fs::write(&path, text).unwrap();
    for said in [noticed(&path), checked(&["--rounds", path.to_str().unwrap()])] {
        for part in [
            "tracker.csv:3: the size 75 and the cutoff 27332 of round 2 look exchanged",
            "tracker.csv:4: round 3 cannot have a cutoff of 1201, since a score has 1200 points at most",
            "tracker.csv:6: round 5 has the day, type, size and cutoff of round 4",
            "tracker.csv:7: round 6 of nominees cannot have a cutoff of 0",
            "282 more like this one: ",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        // Twenty, and the first of the others again.
        assert_eq!(said.matches("look exchanged").count(), 21, "{said}");
    }
    let read = imported(&path, &[]);
    assert_eq!(column(&read.rounds, "round_number"), ["1", "3", "6"]);
    assert_eq!((read.rounds[1]["invitations"].as_str(), read.rounds[1]["cutoff"].as_str()), ("5000", "1201"));
    assert!(read.rounds[2]["note"].contains("the cutoff cannot be 0; no command uses it"), "{}", read.said);
}

#[test]
fn a_tie_break_after_its_round_is_noticed_and_left_out() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("tracker.csv");
    let text = "round,date,time,type,itas,crs,tie_break\n\
                1,2025-02-05,2025-02-05T15:00:00Z,CEC,1000,500,2026-01-01T10:00:00Z\n\
                2,2025-02-05,2025-02-05T15:00:00Z,PNP,1000,750,2025-02-06T01:00:00Z\n\
                3,2025-02-07,,PNP,1001,750,2025-02-07T20:00:00Z\n\
                4,2025-02-10,2025-02-10T15:00:00Z,PNP,1002,750,2025-12-10T10:00:00Z\n";
    fs::write(&path, text).unwrap();
    let said = noticed(&path);
    for part in [
        "tracker.csv:2: the tie-break 2026-01-01T10:00:00Z of round 1 is later than the round",
        "tracker.csv:3: the tie-break 2025-02-06T01:00:00Z of round 2 is later than the round",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(!said.contains("of round 3") && !said.contains("of round 4"), "{said}");
    let read = imported(&path, &[]);
    assert_eq!(column(&read.rounds, "tie_break"), ["", "", "", "2024-12-10T10:00:00Z"], "{}", read.said);
    for row in &read.rounds {
        assert!(row["note"].contains("is later than the round; "), "{row:?}");
    }
}

/// Two trackers without numbers, one after another into one folder: no round takes the place of another.
#[test]
fn rounds_without_numbers_are_numbered_after_those_of_an_earlier_import() {
    let folder = TempDir::new().unwrap();
    let (file, output) = (folder.path().join("t.csv"), folder.path().join("import"));
    let arguments = ["import", file.to_str().unwrap(), "-o", output.to_str().unwrap()];
    let mut said = String::new();
    for row in ["2026-01-07,cec,471,520", "2026-01-09,pnp,480,720", "2026-01-09,pnp,481,720"] {
        fs::write(&file, format!("date,type,size,crs\n{row}\n")).unwrap();
        let done = drawsim(&arguments);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        said = String::from_utf8(done.stdout).unwrap();
    }
    let rounds = rows(&output.join("rounds.csv"));
    assert_eq!(column(&rounds, "round_number"), ["389", "390"]);
    assert_eq!(column(&rounds, "invitations"), ["471", "481"]);
    assert!(said.contains("by day and type, with another size: 1 round"), "{said}");
    assert!(said.contains("round 390 has changed"), "{said}");
}

/// A time stands in the column of dates, and the column of times is empty.
#[test]
fn a_time_beside_the_date_is_not_lost_to_an_empty_column() {
    let text = "number,date,drawn_at,type,size,crs\n389,2026-01-07T11:30:00-05:00,,cec,471,520\n";
    let read = imported_text("t.csv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "drawn_at"), ["2026-01-07T16:30:00Z"]);
}
