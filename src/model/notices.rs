//! What a reader has to know of targets and of who plans for them: what is stated without effect, or hardly meant.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Sizing;
use crate::model::nominations::NOMINATED_YEARS;
use crate::model::targets::PLANNED_YEARS;
use crate::model::{Model, TargetsPeriod};
use crate::policy::levels::{Level, Levels, Line};
use crate::scenario::PerMonth;
use crate::time::Day;

/// What stated shares may lack of 1 by rounding.
const ROUNDING: f64 = 0.005;
/// How many times more or fewer persons than the Levels Plan states are hardly meant.
const FAR: f64 = 10.0;

impl Model {
    /// What a reader has to know of targets and of who plans for them.
    pub(crate) fn targets_notices(&self) -> Vec<String> {
        let idle = self.unshared_rounds();
        let carried = self.levels.carried_notice(self.end.year());
        let carried = carried.filter(|_| !self.is_replay());
        let shares = self.levels.shares_words(self.end, |line| format!("`{}`", line.name()));
        let shares = shares.filter(|_| !self.is_replay());
        let split = idle.into_iter().chain(self.partial_splits());
        let idle = split.chain(carried).chain(shares).chain(self.idle_changes());
        let levels = self.idle_levels().into_iter().chain(self.powerless_levels()).chain(self.far_levels());
        idle.chain(levels).chain(self.idle_nominations()).collect()
    }

    /// Types of rounds that are left to the planner without a share of the target.
    fn unshared_rounds(&self) -> Option<String> {
        let planned = self.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let types: BTreeSet<String> = planned
            .map(|round| &round.instruction.round_type)
            .filter(|name| !self.targets.periods.iter().any(|period| period.names(name)))
            .map(|name| format!("`{name}`"))
            .collect();
        let names = Vec::from_iter(types).join(", ");
        (!names.is_empty()).then(|| {
            format!(
                "rounds of {names} are left to the planner, but have no share in `targets.split`: none of them is held"
            )
        })
    }

    /// Shares that sum to less than 1, and what they are taken as.
    fn partial_splits(&self) -> Vec<String> {
        if self.plan.iter().all(|round| round.sizing != Sizing::Planned) {
            return Vec::new();
        }
        let mut told = Vec::new();
        let mut before: Option<&TargetsPeriod> = None;
        for (period, sum) in self.targets.periods.iter().zip(&self.targets.sums) {
            let goes_on = before.is_some_and(|before| before.split == period.split);
            if 1.0 - sum > ROUNDING && !goes_on {
                let from = before.map_or(String::new(), |_| format!(" from {} on", period.from));
                let mut parts: Vec<_> = period.split.iter().filter(|(_, share)| *share > 0.0).collect();
                parts.sort_by(|one, other| other.1.total_cmp(&one.1));
                let parts = parts.iter().map(|(name, share)| format!("`{name}` {:.1} %", 100.0 * share));
                told.push(format!(
                    "the shares of `targets.split`{from} sum to {}, not to 1, and are taken as parts of that: {}",
                    rounded(*sum),
                    Vec::from_iter(parts).join(", ")
                ));
            }
            before = Some(period);
        }
        told
    }

    /// What `[targets]` says without effect.
    fn idle_changes(&self) -> Vec<String> {
        let planned = self.plan.iter().filter(|round| round.sizing == Sizing::Planned);
        let Some(last) = planned.map(|round| round.instruction.date).max() else {
            let is_stated = !self.targets.periods.is_empty();
            let words = "no round of a plan is left to the planner: `[targets]` has no effect";
            return is_stated.then(|| words.to_owned()).into_iter().collect();
        };
        let early = self.targets.early.iter().map(|on| {
            format!(
                "the change of `targets` on {on} lies before the run and holds from its start, {}",
                self.start
            )
        });
        let idle = self.targets.periods.windows(2).filter_map(|pair| {
            let title = format!("the change of `targets` on {} has no effect", pair[1].from);
            if pair[1].from > last {
                Some(format!("{title}: the last planned round is that of {last}"))
            } else {
                pair[0].is_like(&pair[1]).then(|| format!("{title}: what it states is what held before"))
            }
        });
        early.chain(idle).collect()
    }

