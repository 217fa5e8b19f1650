//! The summary of a backtest in words: a table for each horizon.

use super::terminal::{Heading, table};
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{Horizon, SummaryRow};

/// Types with fewer predictions are not printed.
const FEWEST: u32 = 5;

/// Tables for the terminal, each with a line before it.
pub fn text(summary: &[SummaryRow]) -> String {
    let mut text = String::from(
        "Predicted less published cutoffs, in CRS points: mean absolute error of the\n\
         median (MAE), bias, CRPS; share of cutoffs inside the 50 and 80 % intervals;\n\
         skill: how much lower the CRPS is than that of persistence, in %,\n\
         * where its 95 % interval (resampled rounds) leaves out 0. Types with fewer than\n\
         5 predictions stand in backtest_summary.csv only.\n",
    );
    for horizon in Horizon::ALL {
        let is_shown = |row: &&SummaryRow| row.count >= FEWEST || row.rounds.starts_with("all");
        let rows = summary.iter().filter(|row| row.horizon == horizon).filter(is_shown);
        let rows: Vec<&SummaryRow> = rows.collect();
        let title = match horizon {
            Horizon::Next => "The next round of each type",
            Horizon::Far => "Rounds 90 days ahead and more",
        };
        let body = if rows.is_empty() { "  no round is scored".to_owned() } else { horizon_table(&rows) };
        text += &format!("\n{title}\n{body}\n");
    }
    text
}

fn horizon_table(rows: &[&SummaryRow]) -> String {
    let headings = [
        Heading::Words("rounds"),
        Heading::Words("method"),
        Heading::Figures("n"),
        Heading::Figures("MAE"),
        Heading::Figures("bias"),
        Heading::Figures("CRPS"),
        Heading::Figures("50%"),
        Heading::Figures("80%"),
        Heading::Figures("skill"),
    ];
    let lines = rows.iter().map(|row| {
        let percent =
            |share: Option<f64>| share.map_or(String::new(), |share| format!("{:.0}", share * 100.0));
        let skill = row.skill.map_or(String::new(), |skill| {
            let is_sure = skill.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
            let percent = (skill.value * 100.0).max(-999.0);
            format!("{}{percent:+.0}", if is_sure { "*" } else { "" })
        });
        [
            row.rounds.replace('_', " "),
            method_words(row.method).to_owned(),
            row.count.to_string(),
            format!("{:.1}", row.mean_absolute_error),
            format!("{:+.1}", row.bias),
            format!("{:.1}", row.crps),
            percent(row.inside_50),
            percent(row.inside_80),
            skill,
        ]
    });
    table(&headings, lines)
}

fn method_words(method: Method) -> &'static str {
    match method {
        Method::Simulation => "simulation",
        Method::Persistence => "persistence",
        Method::StockFlow => "stock flow",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::backtest::summary::Skill;

    #[test]
    fn a_summary_fits_the_terminal() {
        let row = |method, skill: Option<Skill>| SummaryRow {
            method,
            rounds: "all_but_pnp".to_owned(),
            horizon: Horizon::Far,
            count: 360,
            mean_absolute_error: 127.94,
            bias: -120.06,
            crps: 99.5,
            inside_50: skill.map(|_| 0.4),
            inside_80: skill.map(|_| 1.0),
            skill,
        };
        let skill = Skill { value: -1.253, interval: Some((-2.0, -0.5)) };
        let text = text(&[row(Method::Persistence, None), row(Method::Simulation, Some(skill))]);
        let lines: Vec<&str> = text.lines().skip(6).collect();
        let expected = [
            "The next round of each type",
            "  no round is scored",
            "",
            "Rounds 90 days ahead and more",
            "  rounds        method          n     MAE     bias   CRPS   50%   80%   skill",
            "───────────────────────────────────────────────────────────────────────────────",
            "  all but pnp   persistence   360   127.9   -120.1   99.5",
            "  all but pnp   simulation    360   127.9   -120.1   99.5    40   100   *-125",
        ];
        assert_eq!(lines, expected);
    }
}
