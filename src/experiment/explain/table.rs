//! The table `explain`: the difference of two mean cutoffs, and its parts.

use super::question::Span;
use super::shares::Explained;
use crate::experiment::spread::Spread;
use crate::table::{About, Table};

const EXPLAIN: About = About {
    name: "explain",
    row: "One row for the change of the mean cutoff in a calendar year or a span of days, and one for each \
          of its parts. The parts sum to the change.",
    key: &["base", "reform", "round_type", "from", "part"],
    written: "By `drawsim explain BASE REFORM`.",
};

/// What the rows are about: the scenarios and the type of rounds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Compared<'a> {
    /// Name of the base.
    pub base: &'a str,
    /// Name of the reform.
    pub reform: &'a str,
    /// The type of rounds.
    pub round_type: &'a str,
}

/// A row: a change or a part of it.
struct Row {
    span: Span,
    part: &'static str,
    /// None where the scenarios do not differ in the group.
    effect: Option<Spread>,
    base: f64,
    reform: f64,
    replications: u32,
}

/// `explain`: the change of each span and its parts.
pub fn explain_table(compared: Compared<'_>, spans: &[Explained]) -> Table {
    let rows: Vec<Row> = spans.iter().flat_map(rows).collect();
    Table::of(&EXPLAIN, &rows)
        .text("base", "Name of the scenario to start from.", |_| Some(compared.base))
        .text("reform", "Name of the other scenario.", |_| Some(compared.reform))
        .text("round_type", "Type of the rounds whose cutoffs are averaged.", |_| Some(compared.round_type))
        .day("from", "First day whose rounds count.", |row| Some(row.span.from))
        .day("to", "Last day whose rounds count.", |row| Some(row.span.to))
        .text(
            "part",
            "`whole`, the change; or a group of differences: `inflow`, `rules` (scores and rules), `sizes` \
             (of rounds, and their calendar), `categories` (with their rounds), `nominations`, `behaviour`, \
             `exits`.",
            |row| Some(row.part),
        )
        .number("effect", "Change of the mean cutoff, in CRS points: mean over the replications.", |row| {
            Some(row.effect.map_or(0.0, |effect| effect.mean))
        })
        .number(
            "ci95_low",
            "Lower end of the paired 95 % confidence interval of the effect (Student's t); empty for one \
             replication, and for a group in which the scenarios do not differ: its effect is exactly 0.",
            |row| row.effect?.ci95_low,
        )
        .number("ci95_high", "Upper end of that interval.", |row| row.effect?.ci95_high)
        .number("cutoff_base", "Mean cutoff of the base, in CRS points.", |row| Some(row.base))
        .number("cutoff_reform", "Mean cutoff of the reform, in CRS points.", |row| Some(row.reform))
        .integer(
            "replications",
            "Replications that count: those in which every run has a round of these days with an invitation.",
            |row| Some(row.replications),
        )
        .finish()
}

fn rows(explained: &Explained) -> Vec<Row> {
    let Explained { span, base, reform, whole, parts, replications } = explained;
    let parts = parts.iter().map(|part| (part.group.name(), part.effect));
    let all = std::iter::once(("whole", Some(*whole))).chain(parts);
    all.map(|(part, effect)| Row {
        span: *span,
        part,
        effect,
        base: *base,
        reform: *reform,
        replications: *replications,
    })
    .collect()
}
