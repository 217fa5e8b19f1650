//! The commands that read the law, end to end: `score`, `rules`, `check`, and the notice of `run`.

#[path = "golden/named.rs"]
mod named;

use std::path::Path;
use std::process::{Command, Output};

use drawsim::table::Table;
use named::assert_names;

fn drawsim(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments).output().expect("the binary starts")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Runs a command that succeeds and returns its output.
fn said(arguments: &[&str]) -> String {
    let output = drawsim(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", err(&output));
    out(&output)
}

#[test]
fn rules_diff_lists_what_changed_on_2025_03_25() {
    let expected = "\
From 2025-03-24 to 2025-03-25: 2 values change.

  key                                       old   new   instrument
────────────────────────────────────────────────────────────────────────────────────────────────
  crs.additional.job_offer_senior_manager   200   0     Ministerial Instructions of March 2025
  crs.additional.job_offer_skilled          50    0     Ministerial Instructions of March 2025
";
    assert_eq!(said(&["rules", "diff", "2025-03-24", "2025-03-25"]), expected);
    let same = said(&["rules", "diff", "2025-03-25", "2025-03-26"]);
    assert_eq!(same, "From 2025-03-25 to 2025-03-26: nothing changes.\n");
}

#[test]
fn rules_diff_of_scenarios_lists_the_reform() {
    let text = said(&["rules", "diff", "history", "no_points_after_40"]);
    assert!(
        text.starts_with("From history on 2025-12-31 to no_points_after_40 on 2025-12-31: 8 values change.")
    );
    let text = said(&["rules", "diff", "2023-12-31", "no_points_after_40@2023-12-31"]);
    assert!(text.ends_with("nothing changes.\n"), "{text}");
    let wrong = drawsim(&["rules", "diff", "2025-02-30", "no_such_scenario"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_names(&err(&wrong), &["`2025-02-30`", "no_such_scenario"]);
}

#[test]
fn rules_diff_of_a_list_shows_what_came_and_went() {
    let text = said(&["rules", "diff", "2026-02-17", "2026-02-18"]);
    let line = text.lines().find(|line| line.contains("categories.trades.occupations")).unwrap();
    assert_names(line, &["63200", "63201"]);
}

#[test]
fn rules_explain_shows_the_history_with_citations_and_assumptions() {
    let text = said(&["rules", "explain", "crs.education.bachelor"]);
    let expected = "\
crs.education.bachelor.with_spouse
  from 2015-01-01: 112
    Ministerial Instructions of 2014-11-28 (Canada Gazette, Part I, Extra, 2014-12-01)
    sections 1 and 11 to 15: core human capital, with and without an accompanying spouse

crs.education.bachelor.without_spouse
  from 2015-01-01: 120
    Ministerial Instructions of 2014-11-28 (Canada Gazette, Part I, Extra, 2014-12-01)
    sections 1 and 11 to 15: core human capital, with and without an accompanying spouse
";
    assert_eq!(text, expected);
    let text = said(&["rules", "explain", "invitation.validity_days"]);
    assert_names(&text, &["2016-11-19: 90", "60", "assumption: "]);
}

#[test]
fn a_misspelt_key_gets_a_suggestion() {
    for command in
        [&["rules", "explain", "crs.educaton"][..], &["rules", "show", "crs.educaton", "--on", "2025-01-01"]]
    {
        let output = drawsim(command);
        assert_eq!(output.status.code(), Some(2));
        assert_names(&err(&output), &["`education`"]);
    }
}

#[test]
fn rules_show_lists_the_values_of_a_day() {
    const KEY: &str = "crs.additional.job_offer_skilled";
    let published = said(&["rules", "show", KEY, "--on", "2025-03-24"]);
    let scenario = ["--scenario", "job_offer_points_restored"];
    let reformed = said(&[&["rules", "show", KEY, "--on", "2025-04-01"][..], &scenario].concat());
    for (text, since) in [(published, "2016-11-19"), (reformed, "2025-03-25")] {
        let row = text.lines().find(|line| line.trim_start().starts_with(KEY)).unwrap();
        assert_eq!(row.split_whitespace().take(3).collect::<Vec<_>>(), [KEY, "50", since]);
    }
    assert_names(&said(&["rules", "show", "--on", "2026-12-01"]), &["notice: ", "2026-11-03"]);
}

#[test]
fn check_finds_all_shipped_scenarios_fine() {
    let mut names: Vec<String> = std::fs::read_dir("scenarios")
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .filter(|name| name.ends_with(".toml"))
        .collect();
    names.sort();
    let mut arguments = vec!["check"];
    arguments.extend(names.iter().map(String::as_str));
    let text = said(&arguments);
    assert_eq!(text.matches(": fine\n").count(), names.len(), "{text}");
    let facts = ["reform of 2025-03-25: Reform: points for a job offer restored", "education 9, french 34,"];
    assert_names(&text, &facts);
}

#[test]
fn check_shows_problems_warnings_and_notices_of_all_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("past.toml");
    let text = "extends = \"tiny.toml\"\nstart = 2025-01-01\nend = 2026-11-30\n\
                [[policy.change]]\ndate = 2025-01-01\ncrs.additional.job_offer_skilled = 100\n\
                programs.fst.in_force = false\n\
                [plan.list]\nrounds = [{ date = 2025-06-01, type = \"fst\", size = 1 }]\n";
    std::fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    let output =
        drawsim(&["check", &path, "tests/data/scenarios/types.toml", "tests/data/scenarios/nowhere.toml"]);
    assert_eq!(output.status.code(), Some(2));
    let (said, wrong) = (out(&output), err(&output));
    assert_names(&said, &["warning: `crs.additional.job_offer_skilled`", "2025-01-01", "2025-03-25"]);
    assert_names(&said, &["notice: 1 round of `fst`", "2026-11-03", "types.toml: has mistakes"]);
    assert_names(&wrong, &["`ceq`", "nowhere_at_all.toml", "3 problems found"]);
}

#[test]
fn a_run_past_the_published_law_says_so_once_in_terminal_manifest_and_charts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("result");
    let path = path.to_str().unwrap();
    let output = drawsim(&[
        "run",
        "tiny",
        "--set",
        "start=2026-10-25",
        "--set",
        "end=2026-11-10",
        "--replications",
        "1",
        "-o",
        path,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let sentence = "the point values of the CRS in force from 2026-11-03 are not published";
    assert_eq!((err(&output) + &out(&output)).matches(sentence).count(), 1);
    let manifest = std::fs::read_to_string(Path::new(path).join("manifest.json")).unwrap();
    assert_eq!(manifest.matches(sentence).count(), 1, "{manifest}");
    assert_names(&manifest, &["\"notices\"", "crs.known = true"]);
    let chart = std::fs::read_to_string(Path::new(path).join("charts/pool_trend.svg")).unwrap();
    assert_names(&chart, &["From 2026-11-03 "]);
}

/// Scores a file into both formats and reads both back.
fn scored(profiles: &str, on: &str) -> (Output, Table) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name).display().to_string();
    let (csv, parquet) = (file("scores.csv"), file("scores.parquet"));
    drawsim(&["score", profiles, "--on", on, "-o", &parquet]);
    let output = drawsim(&["score", profiles, "--on", on, "-o", &csv]);
    let from_parquet = Table::read_parquet(Path::new(&parquet)).unwrap();
    let from_csv = Table::read_csv(Path::new(&csv), &from_parquet).unwrap();
    assert_eq!(from_csv.height(), from_parquet.height());
    assert_eq!(from_csv.to_csv().replace("\"\"", ""), from_parquet.to_csv().replace("\"\"", ""));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
    (output, from_parquet)
}

fn cells(table: &Table, column: &str) -> Vec<String> {
    let cell = |row| match table.cell(row, column) {
        Some(drawsim::table::Cell::Text(text)) => text.to_owned(),
        Some(drawsim::table::Cell::Integer(number)) => number.to_string(),
        other => format!("{other:?}"),
    };
    (0..table.height()).map(cell).collect()
}

/// Totals added up by hand from the grid of 2026-09-15.
#[test]
fn score_writes_the_same_figures_to_csv_and_parquet() {
    let (output, table) = scored("tests/data/profiles.csv", "2026-09-15");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(cells(&table, "candidate")[..3], ["graduate", "ielts_abroad", "francophone"]);
    // 110 + 120 + 4 x 31 + 40; 25 + 13; 30. 88 + 135 + 3 x 31 + 34; 50 + 50. A doctorate of 30 today: 105 for
    // age.
    assert_eq!(cells(&table, "score")[..2], ["462", "450"]);
    assert_eq!(cells(&table, "age_points")[8], "105");
    assert_eq!(cells(&table, "score")[6], (277 + 18 + 88 + 600).to_string());
    assert_eq!(cells(&table, "clb_reading")[1], "10", "IELTS reading 8.5");
    assert_eq!(cells(&table, "programs")[6], "pnp cec");
    assert_eq!(cells(&table, "categories")[7], "senior_managers_ca");
    assert_eq!(cells(&table, "fsw_grid_points")[1], (24 + 23 + 13 + 12).to_string());
    assert_eq!(table.cell(11, "programs"), None, "without an occupation programs are unknown");
}

#[test]
fn score_takes_a_few_profiles_apart_in_the_terminal() {
    let text = said(&["score", "tests/data/profiles.toml", "--on", "2026-09-15"]);
    let expected = "
  points                      graduate   ielts_abroad
───────────────────────────────────────────────────────
  A core                           394            350
    age                            110             88
    education                      120            135
    first language                 124            127
    canadian work                   40              0
  B spouse                           0              0
  C transferability                 38            100
    education language              25             50
    education canadian work         13              0
    foreign work language            0             50
  D additional                      30              0
    canadian study                  30              0
  score                            462            450
  programs                         cec            fsw
                                   fsw
  categories                      none           none
  FSW grid                          76             72
    passed                         yes            yes
    first language                  24             24
    education                       21             23
    experience                       9             13
    age                             12             12
    adaptability                    10              0
  CLB, first language          9/9/9/9       9/9/10/9
  CLB, second language
  CLB, spouse
Levels: speaking/listening/reading/writing. Section C factors are shown before the cap of their pair.
";
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    assert_eq!(trimmed(&text), trimmed(expected.trim_start_matches('\n')));
}

#[test]
fn broken_rows_are_told_with_their_lines_and_the_others_are_scored() {
    let (output, table) = scored("tests/data/profiles_broken.csv", "2026-09-15");
    assert_eq!(output.status.code(), Some(2));
    let expected = std::fs::read_to_string("tests/data/profiles_broken.txt").unwrap();
    assert_eq!(err(&output), expected);
    assert_eq!(cells(&table, "candidate"), ["fine", "last"]);
}

#[test]
fn lines_are_counted_alike_with_either_line_end_and_without_the_last_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profiles.csv");
    for end in ["\n", "\r\n"] {
        let text = [
            "age,education,clb",
            "30,bachelor,9",
            "",
            "",
            "30,bachelor,x",
            "30,\"bache\nlor\",9",
            "y,none,4",
        ];
        std::fs::write(&path, text.join(end)).unwrap();
        let output = drawsim(&["score", path.to_str().unwrap(), "--on", "2026-09-15"]);
        let lines: Vec<String> = err(&output)
            .lines()
            .filter_map(|line| line.split("profiles.csv:").nth(1)?.split(':').next().map(str::to_owned))
            .collect();
        assert_eq!(lines, ["5", "6", "8"], "{}", err(&output));
    }
}

