//! Who gains and who loses invitations by a reform.

use super::finding::Finding;
use super::outcomes::cells;
use crate::experiment::compare::{GroupRow, Outcome};
use crate::report::terminal::{Column, worded_table, wrapped};
use crate::report::words::{Words, message};

/// Groups that are shown on either side.
const MOST: usize = 4;

/// The groups whose invitations change most in the finding's year, of those whose interval has one direction,
/// under a heading that says how many those are; none if there are none.
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
    let all = finding.effects.groups.iter();
    let all = all.filter(|row| row.key.outcome == Outcome::Invited && row.key.year == finding.year).count();
    let heading =
        message!("compare-groups", year = finding.year, changed = changed.len(), all = all, most = MOST);
    changed.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    let gains = changed.iter().filter(|(difference, _)| *difference > 0.0).take(MOST);
    let mut losses: Vec<&(f64, &GroupRow)> =
        changed.iter().rev().filter(|(difference, _)| *difference < 0.0).take(MOST).collect();
    losses.reverse();
    let mut lines = Vec::new();
    for (_, row) in gains.chain(losses) {
        let mut line = vec![label(row.key.by.name(), &row.key.group)];
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
    let table = worded_table(words, &columns, lines);
    Some(format!("{}\n{table}", wrapped(&words.text(&heading))))
}

/// A group after its property: a score band stands as `501-600`.
fn label(by: &str, group: &str) -> String {
    let mut text = format!("{by}: {group}");
    for (place, _) in text.clone().match_indices('_') {
        let is_range = is_figure(&text, place - 1) && is_figure(&text, place + 1);
        text.replace_range(place..=place, if is_range { "-" } else { " " });
    }
    text
}

fn is_figure(text: &str, place: usize) -> bool {
    text.as_bytes().get(place).is_some_and(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_keeps_its_ends_and_a_name_its_words() {
        assert_eq!(label("score_band", "501_600"), "score band: 501-600");
        assert_eq!(label("occupation", "4_education_law_social"), "occupation: 4 education law social");
    }
}
