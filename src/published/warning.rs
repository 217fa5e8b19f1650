//! What is odd about published tables and no reason to refuse them: a sentence each, for the reader of a result.

use std::sync::Arc;

use crate::document::library;
use crate::document::plural::plural;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::tree::Source;
use crate::published::Census;
use crate::time::{Day, Instant};

/// Sentences on tables that were read without a problem; none on those that the program carries, whose oddities are
/// IRCC's own and told beside them.
pub fn notices(rounds: &Arc<Source>, snapshots: &Arc<Source>, censuses: &[Census]) -> Vec<String> {
    let mut notices = Vec::new();
    if !library::is_carried(rounds) {
        notices.extend(order(rounds));
        notices.extend(missing_snapshots(rounds, snapshots));
    }
    if !library::is_carried(snapshots) {
        notices.extend(sums(snapshots, censuses));
    }
    notices
}

fn order(table: &Source) -> Option<String> {
    let rows = read(table, |row| row.text("drawn_at").parse::<Instant>().ok());
    let is_late = rows.windows(2).any(|pair| pair[1] < pair[0]);
    is_late.then(|| {
        format!(
            "the rounds of `{}` stand in another order than that of time, in which they are held",
            table.name
        )
    })
}

fn missing_snapshots(rounds: &Source, snapshots: &Source) -> Option<String> {
    let known = read(snapshots, |row| row.text("as_of").parse::<Day>().ok());
    let named = read(rounds, |row| row.text("pool_as_of").parse::<Day>().ok());
    let missing: Vec<Day> = named.into_iter().filter(|day| !known.contains(day)).collect();
    let first = missing.first()?;
    let count = missing.len();
    Some(format!(
        "`{}` names counts of the pool that `{}` does not have: {count}, the first of {first}",
        rounds.name, snapshots.name
    ))
}

fn sums(table: &Source, censuses: &[Census]) -> Option<String> {
    let sum = |census: &Census| census.candidates.iter().copied().sum::<Option<u32>>();
    let differs = |census: &&Census| sum(census).is_some_and(|sum| sum != census.total);
    let odd: Vec<&Census> = censuses.iter().filter(differs).collect();
    let first = odd.first()?;
    Some(format!(
        "the bands of {} of `{}` do not sum to the total, the first of {}: {} and {}; the bands count",
        plural(odd.len() as u64, "row"),
        table.name,
        first.date,
        sum(first)?,
        first.total
    ))
}

/// A value of each row that has it.
fn read<T>(table: &Source, value: impl Fn(&Row<'_>) -> Option<T>) -> Vec<T> {
    let (source, problems) = (Source::new(table.name.as_str(), table.text.as_str()), Problems::new());
    let rows = Rows::parse(&source, &[], &problems);
    rows.iter().flat_map(|rows| rows.iter(&problems)).filter_map(|row| value(&row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::library::Base;
    use crate::published::snapshots;

    fn carried(name: &str) -> Arc<Source> {
        library::open_beside(name, &Base::Carried(String::new())).unwrap().source
    }

    fn of(rounds: &Arc<Source>, snapshots: &Arc<Source>) -> Vec<String> {
        let problems = Problems::new();
        notices(rounds, snapshots, &snapshots::read(snapshots, &problems).unwrap())
    }

    #[test]
    fn nothing_is_said_of_the_tables_that_the_program_carries() {
        let said = of(&carried("published/rounds.csv"), &carried("published/pool_snapshots.csv"));
        assert_eq!(said, Vec::<String>::new());
    }

    #[test]
    fn a_users_table_is_told_for_its_order_and_the_counts_that_it_names() {
        let text =
            "round_number,drawn_at,pool_as_of\n2,2020-03-18T14:00:00Z,2020-03-16\n1,2020-02-19T14:00:00Z,\n";
        let said = of(&Source::new("mine.csv", text), &carried("published/pool_snapshots.csv"));
        assert_eq!(
            said,
            [
                "the rounds of `mine.csv` stand in another order than that of time, in which they are held",
                "`mine.csv` names counts of the pool that `scenarios/published/pool_snapshots.csv` does not have: 1, the \
                 first of 2020-03-16",
            ]
        );
    }

    #[test]
    fn bands_that_miss_their_total_are_told_once() {
        let shipped = carried("published/pool_snapshots.csv");
        let mine = Source::new("mine.csv", format!("{}\n", shipped.text));
        // IRCC's count of 2023-04-26 misses 180 candidates between its bands.
        let said = of(&carried("published/rounds.csv"), &mine);
        assert!(said.len() == 1 && said[0].contains("the first of 2023-04-26"), "{said:?}");
    }
}
