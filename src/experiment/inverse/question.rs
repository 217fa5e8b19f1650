//! Questions to the planner, and checks that a scenario can answer them.

use crate::document::problem::{InvalidInput, Problem};
use crate::document::reader::{nearest, one_of};
use crate::experiment::inverse::table::CutoffPoint;
use crate::experiment::spread::mean;
use crate::experiment::year::last_day;
use crate::model::{Model, Sizing};
use crate::policy::instruction::RoundType;
use crate::pool::MAX_SCORE;
use crate::published::Round;
use crate::record::Counts;
use crate::time::Day;

/// A cutoff is judged by the rounds of so many days up to the date asked for.
pub const WINDOW_DAYS: i32 = 91;

/// A cutoff that is to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The highest mean cutoff that is allowed, in CRS points.
    pub cutoff: f64,
    /// The last day of the rounds that count.
    pub by: Day,
}

impl Question {
    /// Checks that the planner of a scenario can answer the question.
    ///
    /// # Errors
    /// If the planner sizes no rounds of the type, or none of them in the days up to the date.
    pub fn check(&self, model: &Model) -> Result<(), InvalidInput> {
        let checked = self
            .check_type(model)
            .and_then(|()| self.check_date(model))
            .and_then(|()| self.check_rounds(model));
        checked.map_err(InvalidInput::one)
    }

    /// The planner must size rounds of the type.
    fn check_type(&self, model: &Model) -> Result<(), Problem> {
        let name = self.round_type.name();
        let planned: Vec<&str> = model.targets.types().into_iter().map(RoundType::name).collect();
        if planned.contains(&name) {
            return Ok(());
        }
        let expected = format!("expected {}, whose sizes the planner sets", one_of(&planned));
        if model.law.admitted_by(name).is_some() {
            let title = format!("the planner sizes no rounds of the type `{name}`");
            return Err(Problem::without_place(title, expected));
        }
        let title = format!("there are no rounds of the type `{name}`");
        let problem = Problem::without_place(title, expected);
        Err(match nearest(name, &planned) {
            Some(near) => problem.with_help(format!("did you mean `{near}`?")),
            None => problem,
        })
    }

    /// The date must be one of the planned days.
    fn check_date(&self, model: &Model) -> Result<(), Problem> {
        let first = model.targets.planning_days.first().copied().unwrap_or(model.start);
        if (first..=model.end).contains(&self.by) {
            return Ok(());
        }
        Err(Problem::without_place(
            format!("{} is outside the days that are planned", self.by),
            format!("expected a date from {first} to {}, the end of the run", model.end),
        ))
    }

    /// The days up to the date must hold a round of the type, and one that the planner sizes.
    fn check_rounds(&self, model: &Model) -> Result<(), Problem> {
        let name = self.round_type.name();
        let rounds = model.plan.iter().filter(|round| round.instruction.round_type == self.round_type);
        let dates: Vec<Day> = rounds.clone().map(|round| round.instruction.date).collect();
        if !dates.iter().any(|date| self.holds(*date)) {
            return Err(Problem::without_place(
                format!("no round of `{name}` is held in the {WINDOW_DAYS} days up to {}", self.by),
                match dates.iter().min_by_key(|date| (**date - self.by).abs()) {
                    Some(nearest) => format!(
                        "expected a date with such rounds before it; the nearest one is held on {nearest}"
                    ),
                    None => "expected a type of rounds that the plan holds".to_owned(),
                },
            ));
        }
        let sized = rounds.filter(|round| round.sizing == Sizing::Planned && model.holds(round));
        let sized: Vec<Day> = sized.map(|round| round.instruction.date).collect();
        if sized.iter().any(|date| self.holds(*date)) {
            return Ok(());
        }
        Err(Problem::without_place(
            format!(
                "the planner sizes no round of `{name}` in the {WINDOW_DAYS} days up to {}, so no target \
                 moves its cutoff",
                self.by
            ),
            match sized.first() {
                Some(first) => format!(
                    "expected a date with rounds before it that the planner sizes; the first one is held on \
                     {first}"
                ),
                None => "expected a type of rounds that the planner sizes".to_owned(),
            },
        ))
    }

    /// Whether a day lies in the period that counts.
    fn holds(&self, date: Day) -> bool {
        (self.by - WINDOW_DAYS + 1..=self.by).contains(&date)
    }

    /// The rounds that count. A slot of size 0 is not a round.
    pub(crate) fn rounds<'a>(&'a self, counts: &'a Counts) -> impl Iterator<Item = &'a Round> {
        let rounds = counts.rounds.iter().filter(|round| round.round_type == self.round_type);
        rounds.filter(|round| round.size > 0 && self.holds(round.date))
    }

    /// Mean cutoff of these rounds; none if they issue no invitation.
    pub(crate) fn mean_cutoff(&self, counts: &Counts) -> Option<f64> {
        let cutoffs: Vec<f64> = self.rounds(counts).filter_map(|round| round.cutoff.map(f64::from)).collect();
        (!cutoffs.is_empty()).then(|| mean(&cutoffs))
    }

    /// Points of a mean cutoff above the allowed one; [`MAX_SCORE`] if no invitation is issued.
    ///
    /// The allowance of 0.005 points covers rounding, so that a cutoff equal to the allowed one is kept.
    pub(crate) fn excess(&self, point: &CutoffPoint) -> f64 {
        point.cutoff.map_or(f64::from(MAX_SCORE), |cutoff| cutoff.mean - self.cutoff - 0.005)
    }

    /// Whether a target keeps the cutoff.
    pub fn is_kept(&self, point: &CutoffPoint) -> bool {
        self.excess(point) <= 0.0
    }
}

/// There is no answer: no replication issues an invitation.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("`{round_type}` rounds issue no invitation in the {WINDOW_DAYS} days up to {by}")]
pub struct NoInvitations {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The day asked about.
    pub by: Day,
}

/// Checks that the planner can meet the target of a year: the run must simulate a whole year after the first.
///
/// # Errors
/// If the run ends earlier.
pub fn check_years(model: &Model) -> Result<(), InvalidInput> {
    let first = model.targets.planning_days.first().map_or(model.start.year(), |day| day.year());
    let last = last_day(first + 1);
    if model.end >= last {
        return Ok(());
    }
    Err(InvalidInput::one(Problem::without_place(
        format!("the run ends on {}, before the end of the second planned year", model.end),
        format!(
            "expected `end` to be {last} or later: the first year is mostly decided by invitations already \
             issued"
        ),
    )))
}