#[test]
fn unknown_and_missing_columns_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profiles.csv");
    std::fs::write(&path, "age,educatoin,clb\n30,bachelor,9\n").unwrap();
    let output = drawsim(&["score", path.to_str().unwrap(), "--on", "2026-09-15"]);
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert_names(&text, &["`educatoin`", "2 problems found"]);
    // As a suggestion, and as the column that is missing.
    assert_eq!(text.matches("`education`").count(), 2, "{text}");
}

/// The messages about rows, without the name of the file.
fn messages(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let output = drawsim(&["score", path.to_str().unwrap(), "--on", "2025-01-01"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let sentence = |line: &str| line.split(&format!("{name}:")).nth(1).map(str::to_owned);
    err(&output).lines().filter_map(sentence).collect()
}

#[test]
fn impossible_facts_are_reported() {
    let text = "age,birth_date,education,clb,test,test_speaking,test_listening,test_reading,test_writing,\
                canadian_work_years,recent_canadian_months,spouse,spouse_clb,spouse_education\n\
                30,,bachelor,,ielts_general,9.7,7.49,7.5,9,,,,,\n\
                30,,bachelor,,celpip_general,500,9,12,13,,,,,\n\
                30,,bachelor,,tcf_canada,21,500,500,20,,,,,\n\
                ,0001-01-01,bachelor,9,,,,,,,,,,\n\
                ,1904-01-02,bachelor,9,,,,,,0,12,,,\n\
                30,,bachelor,9,,,,,,1,23,no,9,bachelor\n\
                30,,bachelor,9,,,,,,0,11,no,0,none\n";
    assert_eq!(
        messages("facts.csv", text),
        [
            "2: `test_speaking` is `9.7`, expected a score of the test: 0 to 9, by halves",
            "2: `test_listening` is `7.49`, expected a score of the test: 0 to 9, by halves",
            "3: `test_speaking` is `500`, expected a score of the test: a whole number from 0 to 12",
            "3: `test_writing` is `13`, expected a score of the test: a whole number from 0 to 12",
            "4: `test_speaking` is `21`, expected a score of the test: a whole number from 0 to 20",
            "5: `birth_date` is `0001-01-01`, expected a date less than 121 years before 2025-01-01",
            "6: `recent_canadian_months` is `12`, expected 11 or less, as `canadian_work_years` is 0",
        ]
    );
}

#[test]
fn a_misspelt_key_or_table_of_profiles_hides_nothing_else() {
    let row = "[[profile]]\nage = 200\neducaton = \"bachler\"\nclb = 9\n";
    assert_eq!(
        messages("keys.toml", row),
        [
            "1: unknown key `educaton` in line 3, expected a column that `drawsim score --help` lists; \
             did you mean \
             `education`?",
            "1: `age` is `200`, expected a whole number from 0 to 120",
            "1: `education` is `bachler`, expected none, secondary, one_year, two_year, bachelor, \
             two_or_more, masters, \
             doctorate; did you mean `bachelor`?",
        ]
    );
    // Each problem has its place in the file.
    let places = messages("tables.toml", &format!("{row}[[profil]]\nage = 30\n"));
    assert_eq!(places, ["1:1", "1:1", "1:1", "5:3"]);
}

#[test]
fn a_column_in_capitals_is_suggested_in_small_letters() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("profiles.csv");
    std::fs::write(&path, "age,education,CLB\n30,bachelor,9\n").unwrap();
    let output = drawsim(&["score", path.to_str().unwrap(), "--on", "2026-09-15"]);
    assert_names(&err(&output), &["`clb`"]);
}

#[test]
fn score_reads_the_law_of_the_date_and_of_a_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("offer.csv");
    std::fs::write(&path, "age,education,clb,noc,job_offer\n30,bachelor,9,21231,skilled\n").unwrap();
    let path = path.to_str().unwrap();
    let score = |more: &[&str]| {
        let text = said(&[&["score", path, "--on"], more].concat());
        let line = text.lines().find(|line| line.trim_start().starts_with("score")).unwrap().to_owned();
        line.split_whitespace().last().unwrap().parse::<u16>().unwrap()
    };
    let after = score(&["2025-03-25"]);
    assert_eq!(score(&["2025-03-24"]), after + 50);
    assert_eq!(score(&["2025-03-25", "--scenario", "job_offer_points_restored"]), after + 50);
}

