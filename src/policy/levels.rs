//! The Immigration Levels Plans: how many persons are to land in a year, by line and plan.
//!
//! Targets count persons, family included, in the calendar year in which they land. Published plans are
//! embedded; a scenario may restate any target in `[levels]`, and the parts of the federal and the PNP
//! targets that land by way of the pool, and say when that is announced; until then the published plans are
//! all that is known, and without a day what is restated is known from the start. The day is that of what its
//! own file states, or of all where that states nothing else; what a scenario takes over from the one it
//! extends keeps its own. A value can have a day to itself:
//!
//! ```toml
//! [levels]
//! announced = 2026-11-01
//! federal_high_skilled = { 2026 = 87_200, 2027 = { low = 70_000, target = 88_800, high = 98_000 } }
//! pnp_express_entry_share = 0.4
//! federal_express_entry_share = { 2027 = 0.9, 2028 = { share = 0.8, announced = 2027-11-01 } }
//! ```

pub mod key;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::Problems;
use crate::document::reader::Reader;
use crate::document::tree;
use crate::document::tree::{Node, Source};
use crate::time::Day;
use reading::{read_lines, read_plan, read_shares};

const FILE: (&str, &str) = ("levels.toml", include_str!("levels.toml"));

/// A line of the plans that Express Entry serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Federal High Skilled: CEC, FSW and FST.
    FederalHighSkilled,
    /// The whole Provincial Nominee Program, with nominees who never were in the pool.
    Pnp,
    /// French speakers outside Quebec: an overlay of the others, never added to them. The plans name no route
    /// for them, and no part of theirs that lands by way of the pool.
    FrenchOutsideQuebec,
}

impl Line {
    /// All of them.
    pub const ALL: [Line; 3] = [Line::FederalHighSkilled, Line::Pnp, Line::FrenchOutsideQuebec];

    /// Its key in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Line::FederalHighSkilled => "federal_high_skilled",
            Line::Pnp => "pnp",
            Line::FrenchOutsideQuebec => "french_outside_quebec",
        }
    }

    /// Its name in tables, which count landings by way of the pool: nominees who never were in it are not
    /// among them.
    pub fn table_name(self) -> &'static str {
        match self {
            Line::FederalHighSkilled => "federal_high_skilled",
            Line::Pnp => "pnp_express_entry",
            Line::FrenchOutsideQuebec => "french_outside_quebec",
        }
    }
}

/// Persons who are to land in a year under a line; what a plan does not state is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Lower end of the range.
    pub low: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// Upper end of the range.
    pub high: Option<f64>,
}

impl Level {
    /// The target; the middle of the range where only that is stated.
    pub fn aim(self) -> Option<f64> {
        let middle = self.low.zip(self.high).map(|(low, high)| 0.5 * (low + high));
        self.target.or(middle)
    }

    /// The range, an end of which that is not stated is the target; none where neither is stated.
    pub fn range(self) -> Option<(f64, f64)> {
        Some((self.low.or(self.target)?, self.high.or(self.target)?))
    }

    /// The sum with that of another line, of what both state.
    #[must_use]
    pub fn plus(self, other: Level) -> Level {
        let sum = |one: Option<f64>, other: Option<f64>| Some(one? + other?);
        Level {
            low: sum(self.low, other.low),
            target: sum(self.target, other.target),
            high: sum(self.high, other.high),
        }
    }

    /// All three times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Level {
        let scaled = |persons: Option<f64>| persons.map(|persons| persons * factor);
        Level { low: scaled(self.low), target: scaled(self.target), high: scaled(self.high) }
    }
}

/// Targets of the last year that is stated, which go on after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedTarget {
    /// That year.
    pub year: i16,
    /// Lines of which it is the last one.
    pub lines: Vec<Line>,
}

/// A part of a line's target that a scenario restates as admitted by way of the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestatedShare {
    /// The line.
    pub line: Line,
    /// The part.
    pub share: f64,
    /// The first year for which it holds; all of them if none.
    pub from: Option<i16>,
    /// The day from which on it is known, if it was not always.
    pub announced: Option<Day>,
}

/// A target of a line in a year.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Stated {
    line: Line,
    year: i16,
    level: Level,
}

/// A target that a scenario states in the place of those of all plans.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Restated {
    /// The day from which on it is known; none for one that always was.
    announced: Option<Day>,
    stated: Stated,
}

