//! How many nominations provinces are given to issue where no round of a stated size governs: stated numbers, or as many
//! as the PNP line of the Levels Plan asks for.

use super::targets::quarter;
use super::{Model, State};
use crate::policy::levels::{Levels, Line};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::{PerMonth, Scenario};
use crate::time::Day;

/// Calendar years whose targets nominations may be planned for: this one and the two after it.
const YEARS: i16 = 3;

/// Nominees of so many days ahead tell for which year nominations are planned: half a year.
const DAYS_AHEAD: i32 = 182;

/// Months of a year over its days.
const MONTHS_PER_DAY: f64 = 12.0 / 365.25;

/// Where nominations are to follow from targets there has to be a target by then.
pub(super) fn check(scenario: &Scenario, levels: &Levels, problems: &Problems) {
    let Some(origin) = &scenario.nominations.per_month_origin else { return };
    let stated = scenario.nominations.per_month.iter().enumerate();
    let first_days = stated.filter_map(|(place, (year, per_month))| match per_month {
        PerMonth::Persons(_) => None,
        // The first that is stated holds for the years before it too.
        PerMonth::Targets if place == 0 => Some(scenario.start),
        PerMonth::Targets => Day::new(*year, 1, 1).map(|first| first.max(scenario.start)),
    });
    let has_none = |day: &Day| levels.known(Line::Pnp, day.year(), *day).is_none();
    if let Some(day) = first_days.filter(|day| *day <= scenario.end).find(has_none) {
        problems.push(Problem::new(
            origin.clone(),
            format!(
                "on {day}, from when on nominations follow from targets, no Levels Plan has one for nominees"
            ),
            "expected numbers for the years before 2017, such as { 2015 = 900, 2017 = \"targets\" }",
        ));
    }
}

impl Model {
    /// What says how many are nominated in a month of a year: a year without a word of its own has the last one before it,
    /// and years before the first have that one.
    pub fn per_month(&self, year: i16) -> PerMonth {
        let stated = &self.nominations_per_month;
        let of_year = stated.iter().rev().find(|(from, _)| *from <= year).or_else(|| stated.first());
        of_year.map_or(PerMonth::Persons(0.0), |(_, per_month)| *per_month)
    }
}

impl State<'_> {
    /// Nominations of each province in a month of a year, at full scale. Assumption A30: a year without a stated national
    /// number has that of the last one stated before it.
    pub(super) fn monthly_nominations(&self, year: i16) -> Vec<f64> {
        let nomination = &self.model.population.nomination;
        match self.model.per_month(year) {
            PerMonth::Persons(national) => nomination.monthly(year, national),
            PerMonth::Targets => {
                let planned = self.nominations_planned.unwrap_or_else(|| self.nominations_wanted());
                nomination.monthly(year, nomination.national(year, planned))
            }
        }
    }

    /// The monthly numbers spread evenly over the days of the year: the nominations of today, and the provinces' shares of
    /// them.
    pub(super) fn daily_allocation(&self) -> (f64, Vec<f64>) {
        let mut monthly = self.monthly_nominations(self.today.year());
        let month: f64 = monthly.iter().sum();
        monthly.iter_mut().for_each(|of| *of /= month.max(1e-9));
        (month * MONTHS_PER_DAY * self.model.population.scale, monthly)
    }

    /// Sets the monthly number for the time to come, where it follows from targets: on the first day of each quarter, on
    /// the day of a new Levels Plan, and when rounds are planned.
    pub(super) fn plan_nominations(&mut self) {
        if self.model.per_month(self.today.year()) != PerMonth::Targets {
            return;
        }
        let today = self.today;
        let is_news = || self.model.levels.publication_days().any(|day| day == today);
        let is_planning = || self.model.targets.planning_days.binary_search(&today).is_ok();
        if self.nominations_planned.is_none() || quarter(today).0 == today || is_news() || is_planning() {
            self.nominations_planned = Some(self.nominations_wanted());
        }
    }

    /// Nominations a month, the same in every month to come for which no number is stated, with which the target is met of
    /// the year in which most of those land who are nominated in the next six months. What has been invited by now, and
    /// who waits in the pool with a nomination, counts as expected.
    fn nominations_wanted(&self) -> f64 {
        let years: Vec<i16> = (0..YEARS).map(|later| self.today.year() + later).collect();
        let soon = self.landings_of_nominations((self.today, self.today + DAYS_AHEAD - 1), &years);
        let place =
            (0..years.len()).fold(0, |most, place| if soon[place] > soon[most] { place } else { most });
        let level = self.model.levels.known(Line::Pnp, years[place], self.today);
        let Some(target) = level.and_then(|level| level.aim()) else { return 0.0 };
        let mut expected = self.expected(&years, |kind| kind.program == Program::Pnp)[place];
        expected += self.landings_of_waiting(&years)[place];
        let mut open = 0.0;
        for step in self.steps(years[place]) {
            let (year, landings) = (step.0.year(), self.landings_of_nominations(step, &years)[place]);
            match self.model.per_month(year) {
                PerMonth::Persons(_) => {
                    expected += landings * self.monthly_nominations(year).iter().sum::<f64>();
                }
                PerMonth::Targets => open += landings,
            }
        }
        let wanted = target * self.model.levels.pnp_express_entry_share - expected;
        if open > 0.0 { wanted.max(0.0) / open } else { 0.0 }
    }

    /// Persons who land in each year if one is nominated in each month of a step, and invited half the usual days between two
    /// PNP rounds later.
    pub(super) fn landings_of_nominations(&self, (from, to): (Day, Day), years: &[i16]) -> Vec<f64> {
        let days: Vec<Day> = self.pnp_days_ahead().collect();
        let gaps: Vec<i32> = days.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let wait = gaps.iter().sum::<i32>() / (2 * gaps.len() as i32).max(1);
        let nominees = MONTHS_PER_DAY * f64::from(to - from + 1);
        self.landings_of_nominees(nominees, (from + wait, to + wait), years)
    }

    /// Persons who land in each year of those who wait in the pool with a nomination, if the next PNP round invites them.
    pub(super) fn landings_of_waiting(&self, years: &[i16]) -> Vec<f64> {
        let waiting = f64::from(self.pool.nominees()) / self.model.population.scale;
        let day = self.pnp_days_ahead().next().unwrap_or(self.today);
        self.landings_of_nominees(waiting, (day, day), years)
    }

    fn pnp_days_ahead(&self) -> impl Iterator<Item = Day> {
        let rounds = self.model.plan.iter().map(|round| &round.instruction);
        let ahead = rounds.filter(|round| round.round_type.name() == "pnp" && round.date >= self.today);
        ahead.map(|round| round.date)
    }

    fn landings_of_nominees(&self, nominees: f64, step: (Day, Day), years: &[i16]) -> Vec<f64> {
        let apply_share = self.model.population.response.apply_share(Program::Pnp, false);
        let mut sum = vec![0.0; years.len()];
        for (kind, part, members) in &self.mix(&RoundType::new("pnp")) {
            let landings = self.step_landings(step, kind.seen(*members), apply_share, years);
            sum.iter_mut().zip(landings).for_each(|(sum, persons)| *sum += nominees * part * persons);
        }
        sum
    }
}
