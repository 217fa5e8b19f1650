//! The table `explain_stock`: a stock-and-flow account over replications.

use super::account::{Account, Flow};
use super::level::{Level, Stock};
use crate::experiment::column::of_scenario;
use crate::experiment::spread::Spread;
use crate::table::{About, Table};

const EXPLAIN_STOCK: About = About {
    name: "explain_stock",
    row: "One row for the candidates above a level on the first of two days, one for each flow between them, \
          and one for the last day. The first and the flows sum to the last.",
    key: &["scenario", "round_type", "from", "to", "line"],
    written: "By `drawsim explain SCENARIO --from DATE --to DATE`.",
};

/// The account of two days over replications.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountFinding {
    /// The candidates.
    pub stock: Stock,
    /// The lowest score.
    pub level: Level,
    /// The stocks and flows, in order.
    pub lines: Vec<AccountLine>,
    /// Replications.
    pub replications: u32,
}

/// A stock or a flow, in real candidates.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountLine {
    /// Its place in the account.
    pub name: LineName,
    /// Its number; that of a flow out is negative.
    pub candidates: Spread,
}

/// A line of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineName {
    /// The candidates at the start of the first day.
    Start,
    /// A flow.
    Flow(Flow),
    /// The candidates at the end of the last day.
    End,
}

impl LineName {
    fn name(self) -> &'static str {
        match self {
            LineName::Start => "start",
            LineName::Flow(flow) => flow.name(),
            LineName::End => "end",
        }
    }
}

/// The stocks and flows over the accounts of replications, at full scale.
pub fn account_rows(accounts: &[Account], scale: f64) -> Vec<AccountLine> {
    let flows = Flow::ALL.into_iter().map(LineName::Flow);
    let names = std::iter::once(LineName::Start).chain(flows).chain([LineName::End]);
    let mut lines = Vec::new();
    for (place, name) in names.enumerate() {
        let sample = accounts.iter().map(|account| {
            let count = match name {
                LineName::Start => account.start,
                LineName::Flow(_) => account.flows[place - 1],
                LineName::End => account.end,
            };
            count as f64 / scale
        });
        lines.extend(Spread::of(sample.collect()).map(|candidates| AccountLine { name, candidates }));
    }
    lines
}

/// `explain_stock`: the account of two days.
pub fn account_table(scenario: &str, finding: Option<&AccountFinding>) -> Table {
    let rows: Vec<(&AccountFinding, &AccountLine)> =
        finding.iter().flat_map(|finding| finding.lines.iter().map(|line| (*finding, line))).collect();
    of_scenario(&EXPLAIN_STOCK, scenario, &rows)
        .text("round_type", "Type of rounds for which the candidates are eligible.", |(finding, _)| {
            Some(&finding.stock.round_type)
        })
        .day("from", "First day; its events count.", |(finding, _)| Some(finding.stock.span.from))
        .day("to", "Last day; its events count.", |(finding, _)| Some(finding.stock.span.to))
        .integer("score", "Lowest score of the candidates, in CRS points.", |(finding, _)| {
            Some(finding.level.score())
        })
        .text(
            "line",
            "`start` and `end`, the candidates in the pool; or a flow: `entered` (a profile was submitted), \
             `rose` and `fell` (score or eligibility), `nominated`, `law` (a change of law), `left` \
             (expired, withdrew, was removed), `invited`, `returned` (declined an invitation), `matched` \
             (to a published round).",
            |(_, line)| Some(line.name.name()),
        )
        .number(
            "candidates",
            "Mean number over the replications, at full scale; that of a flow out is negative.",
            |(_, line)| Some(line.candidates.mean),
        )
        .number(
            "ci95_low",
            "Lower end of the 95 % confidence interval of the mean (Student's t); empty for one replication.",
            |(_, line)| line.candidates.ci95_low,
        )
        .number("ci95_high", "Upper end of that interval.", |(_, line)| line.candidates.ci95_high)
        .integer("replications", "Replications.", |(finding, _)| Some(finding.replications))
        .finish()
}