/// The part of a line's targets that lands by way of the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
struct StatedShare {
    line: Line,
    /// The day from which on it is known; none for one that always was.
    announced: Option<Day>,
    /// The first year of those whose targets it is of; none for all.
    from: Option<i16>,
    share: f64,
    is_restated: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Plan {
    published: Day,
    stated: Vec<Stated>,
}

/// The targets of all plans, and what a scenario restates.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    plans: Vec<Plan>,
    restated: Vec<Restated>,
    /// Parts of targets that land by way of the pool; what a scenario restates comes last.
    shares: Vec<StatedShare>,
}

impl Levels {
    /// The published plans.
    ///
    /// # Panics
    /// If the embedded file is defective; a test covers that.
    pub fn published() -> Levels {
        let problems = Problems::new();
        let levels = Levels::with_restated(None, &problems);
        problems
            .finish(levels)
            .unwrap_or_else(|invalid| panic!("the embedded plans are defective:\n{invalid}"))
    }

    /// The published plans with a scenario's `[levels]`. All problems are reported.
    pub fn with_restated(restated: Option<&Node>, problems: &Problems) -> Option<Levels> {
        let (document, found) = tree::parse(&Source::new(FILE.0, FILE.1));
        problems.extend(found);
        let reader = Reader::new(&document, "", problems)?;
        let shares = read_shares(&reader);
        let plans: Vec<Option<Plan>> = reader.need("plan").list().iter().map(read_plan).collect();
        reader.finish();
        let mut levels = Levels {
            plans: plans.into_iter().collect::<Option<_>>()?,
            restated: Vec::new(),
            shares: shares?,
        };
        if let Some(node) = restated {
            let reader = Reader::new(node, "levels", problems)?;
            let shares = read_shares(&reader);
            let announced = reader.find("announced");
            let day = announced.node.map(|_| announced.date());
            let restated = read_lines(&reader);
            reader.finish();
            let is_nothing =
                shares.as_ref().is_some_and(Vec::is_empty) && restated.as_ref().is_some_and(Vec::is_empty);
            if announced.node.is_some() && is_nothing {
                announced.wrong(
                    format!("`{}` is stated, but no target is that would be announced", announced.path),
                    "expected a target beside it, such as federal_high_skilled = { 2027 = 88_800 }",
                );
            }
            let announced_on = day.map_or(Some(None), |day| day.map(Some))?;
            // What says nothing of its own is announced with the others of its file.
            levels.restated = restated?
                .into_iter()
                .map(|(own, stated)| Restated { announced: own.or(announced_on), stated })
                .collect();
            levels.shares.extend(shares?.into_iter().map(|share| StatedShare {
                announced: share.announced.or(announced_on),
                is_restated: true,
                ..share
            }));
        }
        Some(levels)
    }

    /// The target of a line in a year as the scenario restates it, or else by the newest plan that covers the
    /// year: as it is known on a day, when later plans and what is announced later are not. A year that no
    /// plan covers yet goes on with the last one that is covered.
    pub fn known(&self, line: Line, year: i16, on: Day) -> Option<Level> {
        self.carried(line, year, Some(on))
    }

    /// What is to land of it by way of the pool, as it is known on a day.
    pub fn by_pool(&self, line: Line, year: i16, on: Day) -> Option<Level> {
        let is_known = |one: &&StatedShare| one.announced.is_none_or(|day| day <= on);
        let holds = |one: &&StatedShare| one.line == line && one.from.is_none_or(|from| from <= year);
        let share = self.shares.iter().rev().filter(is_known).find(holds).map_or(1.0, |one| one.share);
        Some(self.known(line, year, on)?.times(share))
    }

    /// The target that landings are held against: as it was known at the end of its year, only the part that
    /// lands by way of the pool; a year after the last plan has the targets of its last year. What is
    /// announced later changes no year that is over.
    pub fn of_admissions(&self, line: Line, year: i16) -> Option<Level> {
        self.by_pool(line, year, Day::new(year, 12, 31)?)
    }

    /// What a scenario restates: line, year and the day from which on it is known, if it was not always.
    pub fn restated(&self) -> impl Iterator<Item = (Line, i16, Option<Day>)> {
        self.restated.iter().map(|one| (one.stated.line, one.stated.year, one.announced))
    }

    /// The same without what a scenario restates of a line in a year.
    pub fn without(&self, line: Line, year: i16) -> Levels {
        let mut levels = self.clone();
        levels.restated.retain(|one| (one.stated.line, one.stated.year) != (line, year));
        levels
    }

