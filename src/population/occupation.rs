//! The reader of occupations of a population: the table of its groups, and the shares of an arrival stream.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Cumulative;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::Field;
use crate::document::rows::Rows;
use crate::document::tree::{Origin, Source};
use crate::policy::noc;
use crate::policy::profile::Occupation;

const COLUMNS: [&str; 3] = ["noc", "group", "employed"];
/// Group of the occupations outside all groups with a share of their own.
const OTHER: &str = "other";

/// An occupation of the table that a population names.
pub(super) struct Listed {
    group: String,
    occupation: Occupation,
    employed: Option<f64>,
}

/// Reads the table; every broken row is reported.
pub(super) fn read_occupations(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Listed>> {
    let rows = Rows::parse(source, &COLUMNS, problems)?;
    let mut listed = Vec::new();
    let mut seen: BTreeMap<Occupation, Origin> = BTreeMap::new();
    let before = problems.len();
    for row in rows.iter(problems) {
        let code = row.need::<String>("noc", "a NOC 2021 code like 21231");
        let group = row.need::<String>("group", "a group of occupations");
        let employed = row.find::<f64>("employed", "a number of persons, or nothing");
        if employed.is_some_and(|number| !is_above_0(number)) {
            row.wrong_in(
                "employed",
                format!("`employed` is `{}`", row.text("employed")),
                "expected a number above 0, or nothing",
            );
        }
        let employed = employed.filter(|number| is_above_0(*number));
        let (Some(code), Some(group)) = (code, group) else { continue };
        match noc::find(&code) {
            Some(occupation) => {
                if let Some(first) = seen.insert(occupation, row.origin()) {
                    row.wrong_in(
                        "noc",
                        format!("unit group {code} stands twice"),
                        format!("expected it once; it is also in line {}", first.line_column().0),
                    );
                }
                listed.push(Listed { group, occupation, employed });
            }
            None => {
                row.wrong_in("noc", format!("there is no unit group `{code}`"), "expected a code of NOC 2021")
            }
        }
    }
    if listed.is_empty() && problems.len() == before {
        let header = Origin { source: Arc::clone(source), span: 0..source.text.trim_end().len() };
        problems.push(Problem::new(
            header,
            "this table holds no occupation",
            "expected a row for each occupation",
        ));
    }
    Some(listed)
}

fn is_above_0(number: f64) -> bool {
    number.is_finite() && number > 0.0
}

/// Shares of occupations: a group's share is spread by the number employed in Canada; the rest of 1 goes to
/// `other`.
pub(super) fn read_occupation_shares(
    field: &Field<'_>,
    listed: &[Listed],
) -> Option<(Cumulative, Vec<Occupation>)> {
    if listed.is_empty() {
        return None; // The table is empty or broken, which is already reported.
    }
    let reader = field.table()?;
    let mut groups: Vec<&str> = listed.iter().map(|row| row.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut weights = vec![0.0; listed.len()];
    let mut rest = 1.0;
    for group in groups.iter().filter(|group| **group != OTHER) {
        let field = reader.find(group);
        let share = if field.node.is_some() { field.share()? } else { 0.0 };
        rest -= share;
        spread(group, share, listed, &mut weights);
    }
    reader.finish();
    if rest < -1e-9 {
        field.wrong_together(
            format!("the shares of `{}` sum to {:.4}", field.path, 1.0 - rest),
            "expected at most 1",
        );
        return None;
    }
    spread(OTHER, rest.max(0.0), listed, &mut weights);
    if weights.iter().sum::<f64>() <= 0.0 {
        field.wrong(format!("`{}` has no occupation with a share", field.path), "expected at least one");
        return None;
    }
    let occupations = listed.iter().map(|row| row.occupation).collect();
    Some((Cumulative::new(&weights), occupations))
}

/// Assumption A14: within a group, occupations are as common as among all workers in Canada. Where that
/// number is missing, an occupation counts as the rarest of its group.
fn spread(group: &str, share: f64, listed: &[Listed], weights: &mut [f64]) {
    let members: Vec<(usize, &Listed)> =
        listed.iter().enumerate().filter(|(_, row)| row.group == group).collect();
    let rarest = members.iter().filter_map(|(_, row)| row.employed).fold(f64::INFINITY, f64::min);
    let rarest = if rarest.is_finite() { rarest } else { 1.0 };
    let total: f64 = members.iter().map(|(_, row)| row.employed.unwrap_or(rarest)).sum();
    for (index, row) in members {
        weights[index] = share * row.employed.unwrap_or(rarest) / total;
    }
}
