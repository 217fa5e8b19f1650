//! Whether tables of the user's have every round and count: a forecast from tables with gaps would be wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::form::{self, OwnForm};
use super::import::moment;
use super::{rounds, snapshots};
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::{Problem, Problems};
use crate::document::rows::{Row, Rows};
use crate::document::source::{Origin, Source};
use crate::policy::instruction::RoundNumber;
use crate::scenario::{Scenario, TableReading};
use crate::time::Day;

/// The remedy of a gap.
const EXPECTED: &str =
    "expected every round up to the newest; `drawsim import` reads all of them from IRCC's file";

/// Refuses gaps in the numbers of rounds, counts that rounds name and the table lacks, and a newest count
/// without a round. The tables that the program carries have none. Broken and doubled rows are reported where
/// the tables are read.
pub fn refuse_gaps(scenario: &Scenario, problems: &Problems) {
    let Scenario { rounds, snapshots, table_reading: how, .. } = scenario;
    refuse_gaps_of([rounds, snapshots], how, problems);
}

fn refuse_gaps_of([rounds, snapshots]: [&Arc<Source>; 2], how: &TableReading, problems: &Problems) {
    if library::is_carried(rounds) && library::is_carried(snapshots) {
        return;
    }
    // Files of another form that cannot be read are reported where they are read.
    let unread = Problems::new();
    let own = form::rounds(rounds, how, &unread).zip(form::snapshots(snapshots, how, &unread));
    let Some((rounds, snapshots)) = own else { return };
    refuse_missing_rounds(&rounds, problems);
    refuse_missing_counts(&rounds, &snapshots.source, problems);
    refuse_late_count([&rounds.source, &snapshots.source], how, problems);
}

fn refuse_missing_rounds(table: &OwnForm, problems: &Problems) {
    let unread = Problems::new();
    let Some(rows) = Rows::parse(&table.source, &["round_number"], &unread) else { return };
    let mut numbered = Vec::new();
    for row in rows.iter(&unread) {
        let number = row.text("round_number").parse::<RoundNumber>();
        numbered.extend(number.ok().map(|number| (number.count(), place_of(number, &row, table).0)));
    }
    numbered.sort_by_key(|(count, _)| *count);
    for pair in numbered.windows(2) {
        let [(before, _), (after, place)] = pair else { continue };
        let (first, last) = (before + 1, after - u32::from(after > before));
        if last > *before {
            let title = match last - first {
                0 => format!("round {first} is missing before round {after}"),
                _ => format!("rounds {first} to {last} are missing before round {after}"),
            };
            problems.push(Problem::new(place.clone(), title, EXPECTED));
        }
    }
}

/// Where the number of a round and the day of its count stand: in the user's file.
fn place_of(number: RoundNumber, row: &Row<'_>, table: &OwnForm) -> (Origin, Origin) {
    match table.imported.as_ref().and_then(|imported| imported.places.get(&number)) {
        Some(place) => (place.number.clone(), place.pool_as_of.clone()),
        None => (row.field_origin("round_number"), row.field_origin("pool_as_of")),
    }
}

fn refuse_missing_counts(rounds: &OwnForm, snapshots: &Arc<Source>, problems: &Problems) {
    let carried = |name: &str| library::open_beside(name, &Base::Carried(String::new())).ok();
    let shipped = carried("published/rounds.csv").zip(carried("published/pool_snapshots.csv"));
    // A few counts that IRCC's rounds name were never published.
    let never = shipped.map_or_else(Vec::new, |(rounds, pool)| {
        missing_counts(&OwnForm::as_it_is(&rounds.source), &pool.source)
    });
    let never: BTreeSet<Day> = never.into_iter().map(|missing| missing.day).collect();
    for MissingCount { round, day, place } in missing_counts(rounds, snapshots) {
        if !never.contains(&day) {
            let title = format!("round {round} names a count of {day}");
            let expected = format!("expected a row of that day in `{}`: give `--pool` too", snapshots.name);
            problems.push(Problem::new(place, title, expected));
        }
    }
}

/// A count that a round names and the table of counts lacks.
struct MissingCount {
    round: String,
    day: Day,
    place: Origin,
}

fn missing_counts(rounds: &OwnForm, snapshots: &Arc<Source>) -> Vec<MissingCount> {
    let unread = Problems::new();
    let counts = Rows::parse(snapshots, &["as_of"], &unread);
    let counts = counts.iter().flat_map(|rows| rows.iter(&unread));
    let counts: BTreeSet<Day> = counts.filter_map(|row| moment::day(row.text("as_of"), None)).collect();
    let mut missing = Vec::new();
    let rows = Rows::parse(&rounds.source, &["round_number"], &unread);
    for row in rows.iter().flat_map(|rows| rows.iter(&unread)) {
        let Ok(day) = row.text("pool_as_of").parse::<Day>() else { continue };
        if !counts.contains(&day) {
            let round = row.text("round_number").to_owned();
            let place = match round.parse() {
                Ok(number) => place_of(number, &row, rounds).1,
                Err(_) => row.field_origin("pool_as_of"),
            };
            missing.push(MissingCount { round, day, place });
        }
    }
    missing
}

fn refuse_late_count([rounds, snapshots]: [&Arc<Source>; 2], how: &TableReading, problems: &Problems) {
    let unread = Problems::new();
    let (read, counts) = (rounds::read(rounds, &unread), snapshots::read_in(snapshots, how.order, &unread));
    let newest = read.as_ref().and_then(|rounds| rounds.last()).map(|round| round.drawn_at.day());
    let count = counts.as_ref().and_then(|counts| counts.last()).map(|census| census.date);
    if let Some((round, count)) = newest.zip(count).filter(|(round, count)| count > round) {
        let title =
            format!("the newest count of `{}` is of {count}, the newest round of {round}", snapshots.name);
        let expected = format!(
            "expected the rounds from {round} to {count}, and the one that came with the count: give \
             `--rounds` too"
        );
        problems.push(Problem::without_place(title, expected));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(rounds: &str, snapshots: &str) -> Vec<String> {
        let found = Problems::new();
        let (rounds, snapshots) = (Source::new("mine.csv", rounds), Source::new("pool.csv", snapshots));
        refuse_gaps_of([&rounds, &snapshots], &TableReading::default(), &found);
        let invalid = found.finish(None::<()>).unwrap_err();
        invalid.problems.into_iter().map(|problem| problem.title).collect()
    }

    #[test]
    fn missing_rounds_and_counts_are_named_at_their_place() {
        let columns = "round_number,date,drawn_at,round_type,invitations,cutoff,tie_break,pool_as_of\n";
        let rows = [("91a", ""), ("91b", ""), ("92", "2018-01-01"), ("95", ""), ("97", "")];
        let rows = rows
            .iter()
            .zip(1..)
            .map(|((number, counted), day)| format!("{number},2018-01-{day:02},,cec,{day},500,,{counted}\n"));
        let rounds = &(columns.to_owned() + &rows.collect::<String>());
        let found = problems(rounds, "as_of\n2019-01-01\n");
        assert_eq!(
            found,
            [
                "round 92 names a count of 2018-01-01",
                "rounds 93 to 94 are missing before round 95",
                "round 96 is missing before round 97",
            ]
        );
    }
}
