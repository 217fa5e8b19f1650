//! The parts of a score, and the factors that moved it.

use crate::model::Model;
use crate::policy::profile::Profile;
use crate::policy::rules::{Factor, Rules, Section};
use crate::record::Standing;
use crate::report::words::{Argument, Message, factor_name, message, section_name};
use crate::time::Day;

/// A factor of the grid, or one that a reform adds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scored<'a> {
    Factor(Factor),
    Added(&'a str),
}

/// The points of a factor, or their difference.
struct Part<'a> {
    scored: Scored<'a>,
    points: i32,
}

/// Points by section, A to D.
pub(super) fn sections(model: &Model, on: Day, profile: &Profile) -> Message {
    let breakdown = model.law.rules_on(on).breakdown(profile, on);
    let mut parts = Vec::new();
    for section in Section::ALL {
        let points = u32::from(breakdown.section(section));
        parts.push(message!("score-section", section = section_name(section), points = points).into());
    }
    message!("score-sections", score = breakdown.total.to_string(), parts = Argument::Series(parts))
}

/// A changed score with the factors that moved it; none if it is the same.
pub(super) fn change(model: &Model, on: Day, before: &Standing, after: &Standing) -> Option<Message> {
    let (from, to) = (before.submission.score, after.submission.score);
    if from == to {
        return None;
    }
    let old = earlier(model, on, before).map(|(rules, day)| parts(rules, &before.submission.profile, day));
    let new = parts(model.law.rules_on(on), &after.submission.profile, on);
    let moved = old.map(|old| differences(&old, &new)).unwrap_or_default();
    let factors = match &moved[..] {
        [] => message!("score-factors-unknown"),
        moved => {
            let sum: i32 = moved.iter().map(|part| part.points).sum();
            let is_whole = sum == i32::from(to) - i32::from(from);
            let caps = if is_whole { message!("score-whole") } else { message!("score-capped") };
            let factors = Argument::Series(moved.iter().map(difference).collect());
            message!("score-factors", factors = factors, caps = caps)
        }
    };
    Some(message!("score-change", before = from.to_string(), after = to.to_string(), factors = factors))
}

fn difference(part: &Part<'_>) -> Argument {
    let name = match part.scored {
        Scored::Factor(factor) => factor_name(factor).into(),
        Scored::Added(name) => Argument::from(name.replace('_', " ")),
    };
    message!("score-factor", name = name, difference = format!("{:+}", part.points)).into()
}

/// The rules and the day of the score before: a birthday or a change of law lies between, or neither.
fn earlier<'a>(model: &'a Model, on: Day, before: &Standing) -> Option<(&'a Rules, Day)> {
    let (today, yesterday) = (model.law.rules_on(on), model.law.rules_on(on - 1));
    let mut tried = [(today, on), (today, on - 1), (yesterday, on - 1)].into_iter();
    tried.find(|(rules, day)| rules.score(&before.submission.profile, *day) == before.submission.score)
}

/// The points of every factor, in the order of the grid.
fn parts<'a>(rules: &'a Rules, profile: &Profile, on: Day) -> Vec<Part<'a>> {
    let breakdown = rules.breakdown(profile, on);
    let mut parts = Vec::new();
    for factor in Factor::ALL {
        parts.push(Part { scored: Scored::Factor(factor), points: breakdown.factor(factor).into() });
    }
    for (name, _, points) in rules.added_points(profile, on) {
        parts.push(Part { scored: Scored::Added(name), points: points.into() });
    }
    parts
}

/// Factors with other points than before, in the order of the grid; those that are gone come last.
fn differences<'a>(before: &[Part<'a>], after: &[Part<'a>]) -> Vec<Part<'a>> {
    let mut differences = Vec::new();
    for part in after {
        differences.push(Part { points: part.points - points_of(before, part.scored), ..*part });
    }
    for part in before.iter().filter(|part| !after.iter().any(|other| other.scored == part.scored)) {
        differences.push(Part { points: -part.points, ..*part });
    }
    differences.retain(|part| part.points != 0);
    differences
}

fn points_of(parts: &[Part<'_>], scored: Scored<'_>) -> i32 {
    parts.iter().find(|part| part.scored == scored).map_or(0, |part| part.points)
}
