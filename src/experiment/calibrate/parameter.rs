//! Parameters: numbers of a population file that a calibration moves, each with a prior.
//!
//! A block of parameters moves one key, or several by the same amount on the transformed scale. A key over
//! time has a level at its first knot, a slope, and at each later knot a change that the slope does not
//! explain: a local linear trend.

use super::course::{Course, prepare, rounded, years};
use super::gauss_newton::Prior;
use crate::document::number_path::{NumberPath, PathError};
use crate::document::tree::Node;
use crate::population::{Slope, Transformation};
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

/// Quarters after the window in which a number walks; then the walk is level.
pub const WALK_QUARTERS: usize = 4;

/// A number to be written at a path.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// Where.
    pub path: NumberPath,
    /// The number.
    pub value: f64,
}

/// People that the figures allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Their parameters.
    pub point: Vec<f64>,
    /// The changes of each number that walks after the window, quarter by quarter, in standard deviations.
    pub walk: Vec<f64>,
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

    /// Whether members walk after the window.
    fn walks(&self) -> bool {
        self.course.as_ref().is_some_and(|course| course.walk_sd > 0.0)
    }

    /// The numbers of a year's walk after the window, which starts on the trend of the point: knots at its
    /// start and at the end of each quarter, and what is left of the slope after them. `steps` are the
    /// quarters' changes, in standard deviations.
    fn walk(&self, course: &Course, walked: Walked<'_>) -> Vec<Assignment> {
        let Walked { bases, point, from, steps } = walked;
        let offsets = self.offsets(course, point);
        let (last_knot, last) = (course.knots[course.knots.len() - 1], offsets[offsets.len() - 1]);
        let per_year = course.slope.map_or(0.0, |_| point[1]);
        let trend = Slope { per_year, damping: course.damping };
        let mut walk = 0.0;
        let mut knots = vec![(from, last + trend.change(years(last_knot, from)))];
        for (quarter, step) in steps.iter().enumerate() {
            walk += course.walk_sd * step;
            let day = from.plus_months(3 * (quarter as i32 + 1));
            knots.push((day, last + trend.change(years(last_knot, day)) + walk));
        }
        let left = per_year * course.damping.powf(years(last_knot, knots[knots.len() - 1].0));
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
        }
        assignments
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

/// A walk after the window: bases and parameters of the block, the first day, the quarters' changes.
struct Walked<'a> {
    bases: &'a [f64],
    point: &'a [f64],
    from: Day,
    steps: &'a [f64],
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

    /// How many numbers a member samples for its walk after the window.
    pub fn walk_steps(&self) -> usize {
        WALK_QUARTERS * self.blocks.iter().filter(|block| block.walks()).count()
    }

    /// The numbers of a member: those of its point, and of its walk in the year from a day on.
    pub fn member_assignments(&self, member: &Member, from: Day) -> Vec<Assignment> {
        let mut assignments = self.assignments(&member.point);
        let (mut rest, mut steps) = (member.point.as_slice(), member.walk.as_slice());
        for (block, bases) in self.blocks.iter().zip(&self.bases) {
            let (point, others) = rest.split_at(block.priors().len());
            rest = others;
            let Some(course) = block.course.as_ref().filter(|_| block.walks()) else { continue };
            let (own, later) = steps.split_at(WALK_QUARTERS);
            steps = later;
            for walked in block.walk(course, Walked { bases, point, from, steps: own }) {
                // The slope that is left after the walk stands for that of the point.
                assignments.retain(|known| known.path != walked.path);
                assignments.push(walked);
            }
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
            walk_sd: 0.0,
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
    fn a_member_walks_for_a_year_from_the_trend_and_keeps_what_is_left_of_the_slope() {
        let course = Course {
            knots: vec![day("2022-01-01")],
            slope: Some(Prior { mean: 0.0, sd: 0.3 }),
            damping: 0.5,
            change_sd: 0.3,
            walk_sd: 0.1,
        };
        let block =
            Block { course: Some(course), ..block("stream.french.arrivals_per_year", Transformation::Log) };
        let parameters = Parameters::new(vec![block], &base()).unwrap();
        assert_eq!(parameters.walk_steps(), 4);
        let member = Member { point: vec![0.0, 0.2], walk: vec![1.0, 0.0, -3.0, 0.0] };
        let mut document = parameters.document(&member.point);
        for Assignment { path, value } in parameters.member_assignments(&member, day("2023-01-01")) {
            path.set(&mut document, value).unwrap();
        }
        let at = |path: &str| {
            let path = format!("stream.french.arrivals_per_year.{path}");
            path.parse::<NumberPath>().unwrap().number(&document).unwrap()
        };
        // After one year and after two the slope of 0.2, halved each year, has added 0.1443 and 0.2164.
        let base = at("2022-01-01");
        assert!(((at("2023-01-01") / base).ln() - 0.144_27).abs() < 1e-4);
        assert!(((at("2024-01-01") / base).ln() - (0.216_40 + 0.1 - 0.3)).abs() < 2e-4);
        assert!((at("slope") - 0.05).abs() < 1e-4);
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
