//! Parameters: numbers of a population file that a calibration moves, each with a prior.

use super::block::{Assignment, Block, WALK_QUARTERS, Walked};
use super::course::{Beyond, prepare};
use super::gauss_newton::Prior;
use crate::document::number_path::PathError;
use crate::document::tree::Node;
use crate::time::Day;

/// Greatest distance from the prior means at which a search starts, in prior standard deviations.
const MOST_SDS: f64 = 2.5;

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
            let (own, others) = rest.split_at(block.parameters());
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
        self.assignments_beyond(member, |block| {
            let course = block.course.as_ref().filter(|_| block.walks())?;
            Some(Beyond { from, damping: course.damping })
        })
    }

    /// The numbers of a member, where `beyond` says of each block how it goes on after the window.
    fn assignments_beyond(
        &self,
        member: &Member,
        beyond: impl Fn(&Block) -> Option<Beyond>,
    ) -> Vec<Assignment> {
        let mut assignments = self.assignments(&member.point);
        let (mut rest, mut steps) = (member.point.as_slice(), member.walk.as_slice());
        for (block, bases) in self.blocks.iter().zip(&self.bases) {
            let (point, others) = rest.split_at(block.parameters());
            rest = others;
            let (own, later) = steps.split_at(if block.walks() { WALK_QUARTERS } else { 0 });
            steps = later;
            let Some((course, beyond)) = block.course.as_ref().zip(beyond(block)) else { continue };
            for walked in block.beyond(course, Walked { bases, point, beyond, steps: own }) {
                // What is left of the slope after the walk stands for that of the point.
                assignments.retain(|known| known.path != walked.path);
                assignments.push(walked);
            }
        }
        assignments
    }

    /// The population file of a member whose trends go on in a way after the window.
    pub fn member_document(&self, member: &Member, beyond: Beyond) -> Node {
        let goes_on = |block: &Block| {
            let course = block.course.as_ref()?;
            (block.walks() || course.slope.is_some()).then_some(beyond)
        };
        self.document_of(self.assignments_beyond(member, goes_on))
    }

    /// The point at which people are those of a population file, as far as the parameters can say it; within
    /// three standard deviations of the prior means.
    pub fn point_of(&self, document: &Node) -> Vec<f64> {
        let mut point = Vec::new();
        for (block, bases) in self.blocks.iter().zip(&self.bases) {
            let priors = block.priors();
            let own = block.point_of(bases[0], document);
            let within = own.into_iter().zip(&priors).map(|(value, (_, prior))| {
                value.clamp(prior.mean - MOST_SDS * prior.sd, prior.mean + MOST_SDS * prior.sd)
            });
            point.extend(within);
        }
        point
    }

    /// The population file of a point.
    pub fn document(&self, point: &[f64]) -> Node {
        self.document_of(self.assignments(point))
    }

    fn document_of(&self, assignments: Vec<Assignment>) -> Node {
        let mut document = self.document.clone();
        for Assignment { path, value } in assignments {
            path.set(&mut document, value).expect("the document holds every path of an assignment");
        }
        document
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::number_path::NumberPath;
    use crate::document::tree::{Source, parse};
    use crate::experiment::calibrate::course::Course;
    use crate::population::Transformation;

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
    fn a_member_goes_on_from_the_origin_with_another_damping() {
        let course = Course {
            knots: vec![day("2022-01-01")],
            slope: Some(Prior { mean: 0.0, sd: 0.3 }),
            damping: 0.5,
            change_sd: 0.3,
            walk_sd: 0.0,
        };
        let block =
            Block { course: Some(course), ..block("stream.french.arrivals_per_year", Transformation::Log) };
        let parameters = Parameters::new(vec![block], &base()).unwrap();
        let member = Member { point: vec![0.0, 0.2], walk: Vec::new() };
        let at = |damping: f64, path: &str| {
            let document = parameters.member_document(&member, Beyond { from: day("2023-01-01"), damping });
            let path = format!("stream.french.arrivals_per_year.{path}");
            path.parse::<NumberPath>().unwrap().number(&document).unwrap()
        };
        // Up to the origin the slope is halved in a year; from there on it is 0.1 and goes on as asked.
        for damping in [0.25, 0.9] {
            assert!(((at(damping, "2023-01-01") / at(damping, "2022-01-01")).ln() - 0.144_27).abs() < 1e-4);
            assert!((at(damping, "slope") - 0.1).abs() < 1e-4);
            assert_eq!(at(damping, "damping"), damping);
        }
    }

    #[test]
    fn the_point_of_a_file_is_the_one_that_wrote_it() {
        let course = Course {
            knots: vec![day("2022-01-01"), day("2022-07-01"), day("2023-01-01")],
            slope: Some(Prior { mean: 0.0, sd: 0.3 }),
            damping: 0.5,
            change_sd: 0.3,
            walk_sd: 0.0,
        };
        let blocks = vec![
            Block {
                course: Some(course.clone()),
                ..block("stream.french.arrivals_per_year", Transformation::Log)
            },
            block("stream.french.sibling", Transformation::Logit),
        ];
        let parameters = Parameters::new(blocks, &base()).unwrap();
        let point = [0.3, 0.1, -0.2, 0.25, -0.4];
        let document = parameters.document(&point);
        for (found, stated) in parameters.point_of(&document).iter().zip(point) {
            assert!((found - stated).abs() < 1e-4, "{found} for {stated}");
        }
        // Half a year later the first knot is the second one, and nothing is known of the new last knot.
        let later = Course { knots: vec![day("2022-07-01"), day("2023-01-01"), day("2023-07-01")], ..course };
        let later = vec![Block {
            course: Some(later),
            ..block("stream.french.arrivals_per_year", Transformation::Log)
        }];
        let later = Parameters::new(later, &base()).unwrap();
        let found = later.document(&later.point_of(&document));
        let ratio = |path: &str| {
            let path: NumberPath = format!("stream.french.arrivals_per_year.{path}").parse().unwrap();
            path.number(&found).unwrap() / path.number(&document).unwrap()
        };
        assert!((ratio("2022-07-01") - 1.0).abs() < 1e-4 && (ratio("2023-01-01") - 1.0).abs() < 1e-4);
        assert!((later.point_of(&document)[3]).abs() < 1e-12);
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
