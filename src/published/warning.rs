//! Warnings about published tables that can be read, but look odd.

use std::collections::BTreeSet;

use crate::document::figure::Assumed;
use crate::document::library;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::instruction::RoundNumber;
use crate::published::census::Census;
use crate::published::form::OwnForm;
use crate::published::import::repair::Repair;
use crate::published::import::{Imported, Numbering};
use crate::published::impossible::{Impossible, Kept};
use crate::published::snapshots::JudgedCensuses;
use crate::published::whole::missing_counts;
use crate::scenario::DateOrder;
use crate::time::Day;

/// Something odd about a published table, which is no reason to refuse it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The rounds of a table do not stand in the order of time.
    RoundsOutOfOrder {
        /// The table.
        table: String,
    },
    /// Numbers of rounds between others are missing.
    MissingRounds {
        /// The table.
        table: String,
        /// How many.
        count: u32,
        /// The first of them.
        first: u32,
    },
    /// Rounds name snapshots of the pool that do not exist.
    MissingSnapshots {
        /// The table of rounds.
        rounds: String,
        /// The table of snapshots.
        snapshots: String,
        /// How many.
        count: usize,
        /// The first that is named.
        first: Day,
    },
    /// A figure that cannot be right.
    Impossible(Impossible),
    /// Rounds of a file of another form without a time of day: they are held at noon in Toronto.
    NoTimesOfDay {
        /// The file.
        table: String,
        /// How many.
        count: usize,
        /// The first of them.
        first: RoundNumber,
    },
    /// Values of a file of another form that were repaired, assumed or left out.
    Repaired {
        /// The file.
        table: String,
        /// How many.
        count: usize,
        /// The first round that has one.
        first: RoundNumber,
    },
    /// Numbers or dates of a form that was understood.
    Assumed {
        /// The file.
        table: String,
        /// The form, with the first of them.
        assumed: Assumed,
    },
    /// The order of the numbers of dates, which some dates of the file prove.
    ProvenOrder {
        /// The file.
        table: String,
        /// The order.
        order: DateOrder,
    },
    /// Rounds of a file without numbers.
    Numbered {
        /// The file.
        table: String,
        /// Rounds with the number of one that the program carries.
        known: usize,
        /// Rounds with such a number, but another size.
        resized: usize,
        /// Rounds that were numbered after them.
        new: usize,
    },
    /// Bands of the pool do not add up to the stated total.
    UnevenBands {
        /// The table of snapshots.
        table: String,
        /// In how many snapshots.
        count: usize,
        /// The first of them.
        first: Day,
        /// The sum of its bands.
        sum: u32,
        /// Its stated total.
        total: u32,
    },
}

/// Warnings about tables that were read without a problem; none about tables that the program carries, whose
/// oddities are IRCC's own and documented in SOURCES.md.
pub fn all(own_rounds: &OwnForm, own_snapshots: &OwnForm, judged: &JudgedCensuses) -> Vec<Warning> {
    let (rounds, snapshots) = (&own_rounds.source, &own_snapshots.source);
    let mut warnings = Vec::new();
    if !library::is_carried(rounds) {
        warnings.extend(own_rounds.imported.iter().flat_map(|imported| repairs(&rounds.name, imported)));
        warnings.extend(missing_rounds(rounds));
        warnings.extend(missing_snapshots(own_rounds, snapshots, &judged.days));
    }
    if !library::is_carried(snapshots) {
        warnings.extend(sums(snapshots, &judged.censuses));
    }
    warnings
}

/// What was repaired or assumed in a file of another form.
fn repairs(table: &str, imported: &Imported) -> Vec<Warning> {
    let table = table.to_owned();
    let (untimed, repaired): (Vec<&Repair>, Vec<&Repair>) =
        imported.repairs.iter().partition(|repair| repair.finding.is_untimed());
    let impossible = imported.impossible_rounds(&table, Kept::LeftOut);
    let impossible = impossible.into_iter().map(Warning::Impossible);
    let assumed = assumed(&table, &imported.assumed);
    let late = imported.is_out_of_order.then(|| Warning::RoundsOutOfOrder { table: table.clone() });
    let untimed = untimed.first().map(|first| Warning::NoTimesOfDay {
        table: table.clone(),
        count: untimed.len(),
        first: first.number,
    });
    let repaired = repaired.first().map(|first| Warning::Repaired {
        table: table.clone(),
        count: repaired.len(),
        first: first.number,
    });
    let proven = imported.proven_order.map(|order| Warning::ProvenOrder { table: table.clone(), order });
    let numbered = imported.numbering.map(|Numbering { known, resized, new }| Warning::Numbered {
        table,
        known,
        resized,
        new,
    });
    let found = [late, untimed, repaired, proven, numbered].into_iter().flatten();
    found.chain(assumed).chain(impossible).collect()
}

/// Forms of numbers and dates of a file that were understood.
pub fn assumed(table: &str, assumed: &[Assumed]) -> Vec<Warning> {
    let all = assumed.iter().map(|assumed| {
        let (table, assumed) = (table.to_owned(), assumed.clone());
        Warning::Assumed { table, assumed }
    });
    all.collect()
}

