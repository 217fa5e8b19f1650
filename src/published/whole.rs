//! Whether tables of the user's have every round and count: a forecast from tables with gaps would be wrong.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::form::{self, OwnForm};
use super::rounds;
use super::snapshots::{self, JudgedCensuses};
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
    let table = snapshots.source.name.as_str();
    let Some(judged) = snapshots::read_judged(&snapshots.source, how.order, &unread) else { return };
    let counts = Counts { table, judged };
    refuse_missing_counts(&rounds, &counts, problems);
    refuse_late_count(&rounds.source, &counts, problems);
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

fn refuse_missing_counts(rounds: &OwnForm, counts: &Counts<'_>, problems: &Problems) {
    let carried = |name: &str| library::open_beside(name, &Base::Carried(String::new())).ok();
    let shipped = carried("published/rounds.csv").zip(carried("published/pool_snapshots.csv"));
    // A few counts that IRCC's rounds name were never published.
    let never = shipped.and_then(|(rounds, pool)| {
        let judged = snapshots::read_judged(&pool.source, None, &Problems::new())?;
        Some(missing_counts(&OwnForm::as_it_is(&rounds.source), &judged.days))
    });
    let never: BTreeSet<Day> = never.into_iter().flatten().map(|missing| missing.day).collect();
    for MissingCount { round, day, place } in missing_counts(rounds, &counts.judged.days) {
        if !never.contains(&day) {
            let title = format!("round {round} names a count of {day}");
            let expected = format!("expected a row of that day in `{}`: give `--pool` too", counts.table);
            problems.push(Problem::new(place, title, expected));
        }
    }
}

/// A table of counts, and what was read from it.
struct Counts<'a> {
    table: &'a str,
    judged: JudgedCensuses,
}

/// A count that a round names and the table of counts lacks.
pub struct MissingCount {
    /// The number of the round.
    pub round: String,
    /// The day of the count.
    pub day: Day,
    /// Where the round names it.
    pub place: Origin,
}

/// The counts that rounds name and that are not of one of these days, in the order of the table of rounds.
pub fn missing_counts(rounds: &OwnForm, days: &BTreeSet<Day>) -> Vec<MissingCount> {
    let unread = Problems::new();
    let mut missing = Vec::new();
    // The own form of a table has its days as year, month and day.
    let rows = Rows::parse(&rounds.source, &["round_number"], &unread);
    for row in rows.iter().flat_map(|rows| rows.iter(&unread)) {
        let Ok(day) = row.text("pool_as_of").parse::<Day>() else { continue };
        if !days.contains(&day) {
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

fn refuse_late_count(rounds: &Arc<Source>, counts: &Counts<'_>, problems: &Problems) {
    let read = rounds::read(rounds, &Problems::new());
    let newest = read.as_ref().and_then(|rounds| rounds.last()).map(|round| round.drawn_at.day());
    let count = counts.judged.censuses.last().map(|census| census.date);
    if let Some((round, count)) = newest.zip(count).filter(|(round, count)| count > round) {
        let title =
            format!("the newest count of `{}` is of {count}, the newest round of {round}", counts.table);
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
    use crate::published::census::BANDS;
    use crate::scenario::DateOrder;

    const COLUMNS: &str = "round_number,date,drawn_at,round_type,invitations,cutoff,tie_break,pool_as_of\n";

    /// A table of counts of 15 candidates, one in each band.
    fn counts(days: &[&str]) -> String {
        let bands: String = BANDS.iter().map(|(low, high)| format!(",c_{low}_{high}")).collect();
        let rows = days.iter().map(|day| format!("{day},,{}{}\n", BANDS.len(), ",1".repeat(BANDS.len())));
        format!("as_of,flag,total{bands}\n{}", rows.collect::<String>())
    }

    fn problems(rounds: &str, snapshots: &str) -> Vec<String> {
        let found = Problems::new();
        let (rounds, snapshots) = (Source::new("mine.csv", rounds), Source::new("pool.csv", snapshots));
        let how = TableReading { order: Some(DateOrder::DayMonthYear), ..TableReading::default() };
        refuse_gaps_of([&rounds, &snapshots], &how, &found);
        let invalid = found.finish(Some(())).err();
        let problems = invalid.into_iter().flat_map(|invalid| invalid.problems);
        problems.map(|problem| problem.title).collect()
    }

    /// 45813 is 2025-06-05 in a spreadsheet.
    #[test]
    fn a_count_is_there_on_the_day_that_is_read_from_its_date() {
        let rounds = format!("{COLUMNS}1,2025-06-09,,cec,3000,500,,2025-06-05\n");
        for day in ["05/06/2025", "45813", "2025-06-05[1]"] {
            assert_eq!(problems(&rounds, &counts(&[day])), [] as [&str; 0], "{day}");
        }
        let missing = "round 1 names a count of 2025-06-05";
        assert_eq!(problems(&rounds, &counts(&["06/05/2025"])), [missing]);
    }

    #[test]
    fn a_stale_or_impossible_count_is_there() {
        let rounds = format!("{COLUMNS}1,2025-06-09,,cec,3000,500,,2025-06-05\n");
        let both = counts(&["05/06/2025", "04/06/2025"]);
        let stale = both.replace("05/06/2025,,", "05/06/2025,stale,");
        let impossible = both.replace("05/06/2025,,15", "05/06/2025,,5");
        assert!(stale != both && impossible != both);
        for table in [stale, impossible] {
            assert_eq!(problems(&rounds, &table), [] as [&str; 0], "{table}");
        }
    }

    #[test]
    fn missing_rounds_and_counts_are_named_at_their_place() {
        let rows = [("91a", ""), ("91b", ""), ("92", "2018-01-01"), ("95", ""), ("97", "")];
        let rows = rows
            .iter()
            .zip(1..)
            .map(|((number, counted), day)| format!("{number},2018-01-{day:02},,cec,{day},500,,{counted}\n"));
        let rounds = &(COLUMNS.to_owned() + &rows.collect::<String>());
        let found = problems(rounds, &counts(&["01/01/2017"]));
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
