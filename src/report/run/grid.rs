//! Cutoffs by type of rounds and year, in a table of one line a type.

use std::collections::{BTreeMap, BTreeSet};

use crate::experiment::Findings;
use crate::experiment::cutoffs::CutoffYear;
use crate::report::terminal::{Heading, table};
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
    if !findings.cutoff_errors.is_empty() {
        let title = if findings.is_reformed { message!("grid-reform") } else { message!("grid-errors") };
        text += &titled(&title, &errors(findings), words);
    }
    if !findings.cutoff_years.is_empty() {
        let cells = medians(findings);
        let title = if years(&cells).len() > FEW_YEARS {
            message!("grid-medians")
        } else {
            message!("grid-percentiles")
        };
        text += &titled(&title, &cells, words);
    }
    text
}

fn titled(title: &Message, cells: &Cells, words: &Words) -> String {
    format!("{}\n{}\n\n", words.text(title), grid(cells, words))
}

/// Mean of simulated less published cutoffs.
fn errors(findings: &Findings) -> Cells {
    let errors = findings.cutoff_errors.iter();
    errors.map(|row| ((row.round_type.to_string(), row.year), format!("{:+.0}", row.bias))).collect()
}

fn medians(findings: &Findings) -> Cells {
    let rows = &findings.cutoff_years;
    let years: BTreeSet<i16> = rows.iter().map(|row| row.year).collect();
    let is_short = years.len() > FEW_YEARS;
    let mut cells = Cells::new();
    for CutoffYear { round_type, year, cutoff, .. } in rows {
        let cell = if is_short {
            format!("{:.0}", cutoff.p50)
        } else {
            format!("{:.0} ({:.0}-{:.0})", cutoff.p50, cutoff.p10, cutoff.p90)
        };
        cells.insert((round_type.to_string(), *year), cell);
    }
    cells
}

fn years(cells: &Cells) -> BTreeSet<i16> {
    cells.keys().map(|(_, year)| *year).collect()
}

fn grid(cells: &Cells, words: &Words) -> String {
    let years = years(cells);
    let names: Vec<String> = years.iter().map(i16::to_string).collect();
    let first = words.text(&message!("grid-round-type"));
    let mut headings = vec![Heading::Words(&first)];
    headings.extend(names.iter().map(|name| Heading::Figures(name)));
    let types: BTreeSet<&String> = cells.keys().map(|(name, _)| name).collect();
    let mut lines = Vec::new();
    for name in types.iter().take(MOST_TYPES) {
        let mut line = vec![(*name).clone()];
        for year in &years {
            line.push(cells.get(&((*name).clone(), *year)).cloned().unwrap_or_default());
        }
        lines.push(line);
    }
    let mut text = table(&headings, lines);
    if types.len() > MOST_TYPES {
        text =
            format!("{text}\n{}", words.text(&message!("grid-more-types", count = types.len() - MOST_TYPES)));
    }
    text
}
