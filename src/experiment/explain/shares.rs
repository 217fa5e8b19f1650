//! The parts of a difference over replications.

use super::attribution::{Split, Splits};
use super::design::Design;
use super::question::{Question, Span};
use crate::experiment::spread::Spread;
use crate::model::mixture::DifferenceGroup;

/// The mean difference of a span, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Explained {
    /// The span.
    pub span: Span,
    /// The mean of the base.
    pub base: f64,
    /// The mean of the reform.
    pub reform: f64,
    /// The difference.
    pub whole: Spread,
    /// Every group, in the order of results.
    pub parts: Vec<Part>,
    /// Replications that count: those in which every run has a round of the span with an invitation.
    pub replications: u32,
}

/// The part of a difference that a group explains.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The group.
    pub group: DifferenceGroup,
    /// Its effect, in points; none if the scenarios do not differ in it, so that the effect is 0.
    pub effect: Option<Spread>,
}

/// The answers to a question: those of its spans with a difference in some replication.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Those spans.
    pub spans: Vec<Explained>,
    /// Groups in which the scenarios differ.
    pub groups: Vec<DifferenceGroup>,
    /// Sampled orders; none if all were counted.
    pub sampled: Option<usize>,
}

/// The mean parts over replications, with intervals.
pub fn explained(question: &Question, design: &Design, all: &[Splits]) -> Explanation {
    let mut spans = Vec::new();
    for (place, span) in question.spans.iter().enumerate() {
        let splits: Vec<&Split> = all.iter().filter_map(|splits| splits[place].as_ref()).collect();
        spans.extend(of_span(*span, design, &splits));
    }
    Explanation { spans, groups: design.groups().to_vec(), sampled: design.sampled() }
}

fn of_span(span: Span, design: &Design, splits: &[&Split]) -> Option<Explained> {
    let base = Spread::of(splits.iter().map(|split| split.base).collect())?.mean;
    let reform = Spread::of(splits.iter().map(|split| split.reform).collect())?.mean;
    let whole = Spread::of(splits.iter().map(|split| split.reform - split.base).collect())?;
    let mut parts = Vec::new();
    for group in DifferenceGroup::ALL {
        let place = design.groups().iter().position(|differing| *differing == group);
        let effect =
            place.and_then(|place| Spread::of(splits.iter().map(|split| split.effects[place]).collect()));
        parts.push(Part { group, effect });
    }
    Some(Explained { span, base, reform, whole, parts, replications: splits.len() as u32 })
}
