//! Checks of a spec across its parts: bounds that a population file allows, prior means within them, and
//! stated errors whose figures are there.

use std::collections::BTreeSet;

use super::block::Block;
use super::evaluation::Comparison;
use super::parameter::Parameters;
use super::target::Figure;
use crate::document::key::{Kind, described_at};
use crate::document::number_path::NumberPath;
use crate::document::problem::{Problem, Problems};
use crate::document::tree::Origin;
use crate::model::one_step::Window;
use crate::population;

/// A key of `[errors]` that a spec states, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedError {
    /// The kind of figure, such as `rounds`.
    pub kind: String,
    /// The type of round; none for a key that holds for all.
    pub round_type: Option<String>,
    /// Its place.
    pub origin: Origin,
}

/// The lowest and the highest number that a population file may state at a path; none if its reader knows no
/// range.
pub fn allowed(path: &NumberPath) -> Option<(f64, f64)> {
    let keys: Vec<_> = population::key::SECTIONS.iter().flat_map(|section| section.keys).copied().collect();
    let key = described_at(&keys, &path.keys().join("."))?;
    key.kinds.iter().find_map(|kind| match *kind {
        Kind::Number(low, high) | Kind::Above(low, high) | Kind::Numbers(_, low, high) => Some((low, high)),
        Kind::Integer(low, high) => Some((low as f64, high as f64)),
        _ => None,
    })
}

/// The range that all keys of a block allow, and the key that allows least.
pub fn narrowest(keys: &[NumberPath]) -> Option<(&NumberPath, (f64, f64))> {
    let ranges = keys.iter().filter_map(|key| Some((key, allowed(key)?)));
    ranges.min_by(|(_, one), (_, other)| (one.1 - one.0).total_cmp(&(other.1 - other.0)))
}

/// Reports prior means that lie outside their bounds, at the place of their block.
pub fn check_means(parameters: &Parameters, blocks: &[(Block, Origin)], problems: &Problems) {
    for ((block, origin), bases) in blocks.iter().zip(parameters.bases()) {
        let (low, high) = block.bounds;
        let means = block.keys.iter().zip(bases).map(|(key, base)| (key, block.at_mean(*base)));
        for (key, mean) in means.filter(|(_, mean)| !(low..=high).contains(mean)) {
            let title = format!("the prior mean of `{key}` is {}", shown(mean));
            let expected =
                format!("expected it from {} to {}: change `mean`, `low` or `high`", shown(low), shown(high));
            problems.push(Problem::new(origin.clone(), title, expected));
        }
    }
}

/// Reports stated errors of figures that are not among the targets.
pub fn check_errors(stated: &[StatedError], comparisons: &[Comparison], problems: &Problems) {
    let figures: Vec<&Figure> =
        comparisons.iter().flat_map(|comparison| &comparison.targets).map(|target| &target.figure).collect();
    let window = comparisons.iter().find_map(|comparison| comparison.window);
    for error in stated {
        let of_kind: Vec<&&Figure> = figures.iter().filter(|figure| figure.kind() == error.kind).collect();
        let types: BTreeSet<&str> = of_kind.iter().filter_map(|figure| type_name(figure)).collect();
        let is_there = match &error.round_type {
            Some(name) => types.contains(name.as_str()),
            None => !of_kind.is_empty(),
        };
        if !is_there {
            problems.push(error.without_figure(&types, window));
        }
    }
}

impl StatedError {
    fn without_figure(&self, types: &BTreeSet<&str>, window: Option<Window>) -> Problem {
        let key = self.round_type.as_ref().map_or(self.kind.clone(), |name| format!("{}.{name}", self.kind));
        let days = window.map_or(String::new(), |Window { from, to, .. }| format!(" from {from} to {to}"));
        let title = format!("no published figure{days} has the error `errors.{key}`");
        let expected = match (self.kind.as_str(), types.is_empty()) {
            ("cutoffs", true) => {
                "expected `[free_run]`, whose cutoffs these are; or leave the key out".to_owned()
            }
            (_, true) => "expected a window with such figures; or leave the key out".to_owned(),
            (_, false) => {
                let names: Vec<&str> = types.iter().copied().collect();
                format!("expected a type of these days: {}; or leave the key out", names.join(", "))
            }
        };
        Problem::new(self.origin.clone(), title, expected)
    }
}

/// The type of the round that a figure belongs to.
fn type_name(figure: &Figure) -> Option<&str> {
    match figure {
        Figure::Round { round_type, .. } | Figure::Cutoff { round_type, .. } => Some(round_type.name()),
        _ => None,
    }
}

/// A number with at most four digits that matter.
fn shown(number: f64) -> String {
    let rounded: f64 = format!("{number:.3e}").parse().expect("a number that was just written");
    rounded.to_string()
}
