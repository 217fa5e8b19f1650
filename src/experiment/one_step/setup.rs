//! The window of a one-step run, and the model that it is run with: a scenario's law, people and published
//! figures.

use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::document::source::{Origin, Source};
use crate::model::one_step::{OneStep, Window};
use crate::model::{Assembly, Model};
use crate::published::Published;
use crate::scenario::{NominationForm, Scenario, StartPool};
use crate::time::Day;

/// Months of a window whose first day is not stated.
const WINDOW_MONTHS: i32 = 36;

/// Months simulated before a window, unless others are stated. Profiles live for twelve.
pub const WARM_UP_MONTHS: i32 = 18;

/// The window that a user asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedWindow {
    /// The first day; by default the window has 36 months.
    pub from: Option<AskedDay>,
    /// The last day; by default that of the newest published count.
    pub to: Option<AskedDay>,
    /// Months simulated before it, from an empty pool on.
    pub warm_up_months: i32,
}

/// A day with the place where it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedDay {
    /// The day.
    pub day: Day,
    /// The place.
    pub origin: Origin,
}

/// A model and its one-step run.
#[derive(Clone, Debug)]
pub struct OneStepSetup {
    /// The model: without a plan and without a first pool of its own; it ends with the window.
    pub model: Model,
    /// The one-step run.
    pub plan: OneStep,
}

impl OneStepSetup {
    /// The one-step run of a scenario's law and people, without its period, plans, targets, nominations and
    /// first pool.
    ///
    /// # Errors
    /// - Every problem of the law, the people and the published tables, each with its place.
    /// - If the window begins before the launch of Express Entry, ends before it begins, or holds neither a
    ///   published round to compare nor a published count.
    /// - If the law does not know the type of a published round.
    pub fn new(scenario: &Scenario, asked: &AskedWindow) -> Result<OneStepSetup, InvalidInput> {
        let assembly = Assembly::read(scenario)?;
        let window = asked.resolve(&assembly.published)?;
        let model = OneStepSetup::model(&assembly, window)?;
        let plan = model.one_step(window)?;
        let has_round = plan.rounds.iter().any(|round| plan.is_compared(round, model.law()));
        if !has_round && plan.census_days.is_empty() {
            return Err(InvalidInput::one(asked.empty(window, &assembly.published)));
        }
        Ok(OneStepSetup { model, plan })
    }

    /// The model of a one-step run of some parts.
    ///
    /// # Errors
    /// As for [`Assembly::model`].
    pub fn model(parts: &Assembly, window: Window) -> Result<Model, InvalidInput> {
        Assembly { scenario: alone(&parts.scenario, window), ..parts.clone() }.model()
    }
}

/// The scenario with the days of a window, and without what a one-step run does not hold.
fn alone(scenario: &Scenario, window: Window) -> Scenario {
    let nowhere = Origin { source: Source::new("the one-step run", ""), span: 0..0 };
    let nominations =
        NominationForm { per_month: Vec::new(), per_month_origin: None, ..scenario.nominations.clone() };
    Scenario {
        start: window.from,
        end: window.to,
        start_pool: Some((StartPool::Empty, nowhere)),
        plans: Vec::new(),
        unheld_rounds: Vec::new(),
        targets: None,
        nominations,
        ..scenario.clone()
    }
}

impl AskedWindow {
    /// The days asked for, with the defaults of these published figures.
    fn resolve(&self, published: &Published) -> Result<Window, InvalidInput> {
        let newest_count = published.censuses.last().map(|census| census.date);
        let newest_round = published.rounds.last().map(|round| round.drawn_at.day());
        let newest = newest_count.or(newest_round).unwrap_or(Day::LAUNCH);
        let to = self.to.as_ref().map_or(newest, |asked| asked.day);
        let default = Day::LAUNCH.max(to.plus_months(-WINDOW_MONTHS) + 1);
        let from = self.from.as_ref().map_or(default, |asked| asked.day);
        let problems = Problems::new();
        for asked in [&self.from, &self.to].into_iter().flatten().filter(|asked| asked.day < Day::LAUNCH) {
            let title = format!("{} lies before the launch of Express Entry", asked.day);
            let expected = format!("expected {} or later", Day::LAUNCH);
            problems.push(Problem::new(asked.origin.clone(), title, expected));
        }
        if problems.is_empty() && from > to {
            let title = format!("the window begins on {from}, after its last day, {to}");
            let expected = format!("expected a first day up to {to}, or a later last day");
            problems.push(self.problem(title, expected));
        }
        problems.finish(Some(Window { from, to, warm_up_months: self.warm_up_months }))
    }

    /// A window without a figure to compare.
    fn empty(&self, window: Window, published: &Published) -> Problem {
        let Window { from, to, .. } = window;
        let days = published.rounds.iter().map(|round| round.drawn_at.day());
        let days: Vec<Day> = days.chain(published.censuses.iter().map(|census| census.date)).collect();
        let title = format!("no published round or count is compared from {from} to {to}");
        let expected = match days.iter().min().zip(days.iter().max()) {
            Some((first, last)) => {
                format!("expected days among those of the published figures, {first} to {last}")
            }
            None => "expected a table of published rounds or counts with a row".to_owned(),
        };
        self.problem(title, expected)
    }

    /// A problem of the window, at the place of its first day, or else of its last one.
    fn problem(&self, title: String, expected: String) -> Problem {
        match self.from.as_ref().or(self.to.as_ref()) {
            Some(asked) => Problem::new(asked.origin.clone(), title, expected),
            None => Problem::without_place(title, expected),
        }
    }
}
