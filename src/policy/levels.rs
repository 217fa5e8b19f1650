//! The Immigration Levels Plans: targets of admissions by year, line and plan.
//!
//! Targets count persons, family included, in the calendar year of their admission. Published plans are
//! embedded. In `[levels]` a scenario may restate any target, and the shares of the federal and the PNP
//! targets that are admitted by way of the pool. It may state the day of the announcement: until then only
//! the published plans are known. Without a day the restated values are known from the start.
//!
//! The day holds for the values of its own file, or for all values if that file states no others. Values of
//! an extended scenario keep their own day. A value can also have a day of its own:
//!
//! ```toml
//! [levels]
//! announced = 2026-11-01
//! federal_high_skilled = { 2026 = 87_200, 2027 = { low = 70_000, target = 88_800, high = 98_000 } }
//! pnp_express_entry_share = 0.4
//! federal_express_entry_share = { 2027 = 0.9, 2028 = { share = 0.8, announced = 2027-11-01 } }
//! ```

pub mod key;
mod line;
mod reading;
mod relative;
mod stated;

pub use line::{Level, Line};

use std::collections::{BTreeMap, BTreeSet};

use crate::document::problem::Problems;
use crate::document::reader::Reader;
use crate::document::tree;
use crate::document::tree::{Node, Source};
use crate::time::Day;
use reading::{read_plan, read_restated, read_shares};
use stated::{Plan, Restated, Stated, StatedShare};

/// `[levels]` with numbers in place of its relative ones; none if it has no such number.
pub fn resolved(levels: &Node, problems: &Problems) -> Option<Node> {
    if !relative::has_relative(levels) {
        return None;
    }
    let stated = Levels::with_restated(Some(&relative::without_relative(levels)), &Problems::new());
    let stated = stated.unwrap_or_else(Levels::published);
    let known = relative::Known {
        level: &|line, year, on| stated.known(line, year, on),
        share: &|line, year, on| stated.pool_share(line, year, on),
    };
    Some(relative::resolve(levels, &known, problems))
}

const FILE: (&str, &str) = ("levels.toml", include_str!("levels.toml"));

/// Targets of the last stated year, which also hold for later years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarriedTarget {
    /// That year.
    pub year: i16,
    /// Lines whose last stated year it is.
    pub lines: Vec<Line>,
}

/// A restated share of a line's target: the part that is admitted by way of the pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestatedShare {
    /// The line.
    pub line: Line,
    /// The share.
    pub share: f64,
    /// The first year for which it holds; all of them if none.
    pub from: Option<i16>,
    /// The day from which on it is known, if it was not always.
    pub announced: Option<Day>,
}

