//! The few things to know about a run: its largest misses, and its limits.

use crate::experiment::Findings;
use crate::experiment::judging::invited::ShareRow;
use crate::experiment::judging::pool_fit::PoolFitRow;
use crate::experiment::targets::TargetRow;
use crate::model::Model;
use crate::policy::levels::Line;
use crate::report::pool_fit::{self, NomineeCount};
use crate::report::replay::{MissedShares, missed_shares};
use crate::report::targets::miss;
use crate::report::words::{Message, Words, decimal, message};

/// Missed targets that are named.
const NAMED: usize = 2;

/// A sentence a line.
pub fn lines(findings: &Findings, model: &Model, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    if findings.is_replay {
        lines.extend(pool(&findings.pool_fit, model, words));
        lines.extend(shares(&findings.shares).map(|message| words.text(&message)));
        lines.extend(admissions(findings).map(|message| words.text(&message)));
    } else {
        lines.extend(targets(&findings.targets, words));
    }
    lines
}

fn pool(rows: &[PoolFitRow], model: &Model, words: &Words) -> Option<String> {
    (!rows.is_empty()).then(|| pool_fit::finding(rows, NomineeCount::of(model), words) + ".")
}

fn shares(rows: &[ShareRow]) -> Option<Message> {
    let MissedShares { missed, all } = missed_shares(rows);
    (!rows.is_empty()).then(|| message!("point-shares", missed = missed, all = all))
}

/// The year and program with the largest error of admissions.
fn admissions(findings: &Findings) -> Option<Message> {
    let rows = findings.admissions.iter().filter(|row| row.program.is_none());
    let worst = rows.max_by(|one, other| one.error().abs().total_cmp(&other.error().abs()))?;
    let percent = decimal(100.0 * worst.error().abs(), 0);
    Some(if worst.error() < 0.0 {
        message!("point-admissions-below", year = worst.year, percent = percent)
    } else {
        message!("point-admissions-above", year = worst.year, percent = percent)
    })
}

/// The largest misses of targets. French speakers are left out: their two figures are not comparable.
fn targets(rows: &[TargetRow], words: &Words) -> Vec<String> {
    let rows: Vec<&TargetRow> = rows.iter().filter(|row| row.line != Line::FrenchOutsideQuebec).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut missed = rows.clone();
    missed.retain(|row| row.is_missed());
    missed.sort_by(|one, other| distance(other).total_cmp(&distance(one)));
    let mut lines =
        vec![words.text(&message!("point-targets", met = rows.len() - missed.len(), all = rows.len()))];
    let more = missed.len().saturating_sub(NAMED);
    lines.extend(missed.into_iter().take(NAMED).filter_map(|row| miss::sentence(row, words)));
    lines.extend((more > 0).then(|| words.text(&message!("point-more-targets", count = more))));
    lines
}

fn distance(row: &TargetRow) -> f64 {
    row.error().map_or(f64::INFINITY, f64::abs)
}
