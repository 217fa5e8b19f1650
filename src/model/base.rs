//! The scenario whose sizes the rounds of another one have: checks, and the part of a model that it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::plural::plural;
use crate::document::problem::{Problem, Problems};
use crate::model::plan::PlannedRound;
use crate::model::{Model, Sizing, TargetsNotice};
use crate::scenario::Scenario;
use crate::time::Day;

/// Checks that a base has the same people, and a round for each that takes its size from it.
pub(crate) fn check(scenario: &Scenario, plan: &[PlannedRound], base: &Model, problems: &Problems) {
    let (Some(sizes), Some(below)) = (&scenario.sizes, scenario.base_of_sizes()) else { return };
    let differences = scenario.differences_of_run(below);
    if !differences.is_empty() {
        let keys: Vec<String> = differences.iter().map(|key| format!("`{key}`")).collect();
        problems.push(Problem::new(
            sizes.origin.clone(),
            format!("`sizes` names `{}`, which differs in {}", sizes.name, keys.join(", ")),
            "expected the same first day, seed and people in both: state them in the scenario that is \
             named, or with `--set`, which holds for both",
        ));
        return;
    }
    for (place, missing) in missing_slots(plan, base) {
        let Missing { round_type, first, count } = missing;
        let plan = &scenario.plans[place].name;
        let rounds = plural(u64::from(count), "round");
        problems.push(Problem::new(
            sizes.origin.clone(),
            format!(
                "`plan.{plan}` holds {rounds} of `{round_type}` where `{}` holds none (first: {first})",
                sizes.name
            ),
            format!(
                "expected a size of its own, such as `plan.{plan}.size = 1500`, or the days of `{}`",
                sizes.name
            ),
        ));
    }
}

/// Rounds of a plan that the base does not have.
struct Missing {
    round_type: String,
    /// The day of the first.
    first: Day,
    count: u32,
}

/// Rounds that the base does not have, by the place of their plan and type.
fn missing_slots(plan: &[PlannedRound], base: &Model) -> Vec<(usize, Missing)> {
    let mut found: BTreeMap<(usize, String), Missing> = BTreeMap::new();
    for round in plan.iter().filter(|round| matches!(round.sizing, Sizing::AsInBase(_))) {
        if base.slot_like(round).is_some() {
            continue;
        }
        let round_type = round.instruction.round_type.to_string();
        let new = Missing { round_type: round_type.clone(), first: round.instruction.date, count: 0 };
        found.entry((round.plan, round_type)).or_insert(new).count += 1;
    }
    found.into_iter().map(|((place, _), missing)| (place, missing)).collect()
}

/// Notices on a scenario with the sizes of another one.
pub(crate) fn notices(scenario: &Scenario, plan: &[PlannedRound]) -> Vec<TargetsNotice> {
    let (Some(sizes), Some(below)) = (&scenario.sizes, scenario.base_of_sizes()) else { return Vec::new() };
    let rounds = plan.iter().filter(|round| matches!(round.sizing, Sizing::AsInBase(_))).count();
    let mut notices = vec![TargetsNotice::SizesOf { name: sizes.name.clone(), rounds }];
    if !scenario.states_like(below, "targets") {
        notices.push(TargetsNotice::IdleBesideSizes(sizes.name.clone()));
    }
    notices
}

impl Model {
    /// The round of the day and the type of another one.
    pub(crate) fn slot_like(&self, round: &PlannedRound) -> Option<&PlannedRound> {
        let (date, round_type) = (round.instruction.date, &round.instruction.round_type);
        // An instant may be a day away from its date.
        let first = self.plan.partition_point(|slot| slot.instruction.drawn_at.day() < date - 1);
        let near = self.plan[first..].iter().take_while(|slot| slot.instruction.drawn_at.day() <= date + 1);
        near.into_iter()
            .find(|slot| slot.instruction.date == date && slot.instruction.round_type == *round_type)
    }

    /// Whether a round is held: one that is left to the planner, here or in the base, needs a share of the
    /// target.
    pub(crate) fn holds(&self, round: &PlannedRound) -> bool {
        self.holds_as_of(round, round.instruction.date)
    }

    /// The same by the shares of a day, the only ones that are known on it.
    pub(crate) fn holds_as_of(&self, round: &PlannedRound, day: Day) -> bool {
        match (&self.base, round.sizing) {
            (Some(base), Sizing::AsInBase(_)) => {
                base.slot_like(round).is_some_and(|slot| base.holds_as_of(slot, day))
            }
            _ => self.targets.holds_as_of(round, day),
        }
    }

    /// The model with its people in the base too.
    pub(super) fn with_base_of_same_people(mut self) -> Model {
        if self.members() == 0
            && let Some(base) = &self.base
        {
            self.base = Some(Arc::new(base.with_people(self.population.clone())));
        }
        self
    }
}