/// Gaps between the numbers of rounds. A table may begin late and end early.
fn missing_rounds(table: &Source) -> Option<Warning> {
    let numbers = read(table, |row| row.text("round_number").parse::<RoundNumber>().ok());
    let known: BTreeSet<u32> = numbers.into_iter().map(RoundNumber::count).collect();
    let missing = (*known.first()?..*known.last()?).filter(|number| !known.contains(number));
    let first = missing.clone().next()?;
    Some(Warning::MissingRounds { table: table.name.clone(), count: missing.count() as u32, first })
}

/// Counts that rounds name and the table lacks.
fn missing_snapshots(rounds: &OwnForm, snapshots: &Source, days: &BTreeSet<Day>) -> Option<Warning> {
    let missing = missing_counts(rounds, days);
    let first = missing.first()?.day;
    let (rounds, snapshots) = (rounds.source.name.clone(), snapshots.name.clone());
    Some(Warning::MissingSnapshots { rounds, snapshots, count: missing.len(), first })
}

fn sums(table: &Source, censuses: &[Census]) -> Option<Warning> {
    let odd: Vec<&Census> = censuses.iter().filter(|census| census.is_uneven()).collect();
    let first = odd.first()?;
    Some(Warning::UnevenBands {
        table: table.name.clone(),
        count: odd.len(),
        first: first.date,
        sum: first.band_sum()?,
        total: first.total,
    })
}

/// A value of each row that has it.
fn read<T>(table: &Source, value: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    let (source, problems) = (Source::new(table.name.as_str(), table.text.as_str()), Problems::new());
    let rows = Rows::parse(&source, &[], &problems);
    rows.iter().flat_map(|rows| rows.iter(&problems)).filter_map(|row| value(&row)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::library::Base;
    use crate::published::{form, snapshots};
    use crate::scenario::TableReading;

    fn carried(name: &str) -> Arc<Source> {
        library::open_beside(name, &Base::Carried(String::new())).unwrap().source
    }

    fn warnings(rounds: &Arc<Source>, snapshots: &Arc<Source>) -> Vec<Warning> {
        let problems = Problems::new();
        let rounds = form::rounds(rounds, &TableReading::default(), &problems).unwrap();
        let counts = OwnForm { source: Arc::clone(snapshots), imported: None };
        all(&rounds, &counts, &snapshots::read_judged(snapshots, None, &problems).unwrap())
    }

    /// A table of rounds with number, day, and day of the count.
    fn table(rows: &[(&str, &str, &str)]) -> Arc<Source> {
        let columns = "round_number,date,drawn_at,round_type,invitations,cutoff,tie_break,pool_as_of\n";
        let rows = rows.iter().map(|(number, day, counted)| {
            format!("{number},{day},{day}T15:00:00Z,cec,3000,500,,{counted}\n")
        });
        Source::new("mine.csv", columns.to_owned() + &rows.collect::<String>())
    }

    #[test]
    fn carried_tables_have_no_warning() {
        let found = warnings(&carried("published/rounds.csv"), &carried("published/pool_snapshots.csv"));
        assert_eq!(found, []);
    }

    #[test]
    fn a_users_table_is_checked_for_its_order_and_the_counts_that_it_names() {
        let rows = [("2", "2020-03-18", "2020-03-16"), ("1", "2020-02-19", "")];
        let found = warnings(&table(&rows), &carried("published/pool_snapshots.csv"));
        let order = Warning::RoundsOutOfOrder { table: "mine.csv".to_owned() };
        let missing = Warning::MissingSnapshots {
            rounds: "mine.csv".to_owned(),
            snapshots: "scenarios/published/pool_snapshots.csv".to_owned(),
            count: 1,
            first: "2020-03-16".parse().unwrap(),
        };
        assert_eq!(found, [order, missing]);
    }

    #[test]
    fn numbers_of_rounds_that_are_missing_between_others_are_counted() {
        let days = [("91a", "2018-05-30"), ("91b", "2018-05-31"), ("93", "2018-06-25"), ("96", "2018-07-25")];
        let found = warnings(
            &table(&days.map(|(number, day)| (number, day, ""))),
            &carried("published/pool_snapshots.csv"),
        );
        // 92, 94 and 95.
        assert_eq!(found, [Warning::MissingRounds { table: "mine.csv".to_owned(), count: 3, first: 92 }]);
    }

    #[test]
    fn bands_that_miss_their_total_are_reported_once() {
        let shipped = carried("published/pool_snapshots.csv");
        let mine = Source::new("mine.csv", format!("{}\n", shipped.text));
        // IRCC's count of 2023-04-26 misses 180 candidates between its bands.
        let found = warnings(&carried("published/rounds.csv"), &mine);
        let [Warning::UnevenBands { first, sum, total, .. }] = &found[..] else { panic!("{found:?}") };
        assert_eq!((*first, total.abs_diff(*sum)), ("2023-04-26".parse().unwrap(), 180));
    }
}
