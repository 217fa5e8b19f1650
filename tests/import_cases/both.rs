//! `--rounds` and `--pool` read a file as `drawsim import` reads it, and say the same of it.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{checked, column, drawsim, imported, imported_text, refused};

fn file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path
}

/// What `check` says of a file that it refuses.
fn check_refused(path: &Path, options: &[&str]) -> String {
    let done = drawsim(&[&["check", "history", "--rounds", path.to_str().unwrap()], options].concat());
    assert_eq!(done.status.code(), Some(2));
    String::from_utf8(done.stderr).unwrap()
}

#[test]
fn columns_that_are_missing_or_unclear_are_the_same_error() {
    let folder = TempDir::new().unwrap();
    for text in [
        "No;When;Kind;Sent;Low\n7;2025-06-05;CEC;1 000;500\n",
        "No,Date,ITA total,ITA general,Type,CRS\n7,2025-06-05,1,2,CEC,500\n",
        "round_number,date,drawn_at,round_type,size\n1,2025-01-02,,cec,x\n",
        "date,type,itas,crs\n13/05/2025,cec,1,500\n05/13/2025,cec,2,500\n",
        "",
    ] {
        let path = file(&folder, "t.csv", text);
        let name = path.display().to_string();
        let by_import = refused("t.csv", text, &[]);
        let by_check = check_refused(&path, &[]);
        // The first error begins with its title; the paths differ.
        let titles = |said: &str| {
            let errors = said.lines().filter(|line| line.starts_with("error: "));
            errors.map(str::to_owned).collect::<Vec<String>>()
        };
        assert_eq!(titles(&by_import), titles(&by_check), "{text}");
        assert!(by_check.contains(&format!("{name}:")), "{by_check}");
    }
    let path = file(&folder, "t.csv", "No,Date,ITA total,ITA general,Type,CRS\n7,2025-06-05,1,2,CEC,500\n");
    assert!(check_refused(&path, &[]).contains("--columns 'size=ITA total'"));
}

#[test]
fn columns_and_order_are_named_for_every_command() {
    let folder = TempDir::new().unwrap();
    let text = "No;When;Kind;Sent, all;Low\n7;05/06/2025;CEC;1 000;500\n8;04/07/2025;PNP;500;740\n";
    let path = file(&folder, "t.csv", text);
    let columns = "date=When,type=Kind,size=Sent, all,cutoff=Low";
    let said = checked(&["--rounds", path.to_str().unwrap(), "--columns", columns, "--date-order", "dmy"]);
    for part in ["2 rounds planned", "size `Sent, all`", "from 2025-01-01 to 2025-06-05"] {
        assert!(said.contains(part) || part.starts_with("from"), "{part}: {said}");
    }
    let error = check_refused(&path, &["--columns", columns]);
    assert!(error.contains("`When` is `05/06/2025`") && error.contains("t.csv:2:"), "{error}");
}

#[test]
fn check_says_what_import_says_of_columns_and_repairs() {
    let said = checked(&["--rounds", "tests/data/cases/tracker_rounds.csv"]);
    assert!(said.contains("cutoff `lowest_crs_score`"), "{said}");
    let folder = TempDir::new().unwrap();
    let text = "round,date,time,type,itas,crs\n7,2025-06-05,10:00:00,CEC,1000,500\n";
    let path = file(&folder, "t.csv", text);
    let said = checked(&["--rounds", path.to_str().unwrap()]);
    assert!(said.contains("round 7: the time `10:00:00` names no zone; taken as UTC"), "{said}");
}

