//! The parts of a score, and the factors that moved it.

use crate::model::Model;
use crate::policy::profile::Profile;
use crate::policy::rules::{Breakdown, Factor, Rules, Section};
use crate::record::Standing;
use crate::report::words::{Argument, Message, factor_name, message, section_name};
use crate::time::Day;

/// Factors of section C with a cap together: those of education, and of foreign work.
const PAIRS: [[Factor; 2]; 2] = [
    [Factor::EducationLanguage, Factor::EducationCanadianWork],
    [Factor::ForeignWorkLanguage, Factor::ForeignWorkCanadianWork],
];

/// A factor of the grid, or one that a reform adds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scored<'a> {
    Factor(Factor),
    Added(&'a str),
}

/// The points of a factor, or their difference.
struct Part<'a> {
    scored: Scored<'a>,
    section: Section,
    points: i32,
}

/// A score by part, and with its caps.
struct Scoring<'a> {
    parts: Vec<Part<'a>>,
    breakdown: Breakdown,
}

/// A cap that takes points away, with the points at which it stands.
struct Cap {
    name: Message,
    points: u16,
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
    let old = earlier(model, on, before).map(|(rules, day)| scoring(rules, &before.submission.profile, day));
    let new = scoring(model.law.rules_on(on), &after.submission.profile, on);
    let factors = match old.map(|old| changes(&old, &new)).filter(|changes| !changes.is_empty()) {
        None => message!("score-factors-unknown"),
        Some(changes) => message!("score-factors", factors = Argument::Series(changes)),
    };
    Some(message!("score-change", before = from.to_string(), after = to.to_string(), factors = factors))
}

/// The factors that moved a score, by section, each section with the cap that takes points away.
fn changes(old: &Scoring<'_>, new: &Scoring<'_>) -> Vec<Argument> {
    let moved = differences(&old.parts, &new.parts);
    let mut changes = Vec::new();
    for section in Section::ALL {
        let moved: Vec<&Part<'_>> = moved.iter().filter(|part| part.section == section).collect();
        let sum: i32 = moved.iter().map(|part| part.points).sum();
        let [before, after] = [old, new].map(|scoring| i32::from(scoring.breakdown.section(section)));
        let cap = if sum == after - before { None } else { cap(&moved, &[new, old], section) };
        match (&moved[..], cap) {
            ([part], Some(Cap { name, points })) => changes.push(
                message!(
                    "score-factor-capped",
                    name = name_of(part),
                    difference = format!("{:+}", after - before),
                    points = part.points.to_string(),
                    cap = name,
                    end = points.to_string()
                )
                .into(),
            ),
            (moved, cap) => {
                changes.extend(moved.iter().map(|part| difference(part)));
                let cap = cap.map(|Cap { name, points }| {
                    message!("score-capped", cap = name, end = points.to_string()).into()
                });
                changes.extend(cap);
            }
        }
    }
    changes
}

/// The cap of a section that takes points away, of the first score in which one does.
fn cap(moved: &[&Part<'_>], scorings: &[&Scoring<'_>], section: Section) -> Option<Cap> {
    let is_moved = |factor: Factor| moved.iter().any(|part| part.scored == Scored::Factor(factor));
    for Scoring { parts, breakdown } in scorings {
        let caps = [
            (message!("cap-education"), breakdown.education_pair),
            (message!("cap-foreign-work"), breakdown.foreign_work_pair),
        ];
        for (pair, (name, points)) in PAIRS.into_iter().zip(caps) {
            if sum_of(breakdown, pair) > points && pair.into_iter().any(is_moved) {
                return Some(Cap { name, points });
            }
        }
        let of_section = parts.iter().filter(|part| part.section == section);
        let sum: i32 = of_section.map(|part| part.points).sum();
        let points = breakdown.section(section);
        if sum - taken_by_pairs(breakdown, section) > i32::from(points) {
            let name = message!("cap-section", section = section.letter().to_string());
            return Some(Cap { name, points });
        }
    }
    None
}

/// Points of section C that the caps of its pairs take away.
fn taken_by_pairs(breakdown: &Breakdown, section: Section) -> i32 {
    if section != Section::Transferability {
        return 0;
    }
    let [education, foreign_work] = PAIRS.map(|pair| sum_of(breakdown, pair));
    let capped = breakdown.education_pair + breakdown.foreign_work_pair;
    i32::from(education + foreign_work) - i32::from(capped)
}

fn sum_of(breakdown: &Breakdown, pair: [Factor; 2]) -> u16 {
    pair.iter().map(|factor| breakdown.factor(*factor)).sum()
}

fn difference(part: &Part<'_>) -> Argument {
    message!("score-factor", name = name_of(part), difference = format!("{:+}", part.points)).into()
}

fn name_of(part: &Part<'_>) -> Argument {
    match part.scored {
        Scored::Factor(factor) => factor_name(factor).into(),
        Scored::Added(name) => Argument::from(name.replace('_', " ")),
    }
}

/// The rules and the day of the score before: a birthday or a change of law lies between, or neither.
fn earlier<'a>(model: &'a Model, on: Day, before: &Standing) -> Option<(&'a Rules, Day)> {
    let (today, yesterday) = (model.law.rules_on(on), model.law.rules_on(on - 1));
    let mut tried = [(today, on), (today, on - 1), (yesterday, on - 1)].into_iter();
    tried.find(|(rules, day)| rules.score(&before.submission.profile, *day) == before.submission.score)
}

/// The points of every factor, in the order of the grid.
fn scoring<'a>(rules: &'a Rules, profile: &Profile, on: Day) -> Scoring<'a> {
    let breakdown = rules.breakdown(profile, on);
    let mut parts = Vec::new();
    for factor in Factor::ALL {
        let points = breakdown.factor(factor).into();
        parts.push(Part { scored: Scored::Factor(factor), section: factor.section(), points });
    }
    for (name, section, points) in rules.added_points(profile, on) {
        parts.push(Part { scored: Scored::Added(name), section, points: points.into() });
    }
    Scoring { parts, breakdown }
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
