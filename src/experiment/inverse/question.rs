//! The question which target keeps a cutoff.

use crate::document::problem::{InvalidInput, Problem};
use crate::document::reader::{nearest, one_of};
use crate::experiment::inverse::CutoffPoint;
use crate::experiment::inverse::{WINDOW_DAYS, mean};
use crate::model::{Model, PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::pool::MAX_SCORE;
use crate::published::Round;
use crate::record::Counts;
use crate::time::Day;

/// A cutoff that is to be kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The type of rounds.
    pub round_type: RoundType,
    /// The score that their mean cutoff is to be at or below, in CRS points.
    pub cutoff: f64,
    /// The day by which.
    pub by: Day,
}

impl Question {
    /// Whether the question has a meaning for a scenario.
    ///
    /// # Errors
    /// If the type is none that the planner sizes, or it sizes no such round in the days up to the date.
    pub fn check(&self, model: &Model) -> Result<(), InvalidInput> {
        let name = self.round_type.name();
        let planned: Vec<&str> = model.targets.types().into_iter().map(RoundType::name).collect();
        let expected = format!("expected {}, whose sizes the planner sets", one_of(&planned));
        if !planned.contains(&name) {
            let is_known = model.law.target(name).is_some();
            let title = if is_known {
                format!("the federal target decides no rounds of the type `{name}`")
            } else {
                format!("there are no rounds of the type `{name}`")
            };
            let problem = Problem::without_place(title, expected);
            let near = nearest(name, &planned).filter(|_| !is_known);
            return Err(InvalidInput::one(match near {
                Some(near) => problem.with_help(format!("did you mean `{near}`?")),
                None => problem,
            }));
        }
        let first = model.targets.planning_days.first().copied().unwrap_or(model.start);
        let days = first..=model.end;
        if !days.contains(&self.by) {
            return Err(InvalidInput::one(Problem::without_place(
                format!("{} is outside the days that are planned", self.by),
                format!("expected a date from {first} to {}, the end of the run", model.end),
            )));
        }
        let of_type = || model.plan.iter().filter(|round| round.instruction.round_type == self.round_type);
        if !of_type().any(|round| self.holds(round.instruction.date)) {
            let dates = of_type().map(|round| round.instruction.date);
            let nearest = dates.min_by_key(|date| (*date - self.by).abs());
            return Err(InvalidInput::one(Problem::without_place(
                format!("no round of `{name}` is held in the {WINDOW_DAYS} days up to {}", self.by),
                match nearest {
                    Some(nearest) => format!(
                        "expected a date with such rounds before it; the nearest one is held on {nearest}"
                    ),
                    None => "expected a type of which the plan holds rounds".to_owned(),
                },
            )));
        }
        let is_moved = |round: &&PlannedRound| round.sizing == Sizing::Planned && model.targets.holds(round);
        let mut moved = of_type().filter(is_moved).map(|round| round.instruction.date).peekable();
        let first = moved.peek().copied();
        if !moved.any(|day| self.holds(day)) {
            return Err(InvalidInput::one(Problem::without_place(
                format!(
                    "no target moves the rounds of `{name}` in the {WINDOW_DAYS} days up to {}: the planner sizes none of them",
                    self.by
                ),
                match first {
                    Some(first) => format!(
                        "expected a date with rounds before it that it sizes, the first of which is held on {first}"
                    ),
                    None => "expected a type of rounds that it sizes".to_owned(),
                },
            )));
        }
        Ok(())
    }

    fn holds(&self, date: Day) -> bool {
        (self.by - WINDOW_DAYS + 1..=self.by).contains(&date)
    }

    /// The rounds by which the cutoff is judged: a slot of size 0 is none.
    pub(crate) fn rounds<'a>(&'a self, counts: &'a Counts) -> impl Iterator<Item = &'a Round> {
        let rounds = counts.rounds.iter().filter(|round| round.round_type == self.round_type);
        rounds.filter(|round| round.size > 0 && self.holds(round.date))
    }

    /// Their mean cutoff; none if they invite nobody.
    pub(crate) fn mean_cutoff(&self, counts: &Counts) -> Option<f64> {
        let cutoffs: Vec<f64> = self.rounds(counts).filter_map(|round| round.cutoff.map(f64::from)).collect();
        (!cutoffs.is_empty()).then(|| mean(&cutoffs))
    }

    /// By how many points a cutoff is above the one that is to be kept. Where nobody is invited no score is
    /// enough. A cutoff counts as kept up to what a mean is rounded by, so that one that is met exactly is on
    /// its side of the root.
    pub(crate) fn excess(&self, point: &CutoffPoint) -> f64 {
        point.cutoff.map_or(f64::from(MAX_SCORE), |cutoff| cutoff.mean - self.cutoff - 0.005)
    }

    /// Whether a target keeps it.
    pub fn is_kept(&self, point: &CutoffPoint) -> bool {
        self.excess(point) <= 0.0
    }
}
