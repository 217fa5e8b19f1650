//! How many nominations provinces are given to issue where no round of a stated size governs: stated numbers, or as many
//! as the PNP line of the Levels Plan asks for.

use super::planner::goes_on;
use super::steady::{Goal, Steadiness, path};
use super::targets::quarter;
use super::{Model, PlannedRound, State};
use crate::policy::levels::{Levels, Line};
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::policy::rules::Eligibility;
use crate::scenario::problem::{Problem, Problems};
use crate::scenario::{PerMonth, Scenario};
use crate::time::Day;

/// Calendar years whose targets nominations are planned for: this one and the two after it.
pub(super) const YEARS: i16 = 3;

/// Nominees of so many days ahead tell which is the first year that nominations can still meet: half a year.
const DAYS_AHEAD: i32 = 182;

/// Part of its target up to which a year that is mostly decided is still made up for: chance alone moves it by some
/// hundredths.
const MADE_UP: f64 = 0.1;

/// What a change of the monthly number weighs against a missed target: half of what a change of size does by default.
const STEADINESS: f64 = 0.0005;

/// Months of a year over its days.
const MONTHS_PER_DAY: f64 = 12.0 / 365.25;

/// What provinces are given to issue where that follows from targets.
#[derive(Clone, Debug, Default)]
pub(super) struct NominationPlan {
    /// Nominations a month, at full scale, from each day on.
    monthly: Vec<(Day, f64)>,
    /// Years that are mostly decided and lack too much to be made up for: what was planned for them is kept.
    let_go: Vec<i16>,
}

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

    /// The days of the rounds that are held and invite nominees, in order: of PNP rounds, and of rounds of all programs.
    pub fn rounds_of_nominees(&self) -> impl Iterator<Item = Day> {
        let nominees = self.nominees();
        let rounds = self
            .plan
            .iter()
            .filter(move |round| round.target.admitted.intersects(nominees) && self.targets.holds(round));
        rounds.map(|round| round.instruction.date)
    }

    fn nominees(&self) -> Eligibility {
        self.law.target("pnp").expect("the law has a Provincial Nominee Program")
    }

    /// What a reader has to know where nominations are to follow from targets that no round can bring nearer.
    pub(super) fn nominations_notice(&self) -> Option<String> {
        let years = self.start.year()..=self.end.year();
        let first = years.into_iter().find(|year| self.per_month(*year) == PerMonth::Targets)?;
        let from = Day::new(first, 1, 1).expect("every year has a first day").max(self.start);
        let is_idle = self.rounds_of_nominees().all(|day| day < from);
        is_idle.then(|| {
            format!(
                "from {from} on nominations are planned to meet targets, but no round that invites nominees is held: none are \
                 planned"
            )
        })
    }
}

