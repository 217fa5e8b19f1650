//! The reader of occupations: the table of their groups, and the shares of an arrival stream.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::value::read_trajectory;
use crate::document::problem::{Problem, Problems};
use crate::document::reader::Field;
use crate::document::rows::Rows;
use crate::document::tree::{Origin, Source};
use crate::policy::noc;
use crate::policy::profile::{Education, Occupation};
use crate::population::occupation::{Members, OccupationShares, OpenOccupations};
use crate::population::{Cumulative, Transformation, least_education};
use crate::time::Day;

const COLUMNS: [&str; 3] = ["noc", "group", "employed"];
/// Group of the occupations outside all groups with a share of their own.
const OTHER: &str = "other";

/// An occupation of the table that a population names.
pub struct Listed {
    group: String,
    occupation: Occupation,
    employed: Option<f64>,
}

/// Reads the table; every broken row is reported.
pub fn read_occupations(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Listed>> {
    let rows = Rows::parse(source, &COLUMNS, problems)?;
    let mut listed = Vec::new();
    let mut seen: BTreeMap<Occupation, Origin> = BTreeMap::new();
    let before = problems.len();
    for row in rows.iter(problems) {
        let code = row.need::<String>("noc", "a NOC 2021 code like 21231");
        let group = row.need::<String>("group", "a group of occupations");
        let employed = row.find::<f64>("employed", "a number of persons, or nothing");
        let is_number = |number: &f64| number.is_finite() && *number > 0.0;
        if employed.is_some() && employed.filter(is_number).is_none() {
            row.wrong_in(
                "employed",
                format!("`employed` is `{}`", row.text("employed")),
                "expected a number above 0, or nothing",
            );
        }
        let employed = employed.filter(is_number);
        let (Some(code), Some(group)) = (code, group) else { continue };
        match noc::find(&code) {
            Some(occupation) => {
                if let Some(first) = seen.insert(occupation, row.origin()) {
                    row.wrong_in(
                        "noc",
                        format!("unit group {code} stands twice"),
                        format!("expected it once; it is also in line {}", first.line()),
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

/// Shares of occupations: a group's share is spread by the number employed in Canada; the rest of 1 goes to
/// `other`.
pub fn read_occupation_shares(field: &Field<'_>, listed: &[Listed]) -> Option<OccupationShares> {
    if listed.is_empty() {
        return None; // The table is empty or broken, which is already reported.
    }
    let reader = field.table()?;
    let mut names: Vec<&str> = listed.iter().map(|row| row.group.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let mut groups = Vec::new();
    for name in names.iter().filter(|name| **name != OTHER) {
        let field = reader.find(name);
        if field.node.is_some() {
            let share = read_trajectory(&field, Transformation::Log, 0.0..=1.0)?;
            groups.push((share, members(name, listed)));
        }
    }
    reader.finish();
    let mut days: Vec<Day> = groups.iter().flat_map(|(share, _)| share.days()).collect();
    days.sort_unstable();
    let sum = |day: &Day| groups.iter().map(|(share, _)| share.at(*day)).sum::<f64>();
    let highest = days.iter().map(sum).fold(0.0, f64::max);
    if highest > 1.0 + 1e-9 {
        field.wrong_together(
            format!("the shares of `{}` sum to {highest:.4}", field.path),
            "expected at most 1",
        );
        return None;
    }
    if !names.contains(&OTHER) && highest < 1.0 - 1e-9 {
        field.wrong(format!("`{}` leaves a share without an occupation", field.path), "expected a sum of 1");
        return None;
    }
    let other = if names.contains(&OTHER) { OTHER } else { names[0] };
    let occupations = listed.iter().map(|row| row.occupation).collect();
    Some(OccupationShares { groups, other: members(other, listed), occupations })
}

/// Assumption A14: within a group, occupations are as common as among all workers in Canada. Where that
/// number is missing, an occupation counts as the rarest of its group.
fn members(group: &str, listed: &[Listed]) -> Members {
    let of_group = || listed.iter().filter(|row| row.group == group);
    let rarest = of_group().filter_map(|row| row.employed).fold(f64::INFINITY, f64::min);
    let rarest = if rarest.is_finite() { rarest } else { 1.0 };
    let by_education = Education::ALL.map(|education| {
        let open: Vec<&Listed> =
            of_group().filter(|row| least_education(noc::unit_group(row.occupation)) <= education).collect();
        let weights: Vec<f64> = open.iter().map(|row| row.employed.unwrap_or(rarest)).collect();
        let occupations = open.iter().map(|row| row.occupation).collect();
        (!open.is_empty()).then(|| OpenOccupations { shares: Cumulative::new(&weights), occupations })
    });
    Members { by_education }
}
