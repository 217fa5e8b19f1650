//! Nominations: numbers stated or derived from targets, and the rounds that invite nominees.

use crate::document::problem::{Problem, Problems};
use crate::model::{Model, NominationsNotice};
use crate::policy::levels::{Level, Levels, Line};
use crate::scenario::{PerMonth, Scenario};
use crate::time::Day;

/// Calendar years whose targets nominations are planned for: this one and the two after it.
pub(crate) const NOMINATED_YEARS: i16 = 3;

/// Nominations of a year that are this many times the largest target are probably a mistake.
const LARGE: f64 = 4.0;

/// Checks that a Levels Plan has a target for nominees once nominations follow from targets.
pub(crate) fn check(scenario: &Scenario, levels: &Levels, problems: &Problems) {
    let Some(origin) = &scenario.nominations.per_month_origin else { return };
    let stated = scenario.nominations.per_month.iter().enumerate();
    let first_days = stated.filter_map(|(place, (year, per_month))| match per_month {
        PerMonth::Persons(_) => None,
        // The first that is stated holds for the years before it too.
        PerMonth::Targets if place == 0 => Some(scenario.start),
        PerMonth::Targets => Some(Day::new_year(*year).max(scenario.start)),
    });
    let mut within_run = first_days.filter(|day| *day <= scenario.end);
    if let Some(day) = within_run.find(|day| levels.known(Line::Pnp, day.year(), *day).is_none()) {
        problems.push(Problem::new(
            origin.clone(),
            format!(
                "nominations follow from targets from {day} on, but no Levels Plan of that day has a target \
                 for nominees"
            ),
            "expected numbers for the years before 2017, such as { 2015 = 900, 2017 = \"targets\" }",
        ));
    }
}

impl Model {
    /// The setting of nominations in a month of a year. A year without an entry of its own has the last
    /// entry before it; years before the first entry have that one.
    pub(crate) fn per_month(&self, year: i16) -> PerMonth {
        let stated = &self.nominations_per_month;
        let of_year = stated.iter().rev().find(|(from, _)| *from <= year).or_else(|| stated.first());
        of_year.map_or(PerMonth::Persons(0.0), |(_, per_month)| *per_month)
    }

    /// The days of held rounds that invite nominees, in order: PNP rounds and rounds of all programs.
    pub(crate) fn rounds_of_nominees(&self) -> impl Iterator<Item = Day> {
        let nominees = self.law.nominees();
        let rounds = self
            .plan
            .iter()
            .filter(move |round| round.eligible.admitted.intersects(nominees) && self.holds(round));
        rounds.map(|round| round.instruction.date)
    }

    /// The notice that nominations follow from targets, but no round invites nominees.
    pub(crate) fn nominations_notice(&self) -> Option<NominationsNotice> {
        let years = self.start.year()..=self.end.year();
        let first = years.into_iter().find(|year| self.per_month(*year) == PerMonth::Targets)?;
        let from = Day::new_year(first).max(self.start);
        let is_idle = self.rounds_of_nominees().all(|day| day < from);
        is_idle.then_some(NominationsNotice::WithoutRounds(from))
    }

    /// The notice on the largest stated number of nominations, if a year of them is far above every target of
    /// the PNP.
    pub(crate) fn large_nominations(&self) -> Option<NominationsNotice> {
        let stated = self.nominations_per_month.iter().filter_map(|(year, number)| match number {
            PerMonth::Persons(persons) => Some((*year, *persons)),
            PerMonth::Targets => None,
        });
        let (year, per_month) = stated.max_by(|one, other| one.1.total_cmp(&other.1))?;
        let plans = Levels::published();
        let targets = (self.start.year()..=self.end.year())
            .filter_map(|year| plans.known(Line::Pnp, year, Day::LATEST).and_then(Level::aim));
        let target = targets.reduce(f64::max)?;
        let is_large = 12.0 * per_month > LARGE * target;
        is_large.then_some(NominationsNotice::Large { year, per_month, target })
    }

    /// Notices on cutoffs of a sample of nominees: that they are corrected, and that the correction does not
    /// know a margin.
    pub(crate) fn sample_notices(&self) -> Vec<NominationsNotice> {
        if !self.plan.iter().any(|planned| self.samples_nominees(planned)) {
            return Vec::new();
        }
        let scale = self.population.scale;
        let factor = scale.powf(self.population.nomination.cutoff_power);
        let mut notices = vec![NominationsNotice::CorrectedCutoffs { scale, factor }];
        if self.nominee_stocks.iter().any(|stock| stock.left_over > 0.0) {
            notices.push(NominationsNotice::SampledMargin { margin: self.nominees_left_over, scale });
        }
        notices
    }
}
