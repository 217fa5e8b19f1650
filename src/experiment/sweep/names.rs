//! The names of dimensions beside those of the other columns.

use super::outcome::YearlyOutcome;
use super::spec::SweepSpec;
use crate::document::problem::{InvalidInput, Problem, Problems};

/// Columns of the tables of sweeps beside those of dimensions and outcomes.
const COLUMNS: [&str; 15] = [
    "cell",
    "base",
    "hash",
    "replication",
    "replications",
    "member",
    "error",
    "outcome",
    "mean",
    "sd",
    "ci95_low",
    "ci95_high",
    "effect",
    "effect_ci95_low",
    "effect_ci95_high",
];

/// Refuses names of dimensions that other columns have, or that cannot be read in a table.
pub fn check_names(spec: &SweepSpec, outcomes: &[YearlyOutcome]) -> Result<(), InvalidInput> {
    let problems = Problems::new();
    for dimension in &spec.dimensions {
        let name = &dimension.name;
        let is_taken = COLUMNS.contains(&name.as_str())
            || outcomes.iter().any(|outcome| outcome.column() == *name || outcome.effect_column() == *name);
        if is_taken {
            let title = format!("the column `{name}` is there already");
            problems.push(Problem::new(dimension.origin.clone(), title, "expected another `name`"));
        }
        if name.chars().any(|letter| letter.is_control() || letter == '"') {
            let title = format!("the name `{}` has a quote or an invisible letter", name.escape_debug());
            problems.push(Problem::new(dimension.origin.clone(), title, "expected another `name`"));
        }
    }
    problems.finish(Some(()))
}