#[test]
fn score_past_the_published_law_gives_the_notice_and_refuses_to_overwrite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.csv");
    let path = path.to_str().unwrap();
    let arguments = ["score", "tests/data/profiles.csv", "--on", "2026-11-03", "-o", path];
    let output = drawsim(&arguments);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(err(&output).matches("the CRS in force from 2026-11-03 are not published").count(), 1);
    let again = drawsim(&arguments);
    assert_eq!(again.status.code(), Some(2));
    assert_names(&err(&again), &[path, "--force"]);
    assert_eq!(drawsim(&[&arguments[..], &["--force"]].concat()).status.code(), Some(0));
}

#[test]
fn dates_before_the_launch_and_outside_a_run_are_refused() {
    for command in [
        &["score", "tests/data/profiles.csv", "--on", "2014-12-31"][..],
        &["rules", "show", "--on", "2014-12-31"],
        &["rules", "diff", "2014-12-31", "2020-01-01"],
    ] {
        let output = drawsim(command);
        assert_eq!(output.status.code(), Some(2), "{command:?}");
        assert_names(&err(&output), &["2015-01-01"]);
    }
    let output = drawsim(&["rules", "diff", "history@2015-01-01", "history@2040-01-01"]);
    assert_eq!(output.status.code(), Some(2));
    assert_names(&err(&output), &["2040-01-01", "`history`", "2015-01-01 to 2025-12-31"]);
}

