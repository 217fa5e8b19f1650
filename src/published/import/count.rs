//! Counts of the pool that IRCC publishes with a round.

use super::column::count_field;
use super::entry::Entry;
use super::repair::Finding;
use super::tables::{COUNT_COLUMNS, most_of};
use crate::time::Day;

/// Counts in the order of [`COUNT_COLUMNS`].
pub type Counts = [Option<u32>; COUNT_COLUMNS.len()];

/// Columns that other columns sum to, with places in [`COUNT_COLUMNS`]: two bands of five, and the total.
const SUMS: [(usize, &[usize]); 3] =
    [(2, &[3, 4, 5, 6, 7]), (8, &[9, 10, 11, 12, 13]), (17, &[0, 1, 2, 8, 14, 15, 16])];
/// Places of the wide bands in [`COUNT_COLUMNS`], from the top.
pub(super) const WIDE: [usize; 2] = [SUMS[0].0, SUMS[1].0];
/// Most days from a count to its round.
const MOST_AGE: i32 = 62;

/// The counts of an entry, if it has a total: rounds before 2022 have zeros.
pub(super) fn read(entry: &Entry<'_>, findings: &mut Vec<Finding>) -> Option<Counts> {
    let mut counts = [None; COUNT_COLUMNS.len()];
    let mut missing: Vec<String> = Vec::new();
    for (place, count) in counts.iter_mut().enumerate() {
        let field = count_field(place);
        let text = entry.text(field);
        *count = entry.number(field, &text).filter(|count| *count <= most_of(COUNT_COLUMNS[place]));
        let name = entry.name(field).to_owned();
        if count.is_none() && text.is_empty() {
            missing.push(name);
        } else if count.is_none() {
            findings.push(Finding::UnreadableCount { field: name, text });
        }
    }
    let has_total = counts[COUNT_COLUMNS.len() - 1].is_some_and(|total| total > 0);
    if has_total {
        findings.extend((!missing.is_empty()).then_some(Finding::MissingCounts { fields: missing }));
    } else if counts.iter().flatten().any(|count| *count > 0) {
        findings.push(Finding::NoTotal);
    }
    has_total.then_some(counts)
}

/// The day of the counts: at most two months before the round, and not after it.
pub(super) fn read_day(
    text: String,
    read: Option<Day>,
    date: Day,
    findings: &mut Vec<Finding>,
) -> Option<Day> {
    let day = read.filter(|day| (0..=MOST_AGE).contains(&(date - *day)));
    if day.is_none() {
        findings.push(Finding::UnlikelyDay { text });
    }
    day
}

/// The first stated sum that its parts do not come to.
pub(super) fn sum_mismatch(counts: &Counts) -> Option<Finding> {
    for (whole, parts) in SUMS {
        let sum = parts.iter().map(|place| counts[*place]).sum::<Option<u32>>();
        if let (Some(stated), Some(sum)) = (counts[whole], sum)
            && stated != sum
        {
            return Some(Finding::SumMismatch { column: COUNT_COLUMNS[whole], stated, sum });
        }
    }
    None
}
