//! The summary of a backtest: a table for each horizon.

use super::terminal::{Column, worded_table};
use super::words::{Message, Words, message};
use crate::experiment::backtest::row::Method;
use crate::experiment::backtest::summary::{ALL, ALL_BUT_PNP, Horizon, Skill, SummaryRow};
use crate::policy::instruction::{RoundGroup, RoundType};

/// Types with fewer predictions are not printed.
const FEWEST: u32 = 5;

/// Tables for the terminal, each after its title.
pub fn text(summary: &[SummaryRow], words: &Words) -> String {
    let mut text = words.text(&message!("backtest-title", fewest = FEWEST)) + "\n";
    for horizon in Horizon::ALL {
        let mut rows = Vec::new();
        let own = summary.iter().filter(|row| row.horizon == horizon);
        let is_without_pnp = is_all_without_pnp(own.clone());
        for row in own {
            let is_repeated = is_without_pnp && row.rounds == ALL_BUT_PNP;
            if !is_repeated && (row.count >= FEWEST || row.rounds.starts_with("all")) {
                rows.push(row);
            }
        }
        let title = words.text(&match horizon {
            Horizon::Next => message!("horizon-next"),
            Horizon::Far => message!("horizon-far"),
        });
        let body = if rows.is_empty() {
            format!("  {}", words.text(&message!("backtest-no-rounds")))
        } else {
            horizon_table(&rows, words)
        };
        text += &format!("\n{title}\n{body}\n");
    }
    text
}

/// Whether the group of all rounds is the same as that without PNP: no round of PNP is predicted.
pub(super) fn is_all_without_pnp<'a>(rows: impl Iterator<Item = &'a SummaryRow> + Clone) -> bool {
    rows.clone().any(|row| row.rounds == ALL) && !rows.clone().any(is_pnp)
}

fn is_pnp(row: &SummaryRow) -> bool {
    RoundType::new(&row.rounds).group() == RoundGroup::Nominees
}

fn horizon_table(rows: &[&SummaryRow], words: &Words) -> String {
    let columns = [
        Column::Words(message!("column-rounds")),
        Column::Words(message!("column-method")),
        Column::Figures(message!("column-count")),
        Column::Figures(message!("column-mean-absolute-error")),
        Column::Figures(message!("column-bias")),
        Column::Figures(message!("column-crps")),
        Column::Figures(message!("column-inside-half")),
        Column::Figures(message!("column-inside-most")),
        Column::Figures(message!("column-skill")),
    ];
    let lines = rows.iter().map(|row| {
        [
            row.rounds.replace('_', " "),
            words.text(&method(row.method)),
            row.count.to_string(),
            format!("{:.1}", row.mean_absolute_error),
            format!("{:+.1}", row.bias),
            format!("{:.1}", row.crps),
            percent(row.inside_50),
            percent(row.inside_80),
            row.skill.map_or(String::new(), skill),
        ]
    });
    worded_table(words, &columns, lines)
}

fn percent(share: Option<f64>) -> String {
    share.map_or(String::new(), |share| format!("{:.0}", share * 100.0))
}

/// The skill in percent, with a mark where the interval leaves out 0.
fn skill(skill: Skill) -> String {
    let is_sure = skill.interval.is_some_and(|(low, high)| low > 0.0 || high < 0.0);
    let percent = (skill.value * 100.0).max(-999.0);
    format!("{}{percent:+.0}", if is_sure { "*" } else { "" })
}

fn method(method: Method) -> Message {
    match method {
        Method::Stacked => message!("method-stacked"),
        Method::Simulation => message!("method-simulation"),
        Method::Persistence => message!("method-persistence"),
        Method::StockFlow => message!("method-stock-flow"),
        Method::PnpRegression => message!("method-pnp-regression"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rounds_without_one_of_pnp_are_listed_once() {
        let row = |rounds: &str| SummaryRow {
            method: Method::Persistence,
            rounds: rounds.to_owned(),
            horizon: Horizon::Next,
            count: 5,
            mean_absolute_error: 10.0,
            bias: 1.0,
            crps: 10.0,
            inside_50: None,
            inside_80: None,
            skill: None,
        };
        let text_of = |rounds: &[SummaryRow]| text(rounds, &Words::english());
        let without = [row("cec"), row("all"), row("all_but_pnp")];
        assert!(!text_of(&without).contains("all but pnp"), "{}", text_of(&without));
        assert!(text_of(&[row("pnp"), row("all"), row("all_but_pnp")]).contains("all but pnp"));
    }

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
        let rows = [row(Method::Persistence, None), row(Method::Simulation, Some(skill))];
        let text = text(&rows, &Words::english());
        let lines: Vec<&str> = text.lines().skip(8).collect();
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
