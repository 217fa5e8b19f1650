//! The table `sensitivity`: the indices of each outcome and dimension.

use super::bootstrap::Estimate;
use super::morris::MorrisEffect;
use super::sobol::DimensionIndices;
use super::swept::{Indices, OutcomeSensitivity, SweptIndices};
use crate::experiment::sweep::{Dimension, SweepPlan};
use crate::table::{About, Table, TableBuilder};

const SENSITIVITY: About = About {
    name: "sensitivity",
    row: "One row for each outcome of a sweep and each of its levers and uncertainties. Rows stand in the \
          order of the sweep.",
    key: &["outcome", "dimension"],
    written: "By `drawsim sensitivity`.",
};

/// Decimals of indices and effects.
const DECIMALS: usize = 6;

/// A column of an estimate.
struct Named {
    name: &'static str,
    description: &'static str,
}

const FIRST_ORDER: Named = Named {
    name: "first_order",
    description: "The part of the outcome's variance between points that the dimension explains alone; \
                  empty for `morris` and for an outcome without indices. By chance it can lie below 0 and \
                  above 1.",
};
const TOTAL: Named = Named {
    name: "total",
    description: "The part of the variance that the dimension explains alone and together with others; \
                  empty for `morris` and for an outcome without indices.",
};
const MU_STAR: Named = Named {
    name: "mu_star",
    description: "Mean size of the elementary effects, whatever their sign; empty for `sobol`.",
};

/// A dimension of an outcome.
struct Row<'a> {
    of: &'a OutcomeSensitivity,
    dimension: &'a Dimension,
    method: &'static str,
    sobol: Option<DimensionIndices>,
    morris: Option<MorrisEffect>,
}

impl Row<'_> {
    fn first_order(&self) -> Option<Estimate> {
        Some(self.sobol?.first_order)
    }

    fn total(&self) -> Option<Estimate> {
        Some(self.sobol?.total)
    }

    fn mu_star(&self) -> Option<Estimate> {
        Some(self.morris?.mu_star)
    }
}

/// `sensitivity`: the indices of a sweep.
pub fn sensitivity(plan: &SweepPlan, found: &SweptIndices) -> Table {
    let mut rows = Vec::new();
    for of in &found.outcomes {
        for (place, dimension) in plan.dimensions().iter().enumerate() {
            let (sobol, morris) = match &of.indices {
                Ok(Indices::Sobol(indices)) => (Some(indices.dimensions[place]), None),
                Ok(Indices::Morris(indices)) => (None, Some(indices.dimensions[place])),
                Err(_) => (None, None),
            };
            rows.push(Row { of, dimension, method: found.method.name(), sobol, morris });
        }
    }
    table(&rows)
}

/// `sensitivity` without a row.
pub fn empty() -> Table {
    table(&[])
}

fn table(rows: &[Row<'_>]) -> Table {
    let table = Table::of(&SENSITIVITY, rows)
        .text("outcome", "The outcome, under the name of its column in `sweep`.", |row| {
            Some(row.of.outcome.column())
        })
        .text(
            "role",
            "`lever` for a dimension that the Minister chooses, `uncertainty` for another.",
            |row| Some(row.dimension.role.name()),
        )
        .text("dimension", "Name of the dimension: its column in `sweep`.", |row| Some(&row.dimension.name))
        .text(
            "method",
            "`sobol` for the Sobol' indices of a design `saltelli`, `morris` for the elementary effects of a \
             design `morris`.",
            |row| Some(row.method),
        );
    let table = with_estimate(table, FIRST_ORDER, Row::first_order);
    let table = with_estimate(table, TOTAL, Row::total);
    let table = table.number_to(
        DECIMALS,
        "mu",
        "Mean elementary effect: the change of the outcome, in its unit, over the whole range of the \
         dimension. Effects of different signs cancel. Empty for `sobol`.",
        |row| Some(row.morris?.mu),
    );
    let table = with_estimate(table, MU_STAR, Row::mu_star);
    with_counts(table).finish()
}

fn with_counts<'a, 'b>(table: TableBuilder<'a, Row<'b>>) -> TableBuilder<'a, Row<'b>> {
    table
        .number_to(
            DECIMALS,
            "sigma",
            "Standard deviation of the elementary effects: large if the dimension interacts with others or \
             its effect is not linear. Empty for `sobol`.",
            |row| Some(row.morris?.sigma),
        )
        .integer("points", "Points of the design that count.", |row| Some(row.of.points as i64))
        .integer(
            "left_out",
            "Points that do not: those without the outcome in every replication, and all others of their \
             base point or trajectory.",
            |row| Some(row.of.left_out as i64),
        )
        .number_to(
            DECIMALS,
            "chance_share",
            "The part of the variance of the outcome's means between points that is chance: other \
             replications would give others. Empty for one replication.",
            |row| row.of.chance_share,
        )
}

fn with_estimate<'a, 'b>(
    table: TableBuilder<'a, Row<'b>>,
    named: Named,
    estimate: impl Fn(&Row<'b>) -> Option<Estimate> + Copy,
) -> TableBuilder<'a, Row<'b>> {
    let Named { name, description: meaning } = named;
    let description = format!("Lower end of the 95 % bootstrap interval of `{name}`.");
    table
        .number_to(DECIMALS, name, meaning, move |row| Some(estimate(row)?.value))
        .number_to(DECIMALS, format!("{name}_ci95_low"), description, move |row| Some(estimate(row)?.low))
        .number_to(DECIMALS, format!("{name}_ci95_high"), "Upper end of that interval.", move |row| {
            Some(estimate(row)?.high)
        })
}