/// The targets of all plans, and the values that a scenario restates.
#[derive(Clone, Debug, PartialEq)]
pub struct Levels {
    plans: Vec<Plan>,
    restated: Vec<Restated>,
    /// Shares of targets that are admitted by way of the pool; restated ones come last.
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
            let whole = resolved(node, problems);
            let node = whole.as_ref().unwrap_or(node);
            let reader = Reader::new(node, "levels", problems)?;
            let shares = read_shares(&reader);
            let announced = reader.find("announced");
            let day = announced.node.map(|_| announced.date());
            let restated = read_restated(&reader);
            reader.finish();
            let is_nothing =
                shares.as_ref().is_some_and(Vec::is_empty) && restated.as_ref().is_some_and(Vec::is_empty);
            if announced.node.is_some() && is_nothing {
                announced.wrong(
                    format!("`{}` is stated without a target to announce", announced.path),
                    "expected a target next to it, such as federal_high_skilled = { 2027 = 88_800 }",
                );
            }
            let announced_on = day.map_or(Some(None), |day| day.map(Some))?;
            // A value without a day of its own is announced with the others of its file.
            for restated in restated? {
                let announced = restated.announced.or(announced_on);
                levels.restated.push(Restated { announced, ..restated });
            }
            for share in shares? {
                let announced = share.announced.or(announced_on);
                levels.shares.push(StatedShare { announced, is_restated: true, ..share });
            }
        }
        Some(levels)
    }

    /// The target of a line in a year as known on a day: as the scenario restates it, or else by the newest
    /// plan that covers the year. Later plans and later announcements do not count. A year that no plan
    /// covers yet has the target of the last year that one covers.
    pub fn known(&self, line: Line, year: i16, on: Day) -> Option<Level> {
        self.carried(line, year, Some(on))
    }

    /// The part of the target that is admitted by way of the pool, as known on a day.
    pub fn by_pool(&self, line: Line, year: i16, on: Day) -> Option<Level> {
        Some(self.known(line, year, on)?.times(self.pool_share(line, year, on)))
    }

    /// The share of the target that is admitted by way of the pool, as known on a day; 1 if none is stated.
    pub fn pool_share(&self, line: Line, year: i16, on: Day) -> f64 {
        let mut known = self.shares.iter().rev().filter(|share| share.is_known(on));
        let share = known.find(|share| share.line == line && share.from.is_none_or(|from| from <= year));
        share.map_or(1.0, |stated| stated.share)
    }

    /// The target that admissions are compared with: the part that is admitted by way of the pool, as known
    /// at the end of the year. A year after the last plan has the targets of the plan's last year. Later
    /// announcements change no year that is over.
    pub fn of_admissions(&self, line: Line, year: i16) -> Option<Level> {
        self.by_pool(line, year, Day::new(year, 12, 31)?)
    }

    /// Restated targets: line, year, and the day of the announcement, if it has one.
    pub fn restated(&self) -> impl Iterator<Item = (Line, i16, Option<Day>)> {
        self.restated.iter().map(|target| (target.stated.line, target.stated.year, target.announced))
    }

    /// These levels without the restated target of a line in a year.
    pub fn without(&self, line: Line, year: i16) -> Levels {
        let mut levels = self.clone();
        levels.restated.retain(|target| !target.stated.is_of(line, year));
        levels
    }

    /// Lines whose targets are carried on to a year, since no plan covers it.
    pub(crate) fn carried_targets(&self, last: i16) -> Vec<CarriedTarget> {
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
    pub(crate) fn restated_shares(&self, end: Day) -> Vec<RestatedShare> {
        let known = self.shares.iter().filter(|share| share.is_restated && share.is_known(end));
        known
            .map(|&StatedShare { line, share, from, announced, .. }| RestatedShare {
                line,
                share,
                from,
                announced,
            })
            .collect()
    }

    /// Lines with a share that is announced after a day, and the day of the announcement.
    pub(crate) fn shares_announced_after(&self, end: Day) -> impl Iterator<Item = (Line, Day)> {
        let announced = self.shares.iter().filter_map(|share| Some((share.line, share.announced?)));
        announced.filter(move |(_, day)| *day > end)
    }

    /// The days on which plans were published, in order, and last those on which restated targets are
    /// announced.
    pub(crate) fn publication_days(&self) -> impl Iterator<Item = Day> {
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
        let restated = self.restated.iter().filter(|restated| restated.stated.is_of(line, year));
        let known = restated.filter(|restated| restated.announced.is_none_or(|day| is_known(day, on)));
        // The latest announcement counts, and any announcement before a value without one.
        let restated = known.max_by_key(|restated| restated.announced).map(|restated| &restated.stated);
        let plans = self.plans.iter().rev().filter(|plan| is_known(plan.published, on));
        let mut published = plans.flat_map(|plan| plan.stated.iter());
        restated.or_else(|| published.find(|stated| stated.is_of(line, year))).map(|stated| stated.level)
    }
}

/// Whether an announcement of a day is known on another, or at all times if none is given.
fn is_known(day: Day, on: Option<Day>) -> bool {
    on.is_none_or(|on| day <= on)
}

#[cfg(test)]
mod tests;