#[test]
fn two_rounds_of_a_type_at_one_second_are_held_one_after_the_other_by_both() {
    let text = "round,date,type,itas,crs\n7,2025-06-05,PNP,500,740\n8,2025-06-05,PNP,400,741\n";
    let read = imported_text("t.csv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "drawn_at"), ["2025-06-05T16:00:00Z", "2025-06-05T17:00:00Z"]);
    let said = "round 8: round 7 of the same type has the same time; held later, at 2025-06-05T17:00:00Z";
    assert!(read.said.contains(said), "{}", read.said);
    let folder = TempDir::new().unwrap();
    let checked = checked(&["--rounds", file(&folder, "t.csv", text).to_str().unwrap()]);
    assert!(checked.contains("2 rounds planned") && checked.contains(said), "{checked}");
}

#[test]
fn of_two_rounds_at_one_stated_time_an_import_leaves_out_the_second_and_a_run_refuses_it() {
    // Round 6 is held at noon in Toronto, 16:00 UTC, for want of a time.
    let text = "round,date,time,type,itas,crs\n6,2025-06-05,,PNP,300,742\n\
                7,2025-06-05,16:00:00 UTC,PNP,500,740\n8,2025-06-05,16:00:00 UTC,PNP,400,741\n";
    let read = imported_text("t.csv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "round_number"), ["6", "7"]);
    assert_eq!(column(&read.rounds, "drawn_at"), ["2025-06-05T17:00:00Z", "2025-06-05T16:00:00Z"]);
    let title = "two rounds of the type `pnp` are held at 2025-06-05T16:00:00Z";
    let notice = format!("t.csv:4: {title}, expected another time than that of round 7; the row is left out");
    assert!(read.noticed.contains(&notice), "{}", read.noticed);
    let folder = TempDir::new().unwrap();
    let error = check_refused(&file(&folder, "t.csv", text), &[]);
    assert!(error.contains(&format!("error: {title}\n")), "{error}");
}

#[test]
fn a_broken_row_is_left_out_of_an_import_and_refused_by_a_run() {
    let text = "round,date,type,itas,crs\n7,2025-06-05,PNP,500,740\n8,2025-06-06,PNP,x,741\n\
                7,2025-06-07,PNP,1,742\n9,2025-06-08,PNP\n";
    let read = imported_text("t.csv", text.as_bytes(), &[]);
    assert_eq!(column(&read.rounds, "round_number"), ["7"]);
    assert!(read.said.contains("3 rows are left out"), "{}", read.said);
    for part in [
        "t.csv:3: `itas` is `x`, expected a whole number",
        "t.csv:4: round 7 stands twice with different figures",
        "such as 91a and 91b; see line 2; the row is left out",
        "t.csv:5: this row has 3 fields, expected 5 fields",
    ] {
        assert!(read.noticed.contains(part), "{part}: {}", read.noticed);
    }
    let folder = TempDir::new().unwrap();
    let error = check_refused(&file(&folder, "t.csv", text), &[]);
    assert!(error.contains("3 problems found") && error.contains("8,2025-06-06,PNP,x,741"), "{error}");
    let many: String = (1..=300).map(|row| format!("{row},2025-06-06,PNP,x,741\n")).collect();
    let read = imported_text("t.csv", (text.to_owned() + &many).as_bytes(), &[]);
    assert!(read.said.contains("303 rows are left out"), "{}", read.said);
    assert!(read.noticed.matches("the row is left out").count() < 30, "{}", read.noticed);
}

/// All rounds of a text on one line have its number of lines in common, so that messages name the round.
#[test]
fn a_text_of_one_line_has_no_made_up_lines() {
    let text = fs::read_to_string("tests/data/cases/ircc_implausible.json").unwrap();
    let line = text.replace('\n', " ");
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "one.json", &line);
    let said = checked(&["--rounds", path.to_str().unwrap()]);
    assert!(said.contains("one.json: round 331 of nominees cannot have a cutoff of 493"), "{said}");
    let path = file(&folder, "one.json", &line.replacen("\"drawSize\": \"", "\"drawSize\": \"x", 1));
    assert!(check_refused(&path, &[]).contains("error: round 331: `drawSize` is `x"));
}

#[test]
fn counts_that_cannot_be_right_are_flagged_by_an_import_and_left_out_by_a_run() {
    let text = fs::read_to_string("tests/data/cases/ircc_array.json").unwrap();
    let folder = TempDir::new().unwrap();
    let path = file(&folder, "rounds.json", &text.replace("\"237,302\"", "\"60,302\""));
    let read = imported(&path, &[]);
    assert!(column(&read.counts, "flag").contains(&"impossible"), "{:?}", column(&read.counts, "flag"));
    assert!(read.noticed.contains("is written with the flag `impossible`"), "{}", read.noticed);
    let file = path.to_str().unwrap();
    let said = checked(&["--rounds", file, "--pool", file]);
    assert!(said.contains("the count of 2025-12-14 hold") && said.contains("is left out"), "{said}");
}

/// A table of counts that went through pandas or a spreadsheet.
#[test]
fn counts_of_the_pool_have_the_forms_of_tools() {
    let shipped = fs::read_to_string("scenarios/published/pool_snapshots.csv").unwrap();
    let folder = TempDir::new().unwrap();
    let header = shipped.lines().next().unwrap();
    let last = shipped.lines().last().unwrap();
    let mut cells: Vec<String> = last.split(',').map(str::to_owned).collect();
    let total: u32 = cells.last().unwrap().parse().unwrap();
    let place = cells.len() - 1;
    cells[place] = format!("{}.{:03}", total / 1000, total % 1000);
    cells[0] += " 00:00:00";
    let row: Vec<String> = cells
        .iter()
        .enumerate()
        .map(
            |(place, cell)| if place > 1 && !cell.contains('.') { format!("{cell}.0") } else { cell.clone() },
        )
        .collect();
    let text = format!("{}\n{}\n", header.replace(',', ";"), row.join(";"));
    let path = file(&folder, "pool.csv", &text);
    let said = checked(&["--pool", path.to_str().unwrap()]);
    let read = format!("pool.csv:2: `total` is `{}`, read as {total}: ", cells[place]);
    assert!(said.contains(&read), "{said}");
}
