//! The cells of a sweep: the bases, and then the points, each with its settings.

use std::collections::BTreeMap;

use super::dimension::{Coordinate, Dimension, MEMBER, Setting, Settings};
use super::spec::{Design, SweepSpec};
use crate::experiment::design::{DesignLimit, UnitDesign, UnitPoints, grid_indices};

/// A base or a point.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its number, from 0 on: the bases first.
    pub number: u32,
    /// The cell of its base; its own number for a base.
    pub base: u32,
    /// The setting of each dimension; none where it is as in the base.
    pub settings: Vec<Option<Setting>>,
}

impl Cell {
    /// Whether it is a base.
    pub fn is_base(&self) -> bool {
        self.number == self.base
    }

    /// The assignments of scenario keys that make it.
    pub fn assignments<'a>(&'a self, dimensions: &'a [Dimension]) -> Vec<(&'a str, &'a str)> {
        let set = dimensions.iter().zip(&self.settings);
        let set = set.filter_map(|(dimension, setting)| Some((dimension, setting.as_ref()?)));
        let keys = set.flat_map(|(dimension, setting)| {
            dimension.keys.iter().map(|key| (key.as_str(), setting.toml.as_str()))
        });
        keys.filter(|(key, _)| *key != MEMBER).collect()
    }

    /// The member of a calibrated population that every replication simulates, if the sweep says so.
    pub fn member(&self, dimensions: &[Dimension]) -> Option<&Setting> {
        let place = dimensions.iter().position(|dimension| dimension.keys.iter().any(|key| key == MEMBER));
        self.settings[place?].as_ref()
    }
}

/// The cells of a sweep. A cell is made when it is asked for.
#[derive(Clone, Debug)]
pub struct Cells {
    points: Points,
    /// Settings of each base: those that say who is sampled.
    bases: Vec<Vec<Option<Setting>>>,
    /// The base of each point; empty if there is one base.
    base_of: Vec<u32>,
}

#[derive(Clone, Debug)]
enum Points {
    Grid { lists: Vec<Vec<Setting>>, lengths: Vec<usize> },
    Sampled { dimensions: Vec<Dimension>, design: UnitDesign, points: UnitPoints },
    Table(Vec<Vec<Setting>>),
}

/// Most cells of a sweep.
const MOST_CELLS: usize = 100_000_000;

/// A sweep has too many points, or a design that cannot have so many.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooManyCells {
    /// More than any sweep may have.
    #[error("this grid has more than {MOST_CELLS} points")]
    Grid,
    /// More than the design may have.
    #[error("{}", found(*.0))]
    Design(DesignLimit),
}

/// What was found beyond a limit.
fn found(limit: DesignLimit) -> String {
    match limit {
        DesignLimit::Points { asked, most } => {
            format!("a Sobol' sequence has at most {most} points, and {asked} are asked for")
        }
        DesignLimit::Dimensions { asked, most } => {
            format!("a Sobol' sequence bears at most {most} dimensions here, and there are {asked}")
        }
    }
}

impl Cells {
    /// The cells of a sweep.
    ///
    /// # Errors
    /// If there are too many.
    pub fn of(spec: &SweepSpec) -> Result<Cells, TooManyCells> {
        let points = match &spec.design {
            Design::Grid => Points::grid(&spec.dimensions)?,
            Design::Sampled(design) => {
                let points = design.points(spec.dimensions.len(), spec.design_seed);
                let points = points.map_err(TooManyCells::Design)?;
                Points::Sampled { dimensions: spec.dimensions.clone(), design: *design, points }
            }
            Design::Table(table) => Points::Table(table.rows().to_vec()),
        };
        let sampling: Vec<bool> = spec.dimensions.iter().map(Dimension::is_of_sampling).collect();
        let mut cells = Cells { points, bases: Vec::new(), base_of: Vec::new() };
        cells.find_bases(&sampling);
        Ok(cells)
    }

