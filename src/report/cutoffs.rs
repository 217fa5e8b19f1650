//! Cutoffs in words: beside the published ones, and those of rounds that nobody has held.

use super::terminal::{Heading, table};
use crate::document::plural::plural;
use crate::experiment::cutoffs::CutoffYear;
use crate::experiment::judging::cutoff_error::CutoffError;

/// Simulated beside published cutoffs: a table for the terminal with a line before it; nothing where nothing
/// was published.
pub fn fit(rows: &[CutoffError], replications: u32, is_reformed: bool) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let replications = plural(replications.into(), "replication");
    let mut text = format!("Simulated less published cutoff, in CRS points (mean over {replications}):\n");
    if is_reformed {
        text += "The published cutoffs came under the law as it was: this is the reform's effect and the model's own\n\
                 misses together. The same scenario without the reform gives the misses alone.\n";
    }
    let mean = if is_reformed { "mean difference" } else { "bias" };
    text + &format!("{}\n\n", fit_table(rows, mean))
}

fn fit_table(fit: &[CutoffError], mean: &'static str) -> String {
    let headings = [
        Heading::Words("round type"),
        Heading::Figures("year"),
        Heading::Figures("rounds"),
        Heading::Figures("mean absolute difference"),
        Heading::Figures(mean),
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
    table(&headings, lines)
}

/// Cutoffs of rounds that nobody has held: a table for the terminal with a line before it; nothing where
/// there are none.
pub fn ahead(rows: &[CutoffYear], replications: u32) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let over = match replications {
        1 => "over a year's rounds, in 1 replication".to_owned(),
        more => format!("over a year's rounds and {more} replications"),
    };
    format!(
        "Simulated cutoffs in this scenario, in CRS points, {over}:\n\
         they differ by chance and in the course of the year, not by what the model may get wrong. How far off\n\
         backtests are: README, \"How wrong would it have been?\".\n{}\n\n",
        ahead_table(rows)
    )
}

fn ahead_table(rows: &[CutoffYear]) -> String {
    let headings = [
        Heading::Words("round type"),
        Heading::Figures("year"),
        Heading::Figures("rounds"),
        Heading::Figures("median"),
        Heading::Figures("10th to 90th percentile"),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.round_type.to_string(),
            row.year.to_string(),
            row.rounds.to_string(),
            format!("{:.0}", row.cutoff.p50),
            format!("{:.0} to {:.0}", row.cutoff.p10, row.cutoff.p90),
        ]
    });
    table(&headings, lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::cutoffs::spread;
    use crate::policy::instruction::RoundType;

    #[test]
    fn cutoffs_of_a_scenario_are_printed_with_their_spread() {
        let cutoff = spread((500..=520).map(f64::from).collect()).unwrap();
        let rows = [CutoffYear { round_type: RoundType::new("cec"), year: 2026, rounds: 26, cutoff }];
        let expected = [
            "Simulated cutoffs in this scenario, in CRS points, over a year's rounds and 50 replications:",
            "they differ by chance and in the course of the year, not by what the model may get wrong. How far off",
            "backtests are: README, \"How wrong would it have been?\".",
            "  round type   year   rounds   median   10th to 90th percentile",
            "─────────────────────────────────────────────────────────────────",
            "  cec          2026       26      510                501 to 519",
            "",
            "",
        ];
        assert_eq!(ahead(&rows, 50), expected.join("\n"));
        assert_eq!(ahead(&[], 50), "");
        assert_eq!(fit(&[], 50, false), "");
    }
}
