//! Cutoffs by type of rounds and year, in a table of one line a type.

use std::collections::{BTreeMap, BTreeSet};

use crate::experiment::Findings;
use crate::experiment::cutoffs::CutoffYear;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::report::terminal::{Heading, TERMINAL_WIDTH, table, wrapped};
use crate::report::words::{Message, Words, message};

/// With more years than this a line has no room for percentiles.
const FEW_YEARS: usize = 4;
/// With more types than this the rest is left to the tables of the folder.
const MOST_TYPES: usize = 14;

/// Cells by type and year.
type Cells = BTreeMap<(String, i16), String>;

/// Cutoffs with their title; a run with published rounds and others has a table of each.
pub fn text(findings: &Findings, words: &Words) -> String {
    let mut text = String::new();
    let compared = compared(findings, words);
    if !compared.is_empty() {
        let title = match findings.departs_on {
            Some(on) => message!("grid-errors-before", on = on),
            None => message!("grid-errors"),
        };
        text += &titled(&title, compared, words);
    }
    let ahead = &findings.cutoff_years;
    if !ahead.is_empty() {
        let years: BTreeSet<i16> = ahead.iter().map(|row| row.year).collect();
        if years.len() > FEW_YEARS {
            text += &titled(&message!("grid-medians"), medians(ahead, words), words);
        } else {
            text += &titled(&message!("grid-percentiles"), percentiles(ahead, words), words);
        }
    }
    text
}

fn titled(title: &Message, cells: Cells, words: &Words) -> String {
    format!("{}\n{}\n\n", wrapped(&words.text(title)), grid(cells, words))
}

/// Sums over the rounds of a type and year.
#[derive(Clone, Copy, Default)]
struct Sums {
    rounds: f64,
    simulated: f64,
    difference: f64,
}

/// Simulated cutoffs with their difference from the published ones, of rounds that measure the model.
fn compared(findings: &Findings, words: &Words) -> Cells {
    let mut groups: BTreeMap<(String, i16), Sums> = BTreeMap::new();
    for row in findings.judged_rounds() {
        let Some((cutoff, published)) = row.cutoff.zip(row.published) else { continue };
        let sums = groups.entry((label(&row.round_type, words), row.date.year())).or_default();
        sums.rounds += 1.0;
        sums.simulated += cutoff.mean;
        sums.difference += cutoff.mean - f64::from(published);
    }
    let mut cells = Cells::new();
    for (key, Sums { rounds, simulated, difference }) in groups {
        cells.insert(key, format!("{:.0} {}", simulated / rounds, signed(difference / rounds)));
    }
    cells
}

/// A whole number with its sign; zero has none.
fn signed(points: f64) -> String {
    match points.round() as i32 {
        0 => "0".to_owned(),
        points => format!("{points:+}"),
    }
}

fn medians(rows: &[CutoffYear], words: &Words) -> Cells {
    cells(rows, words, |row| format!("{:.0}", row.cutoff.p50))
}

fn percentiles(rows: &[CutoffYear], words: &Words) -> Cells {
    cells(rows, words, |row| format!("{:.0} ({:.0}-{:.0})", row.cutoff.p50, row.cutoff.p10, row.cutoff.p90))
}

fn cells(rows: &[CutoffYear], words: &Words, cell: fn(&CutoffYear) -> String) -> Cells {
    rows.iter().map(|row| ((label(&row.round_type, words), row.year), cell(row))).collect()
}

/// The name of a type in the table: its key, but for rounds of all programs, which have two keys, and for
/// categories that the scenario names.
fn label(round_type: &RoundType, words: &Words) -> String {
    match round_type.group() {
        RoundGroup::AllPrograms => words.text(&message!("grid-all-programs")),
        RoundGroup::Nominees | RoundGroup::Program(_) | RoundGroup::FrenchSpeakers | RoundGroup::Other => {
            words.added_name(round_type.name()).map_or_else(|| round_type.to_string(), str::to_owned)
        }
    }
}

