//! A block of parameters: one number of a population file, or several that move together, at all days or over
//! time.
//!
//! A key over time has a level at its first knot, a slope, and at each later knot a change that the slope
//! does not explain: a local linear trend.

use super::course::{Beyond, Course, number_on, rounded, years};
use super::gauss_newton::Prior;
use crate::document::number_path::NumberPath;
use crate::document::tree::{Node, Value};
use crate::population::Transformation;
use crate::time::Day;

/// Years to which the standard deviation of a change refers: nine months.
const CHANGE_YEARS: f64 = 0.75;
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

/// A number to be written at a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Where.
    pub path: NumberPath,
    /// The number.
    pub value: f64,
}

/// Quarters after the window in which a number walks; then the walk is level.
pub const WALK_QUARTERS: usize = 4;

impl Block {
    /// Names and priors of its parameters.
    pub fn priors(&self) -> Vec<(String, Prior)> {
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

    /// How many parameters it has.
    pub fn parameters(&self) -> usize {
        self.course.as_ref().map_or(1, |course| course.knots.len() + usize::from(course.slope.is_some()))
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

    /// Whether members walk after the window.
    pub fn walks(&self) -> bool {
        self.course.as_ref().is_some_and(|course| course.walk_sd > 0.0)
    }

    /// The numbers after the window, where the trend of the point goes on and members walk for a year: knots
    /// at its end and at the end of each quarter of a walk, and the slope with its damping after them.
    /// `steps` are the quarters' changes, in standard deviations; none of a number that does not walk.
    pub fn beyond(&self, course: &Course, walked: Walked<'_>) -> Vec<Assignment> {
        let Walked { bases, point, beyond, steps } = walked;
        let last = *self.offsets(course, point).last().expect("a course has a knot");
        let per_year = course.slope.map_or(0.0, |_| point[1]);
        let mut walk = 0.0;
        let mut knots = vec![(beyond.from, last + course.trend(per_year, beyond, beyond.from))];
        for (quarter, step) in steps.iter().enumerate() {
            walk += course.walk_sd * step;
            let day = beyond.from.plus_months(3 * (quarter as i32 + 1));
            knots.push((day, last + course.trend(per_year, beyond, day) + walk));
        }
        let left = course.left_beyond(per_year, beyond, knots[knots.len() - 1].0);
        let mut assignments = Vec::new();
        for (key, base) in self.keys.iter().zip(bases) {
            let at = |(day, offset): &(Day, f64)| Assignment {
                path: key.on(*day),
                value: self.moved(*base, *offset),
            };
            assignments.extend(knots.iter().map(at));
            if course.slope.is_some() {
                assignments.push(Assignment { path: key.with("slope"), value: rounded(left) });
            }
            if course.slope.is_some() && beyond.damping != course.damping {
                assignments.push(Assignment { path: key.with("damping"), value: beyond.damping });
            }
        }
        assignments
    }

    /// The parameters of the block at which its first key has the numbers of a population file; changes after
    /// the last day that the file states are 0.
    pub fn point_of(&self, base: f64, document: &Node) -> Vec<f64> {
        let key = &self.keys[0];
        let offset = |value: f64| {
            let place = match self.transformation {
                Transformation::Plain | Transformation::Log => value,
                Transformation::Logit => value.clamp(EDGE, 1.0 - EDGE),
            };
            self.transformation.forward(place)
        };
        let on = |day| Some(offset(number_on(key, document, day).ok()?) - offset(base));
        let Some(course) = &self.course else {
            let value = key.number(document).ok();
            return vec![value.map_or(self.offset.mean, |value| offset(value) - offset(base))];
        };
        let mut point = vec![on(course.knots[0]).unwrap_or(self.offset.mean)];
        let slope = course.slope.map(|prior| key.with("slope").number(document).unwrap_or(prior.mean));
        point.extend(slope);
        let last = last_day(key, document);
        for pair in course.knots.windows(2) {
            let is_stated = last.is_some_and(|last| pair[1] <= last);
            let change = on(pair[1]).zip(on(pair[0])).filter(|_| is_stated);
            let explained = slope.unwrap_or(0.0) * years(pair[0], pair[1]);
            point.push(change.map_or(0.0, |(to, from)| to - from - explained));
        }
        point
    }

    pub fn assignments(&self, bases: &[f64], point: &[f64]) -> Vec<Assignment> {
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

/// The last day on which a population file states a key.
fn last_day(key: &NumberPath, document: &Node) -> Option<Day> {
    let Value::Table(table) = &key.node(document)?.value else { return None };
    table.keys().filter_map(|date| date.parse().ok()).max()
}

/// The time after the window.
pub struct Walked<'a> {
    /// The numbers of the block's keys in the base.
    pub bases: &'a [f64],
    /// The parameters of the block.
    pub point: &'a [f64],
    /// How the trend goes on.
    pub beyond: Beyond,
    /// The quarters' changes, in standard deviations.
    pub steps: &'a [f64],
}
