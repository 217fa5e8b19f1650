use super::repair::{Finding, Repair, TieBreakFault};
use super::tables::RoundRow;
use super::*;
use crate::document::library;
use crate::document::problem::Problem;
use crate::time::Instant;

const SAMPLE: &str = include_str!("../../../tests/data/ircc_rounds_sample.json");

fn corrections() -> Vec<Correction> {
    let problems = Problems::new();
    let opened = library::open_scenario("published/corrections.csv").unwrap();
    correction::read(&opened.source, &problems).unwrap()
}

fn how(corrections: &[Correction]) -> Instructions<'_> {
    Instructions { corrections, ..Instructions::default() }
}

/// What is wrong, with line and column.
type Mistake = (String, (usize, usize));

fn try_import(text: &str) -> Result<Imported, Vec<Mistake>> {
    let problems = Problems::new();
    let imported =
        import(&Source::new("rounds.json", text), how(&corrections()), super::Wrong::RowsRefused(&problems));
    problems.finish(imported).map_err(|invalid| invalid.problems.into_iter().map(title_and_place).collect())
}

fn title_and_place(problem: Problem) -> Mistake {
    let place = problem.origin.map_or((0, 0), |origin| origin.line_column());
    (problem.title, place)
}

/// Findings beyond the two of the sample.
fn findings(text: &str) -> Vec<(String, Finding)> {
    let repairs = try_import(text).unwrap().repairs;
    let sample = try_import(SAMPLE).unwrap().repairs;
    let more = repairs.into_iter().filter(|repair| !sample.contains(repair));
    more.map(|repair| (repair.number.to_string(), repair.finding)).collect()
}