#[test]
fn a_factor_of_the_grid_is_in_force_until_a_reform_ends_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("no_french.toml");
    let text =
        "extends = \"history\"\n[[policy.change]]\ndate = 2020-01-01\ncrs.factor.french.in_force = false\n";
    std::fs::write(&path, text).unwrap();
    let said = said(&["rules", "diff", "history", path.to_str().unwrap()]);
    let line = said.lines().find(|line| line.contains("crs.factor.french.in_force")).unwrap();
    assert_eq!(line.split_whitespace().take(3).collect::<Vec<_>>()[1..], ["true", "false"]);
}

/// Scores a text that is written to a file of this name.
fn score_text(name: &str, text: &str, more: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    drawsim(&[&["score", path.to_str().unwrap(), "--on", "2026-09-15"], more].concat())
}

#[test]
fn an_unknown_key_of_a_toml_row_is_that_rows_problem() {
    let row = "[[profile]]\nage = 30\neducation = \"bachelor\"\nclb = 9\n";
    let output =
        score_text("two.toml", &format!("{row}ocupation = 1\nsiblin = true\n{row}"), &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    let facts = ["two.toml:1: ", "`ocupation` in line 5", "`siblin` in line 6", "`sibling`", "1 of 2 rows"];
    assert_names(&text, &facts);
    assert_eq!(out(&output).lines().count(), 2, "{}", out(&output));
}

#[test]
fn csv_without_a_file_goes_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.csv");
    let path = path.to_str().unwrap();
    let arguments = ["score", "tests/data/profiles.csv", "--on", "2026-09-15", "--format", "csv"];
    let printed = said(&arguments);
    said(&[&arguments[..], &["-o", path]].concat());
    assert_eq!(printed, std::fs::read_to_string(path).unwrap());
    let parquet = drawsim(&["score", "tests/data/profiles.csv", "--on", "2026-09-15", "--format", "parquet"]);
    assert_eq!(parquet.status.code(), Some(2));
    assert_names(&err(&parquet), &["`-o FILE`"]);
}

