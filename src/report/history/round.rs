//! Rounds that did not invite the candidate, with the reason.

use super::page::Page;
use crate::model::Model;
use crate::policy::instruction::RoundType;
use crate::record::{Happening, Miss, What};
use crate::report::words::{Argument, Message, Words, message, short_name};

/// A round without an invitation.
#[derive(Clone, Copy)]
struct Missed<'a> {
    happening: &'a Happening,
    round: usize,
    cutoff: Option<u16>,
    why: Miss,
}

/// Writes lines on rounds between two events of the candidate: score and eligibility are the same in all of
/// them. Rounds not open to the candidate share a line, and so do rounds of a type with a higher cutoff; each
/// lost tie has its own.
pub(super) fn write_misses(model: &Model, happenings: &[Happening], words: &Words, page: &mut Page) {
    let missed: Vec<Missed<'_>> = happenings.iter().filter_map(missed).collect();
    let mut groups: Vec<Vec<Missed<'_>>> = Vec::new();
    for miss in missed {
        match groups.iter_mut().find(|group| is_alike(model, group[0], miss)) {
            Some(group) => group.push(miss),
            None => groups.push(vec![miss]),
        }
    }
    for group in groups {
        let first = group[0].happening;
        let score = first.after.map(|after| after.submission.score);
        page.entry(first.day, score, &[words.text(&sentence(model, &group))]);
    }
}

/// Whether two rounds stand in one line.
fn is_alike(model: &Model, miss: Missed<'_>, other: Missed<'_>) -> bool {
    miss.why == other.why
        && match miss.why {
            Miss::NotEligible | Miss::Nominee => true,
            Miss::BelowTheCutoff => round_type(model, miss) == round_type(model, other),
            Miss::AfterTheTieBreak => false,
        }
}

fn missed(happening: &Happening) -> Option<Missed<'_>> {
    match happening.what {
        What::Miss { round, cutoff, why, .. } => Some(Missed { happening, round, cutoff, why }),
        _ => None,
    }
}

fn sentence(model: &Model, group: &[Missed<'_>]) -> Message {
    let first = group[0];
    let rounds = rounds(model, group);
    match first.why {
        Miss::NotEligible => message!("miss-not-eligible", rounds = rounds),
        Miss::Nominee => message!("miss-nominee", rounds = rounds),
        Miss::BelowTheCutoff => message!("miss-below", rounds = rounds, margin = shortfall(group)),
        Miss::AfterTheTieBreak => tie(first, rounds),
    }
}

/// `round 91a (PNP)`, `4 PNP rounds to 2018-06-01`, `5 rounds to 2018-06-01 (4 PNP, 1 FST)`.
fn rounds(model: &Model, group: &[Missed<'_>]) -> Message {
    if let [miss] = group {
        return name(model, miss.round);
    }
    let (count, last) = (group.len(), group[group.len() - 1].happening.day);
    let types = types(model, group);
    if let [(round_type, _)] = &types[..] {
        let kind = short_name(round_type.name());
        return message!("rounds-of-type", count = count, kind = kind, last = last);
    }
    let mut parts = Vec::new();
    for (round_type, count) in types {
        let kind = short_name(round_type.name());
        parts.push(message!("count-of-type", count = count, kind = kind).into());
    }
    message!("rounds-of-types", count = count, last = last, parts = Argument::Series(parts))
}

/// The number of rounds of each type, from the most frequent.
fn types<'a>(model: &'a Model, group: &[Missed<'_>]) -> Vec<(&'a RoundType, usize)> {
    let mut counts: Vec<(&RoundType, usize)> = Vec::new();
    for miss in group {
        let round_type = round_type(model, *miss);
        match counts.iter_mut().find(|(known, _)| *known == round_type) {
            Some((_, count)) => *count += 1,
            None => counts.push((round_type, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn shortfall(group: &[Missed<'_>]) -> Message {
    let score = group[0].happening.after.map_or(0, |after| after.submission.score);
    let cutoffs: Vec<u16> = group.iter().filter_map(|miss| miss.cutoff).collect();
    let low = cutoffs.iter().copied().min().unwrap_or(score);
    let high = cutoffs.iter().copied().max().unwrap_or(score);
    let (least, most) = (u32::from(low.saturating_sub(score)), u32::from(high.saturating_sub(score)));
    let (low, high) = (low.to_string(), high.to_string());
    if low == high {
        message!("shortfall", cutoff = low, points = least)
    } else {
        message!("shortfalls", low = low, high = high, least = least, most = most)
    }
}

fn tie(miss: Missed<'_>, rounds: Message) -> Message {
    let (What::Miss { tie_break: Some(tie_break), .. }, Some(after)) =
        (miss.happening.what, miss.happening.after)
    else {
        return message!("miss-at-cutoff", rounds = rounds);
    };
    let time = tie_break.to_string();
    if after.submission.submitted_at == tie_break {
        message!("miss-same-second", rounds = rounds, time = time)
    } else {
        message!("miss-later", rounds = rounds, time = time)
    }
}

fn round_type<'a>(model: &'a Model, miss: Missed<'_>) -> &'a RoundType {
    &model.plan[miss.round].instruction.round_type
}

/// A round by number and type: `round 91a (PNP)`.
pub(super) fn name(model: &Model, round: usize) -> Message {
    let instruction = &model.plan[round].instruction;
    let number = instruction.number.to_string();
    message!("round-name", number = number, kind = short_name(instruction.round_type.name()))
}