    /// What `[levels]` restates without effect: on no day is anything else known by it of a year that is planned for from then on.
    fn idle_levels(&self) -> Vec<String> {
        let (first, end) = (self.start.year(), self.end);
        let news = self.levels.publication_days().filter(|day| (self.start..=end).contains(day));
        let days: Vec<Day> = std::iter::once(self.start).chain(news).collect();
        let idle = self.levels.restated().filter_map(|(line, year, announced)| {
            let last = end.year() + years_ahead(line);
            let without = self.levels.without(line, year);
            let matters = |day: &Day| {
                let known = |levels: &Levels, of| levels.known(line, of, *day);
                (day.year()..=last).any(|of| known(&self.levels, of) != known(&without, of))
            };
            if days.iter().any(matters) {
                return None;
            }
            let title = format!("the restated target of {year} for `{}`", line.name());
            Some(match announced {
                _ if year < first => format!("{title} has no effect: the run starts on {}", self.start),
                _ if year > last => {
                    format!("{title} has no effect: this run plans for years up to {last}")
                }
                Some(late) if late > end => {
                    format!("{title} is announced on {late}, after the run: nobody plans for it")
                }
                Some(late) if late.year() > year => {
                    format!("{title} is announced on {late}, after that year: nobody plans for it")
                }
                _ => format!("{title} has no effect: it is what the Levels Plan states"),
            })
        });
        let late = self.levels.shares_announced_after(end).map(|(line, day)| {
            format!(
                "the restated share of the targets for `{}` is announced on {day}, after the run: nobody plans for it",
                line.name()
            )
        });
        idle.chain(late).collect()
    }

    /// Restated targets that change no round: only the federal ones size rounds, and the PNP ones say how many are nominated,
    /// where no number is stated.
    fn powerless_levels(&self) -> Vec<String> {
        let restated = |line: Line| {
            let years = self.levels.restated().filter(|one| one.0 == line).map(|one| one.1);
            let years: BTreeSet<i16> = years.filter(|year| *year >= self.start.year()).collect();
            let years = Vec::from_iter(years.iter().map(i16::to_string)).join(", ");
            (!years.is_empty()).then(|| format!("the restated targets for `{}` ({years})", line.name()))
        };
        let french = restated(Line::FrenchOutsideQuebec).map(|targets| {
            format!(
                "{targets} change no round: landings are compared with them, but rounds are sized for \
                 `federal_high_skilled` alone; another share of `french` in `targets.split` would change rounds"
            )
        });
        let mut years = self.start.year()..=self.end.year();
        let are_planned = years.any(|year| self.per_month(year) == PerMonth::Targets);
        let pnp = restated(Line::Pnp).filter(|_| !are_planned).map(|targets| {
            format!(
                "{targets} change no nomination and no round: landings are compared with them, but \
                 `nominations.per_month` states no `\"targets\"` for a year of the run; with \
                 `per_month = \"targets\"` as many would be nominated as they ask for"
            )
        });
        french.into_iter().chain(pnp).collect()
    }

    /// Restated targets so far from those of the Levels Plan that another unit may be meant.
    fn far_levels(&self) -> Vec<String> {
        let published = Levels::published();
        let mut far: BTreeMap<(Line, i16), String> = BTreeMap::new();
        for (line, year, _) in self.levels.restated() {
            let restated = self.levels.known(line, year, Day::LATEST).and_then(Level::aim);
            let stated = published.known(line, year, Day::LATEST).and_then(Level::aim);
            let Some((restated, stated)) = restated.zip(stated) else { continue };
            // Nobody at all is a target that somebody may mean.
            if restated > 0.0 && !(stated / FAR..=stated * FAR).contains(&restated) {
                let words = format!(
                    "the restated target of {year} for `{}` is {restated} persons, far from the {stated} of the Levels Plan: \
                     `[levels]` counts persons, not thousands",
                    line.name()
                );
                far.insert((line, year), words);
            }
        }
        far.into_values().collect()
    }

    /// Numbers of nominations that nobody asks for.
    fn idle_nominations(&self) -> Vec<String> {
        let last = self.end.year() + years_ahead(Line::Pnp);
        let late = self.nominations_per_month.iter().map(|(year, _)| *year).filter(|year| *year > last);
        let words = |year| {
            format!("`nominations.per_month` of {year} has no effect: this run asks for years up to {last}")
        };
        late.map(words).collect()
    }
}

/// Years after the last of a run for which its last rounds or nominations are planned too.
fn years_ahead(line: Line) -> i16 {
    match line {
        Line::Pnp => NOMINATED_YEARS - 1,
        Line::FederalHighSkilled | Line::FrenchOutsideQuebec => PLANNED_YEARS - 1,
    }
}

/// A sum without the digits that are noise of arithmetic.
fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}
