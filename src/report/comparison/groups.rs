//! Who gains and who loses invitations by a reform.

use super::finding::Finding;
use super::outcomes::cells;
use crate::experiment::compare::{GroupRow, Outcome};
use crate::report::terminal::{Column, worded_table};
use crate::report::words::{Words, message};

/// Groups that are shown on either side.
const MOST: usize = 4;

/// The groups whose invitations change most in the finding's year, where the interval leaves no doubt of the
/// direction; none if there are none.
pub fn text(finding: &Finding<'_>, words: &Words) -> Option<String> {
    let mut changed: Vec<(f64, &GroupRow)> = Vec::new();
    for row in &finding.effects.groups {
        let is_invited = row.key.outcome == Outcome::Invited && row.key.year == finding.year;
        let is_clear = row.effect.interval.is_some_and(|interval| interval.low * interval.high > 0.0);
        if let Some(difference) = row.effect.difference.filter(|_| is_invited && is_clear) {
            changed.push((difference, row));
        }
    }
    if changed.is_empty() {
        return None;
    }
    changed.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let gains = changed.iter().filter(|(difference, _)| *difference > 0.0).take(MOST);
    let mut losses: Vec<&(f64, &GroupRow)> =
        changed.iter().rev().filter(|(difference, _)| *difference < 0.0).take(MOST).collect();
    losses.reverse();
    let mut lines = Vec::new();
    for (_, row) in gains.chain(losses) {
        let name = format!("{} {}", row.key.by.name(), row.key.group);
        let mut line = vec![name.replace('_', " ")];
        line.extend(cells(&row.effect, 0, words));
        lines.push(line);
    }
    let columns = [
        Column::Words(message!("column-group")),
        Column::Figures(message!("column-base")),
        Column::Figures(message!("column-reform")),
        Column::Figures(message!("column-difference")),
        Column::Figures(message!("column-interval")),
    ];
    Some(worded_table(words, &columns, lines))
}
