//! Cutoffs in tables for the terminal: compared with the published ones, and those of rounds ahead.

use super::terminal::{Column, worded_table};
use super::words::{Words, message};
use crate::experiment::cutoffs::CutoffYear;
use crate::experiment::judging::cutoff_error::CutoffError;
use crate::time::Day;

/// Simulated and published cutoffs in a table for the terminal, after its title; empty if no cutoff was
/// published. They are rounds up to the day on which law or rounds depart from history.
pub fn fit(rows: &[CutoffError], replications: u32, departs_on: Option<Day>, words: &Words) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let title = words.text(&message!("cutoffs-fit", replications = replications));
    let note = departs_on.map_or(String::new(), |on| words.text(&message!("cutoffs-before", on = on)) + "\n");
    format!("{title}\n{note}{}\n\n", fit_table(rows, words))
}

fn fit_table(fit: &[CutoffError], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-round-type")),
        Column::Figures(message!("column-year")),
        Column::Figures(message!("column-rounds")),
        Column::Figures(message!("column-mean-absolute-difference")),
        Column::Figures(message!("column-bias")),
    ];
    let lines = fit.iter().map(|row| {
        [
            row.round_type.to_string(),
            row.year.to_string(),
            row.rounds.to_string(),
            format!("{:.1}", row.mean_absolute_difference),
            format!("{:+.1}", row.bias),
        ]
    });
    worded_table(words, &columns, lines)
}

/// Cutoffs of rounds ahead in a table for the terminal, after its title; empty without such rounds.
pub fn ahead(rows: &[CutoffYear], replications: u32, words: &Words) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let title = words.text(&message!("cutoffs-ahead", replications = replications));
    format!("{title}\n{}\n\n", ahead_table(rows, words))
}

fn ahead_table(rows: &[CutoffYear], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-round-type")),
        Column::Figures(message!("column-year")),
        Column::Figures(message!("column-rounds")),
        Column::Figures(message!("column-median")),
        Column::Figures(message!("column-percentiles")),
    ];
    let lines = rows.iter().map(|row| {
        let (low, high) = (format!("{:.0}", row.cutoff.p10), format!("{:.0}", row.cutoff.p90));
        [
            row.round_type.to_string(),
            row.year.to_string(),
            row.rounds.to_string(),
            format!("{:.0}", row.cutoff.p50),
            words.text(&message!("cell-range", low = low, high = high)),
        ]
    });
    worded_table(words, &columns, lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::spread::Spread;
    use crate::policy::instruction::RoundType;

    #[test]
    fn cutoffs_of_a_scenario_are_printed_with_their_spread() {
        let cutoff = Spread::of((500..=520).map(f64::from).collect()).unwrap();
        let rows = [CutoffYear { round_type: RoundType::new("cec"), year: 2026, rounds: 26, cutoff }];
        let expected = [
            "Simulated cutoffs in this scenario, in CRS points, over a year's rounds and 50 replications:",
            "the range covers replications and the course of the year, not model errors. For these see",
            "docs/validation.md.",
            "  round type   year   rounds   median   10th to 90th percentile",
            "─────────────────────────────────────────────────────────────────",
            "  cec          2026       26      510                501 to 519",
            "",
            "",
        ];
        let words = Words::english();
        assert_eq!(ahead(&rows, 50, &words), expected.join("\n"));
        assert_eq!(ahead(&[], 50, &words), "");
        assert_eq!(fit(&[], 50, None, &words), "");
    }
}