impl State<'_> {
    /// Nominations of each province in a month, at full scale, as they stand for a day. Assumption A30: a year without a
    /// stated national number has that of the last one stated before it.
    pub(super) fn monthly_nominations(&self, day: Day) -> Vec<f64> {
        let (nomination, year) = (&self.model.population.nomination, day.year());
        match self.model.per_month(year) {
            PerMonth::Persons(national) => nomination.monthly(year, national),
            PerMonth::Targets => {
                let planned = self.nominations_planned.clone();
                let planned = planned.unwrap_or_else(|| self.nominations_wanted()).monthly;
                let since = planned.iter().rev().find(|(from, _)| *from <= day).or(planned.first());
                nomination
                    .monthly(year, nomination.national(year, since.map_or(0.0, |(_, monthly)| *monthly)))
            }
        }
    }

    /// The monthly numbers spread evenly over the days of the year: the nominations of today, and the provinces' shares of
    /// them.
    pub(super) fn daily_allocation(&self) -> (f64, Vec<f64>) {
        let mut monthly = self.monthly_nominations(self.today);
        let month: f64 = monthly.iter().sum();
        monthly.iter_mut().for_each(|of| *of /= month.max(1e-9));
        (month * MONTHS_PER_DAY * self.model.population.scale, monthly)
    }

    /// Nominees a day, at full scale, whom rounds of a type invite before anybody else: as many as are nominated where such
    /// rounds are open to them, and none where rounds of nominees alone are ahead, which take them.
    pub(super) fn nominees_a_day(&self, round_type: &RoundType) -> f64 {
        let nominees = self.model.nominees();
        let is_ahead =
            |round: &&PlannedRound| round.instruction.date >= self.today && self.model.targets.holds(round);
        let ahead = || self.model.plan.iter().filter(is_ahead);
        let is_open = ahead().any(|round| {
            round.instruction.round_type == *round_type && round.target.admitted.intersects(nominees)
        });
        if !is_open || ahead().any(|round| round.target.admitted == nominees) {
            return 0.0;
        }
        self.monthly_nominations(self.today).iter().sum::<f64>() * MONTHS_PER_DAY
    }

    /// Sets the monthly numbers for the time to come, where they follow from targets: on the first day of each quarter, on
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

    /// Years that nominations planned today do not aim at: it is too late for them.
    pub(super) fn years_let_go(&self) -> Vec<i16> {
        let are_planned = self.model.per_month(self.today.year()) == PerMonth::Targets;
        if are_planned { self.nominations_wanted().let_go } else { Vec::new() }
    }

    /// Nominations a month for the rest of the quarter and for each quarter to come for which no number is stated, with the
    /// first day of each: the steadiest path with which the targets are met. What has been invited by now, and who waits in
    /// the pool with a nomination, counts as expected.
    ///
    /// From a nomination to a landing ten months go by, so that a year is mostly decided when it begins. The first year that
    /// is aimed at is the one in which most of those land who are nominated in the next six months. A year before that one is
    /// aimed at too if what was planned for it so far comes near its target; if not, that much is kept for it, and what it
    /// lacks is not made up for.
    ///
    /// Nobody is nominated for a target where no round ahead invites nominees; a calendar of such rounds that lasts to
    /// the end of the run goes on after it.
    fn nominations_wanted(&self) -> NominationPlan {
        let years: Vec<i16> = (0..YEARS).map(|later| self.today.year() + later).collect();
        let steps = self.steps_of_nominations(&self.steps(years[years.len() - 1]));
        let (open, closed): (Vec<_>, Vec<_>) =
            steps.into_iter().partition(|step| self.model.per_month(step.0.year()) == PerMonth::Targets);
        if !self.are_nominees_invited() {
            let monthly = open.into_iter().map(|step| (step.0, 0.0)).collect();
            return NominationPlan { monthly, let_go: Vec::new() };
        }
        let mut expected = self.expected(&years, |kind| kind.program == Program::Pnp);
        add(&mut expected, 1.0, &self.landings_of_waiting(&years));
        for step in closed {
            let monthly: f64 = self.monthly_nominations(step.0).iter().sum();
            add(&mut expected, monthly, &self.landings_of_nominations(step, &years));
        }
        let landings: Vec<Vec<f64>> =
            open.iter().map(|step| self.landings_of_nominations(*step, &years)).collect();
        let first = self.first_year_ahead(&years);
        let mut let_go = Vec::new();
        let mut goal = |place: usize| {
            let target = self.model.levels.by_pool(Line::Pnp, years[place], self.today)?.aim()?;
            let weights: Vec<f64> = landings.iter().map(|landings| landings[place]).collect();
            let mut wanted = target - expected[place];
            if place < first {
                let planned = self.landings_planned(&open, &weights);
                if planned.is_none_or(|planned| wanted - planned > MADE_UP * target) {
                    let_go.push(years[place]);
                    wanted = planned?;
                }
            }
            Some(Goal { weights, wanted: (wanted, wanted), unit: target.max(1.0) })
        };
        let goals: Vec<Goal> = (0..years.len()).filter_map(&mut goal).collect();
        // The even number that would bring a year's target in the long run.
        let persons = self.landings_of_nominees(12.0, (self.today, self.today), &years).iter().sum::<f64>();
        let target = goals.iter().map(|goal| goal.unit).sum::<f64>() / (goals.len() as f64).max(1.0);
        let level = target / persons.max(1e-6);
        let steadiness = Steadiness { weight: STEADINESS, level: level.max(1e-6), start: None };
        let monthly = path(&vec![f64::INFINITY; open.len()], &goals, steadiness);
        let monthly = open.into_iter().zip(monthly).map(|(step, monthly)| (step.0, monthly)).collect();
        NominationPlan { monthly, let_go }
    }

    /// Persons who land in a year on the nominations planned so far for some steps, of each of which a nomination a month brings
    /// so many; none before any were planned.
    fn landings_planned(&self, steps: &[(Day, Day)], landings: &[f64]) -> Option<f64> {
        let of_step = |(step, landings): (&(Day, Day), &f64)| {
            landings * self.monthly_nominations(step.0).iter().sum::<f64>()
        };
        let planned = || steps.iter().zip(landings).map(of_step).sum();
        self.nominations_planned.is_some().then(planned)
    }

    /// Place of the year in which most of those land who are nominated in the next six months.
    fn first_year_ahead(&self, years: &[i16]) -> usize {
        let soon = self.landings_of_nominations((self.today, self.today + DAYS_AHEAD - 1), years);
        (0..years.len()).fold(0, |most, place| if soon[place] > soon[most] { place } else { most })
    }

    /// Whether some round ahead invites nominees, in the run or after it.
    fn are_nominees_invited(&self) -> bool {
        let days: Vec<Day> = self.model.rounds_of_nominees().collect();
        let goes_on = |last: Day| goes_on(last, self.model.end, 2.0 * f64::from(wait_days(&days)));
        days.last().is_some_and(|last| *last >= self.today || goes_on(*last))
    }

    /// Persons who land in each year if one is nominated in each month of a step, and invited half the usual days between two
    /// rounds of nominees later.
    pub(super) fn landings_of_nominations(&self, (from, to): (Day, Day), years: &[i16]) -> Vec<f64> {
        let days: Vec<Day> = self.nominees_days_ahead().collect();
        let wait = wait_days(&days);
        let nominees = MONTHS_PER_DAY * f64::from(to - from + 1);
        self.landings_of_nominees(nominees, (from + wait, to + wait), years)
    }

    /// Persons who land in each year of the nominees whom rounds ahead are to find by their stated sizes; or else of those who
    /// wait in the pool with a nomination, if the next round of nominees invites them; nobody if there is none.
    pub(super) fn landings_of_waiting(&self, years: &[i16]) -> Vec<f64> {
        let mut sum = vec![0.0; years.len()];
        if self.stated_until().is_some() {
            for (day, nominees) in self.stated_stocks() {
                add(&mut sum, 1.0, &self.landings_of_nominees(nominees, (day, day), years));
            }
            return sum;
        }
        if !self.are_nominees_invited() {
            return sum;
        }
        let waiting = f64::from(self.pool.nominees()) / self.model.population.scale;
        let day = self.nominees_days_ahead().next().unwrap_or(self.today);
        self.landings_of_nominees(waiting, (day, day), years)
    }

    /// The steps that are left once no stock of nominees is stated any more.
    pub(super) fn steps_of_nominations(&self, steps: &[(Day, Day)]) -> Vec<(Day, Day)> {
        let first = self.stated_until().map_or(self.today, |last| last + 1);
        let left = steps.iter().map(|(from, to)| ((*from).max(first), *to));
        left.filter(|(from, to)| from <= to).collect()
    }

    /// The last day ahead for which a stock of nominees is stated.
    fn stated_until(&self) -> Option<Day> {
        self.stated_stocks().last().map(|(day, _)| day)
    }

    /// Days ahead with the stocks of nominees that are stated for their rounds, at full scale.
    fn stated_stocks(&self) -> impl Iterator<Item = (Day, f64)> {
        let ahead = self.agenda.nominee_stocks.iter().filter(|stock| stock.day >= self.today);
        ahead.filter_map(|stock| Some((stock.day, stock.nominees?)))
    }

    fn nominees_days_ahead(&self) -> impl Iterator<Item = Day> {
        self.model.rounds_of_nominees().filter(|day| *day >= self.today)
    }

    fn landings_of_nominees(&self, nominees: f64, step: (Day, Day), years: &[i16]) -> Vec<f64> {
        let apply_share = self.model.population.response.apply_share(Program::Pnp, false);
        let mut sum = vec![0.0; years.len()];
        for (kind, part, members) in &self.mix(&RoundType::new("pnp")) {
            add(
                &mut sum,
                nominees * part,
                &self.step_landings(step, kind.seen(*members), apply_share, years),
            );
        }
        sum
    }
}

/// Half the mean days from one of these days to the next: so long a nominee waits for a round.
fn wait_days(days: &[Day]) -> i32 {
    match days {
        [first, .., last] => (*last - *first) / (2 * (days.len() as i32 - 1)),
        _ => 0,
    }
}

/// Adds persons to those of each year, a number of times.
fn add(sum: &mut [f64], times: f64, persons: &[f64]) {
    sum.iter_mut().zip(persons).for_each(|(sum, persons)| *sum += times * persons);
}
