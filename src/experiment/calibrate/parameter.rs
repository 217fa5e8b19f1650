//! Parameters: numbers of a population file that a calibration moves, each with a prior.
//!
//! A block of parameters moves one key, or several by the same amount on the transformed scale. A key over
//! time has a level at its first knot, a slope, and at each later knot a change that the slope does not
//! explain: a local linear trend.

use super::gauss_newton::Prior;
use crate::document::number_path::{NumberPath, PathError};
use crate::document::tree::{Node, Value};
use crate::population::Transformation;
use crate::time::Day;

const DAYS_PER_YEAR: f64 = 365.25;
/// Years to which the standard deviation of a change refers: nine months.
const CHANGE_YEARS: f64 = 0.75;
/// Months between the day before the first knot, on which the number of the base still holds, and that knot.
const MONTHS_BEFORE: i32 = 6;
/// Shares stay this far from 0 and 1, where their odds have no logarithm.
const EDGE: f64 = 0.003;

/// One value of a parameter, or the whole of a key over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Keys of the population file, all moved by the same amount on the transformed scale.
    pub keys: Vec<NumberPath>,
    /// The scale on which they move.
    pub transformation: Transformation,
    /// The offset from the base: of the key, or of its level at the first knot.
    pub offset: Prior,
    /// Its course over time; none for a number that is the same on all days.
    pub course: Option<Course>,
    /// Lowest and highest value.
    pub bounds: (f64, f64),
}

/// A number's course over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Days of the knots, rising.
    pub knots: Vec<Day>,
    /// The slope, a year; it goes on, damped, after the last knot. None for a course without a trend.
    pub slope: Option<Prior>,
    /// Part of the slope that is left a year after the last knot.
    pub damping: f64,
    /// Standard deviation of a change in nine months beside the slope; it grows with the root of the time.
    pub change_sd: f64,
}

/// A number to be written at a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Where.
    pub path: NumberPath,
    /// The number.
    pub value: f64,
}

/// All parameters of a calibration, and the people that they start from.
#[derive(Clone, Debug)]
pub struct Parameters {
    blocks: Vec<Block>,
    /// For each block, the numbers of its keys in the base.
    bases: Vec<Vec<f64>>,
    /// The base, with every path that an assignment names.
    document: Node,
}

impl Block {
    /// Names and priors of its parameters.
    fn priors(&self) -> Vec<(String, Prior)> {
        let key = self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
        let Some(course) = &self.course else { return vec![(key, self.offset)] };
        let mut priors = vec![(format!("{key} on {}", course.knots[0]), self.offset)];
        priors.extend(course.slope.map(|slope| (format!("{key}, slope a year"), slope)));
        for pair in course.knots.windows(2) {
            let sd = course.change_sd * (years(pair[0], pair[1]) / CHANGE_YEARS).sqrt();
            priors.push((format!("{key}, change to {}", pair[1]), Prior { mean: 0.0, sd }));
        }
        priors
    }

    /// The offsets of the knots, from the parameters of the block.
    fn offsets(&self, course: &Course, point: &[f64]) -> Vec<f64> {
        let (slope, changes) = match course.slope {
            Some(_) => (point[1], &point[2..]),
            None => (0.0, &point[1..]),
        };
        let mut offset = point[0];
        let mut offsets = vec![offset];
        for (pair, change) in course.knots.windows(2).zip(changes) {
            offset += slope * years(pair[0], pair[1]) + change;
            offsets.push(offset);
        }
        offsets
    }

    /// A base that is moved by an offset, on the transformed scale and within the bounds.
    fn moved(&self, base: f64, offset: f64) -> f64 {
        let (low, high) = self.bounds;
        rounded(self.unbounded(base, offset).clamp(low, high))
    }

    fn unbounded(&self, base: f64, offset: f64) -> f64 {
        let place = match self.transformation {
            Transformation::Plain | Transformation::Log => base,
            Transformation::Logit => base.clamp(EDGE, 1.0 - EDGE),
        };
        self.transformation.back(self.transformation.forward(place) + offset)
    }

