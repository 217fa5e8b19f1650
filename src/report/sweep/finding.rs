//! The finding of a sweep, in one sentence: the title of its charts.

use super::ends::{DimensionEnds, dimension_ends};
use super::points::{Points, number, setting, setting_text};
use crate::experiment::sweep::CellSummary;
use crate::report::outcome_name::{effect_figure, grammar, outcome_name, value_figure};
use crate::report::words::{Argument, Message, Words, message};

/// What a sweep found for its main outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The sentence, without a full stop.
    pub sentence: String,
    /// The effect of the last point against the base, if the sentence is on two points.
    pub effect: Option<String>,
}

impl Finding {
    /// The finding on an outcome; none if no two points have it.
    pub fn of(points: Points<'_>, outcome: usize, words: &Words) -> Option<Finding> {
        let sentence = match points.dimensions().len() {
            1 if points.is_of_numbers(0) => return along(points, outcome, words),
            1 | 2 => extremes(points, outcome, words)?,
            _ => most_moving(points, outcome, words)?,
        };
        Some(Finding { sentence, effect: None })
    }
}

/// From the first point of a dimension of numbers to the last one.
fn along(points: Points<'_>, outcome: usize, words: &Words) -> Option<Finding> {
    let name = points.outcome(outcome);
    let mut cells: Vec<&CellSummary> =
        points.iter().filter(|cell| cell.outcomes[outcome].mean().is_some()).collect();
    cells.sort_by(|one, other| number(one, 0).total_cmp(&number(other, 0)));
    let (first, last) = (cells.first()?, cells.last()?);
    let (from, to) = (setting_text(setting(first, 0), words), setting_text(setting(last, 0), words));
    if from == to {
        return None;
    }
    let [low, high] = [first, last].map(|cell| cell.outcomes[outcome].mean());
    let change = change(points, outcome, [low?, high?]);
    let sentence = message!(
        "sweep-finding-line",
        from = from,
        to = to,
        lever = points.dimensions()[0].name.as_str(),
        outcome = outcome_name(name, words),
        change = change
    );
    let effect = last.effects[outcome];
    let effect = effect.mean().zip(effect.interval()).map(|(mean, interval)| {
        let [mean, low, high] =
            [mean, interval.low, interval.high].map(|value| effect_figure(name, value, words));
        words.text(&message!("sweep-finding-effect", effect = mean, low = low, high = high))
    });
    Some(Finding { sentence: words.text(&sentence), effect })
}

fn change(points: Points<'_>, outcome: usize, means: [f64; 2]) -> Message {
    let name = points.outcome(outcome);
    let [from, to] = means.map(|mean| value_figure(name, mean));
    let grammar = grammar(name);
    match (means[0].total_cmp(&means[1]), from == to) {
        (_, true) => message!("sweep-stays", grammar = grammar, value = from),
        (std::cmp::Ordering::Greater, _) => {
            message!("sweep-falls", grammar = grammar, from = from, to = to)
        }
        _ => message!("sweep-rises", grammar = grammar, from = from, to = to),
    }
}

/// The points with the lowest and the highest value.
fn extremes(points: Points<'_>, outcome: usize, words: &Words) -> Option<String> {
    let name = points.outcome(outcome);
    let [lowest, highest] = points.extremes(outcome)?;
    let outcome = outcome_name(name, words);
    if lowest.mean == highest.mean {
        let value = value_figure(name, lowest.mean);
        let grammar = grammar(name);
        return Some(words.text(&message!(
            "sweep-finding-same",
            outcome = outcome,
            grammar = grammar,
            value = value
        )));
    }
    Some(words.text(&message!(
        "sweep-finding-extremes",
        outcome = outcome,
        grammar = grammar(name),
        lowest = place_text(points, lowest.cell, words),
        low = value_figure(name, lowest.mean),
        highest = place_text(points, highest.cell, words),
        high = value_figure(name, highest.mean)
    )))
}

/// The settings of a point: "`plan.cec.size` 3,000, `plan.cec.every_days` 14".
pub fn place_text(points: Points<'_>, cell: &CellSummary, words: &Words) -> Argument {
    let mut settings = Vec::new();
    for (place, dimension) in points.dimensions().iter().enumerate() {
        let value = setting_text(setting(cell, place), words);
        settings.push(message!("sweep-setting", lever = dimension.name.as_str(), value = value).into());
    }
    Argument::Series(settings)
}

/// The dimension with the longest bar.
fn most_moving(points: Points<'_>, outcome: usize, words: &Words) -> Option<String> {
    let name = points.outcome(outcome);
    let ends = dimension_ends(points, outcome, words);
    let longest: &DimensionEnds = ends.first()?;
    let (first, last) = (longest.ends.first()?, longest.ends.last()?);
    let lever = points.dimensions()[longest.dimension].name.as_str();
    let outcome = outcome_name(name, words);
    let [low, high] = [first.mean, last.mean].map(|mean| value_figure(name, mean));
    Some(words.text(&if longest.is_in_fifths {
        message!("sweep-finding-fifths", lever = lever, outcome = outcome, low = low, high = high)
    } else {
        let (from, to) = (first.label.as_str(), last.label.as_str());
        message!(
            "sweep-finding-ends",
            lever = lever,
            outcome = outcome,
            low = low,
            from = from,
            high = high,
            to = to
        )
    }))
}
