//! What an outcome is at the ends of each dimension, whatever the other dimensions are.

use super::points::{Points, number_text, setting, setting_text};
use crate::experiment::mean::MeanSums;
use crate::experiment::sweep::CellSummary;
use crate::report::words::{Words, message};

/// A dimension with more settings than these is divided into fifths.
const MOST_LISTED: usize = 10;
/// Most categories that are shown.
const MOST_CATEGORIES: usize = 6;
const PARTS: usize = 5;
/// Significant digits of the ends of a fifth.
const DIGITS: i32 = 3;

/// Some points of a dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct End {
    /// Their settings.
    pub label: String,
    /// The mean of the outcome over them.
    pub mean: f64,
}

/// A dimension with its ends.
#[derive(Clone, Debug, PartialEq)]
pub struct DimensionEnds {
    /// Its place among the dimensions.
    pub dimension: usize,
    /// The lowest settings and the highest ones; each category of a dimension that has no numbers.
    pub ends: Vec<End>,
    /// Whether these are fifths of the points.
    pub is_in_fifths: bool,
}

impl DimensionEnds {
    /// How far the means are apart.
    pub fn length(&self) -> f64 {
        let means = self.ends.iter().map(|end| end.mean);
        let (low, high) = means
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), mean| (low.min(mean), high.max(mean)));
        (high - low).max(0.0)
    }
}

/// The dimensions that have ends, the longest first.
pub fn dimension_ends(points: Points<'_>, outcome: usize, words: &Words) -> Vec<DimensionEnds> {
    let mut found: Vec<DimensionEnds> = (0..points.dimensions().len())
        .map(|dimension| {
            if points.is_of_numbers(dimension) {
                of_numbers(points, Place { dimension, outcome }, words)
            } else {
                of_categories(points, Place { dimension, outcome })
            }
        })
        .filter(|found| found.ends.len() > 1)
        .collect();
    found.sort_by(|one, other| other.length().total_cmp(&one.length()));
    found
}

/// A dimension and an outcome.
#[derive(Clone, Copy)]
struct Place {
    dimension: usize,
    outcome: usize,
}

/// A point along a dimension of numbers.
#[derive(Clone, Copy)]
struct Valued<'a> {
    cell: &'a CellSummary,
    number: f64,
    mean: f64,
}

fn of_numbers(points: Points<'_>, place: Place, words: &Words) -> DimensionEnds {
    let Place { dimension, outcome } = place;
    let mut valued: Vec<Valued<'_>> = points
        .iter()
        .filter_map(|cell| {
            let number = setting(cell, dimension).number?;
            Some(Valued { cell, number, mean: cell.outcomes[outcome].mean()? })
        })
        .collect();
    valued.sort_by(|one, other| one.number.total_cmp(&other.number));
    let distinct = 1 + valued.windows(2).filter(|pair| pair[0].number != pair[1].number).count();
    let none = DimensionEnds { dimension, ends: Vec::new(), is_in_fifths: false };
    let Some((first, last)) = valued.first().copied().zip(valued.last().copied()) else { return none };
    if first.number == last.number {
        return none;
    }
    if distinct > MOST_LISTED {
        let count = valued.len().div_ceil(PARTS);
        let ends = [&valued[..count], &valued[valued.len() - count..]].map(|part| fifth(part, words));
        return DimensionEnds { dimension, ends: ends.to_vec(), is_in_fifths: true };
    }
    let ends = [first, last].map(|end| {
        let own = valued.iter().filter(|valued| valued.number == end.number);
        End {
            label: setting_text(setting(end.cell, dimension), words),
            mean: mean(own.map(|valued| valued.mean)),
        }
    });
    DimensionEnds { dimension, ends: ends.to_vec(), is_in_fifths: false }
}

/// A fifth of the points: at least one.
fn fifth(part: &[Valued<'_>], words: &Words) -> End {
    let low = number_text(part[0].number, DIGITS, words);
    let high = number_text(part[part.len() - 1].number, DIGITS, words);
    let label = words.text(&message!("sweep-range", low = low, high = high));
    End { label, mean: mean(part.iter().map(|valued| valued.mean)) }
}

fn of_categories(points: Points<'_>, place: Place) -> DimensionEnds {
    let mut categories: Vec<(String, MeanSums)> = Vec::new();
    for cell in points.iter() {
        let Some(mean) = cell.outcomes[place.outcome].mean() else { continue };
        let text = &setting(cell, place.dimension).text;
        let known = categories.iter().position(|(known, _)| known == text);
        let at = known.unwrap_or_else(|| {
            categories.push((text.clone(), MeanSums::default()));
            categories.len() - 1
        });
        categories[at].1.add(mean);
    }
    let means = categories.into_iter().filter_map(|(label, sums)| Some(End { label, mean: sums.mean()? }));
    let mut ends: Vec<End> = means.collect();
    if ends.len() > MOST_CATEGORIES {
        ends.sort_by(|one, other| one.mean.total_cmp(&other.mean));
        ends = [ends[0].clone(), ends[ends.len() - 1].clone()].to_vec();
    }
    DimensionEnds { dimension: place.dimension, ends, is_in_fifths: false }
}

fn mean(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sums = MeanSums::default();
    numbers.for_each(|number| sums.add(number));
    sums.mean().expect("an end has points")
}