    /// Gives every point a base with the same people.
    fn find_bases(&mut self, sampling: &[bool]) {
        if !sampling.contains(&true) {
            self.bases.push(vec![None; sampling.len()]);
            return;
        }
        let mut known: BTreeMap<Vec<String>, u32> = BTreeMap::new();
        for place in 0..self.points.count() {
            let settings = self.points.settings(place);
            let kept = settings.into_iter().zip(sampling).map(|(setting, kept)| kept.then_some(setting));
            let kept: Vec<Option<Setting>> = kept.collect();
            let texts = kept.iter().flatten().map(|setting| setting.toml.clone()).collect();
            let next = known.len() as u32;
            let base = *known.entry(texts).or_insert(next);
            if base == next {
                self.bases.push(kept);
            }
            self.base_of.push(base);
        }
    }

    /// How many cells there are.
    pub fn count(&self) -> u32 {
        (self.bases.len() + self.points.count()) as u32
    }

    /// How many of them are bases.
    pub fn bases(&self) -> u32 {
        self.bases.len() as u32
    }

    /// The cell of a number.
    ///
    /// # Panics
    /// If there is none.
    pub fn cell(&self, number: u32) -> Cell {
        match self.bases.get(number as usize) {
            Some(settings) => Cell { number, base: number, settings: settings.clone() },
            None => {
                let point = number as usize - self.bases.len();
                let base = self.base_of.get(point).copied().unwrap_or(0);
                let settings = self.points.settings(point).into_iter().map(Some).collect();
                Cell { number, base, settings }
            }
        }
    }

    /// Whether all settings of the dimension at a place are numbers.
    pub fn is_of_numbers(&self, place: usize) -> bool {
        let mut listed: Box<dyn Iterator<Item = &Setting>> = match &self.points {
            Points::Grid { lists, .. } => Box::new(lists[place].iter()),
            Points::Table(rows) => Box::new(rows.iter().map(|row| &row[place])),
            Points::Sampled { dimensions, .. } => match &dimensions[place].settings {
                Settings::Listed(list) => Box::new(list.iter()),
                Settings::Spread(_) | Settings::Tabled => return true,
            },
        };
        listed.all(|setting| setting.number.is_some())
    }

    /// All cells, in order.
    pub fn iter(&self) -> impl Iterator<Item = Cell> {
        (0..self.count()).map(|number| self.cell(number))
    }
}

impl Points {
    fn grid(dimensions: &[Dimension]) -> Result<Points, TooManyCells> {
        let lists: Vec<Vec<Setting>> = dimensions.iter().map(listed).collect();
        let lengths: Vec<usize> = lists.iter().map(Vec::len).collect();
        let count = lengths.iter().try_fold(1_usize, |count, length| count.checked_mul(*length));
        match count.filter(|count| *count <= MOST_CELLS) {
            Some(_) => Ok(Points::Grid { lists, lengths }),
            None => Err(TooManyCells::Grid),
        }
    }

    fn count(&self) -> usize {
        match self {
            Points::Grid { lengths, .. } => lengths.iter().product(),
            Points::Sampled { points, .. } => points.count(),
            Points::Table(rows) => rows.len(),
        }
    }

    fn settings(&self, point: usize) -> Vec<Setting> {
        match self {
            Points::Grid { lists, lengths } => {
                let indices = grid_indices(lengths, point);
                indices.into_iter().zip(lists).map(|(index, list)| list[index].clone()).collect()
            }
            Points::Sampled { dimensions, design, points } => {
                let coordinate = match design {
                    UnitDesign::Morris { .. } => Coordinate::Level,
                    UnitDesign::LatinHypercube { .. }
                    | UnitDesign::Sobol { .. }
                    | UnitDesign::Saltelli { .. } => Coordinate::Quantile,
                };
                let places = points.point(point).into_iter().map(coordinate);
                dimensions.iter().zip(places).map(|(dimension, at)| dimension.at(at)).collect()
            }
            Points::Table(rows) => rows[point].clone(),
        }
    }
}

/// The settings of a dimension of a grid, which are listed when it is read.
fn listed(dimension: &Dimension) -> Vec<Setting> {
    match &dimension.settings {
        Settings::Listed(list) => list.clone(),
        Settings::Spread(_) | Settings::Tabled => Vec::new(),
    }
}
