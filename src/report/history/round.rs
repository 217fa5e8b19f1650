//! Rounds held while the candidate waited, and why none of them brought an invitation.

use super::Page;
use crate::document::plural::plural;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::record::{Happening, Miss, What};

/// A round without an invitation.
#[derive(Clone, Copy)]
struct Missed<'a> {
    happening: &'a Happening,
    round: usize,
    cutoff: Option<u16>,
    why: Miss,
}

/// Lines on rounds between two events of the candidate, so that score and eligibility are the same in all of
/// them: one for those not open to the candidate, one for each type in which the score was too low, one for
/// each lost tie.
pub(super) fn write_misses(model: &Model, happenings: &[Happening], page: &mut Page) {
    let missed: Vec<Missed<'_>> = happenings.iter().filter_map(missed).collect();
    let mut groups: Vec<Vec<Missed<'_>>> = Vec::new();
    for one in missed {
        let belongs = |group: &Vec<Missed<'_>>| {
            group[0].why == one.why
                && match one.why {
                    Miss::NotEligible | Miss::Nominee => true,
                    Miss::BelowTheCutoff => round_type(model, group[0]) == round_type(model, one),
                    Miss::AfterTheTieBreak => false,
                }
        };
        match groups.iter_mut().find(|group| belongs(group)) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    for group in groups {
        let first = group[0].happening;
        let score = first.after.map(|after| after.submission.score);
        page.entry(first.day, score, &[words(model, &group)]);
    }
}

fn missed(happening: &Happening) -> Option<Missed<'_>> {
    match happening.what {
        What::Miss { round, cutoff, why, .. } => Some(Missed { happening, round, cutoff, why }),
        _ => None,
    }
}

fn words(model: &Model, group: &[Missed<'_>]) -> String {
    let first = group[0];
    let rounds = rounds(model, group);
    match first.why {
        Miss::NotEligible => format!("Not eligible for {rounds}"),
        Miss::Nominee => format!("Left out, as a nominee, of {rounds}"),
        Miss::BelowTheCutoff => format!("Not invited in {rounds}: {}", shortfall(group)),
        Miss::AfterTheTieBreak => tie(first, &rounds),
    }
}

/// `round 91a (PNP)`, `4 PNP rounds to 2018-06-01`, `5 rounds to 2018-06-01 (4 PNP, 1 FST)`.
fn rounds(model: &Model, group: &[Missed<'_>]) -> String {
    if let [one] = group {
        return name(model, one.round);
    }
    let (count, last) = (group.len(), group[group.len() - 1].happening.day);
    let types = types(model, group);
    match &types[..] {
        [(of, _)] => format!("{count} {} rounds to {last}", kind(of.name())),
        _ => {
            let parts: Vec<String> =
                types.iter().map(|(of, count)| format!("{count} {}", kind(of.name()))).collect();
            format!("{count} rounds to {last} ({})", parts.join(", "))
        }
    }
}

/// How many rounds of each type, from the most frequent.
fn types<'a>(model: &'a Model, group: &[Missed<'_>]) -> Vec<(&'a RoundType, usize)> {
    let mut counts: Vec<(&RoundType, usize)> = Vec::new();
    for one in group {
        let of = round_type(model, *one);
        match counts.iter_mut().find(|(known, _)| *known == of) {
            Some((_, count)) => *count += 1,
            None => counts.push((of, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn shortfall(group: &[Missed<'_>]) -> String {
    let score = group[0].happening.after.map_or(0, |after| after.submission.score);
    let cutoffs = || group.iter().filter_map(|one| one.cutoff);
    let (low, high) = (cutoffs().min().unwrap_or(score), cutoffs().max().unwrap_or(score));
    let short = |cutoff: u16| cutoff.saturating_sub(score);
    if low == high {
        format!("cutoff {low}, {} short", plural(short(low).into(), "point"))
    } else {
        format!("cutoffs {low} to {high}, {} to {} points short", short(low), short(high))
    }
}

fn tie(one: Missed<'_>, rounds: &str) -> String {
    let (What::Miss { tie_break: Some(tie_break), .. }, Some(after)) =
        (one.happening.what, one.happening.after)
    else {
        return format!("Not invited in {rounds}, at the cutoff");
    };
    if after.submission.submitted_at == tie_break {
        return format!(
            "Not invited in {rounds}: at the cutoff, and in the second of the tie-break, {tie_break}"
        );
    }
    format!("Not invited in {rounds}: at the cutoff, but submitted after the tie-break, {tie_break}")
}

fn round_type<'a>(model: &'a Model, one: Missed<'_>) -> &'a RoundType {
    &model.plan[one.round].instruction.round_type
}

/// A round by number and type: `round 91a (PNP)`.
pub(super) fn name(model: &Model, round: usize) -> String {
    let instruction = &model.plan[round].instruction;
    format!("round {} ({})", instruction.number, kind(instruction.round_type.name()))
}

/// A type of rounds, program or category as people write it.
pub(super) fn kind(name: &str) -> &str {
    match name {
        "cec" => "CEC",
        "fsw" => "FSW",
        "fst" => "FST",
        "pnp" => "PNP",
        "stem" => "STEM",
        "french" => "French",
        "general" | "no_program_specified" => "all-program",
        other => other,
    }
}