    /// A base at the prior mean, whatever the bounds are.
    pub fn at_mean(&self, base: f64) -> f64 {
        self.unbounded(base, self.offset.mean)
    }

    fn assignments(&self, bases: &[f64], point: &[f64]) -> Vec<Assignment> {
        let mut assignments = Vec::new();
        for (key, base) in self.keys.iter().zip(bases) {
            let Some(course) = &self.course else {
                assignments.push(Assignment { path: key.clone(), value: self.moved(*base, point[0]) });
                continue;
            };
            for (day, offset) in course.knots.iter().zip(self.offsets(course, point)) {
                assignments.push(Assignment { path: key.on(*day), value: self.moved(*base, offset) });
            }
            if course.slope.is_some() {
                assignments.push(Assignment { path: key.with("slope"), value: rounded(point[1]) });
            }
        }
        assignments
    }
}

impl Parameters {
    /// Parameters that move the people of a base.
    ///
    /// # Errors
    /// If the base has no number at the path of a key, with the place of its block.
    pub fn new(blocks: Vec<Block>, base: &Node) -> Result<Parameters, (usize, PathError)> {
        let mut document = base.clone();
        let mut bases = Vec::new();
        for (place, block) in blocks.iter().enumerate() {
            let prepared = block.keys.iter().map(|key| prepare(key, block.course.as_ref(), &mut document));
            bases.push(prepared.collect::<Result<Vec<f64>, _>>().map_err(|error| (place, error))?);
        }
        Ok(Parameters { blocks, bases, document })
    }

    /// For each block, the numbers of its keys in the people that they start from.
    pub fn bases(&self) -> &[Vec<f64>] {
        &self.bases
    }

    /// Names and priors, in the order of the points.
    pub fn priors(&self) -> Vec<(String, Prior)> {
        self.blocks.iter().flat_map(Block::priors).collect()
    }

    /// The numbers that a point stands for.
    pub fn assignments(&self, point: &[f64]) -> Vec<Assignment> {
        let mut rest = point;
        let mut assignments = Vec::new();
        for (block, bases) in self.blocks.iter().zip(&self.bases) {
            let (own, others) = rest.split_at(block.priors().len());
            assignments.extend(block.assignments(bases, own));
            rest = others;
        }
        assignments
    }

    /// The population file of a point.
    pub fn document(&self, point: &[f64]) -> Node {
        let mut document = self.document.clone();
        for Assignment { path, value } in self.assignments(point) {
            path.set(&mut document, value).expect("the document holds every path of an assignment");
        }
        document
    }
}

/// The number of a key in the base. A key over time keeps its numbers before the first knot, and its last one
/// half a year before it.
fn prepare(key: &NumberPath, course: Option<&Course>, document: &mut Node) -> Result<f64, PathError> {
    let Some(course) = course else { return key.number(document) };
    let first = course.knots[0];
    let node = key.node(document).ok_or_else(|| PathError::Missing(key.to_string()))?;
    let is_dated = matches!(node.value, Value::Table(_));
    let base = if is_dated { at_day(key, node, document, first)? } else { key.number(document)? };
    let before = first.plus_months(-MONTHS_BEFORE);
    let earlier = if is_dated { at_day(key, node, document, before)? } else { base };
    key.forget_from(document, before);
    for (day, value) in std::iter::once((before, earlier)).chain(course.knots.iter().map(|day| (*day, base)))
    {
        key.on(day).set(document, value)?;
    }
    if course.slope.is_some() {
        key.with("slope").set(document, 0.0)?;
        key.with("damping").set(document, course.damping)?;
    }
    Ok(base)
}

/// The number of a key on a day: on the line between the days that are stated.
fn at_day(key: &NumberPath, node: &Node, document: &Node, day: Day) -> Result<f64, PathError> {
    let Value::Table(table) = &node.value else { return key.number(document) };
    let mut stated = Vec::new();
    for date in table.keys().filter_map(|date| date.parse::<Day>().ok()) {
        stated.push((date, key.on(date).number(document)?));
    }
    let after = stated.partition_point(|(date, _)| *date <= day);
    match (after.checked_sub(1).map(|before| stated[before]), stated.get(after)) {
        (Some((from, low)), Some((to, high))) => {
            Ok(low + (high - low) * f64::from(day - from) / f64::from(*to - from))
        }
        (Some((_, level)), None) => Ok(level),
        (None, Some((_, level))) => Ok(*level),
        (None, None) => Err(PathError::NotANumber(key.to_string())),
    }
}

