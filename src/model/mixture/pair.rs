//! A pair of scenarios, and the models between them.

use std::sync::Arc;

use super::differing::differing;
use super::group::{DifferenceGroup, GroupSet};
use super::people::BothPeople;
use super::rounds::{differ, merged, under_law};
use crate::document::problem::InvalidInput;
use crate::model::Model;
use crate::model::members::Members;
use crate::model::plan::PlannedRound;
use crate::model::warm_up::WarmUp;
use crate::policy::law::{Law, LawPart};
use crate::population::RoundBasis;

/// Two scenarios with the same first day, people, seed and published figures.
#[derive(Debug)]
pub struct Pair<'a> {
    base: &'a Model,
    reform: &'a Model,
    laws: Laws,
    differing: GroupSet,
}

/// The laws between two scenarios.
#[derive(Debug)]
enum Laws {
    /// At most the rules differ.
    Rules,
    /// Only the categories differ.
    Categories,
    /// Both differ.
    Both {
        /// The rules of the base with the categories of the reform.
        rules_of_base: Arc<Law>,
        /// The rules of the reform with the categories of the base.
        rules_of_reform: Arc<Law>,
    },
}

/// The two scenarios of a replication, each with the people of its member.
#[derive(Debug)]
pub struct Sides<'a> {
    laws: &'a Laws,
    /// The base.
    pub base: Arc<Model>,
    /// The reform.
    pub reform: Arc<Model>,
}

impl<'a> Pair<'a> {
    /// A pair of scenarios.
    ///
    /// # Errors
    /// If the rules of one law and the categories of the other make no law.
    pub fn new(base: &'a Model, reform: &'a Model) -> Result<Pair<'a>, InvalidInput> {
        let last = base.end.max(reform.end);
        let [rules, categories] =
            [LawPart::Rules, LawPart::Categories].map(|part| base.law.differs_in(part, &reform.law, last));
        let laws = match (rules, categories) {
            (_, false) => Laws::Rules,
            (false, true) => Laws::Categories,
            (true, true) => Laws::Both {
                rules_of_base: Arc::new(base.law.with_categories_of(&reform.law)?),
                rules_of_reform: Arc::new(reform.law.with_categories_of(&base.law)?),
            },
        };
        Ok(Pair { base, reform, laws, differing: differing(base, reform) })
    }

    /// The base.
    pub fn base(&self) -> &'a Model {
        self.base
    }

    /// The reform.
    pub fn reform(&self) -> &'a Model {
        self.reform
    }

    /// The groups in which they differ.
    pub fn differing(&self) -> GroupSet {
        self.differing
    }

    /// Both in a replication.
    pub fn in_replication(&self, replication: u32) -> Sides<'_> {
        let [base, reform] = [self.base, self.reform]
            .map(|model| Arc::new(without_members(model.of_replication(replication))));
        Sides { laws: &self.laws, base, reform }
    }
}

/// A model of the people that it holds itself.
fn without_members(model: &Model) -> Model {
    Model { members: Members::of(Vec::new()), restated: Vec::new(), ..model.clone() }
}

impl Sides<'_> {
    /// The model with some groups of the reform and the rest of the base. Rounds that a planner would size
    /// need given sizes.
    pub fn mixture(&self, of_reform: GroupSet) -> Model {
        let law = self.law(of_reform);
        let (sizes, nominations) =
            (self.of(DifferenceGroup::Sizes, of_reform), self.of(DifferenceGroup::Nominations, of_reform));
        let people = BothPeople { base: &self.base.population, reform: &self.reform.population };
        let mut model = Model {
            law: Arc::clone(law),
            population: people.mixed(of_reform),
            plan: self.plan(of_reform, law),
            warm_up: self.base.warm_up.as_ref().map(|warm_up| resolved(warm_up, law)),
            nominations_per_month: nominations.nominations_per_month.clone(),
            nomination_pacing: nominations.nomination_pacing,
            nominees_left_over: nominations.nominees_left_over,
            // With sizes that are given, targets act through nominations alone.
            levels: Arc::clone(&nominations.levels),
            targets: sizes.targets.clone(),
            // Whether a round is held is known from the scenario whose sizes the rounds have.
            base: Some(Arc::clone(sizes)),
            ..(*self.base).clone()
        };
        model.settle();
        model
    }

    /// The scenario that a group is of.
    pub fn of(&self, group: DifferenceGroup, of_reform: GroupSet) -> &Arc<Model> {
        if of_reform.contains(group) { &self.reform } else { &self.base }
    }

    fn law(&self, of_reform: GroupSet) -> &Arc<Law> {
        let (rules, categories) = (DifferenceGroup::Rules, DifferenceGroup::Categories);
        match (self.laws, of_reform.contains(rules), of_reform.contains(categories)) {
            (Laws::Rules, false, _) | (Laws::Categories, _, false) => &self.base.law,
            (Laws::Rules, true, _) | (Laws::Categories, _, true) => &self.reform.law,
            (Laws::Both { .. }, false, false) => &self.base.law,
            (Laws::Both { .. }, true, true) => &self.reform.law,
            (Laws::Both { rules_of_base, .. }, false, true) => rules_of_base,
            (Laws::Both { rules_of_reform, .. }, true, false) => rules_of_reform,
        }
    }

    /// The rounds. Where only those of programs or only those of categories differ, they are one of the two
    /// plans, in its order.
    fn plan(&self, of_reform: GroupSet, law: &Law) -> Vec<PlannedRound> {
        let [programs, categories] =
            [DifferenceGroup::Sizes, DifferenceGroup::Categories].map(|group| self.of(group, of_reform));
        if !differ(programs, categories, RoundBasis::Category) {
            under_law(&programs.plan, law)
        } else if !differ(programs, categories, RoundBasis::Programs) {
            under_law(&categories.plan, law)
        } else {
            merged(&programs.plan, &categories.plan, law)
        }
    }

    /// The group that a given size of a round belongs to. Whether rounds of a category are held is a matter
    /// of categories; how large they are, of sizes.
    pub fn sized_by(&self, of_reform: GroupSet, round: &PlannedRound) -> DifferenceGroup {
        let [is_in_categories, is_in_sizes] =
            [DifferenceGroup::Categories, DifferenceGroup::Sizes].map(|group| {
                let model = self.of(group, of_reform);
                model.slot_like(round).is_some_and(|slot| model.holds(slot))
            });
        match round.basis {
            RoundBasis::Programs => DifferenceGroup::Sizes,
            RoundBasis::Category if is_in_categories && is_in_sizes => DifferenceGroup::Sizes,
            RoundBasis::Category => DifferenceGroup::Categories,
        }
    }
}

/// A warm-up with the candidates of its rounds by another law.
fn resolved(warm_up: &WarmUp, law: &Law) -> WarmUp {
    WarmUp { rounds: under_law(&warm_up.rounds, law), ..warm_up.clone() }
}
