//! What a score is made of, and what moved it.

use crate::model::Model;
use crate::policy::profile::Profile;
use crate::policy::rules::{Breakdown, Factor, Rules, Section};
use crate::record::Standing;
use crate::time::Day;

/// Points by section, A to D.
pub(super) fn sections(model: &Model, on: Day, profile: &Profile) -> String {
    let breakdown = model.law.rules_on(on).breakdown(profile, on);
    let parts = Section::ALL
        .map(|section| format!("{} {} {}", section.letter(), section.name(), breakdown.section(section)));
    format!("Score {}: {}", breakdown.total, parts.join(", "))
}

/// A changed score with the factors that moved it; none if it is the same.
pub(super) fn change(model: &Model, on: Day, before: &Standing, after: &Standing) -> Option<String> {
    if before.submission.score == after.submission.score {
        return None;
    }
    let total = i32::from(after.submission.score) - i32::from(before.submission.score);
    let mut words = format!("Score {} to {}", before.submission.score, after.submission.score);
    let rules = model.law.rules_on(on);
    let parts = earlier(model, on, before).map(|(old, day)| {
        differences(
            &points(old, &before.submission.profile, day),
            &points(rules, &after.submission.profile, on),
        )
    });
    if let Some(parts) = parts.filter(|parts| !parts.is_empty()) {
        let named: Vec<String> =
            parts.iter().map(|(name, difference)| format!("{} {difference:+}", factor(name))).collect();
        let sum: i32 = parts.iter().map(|(_, difference)| difference).sum();
        let caps = if sum == total { "" } else { ", within the caps" };
        words += &format!(": {}{caps}", named.join(", "));
    }
    Some(words)
}

/// A factor's name as people write it.
fn factor(name: &str) -> String {
    name.replace('_', " ").replace("canadian", "Canadian").replace("french", "French")
}

/// The rules and the day under which the score before had come about: a birthday or a change of law lies
/// between, or neither.
fn earlier<'a>(model: &'a Model, on: Day, before: &Standing) -> Option<(&'a Rules, Day)> {
    let (today, yesterday) = (model.law.rules_on(on), model.law.rules_on(on - 1));
    let mut tried = [(today, on), (today, on - 1), (yesterday, on - 1)].into_iter();
    tried.find(|(rules, day)| rules.score(&before.submission.profile, *day) == before.submission.score)
}

fn points<'a>(rules: &'a Rules, profile: &Profile, on: Day) -> Vec<(&'a str, u16)> {
    let breakdown: Breakdown = rules.breakdown(profile, on);
    let added = rules.added_points(profile, on).into_iter().map(|(name, _, points)| (name, points));
    Factor::ALL.into_iter().map(|factor| (factor.name(), breakdown.factor(factor))).chain(added).collect()
}

/// Factors with other points, in the order of the grid.
fn differences<'a>(before: &[(&'a str, u16)], after: &[(&'a str, u16)]) -> Vec<(&'a str, i32)> {
    let listed = |list: &[(&str, u16)], name: &str| {
        list.iter().find(|(other, _)| *other == name).map_or(0, |(_, points)| i32::from(*points))
    };
    let gone = before.iter().filter(|(name, _)| !after.iter().any(|(other, _)| other == name));
    after
        .iter()
        .chain(gone)
        .map(|(name, _)| (*name, listed(after, name) - listed(before, name)))
        .filter(|(_, difference)| *difference != 0)
        .collect()
}