#[test]
fn flags_are_read_in_capitals_too() {
    let text = "age,education,clb,nominated\n30,none,4,true\n30,none,4,TRUE\n30,none,4,True\n30,none,4,Yes\n";
    let output = score_text("flags.csv", text, &["--format", "csv"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let said = out(&output);
    let scores: Vec<&str> = said.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert!(scores.len() == 4 && scores.iter().all(|score| *score == scores[0]), "{said}");
}

#[test]
fn a_quote_without_an_end_is_reported_in_its_line() {
    for end in ["\n", ""] {
        let text = format!("age,education,clb\n30,bachelor,9\n\n30,\"bachelor,9\n30,none,4{end}");
        let output = score_text("open.csv", &text, &[]);
        assert_eq!(output.status.code(), Some(2));
        assert_names(&err(&output), &["open.csv:4: ", "error: 1 of 2 rows"]);
    }
    let closed = score_text("closed.csv", "age,education,clb\n30,bachelor,\"9\n\"\n", &[]);
    assert_eq!(closed.status.code(), Some(0), "{}", err(&closed));
}

#[test]
fn columns_may_stand_between_semicolons_or_tabs() {
    let commas = score_text("commas.csv", "age,education,clb\n30,bachelor,9\n", &[]);
    assert_names(&out(&commas), &["education                120"]);
    for mark in [";", "\t"] {
        let text = format!("age{mark}education{mark}clb\n30{mark}bachelor{mark}9\n");
        let output = score_text("commas.csv", &text, &[]);
        assert_eq!((output.status.code(), out(&output)), (Some(0), out(&commas)), "{}", err(&output));
    }
}

#[test]
fn one_of_a_thing_is_singular() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("scores.csv");
    let row = "age,education,clb\n30,bachelor,9\n";
    let output = score_text("one.csv", row, &["-o", path.to_str().unwrap()]);
    assert!(out(&output).starts_with("1 profile scored: "), "{}", out(&output));
    let output = score_text("short.csv", "age,education,clb\n30\n", &[]);
    assert!(
        err(&output).contains("this row has 1 field, expected 3 fields, as in the header"),
        "{}",
        err(&output)
    );
    assert!(err(&output).ends_with("error: the only row could not be read\n"), "{}", err(&output));
}
