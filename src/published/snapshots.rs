//! The published counts of the pool by score band, read from `pool_snapshots.csv`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::census::{BANDS, Census, MOST_CANDIDATES, WIDE_BANDS};
use super::import::moment;
use super::import::{IMPOSSIBLE, STALE};
use super::impossible::{self, Impossible, Kept};
use super::round::MOST_PERSONS;
use crate::document::figure::{self, Assumed, Form, Readings, Spot};
use crate::document::library;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::scenario::DateOrder;
use crate::time::Day;

/// Flags of rows. A row of the first two is left out.
const FLAGS: [&str; 5] = [STALE, IMPOSSIBLE, "sum_mismatch", "asof_corrected", "third_party_fill"];

/// Counts of a table, and what in it cannot be right.
#[derive(Clone, Debug, Default)]
pub struct JudgedCensuses {
    /// The counts, in order of date, without impossible ones.
    pub censuses: Vec<Census>,
    /// The days of all rows, those that are left out too.
    pub days: BTreeSet<Day>,
    /// The impossible ones; none of a table that the program carries.
    pub impossible: Vec<Impossible>,
    /// Forms of numbers and dates that were understood.
    pub assumed: Vec<Assumed>,
}

/// Reads published snapshots in order of date, leaving out those that are flagged `stale` or impossible;
/// every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Census>> {
    read_in(source, None, problems)
}

/// The same; dates of numbers alone are read in an order, if one is stated.
pub fn read_in(source: &Arc<Source>, order: Option<DateOrder>, problems: &Problems) -> Option<Vec<Census>> {
    read_judged(source, order, problems).map(|judged| judged.censuses)
}

/// The same with what is impossible; dates of numbers alone are read in an order, if one is stated.
pub fn read_judged(
    source: &Arc<Source>,
    order: Option<DateOrder>,
    problems: &Problems,
) -> Option<JudgedCensuses> {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut needed = vec!["as_of", "flag", "total"];
    needed.extend(bands.iter().map(String::as_str));
    let before = problems.len();
    let rows = Rows::parse(source, &needed, problems)?;
    let mut censuses: Vec<Census> = Vec::new();
    let (mut days, mut stale, mut impossible) = (BTreeSet::new(), Vec::new(), Vec::new());
    let is_judged = !library::is_carried(source);
    let mut readings = Readings::default();
    for row in rows.iter(problems) {
        let flag = row.text("flag");
        if !flag.is_empty() && !FLAGS.contains(&flag) {
            row.misspelt("flag", &FLAGS);
        }
        let mut lenient = Lenient { row: &row, order, readings: &mut readings };
        let Some(census) = read_row(&mut lenient, &bands) else { continue };
        if flag == STALE {
            stale.push(census.date);
            continue;
        }
        if !days.insert(census.date) {
            row.wrong_in(
                "as_of",
                format!("the snapshot of {} stands twice", census.date),
                "expected one row for each day",
            );
        }
        let wide = WIDE_BANDS.map(|(low, high)| figure::whole(row.text(&format!("c_{low}_{high}"))));
        let wide = wide.map(|figure| figure.map(|figure| figure.value));
        match impossible::of_census(&census, wide).filter(|_| is_judged) {
            Some(fault) => {
                let line = Some(row.origin().line());
                impossible.push(Impossible { table: source.name.clone(), line, fault, kept: Kept::LeftOut });
            }
            None if flag == IMPOSSIBLE => {}
            None => censuses.push(census),
        }
    }
    censuses.sort_by_key(|census| census.date);
    days.extend(stale);
    let judged = JudgedCensuses { censuses, days, impossible, assumed: readings.all() };
    (problems.len() == before).then_some(judged)
}

/// Snapshots as a table that [`read`] reads back.
pub fn write(censuses: &[Census]) -> String {
    let bands: Vec<String> = BANDS.iter().map(|(low, high)| format!("c_{low}_{high}")).collect();
    let mut text = format!("as_of,flag,total,{}\n", bands.join(","));
    for census in censuses {
        let counts = census.candidates.map(|count| count.map_or(String::new(), |count| count.to_string()));
        text += &format!("{},,{},{}\n", census.date, census.total, counts.join(","));
    }
    text
}

fn read_row(row: &mut Lenient<'_, '_>, bands: &[String]) -> Option<Census> {
    let mut candidates = [None; BANDS.len()];
    for (count, band) in candidates.iter_mut().zip(bands) {
        *count = match row.row.text(band) {
            "" => None,
            _ => row.count(band, MOST_PERSONS),
        };
    }
    let (date, total) = (row.day("as_of"), row.count("total", MOST_CANDIDATES));
    Some(Census { date: date?, candidates, total: total? })
}

/// A row whose numbers and dates may have the forms that people and tools give them.
struct Lenient<'a, 'b> {
    row: &'a Row<'b>,
    order: Option<DateOrder>,
    readings: &'a mut Readings,
}

impl Lenient<'_, '_> {
    fn count(&mut self, column: &str, most: u32) -> Option<u32> {
        let text = self.row.text(column).to_owned();
        let bare = figure::without_footnotes(&text);
        let Some(read) = figure::whole(bare).filter(|figure| figure.value <= most) else {
            return self.row.need_count(column, 0..=most, "candidates");
        };
        if bare.len() < text.len() {
            self.assume(Form::Footnote, column, [&text, bare]);
        } else if read.has_points {
            self.assume(Form::Points, column, [&text, &read.value.to_string()]);
        }
        Some(read.value)
    }

    fn day(&mut self, column: &str) -> Option<Day> {
        let text = self.row.text(column).to_owned();
        let Some(day) = moment::day(figure::without_footnotes(&text), self.order) else {
            return self.row.need_day(column, "2022-01-17");
        };
        if figure::serial_date(&text).is_some() {
            self.assume(Form::SerialDate, column, [&text, &day.to_string()]);
        }
        Some(day)
    }

    fn assume(&mut self, form: Form, column: &str, [text, taken]: [&str; 2]) {
        let origin = self.row.origin();
        let place = Spot::Line(origin.line());
        let (text, taken) = (text.to_owned(), taken.to_owned());
        let value = Assumed { form, count: 1, place, column: column.to_owned(), text, taken };
        self.readings.add(origin.span.start, value);
    }
}