fn found(number: &str, finding: Finding) -> (String, Finding) {
    (number.to_owned(), finding)
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The sample with one text replaced; it must be there.
fn with(from: &str, to: &str) -> String {
    assert!(SAMPLE.contains(from), "{from}");
    SAMPLE.replacen(from, to, 1)
}

/// The shipped tables of rounds and of counts, as texts.
fn shipped_texts() -> [Arc<Source>; 2] {
    ["published/rounds.csv", "published/pool_snapshots.csv"]
        .map(|name| library::open_scenario(name).unwrap().source)
}

fn shipped() -> Tables {
    let [rounds, snapshots] = shipped_texts();
    Tables::read(Some(&rounds), Some(&snapshots), &Problems::new()).unwrap()
}

#[test]
fn the_sample_comes_to_the_rows_of_the_shipped_tables() {
    let imported = try_import(SAMPLE).unwrap();
    let shipped = shipped();
    for (number, row) in &imported.tables.rounds {
        let expected = RoundRow { note: row.note.clone(), ..shipped.rounds[number].clone() };
        assert_eq!(row, &expected, "{number}");
    }
    assert_eq!(imported.tables.rounds.len(), 5);
    for (day, row) in &imported.tables.snapshots {
        assert_eq!(row, &shipped.snapshots[day], "{day}");
    }
    assert_eq!(imported.tables.snapshots.len(), 2);
    let round = RoundNumber::new(208);
    let [tie_break, invitations] = imported.repairs.as_slice() else { panic!("{:?}", imported.repairs) };
    let text = "October 7 at 16:38:21 UTC".to_owned();
    let no_year = Finding::TieBreak { text, fault: TieBreakFault::NoYear, taken: None };
    assert_eq!(*tie_break, Repair { number: round, finding: no_year });
    assert!(matches!(&invitations.finding, Finding::Corrected { found: 681, corrected: 888, .. }));
    assert_eq!(imported.noted(round).count(), 2);
    assert_eq!(imported.uncounted.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1", "77", "208"]);
}

#[test]
fn importing_again_changes_nothing() {
    let imported = try_import(SAMPLE).unwrap();
    let (first, changes) = merge(Tables::default(), &imported.tables);
    assert!(changes.is_empty());
    let problems = Problems::new();
    let written = Tables::read(
        Some(&Source::new("rounds.csv", first.rounds_csv())),
        Some(&Source::new("pool_snapshots.csv", first.snapshots_csv())),
        &problems,
    );
    assert_eq!(written.as_ref(), Some(&first));
    let (second, changes) = merge(written.unwrap(), &imported.tables);
    assert_eq!((second, changes), (first, Vec::new()));
}

#[test]
fn the_shipped_tables_are_read_and_written_unchanged_and_an_older_file_takes_nothing_away() {
    let ([rounds, snapshots], tables) = (shipped_texts(), shipped());
    assert_eq!(tables.rounds_csv(), rounds.text);
    assert_eq!(tables.snapshots_csv(), snapshots.text);
    let (merged, changes) = merge(tables.clone(), &try_import(SAMPLE).unwrap().tables);
    assert_eq!(merged.rounds.len(), tables.rounds.len());
    // Only the note of round 208 is another.
    assert_eq!(changes, [Change::OtherRound(RoundNumber::new(208))]);
}

#[test]
fn a_truncated_file_is_an_error_at_its_end() {
    let half = &SAMPLE[..SAMPLE.len() / 2];
    let found = try_import(half).unwrap_err();
    assert_eq!(found.len(), 1);
    assert!(found[0].0.starts_with("this is not a whole JSON text: EOF while parsing"), "{found:?}");
    assert_eq!(found[0].1.0, half.lines().count());
    assert_eq!(try_import("{}").unwrap_err()[0].0, "there is no list `rounds`");
}

/// The line of a text, from 1, that holds a part of it.
fn line_of(part: &str, text: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[test]
fn every_field_that_is_needed_and_broken_is_named_with_its_line() {
    let broken = SAMPLE
        .replacen("\"drawSize\": \"125\"", "\"drawSize\": \"-125\"", 1)
        .replacen("   \"drawCRS\": \"524\",\n", "", 1)
        .replacen("\"drawNumber\": \"77\"", "\"drawNumber\": \"\"", 1);
    assert_eq!(
        try_import(&broken).unwrap_err(),
        [
            ("`drawSize` is `-125`".to_owned(), (line_of("-125", &broken), 4)),
            ("`drawCRS` is missing or empty".to_owned(), (line_of("\"290\"", &broken) - 1, 3)),
            ("`drawNumber` is missing or empty".to_owned(), (line_of("\"drawNumber\": \"\"", &broken), 4)),
        ]
    );
}

#[test]
fn a_date_of_the_year_20255_is_taken_from_another_field_or_refused() {
    let one = with("\"2025-06-10\"", "\"20255-06-10\"");
    let day = Day::new(2025, 6, 10).unwrap();
    let finding = Finding::DateElsewhere { text: "20255-06-10".to_owned(), day };
    assert_eq!(findings(&one), [found("350", finding)]);
    let all = one.replace("June 10, 2025", "June 10, 20255");
    let found = try_import(&all).unwrap_err();
    assert_eq!(found[0].0, "`drawDate` is `20255-06-10`");
}

#[test]
fn a_time_of_another_day_is_moved_to_the_day_of_the_round() {
    let text = with("June 10, 2025 at 13:57:34 UTC", "June 1, 2025 at 13:57:34 UTC");
    let finding = Finding::TimeOfAnotherDay {
        text: "June 1, 2025 at 13:57:34 UTC".to_owned(),
        date: Day::new(2025, 6, 10).unwrap(),
        taken: instant("2025-06-10T13:57:34Z"),
    };
    assert_eq!(findings(&text), [found("350", finding)]);
    let evening = with("June 10, 2025 at 13:57:34 UTC", "June 11, 2025 at 01:57:34 UTC");
    assert_eq!(findings(&evening), [], "the next day in UTC is the evening of the round");
}

#[test]
fn a_tie_break_of_the_year_to_come_is_of_the_year_before() {
    let text = with("September 12, 2024 at 18:12:15 UTC", "September 12, 2025 at 18:12:15 UTC");
    let finding = Finding::TieBreak {
        text: "September 12, 2025 at 18:12:15 UTC".to_owned(),
        fault: TieBreakFault::AfterRound,
        taken: Some(instant("2024-09-12T18:12:15Z")),
    };
    assert_eq!(findings(&text), [found("350", finding)]);
}

#[test]
fn a_tie_break_of_no_day_and_a_count_that_is_missing_or_too_large_are_repaired() {
    let text = with("September 12, 2024 at 18:12:15 UTC", "February 30, 2025 at 10:00:00 UTC")
        .replacen("   \"dd1\": \"102\",\n", "", 1)
        .replacen("\"24,823\"", "\"4,294,967,295\"", 1);
    let no_day = Finding::TieBreak {
        text: "February 30, 2025 at 10:00:00 UTC".to_owned(),
        fault: TieBreakFault::NoSuchTime,
        taken: None,
    };
    let field = "dd2".to_owned();
    let too_large = Finding::UnreadableCount { field, text: "4,294,967,295".to_owned() };
    let missing = Finding::MissingCounts { fields: vec!["dd1".to_owned()] };
    assert_eq!(findings(&text), [found("350", no_day), found("350", too_large), found("350", missing)]);
}

#[test]
fn other_entries_than_rounds_are_refused_wherever_they_stand() {
    let end = SAMPLE.rfind(']').unwrap();
    let after = format!("{}, 3 {}", &SAMPLE[..end], &SAMPLE[end..]);
    let found = try_import(&after).unwrap_err();
    assert_eq!((found.len(), found[0].0.as_str()), (1, "this is not a round"));
    let column = after.lines().find_map(|line| line.find("3 ]")).unwrap() + 1;
    assert_eq!(found[0].1.1, column);
    let alone = try_import("{\"note\": {\"rounds\": 1}, \"rounds\": [3, \"a, b\", null]}").unwrap_err();
    let places: Vec<(usize, usize)> = alone.iter().map(|wrong| wrong.1).collect();
    assert_eq!(places, [(1, 36), (1, 39), (1, 47)]);
}

#[test]
fn numbers_with_commas_in_other_places_are_refused_and_marked_alone() {
    let text = with("\"drawSize\": \"125\"", "\"drawSize\": \"1,0,0\"").replace('\n', "");
    let problems = Problems::new();
    let imported =
        import(&Source::new("rounds.json", text), how(&corrections()), super::Wrong::RowsRefused(&problems));
    let invalid = problems.finish(imported).unwrap_err();
    let [problem] = invalid.problems.as_slice() else { panic!("{invalid}") };
    let origin = problem.origin.as_ref().unwrap();
    assert_eq!(&origin.source.text[origin.span.clone()], "\"drawSize\": \"1,0,0\"");
    assert_eq!(problem.expected, "expected a whole number of persons from 1 to 1000000");
}

#[test]
fn an_unknown_name_is_kept_as_a_type_of_its_own() {
    let text = with("\"drawName\": \"General\"", "\"drawName\": \"Blue-collar work (Version 1)\"");
    let imported = try_import(&text).unwrap();
    let row = &imported.tables.rounds[&RoundNumber::new(290)];
    assert_eq!((row.round_type.as_str(), row.version.as_str()), ("blue_collar_work", "Version 1"));
    let mut findings = imported.repairs.iter().map(|repair| &repair.finding);
    assert!(findings.any(|finding| matches!(finding, Finding::UnknownName { .. })), "{:?}", imported.repairs);
}

#[test]
fn a_round_that_stands_twice_is_taken_once_and_two_rounds_of_one_number_are_refused() {
    let entry = &SAMPLE[SAMPLE.find("  {\n").unwrap()..SAMPLE.find("  },\n").unwrap() + "  },\n".len()];
    let twice = SAMPLE.replacen(entry, &format!("{entry}{entry}"), 1);
    assert_eq!(findings(&twice), [found("350", Finding::Repeated)]);
    let other = SAMPLE.replacen(entry, &format!("{entry}{}", entry.replace("\"784\"", "\"785\"")), 1);
    assert_eq!(try_import(&other).unwrap_err()[0].0, "round 350 stands twice with different figures");
    let lettered = other.replacen("\"drawNumber\": \"350\"", "\"drawNumber\": \"350a\"", 1);
    // At one time the second of them would be refused.
    let lettered = lettered.replacen("at 13:57:34", "at 14:57:34", 1);
    assert_eq!(try_import(&lettered).unwrap().tables.rounds.len(), 6);
}

#[test]
fn counts_that_repeat_those_of_an_earlier_day_are_stale() {
    let entry = &SAMPLE[SAMPLE.find("  {\n").unwrap()..SAMPLE.find("  },\n").unwrap() + "  },\n".len()];
    let later = entry.replace("\"350\"", "\"351\"").replace("June 9, 2025", "June 10, 2025");
    // Another round, with another cutoff at another time.
    let later = later.replace("\"784\"", "\"785\"").replace("at 13:57:34", "at 14:57:34");
    let imported = try_import(&SAMPLE.replacen(entry, &format!("{later}{entry}"), 1)).unwrap();
    let last = imported.tables.snapshots.last_key_value().unwrap();
    assert_eq!((last.0.to_string().as_str(), last.1.flag.as_str()), ("2025-06-10", "stale"));
    let finding =
        Finding::Stale { day: Day::new(2025, 6, 10).unwrap(), first: Day::new(2025, 6, 9).unwrap() };
    let number = "351".parse().unwrap();
    assert_eq!(imported.repairs.last(), Some(&Repair { number, finding }));
}

#[test]
fn bands_that_do_not_add_up_are_flagged() {
    let imported = try_import(&with("\"dd4\": \"13,101\"", "\"dd4\": \"13,100\"")).unwrap();
    let row = imported.tables.snapshots.last_key_value().unwrap().1;
    assert_eq!(row.flag, "sum_mismatch");
    let mismatch = Finding::SumMismatch { column: "c_451_500", stated: 76_090, sum: 76_089 };
    assert_eq!(imported.repairs.last().unwrap().finding, mismatch);
}