    /// Lines whose targets are carried on to a year, since no plan covers it.
    pub fn carried_targets(&self, last: i16) -> Vec<CarriedTarget> {
        let mut ends: BTreeMap<i16, Vec<Line>> = BTreeMap::new();
        for line in Line::ALL {
            let stated = self.all().filter(|stated| stated.line == line).map(|stated| stated.year).max();
            if let Some(end) = stated.filter(|end| *end < last) {
                ends.entry(end).or_default().push(line);
            }
        }
        ends.into_iter().map(|(year, lines)| CarriedTarget { year, lines }).collect()
    }

    /// The restated shares that are known by a day.
    pub fn restated_shares(&self, end: Day) -> Vec<RestatedShare> {
        let is_known = |one: &&StatedShare| one.is_restated && one.announced.is_none_or(|day| day <= end);
        let shares = self.shares.iter().filter(is_known);
        shares
            .map(|one| RestatedShare {
                line: one.line,
                share: one.share,
                from: one.from,
                announced: one.announced,
            })
            .collect()
    }

    /// Lines of which a share is restated, with the day of its announcement, where that is later than
    /// another.
    pub fn shares_announced_after(&self, end: Day) -> impl Iterator<Item = (Line, Day)> {
        let announced = self.shares.iter().filter_map(|one| Some((one.line, one.announced?)));
        announced.filter(move |(_, day)| *day > end)
    }

    /// The days on which plans were published, in order, and last those on which restated targets are
    /// announced.
    pub fn publication_days(&self) -> impl Iterator<Item = Day> {
        let of_shares = self.shares.iter().filter_map(|share| share.announced);
        let of_targets = self.restated.iter().filter_map(|restated| restated.announced);
        let announced: BTreeSet<Day> = of_targets.chain(of_shares).collect();
        self.plans.iter().map(|plan| plan.published).chain(announced)
    }

    /// The same plans with the targets of a line times a factor from a year on.
    #[must_use]
    pub fn scaled(&self, line: Line, from: i16, factor: f64) -> Levels {
        let mut levels = self.clone();
        // After the last plan a target is only carried on, and has to be stated to be changed.
        if self.all().all(|stated| stated.line != line || stated.year < from) {
            // As it is known before any announcement, and from each one on.
            let announced: BTreeSet<Option<Day>> =
                self.restated.iter().map(|restated| restated.announced).chain([None]).collect();
            for announced in announced {
                let before = self.restated.iter().filter_map(|restated| restated.announced).min();
                let on = announced.or(before.map(|first| first - 1));
                if let Some(level) = self.carried(line, from, on) {
                    let stated = Stated { line, year: from, level };
                    levels.restated.push(Restated { announced, stated });
                }
            }
        }
        let restated = levels.restated.iter_mut().map(|restated| &mut restated.stated);
        let all = levels.plans.iter_mut().flat_map(|plan| plan.stated.iter_mut()).chain(restated);
        for stated in all.filter(|stated| stated.line == line && stated.year >= from) {
            stated.level = stated.level.times(factor);
        }
        levels
    }

    fn all(&self) -> impl Iterator<Item = &Stated> {
        let restated = self.restated.iter().map(|restated| &restated.stated);
        self.plans.iter().flat_map(|plan| plan.stated.iter()).chain(restated)
    }

    /// The target of a year, or else that of the last year before it that has one, as known on a day, or for
    /// good.
    fn carried(&self, line: Line, year: i16, on: Option<Day>) -> Option<Level> {
        let first = self.all().filter(|stated| stated.line == line).map(|stated| stated.year).min()?;
        (first..=year).rev().find_map(|year| self.find(line, year, on))
    }

    fn find(&self, line: Line, year: i16, on: Option<Day>) -> Option<Level> {
        let is_it = |stated: &&Stated| stated.line == line && stated.year == year;
        let is_known = |day: Day| on.is_none_or(|on| day <= on);
        let restated = self.restated.iter().filter(|restated| restated.announced.is_none_or(is_known));
        // What was announced last stands above what always was known.
        let restated = restated.filter(|restated| is_it(&&restated.stated)).max_by_key(|one| one.announced);
        let restated = restated.map(|restated| &restated.stated);
        let plans = self.plans.iter().rev().filter(|plan| is_known(plan.published));
        let published = plans.flat_map(|plan| plan.stated.iter()).find(is_it);
        restated.or(published).map(|stated| stated.level)
    }
}

#[cfg(test)]
mod tests;