fn years(from: Day, to: Day) -> f64 {
    f64::from(to - from) / DAYS_PER_YEAR
}

/// A number with as many digits as a file shows, so that a file gives the same people as the search saw.
fn rounded(value: f64) -> f64 {
    format!("{value:.5e}").parse().expect("a number that was just written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::tree::{Source, parse};

    fn base() -> Node {
        let text = "[stream.french]\narrivals_per_year = { 2018-07-01 = 100, 2022-07-01 = 400 }\n\
                    sibling = 0.5\nwork = [0.5, 0.25, 0.25]";
        parse(&Source::new("people.toml", text)).0
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn block(key: &str, transformation: Transformation) -> Block {
        Block {
            keys: vec![key.parse().unwrap()],
            transformation,
            offset: Prior { mean: 0.0, sd: 0.5 },
            course: None,
            bounds: (0.0, 1e9),
        }
    }

    #[test]
    fn a_course_is_a_level_a_slope_and_changes() {
        let course = Course {
            knots: vec![day("2022-01-01"), day("2023-01-01"), day("2024-01-01")],
            slope: Some(Prior { mean: 0.0, sd: 0.3 }),
            damping: 0.5,
            change_sd: 0.3,
        };
        let block =
            Block { course: Some(course), ..block("stream.french.arrivals_per_year", Transformation::Log) };
        let parameters = Parameters::new(vec![block], &base()).unwrap();
        let priors = parameters.priors();
        assert_eq!(priors.len(), 4);
        // Of a change in a year, 365 of 273.9 days.
        assert!((priors[2].1.sd - 0.3 * (365.0_f64 / 273.9375).sqrt()).abs() < 1e-9);
        let document = parameters.document(&[0.0, 2.0_f64.ln(), 0.0, -(2.0_f64.ln())]);
        let at = |path: &str| path.parse::<NumberPath>().unwrap().number(&document).unwrap();
        // 300 x 1,280 / 1,461 more than 100 on the first day; doubled in the first year but for a quarter
        // day.
        let first = at("stream.french.arrivals_per_year.2022-01-01");
        assert!((first - 362.8).abs() < 0.1, "{first}");
        let second = at("stream.french.arrivals_per_year.2023-01-01");
        assert!((second / first - 2.0).abs() < 0.002);
        assert!((at("stream.french.arrivals_per_year.2024-01-01") / second - 1.0).abs() < 0.002);
        assert_eq!(at("stream.french.arrivals_per_year.2018-07-01"), 100.0);
        assert_eq!(at("stream.french.arrivals_per_year.damping"), 0.5);
        assert!((at("stream.french.arrivals_per_year.slope") - 2.0_f64.ln()).abs() < 1e-5);
    }

    #[test]
    fn shares_move_in_odds_and_take_from_the_others() {
        let blocks = vec![
            block("stream.french.sibling", Transformation::Logit),
            block("stream.french.work[0]", Transformation::Logit),
        ];
        let parameters = Parameters::new(blocks, &base()).unwrap();
        let document = parameters.document(&[3.0_f64.ln(), 0.0]);
        let at = |path: &str| path.parse::<NumberPath>().unwrap().number(&document).unwrap();
        // Odds of 1 times 3.
        assert!((at("stream.french.sibling") - 0.75).abs() < 1e-9);
        assert_eq!(at("stream.french.work[0]"), 0.5);
    }

    #[test]
    fn a_key_that_the_base_does_not_have_is_named() {
        let missing = vec![block("stream.german.sibling", Transformation::Logit)];
        let (place, error) = Parameters::new(missing, &base()).unwrap_err();
        assert_eq!((place, error.to_string().as_str()), (0, "there is no `stream.german.sibling`"));
    }
}