/// A table as wide as the terminal, with notes on what it leaves out: the first years, and types beyond the
/// most.
fn grid(mut cells: Cells, words: &Words) -> String {
    let mut is_whole = true;
    let mut text = drawn(&cells, words);
    while width(&text) > TERMINAL_WIDTH {
        let Some(first) = years(&cells).into_iter().next().filter(|_| years(&cells).len() > 1) else { break };
        cells.retain(|(_, year), _| *year != first);
        is_whole = false;
        text = drawn(&cells, words);
    }
    if !is_whole {
        text += &format!("\n{}", words.text(&message!("grid-more-years")));
    }
    let types = types(&cells).len();
    if types > MOST_TYPES {
        text += &format!("\n{}", words.text(&message!("grid-more-types", count = types - MOST_TYPES)));
    }
    text
}

fn width(text: &str) -> usize {
    text.lines().map(|line| line.chars().count()).max().unwrap_or(0)
}

fn years(cells: &Cells) -> BTreeSet<i16> {
    cells.keys().map(|(_, year)| *year).collect()
}

fn types(cells: &Cells) -> BTreeSet<&str> {
    cells.keys().map(|(name, _)| name.as_str()).collect()
}

fn drawn(cells: &Cells, words: &Words) -> String {
    let years = years(cells);
    let names: Vec<String> = years.iter().map(i16::to_string).collect();
    let first = words.text(&message!("grid-round-type"));
    let mut headings = vec![Heading::Words(&first)];
    headings.extend(names.iter().map(|name| Heading::Figures(name)));
    let mut lines = Vec::new();
    for name in types(cells).into_iter().take(MOST_TYPES) {
        let mut line = vec![name.to_owned()];
        for year in &years {
            line.push(cells.get(&(name.to_owned(), *year)).cloned().unwrap_or_default());
        }
        lines.push(line);
    }
    table(&headings, lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::cutoffs::CutoffRow;
    use crate::experiment::spread::Spread;
    use crate::policy::instruction::RoundNumber;
    use crate::time::Day;

    fn row(name: &str, year: i16, simulated: f64) -> CutoffRow {
        CutoffRow {
            number: RoundNumber::new(1),
            date: Day::new(year, 7, 1).unwrap(),
            round_type: RoundType::new(name),
            size: 100.0,
            cutoff: Spread::of(vec![simulated]),
            components: None,
            size_interval: None,
            replications: 1,
            published: Some(500),
        }
    }

    fn lines(findings: &Findings) -> Vec<String> {
        let text = text(findings, &Words::english());
        text.trim_end().lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_difference_of_zero_has_no_sign_and_all_programs_one_line() {
        assert_eq!([-0.4, 0.4, 0.6, -3.0].map(signed), ["0", "0", "+1", "-3"]);
        let rows = vec![row("general", 2023, 502.0), row("no_program_specified", 2023, 504.0)];
        let lines = lines(&Findings { cutoffs: rows, ..Findings::default() });
        assert_eq!(lines.last().map(String::as_str), Some("  all programs   503 +3"));
    }

    #[test]
    fn years_that_do_not_fit_the_terminal_are_left_out() {
        let rows = (2010..=2025).map(|year| row("cec", year, 500.0)).collect();
        let lines = lines(&Findings { cutoffs: rows, ..Findings::default() });
        assert!(lines.iter().all(|line| line.chars().count() <= TERMINAL_WIDTH), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("2025") && !line.contains("2010")), "{lines:?}");
        assert_eq!(lines.last().map(String::as_str), Some("Earlier years are in cutoffs.csv."));
    }

    #[test]
    fn a_reform_is_compared_with_published_cutoffs_up_to_its_day_alone() {
        let rows = vec![row("cec", 2024, 510.0), row("cec", 2025, 500.0)];
        let departs_on = Some(Day::new(2025, 7, 1).unwrap());
        let lines = lines(&Findings { cutoffs: rows, departs_on, ..Findings::default() });
        assert!(lines.iter().all(|line| !line.contains(" 2025 ")), "{lines:?}");
        assert_eq!(lines.last().map(String::as_str), Some("  cec          510 +10"));
    }
}
