//! The runs of an attribution: both scenarios whole, and the mixtures between them, in each replication.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::design::Design;
use super::question::Question;
use crate::experiment::fold::Workers;
use crate::experiment::full_scale::at_full_scale;
use crate::model::Model;
use crate::model::mixture::{GroupSet, Pair, Sides};
use crate::published::Round;
use crate::record::Record;
use crate::simulation::{Replication, RoundSizes, run, run_with_sizes};

/// Two scenarios whose difference is explained.
#[derive(Clone, Copy)]
pub struct Attribution<'a> {
    /// The scenarios.
    pub pair: &'a Pair<'a>,
    /// The outcome.
    pub question: &'a Question,
    /// The orders in which groups are exchanged.
    pub design: &'a Design,
}

/// The rounds of both scenarios in a replication, each run whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Ends {
    /// Those of the base.
    pub base: Vec<Round>,
    /// Those of the reform.
    pub reform: Vec<Round>,
}

/// A difference of two means in a replication, in points.
#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    /// The mean of the base.
    pub base: f64,
    /// The mean of the reform.
    pub reform: f64,
    /// The effects of the groups that differ, in their order.
    pub effects: Vec<f64>,
}

/// The splits of a replication by span; none where some run has no round with an invitation.
pub type Splits = Vec<Option<Split>>;

impl Attribution<'_> {
    /// Number of runs of so many replications.
    pub fn runs(self, replications: u32) -> u64 {
        u64::from(replications) * (2 + self.design.between().len() as u64)
    }

    /// Both scenarios whole in the first replication: from their time that of all runs is known.
    pub fn first(self, workers: &Workers, is_done: &(dyn Fn() + Sync)) -> Ends {
        workers.install(|| self.ends(0, is_done))
    }

    /// Every replication, in order; the ends of the first are given.
    pub fn replicate(
        self,
        replications: u32,
        first: &Ends,
        workers: &Workers,
        is_done: &(dyn Fn() + Sync),
    ) -> Vec<Splits> {
        workers.install(|| {
            let all = (0..replications).into_par_iter().map(|replication| match replication {
                0 => self.splits(0, first, is_done),
                _ => self.splits(replication, &self.ends(replication, is_done), is_done),
            });
            all.collect()
        })
    }

    fn ends(self, replication: Replication, is_done: &(dyn Fn() + Sync)) -> Ends {
        let (base, reform) = rayon::join(
            || whole(self.pair.base(), replication, is_done),
            || whole(self.pair.reform(), replication, is_done),
        );
        Ends { base, reform }
    }

    fn splits(self, replication: Replication, ends: &Ends, is_done: &(dyn Fn() + Sync)) -> Splits {
        let sides = self.pair.in_replication(replication);
        let all: GroupSet = self.design.groups().iter().copied().collect();
        let between: Vec<(GroupSet, Vec<Option<f64>>)> = self
            .design
            .between()
            .into_par_iter()
            .map(|set| {
                let rounds = mixed(&sides, set, replication, ends);
                is_done();
                (set, self.question.answer(&rounds))
            })
            .collect();
        let (base, reform) = (self.question.answer(&ends.base), self.question.answer(&ends.reform));
        let mut splits = Splits::new();
        for (place, means) in base.into_iter().zip(reform).enumerate() {
            let (Some(base), Some(reform)) = means else {
                splits.push(None);
                continue;
            };
            let known = between.iter().map(|(set, means)| Some((*set, means[place]?)));
            // Without a difference none and all are the same set.
            let ends = [(all, reform), (GroupSet::NONE, base)];
            let values: Option<BTreeMap<GroupSet, f64>> = ends.map(Some).into_iter().chain(known).collect();
            splits.push(values.map(|values| Split { base, reform, effects: self.design.effects(&values) }));
        }
        splits
    }
}

/// The rounds of a whole run, at full scale.
fn whole(model: &Model, replication: Replication, is_done: &(dyn Fn() + Sync)) -> Vec<Round> {
    let mut record = Record::counts();
    run(model, replication, &mut record);
    is_done();
    at_full_scale(record.into_counts(), model.of_replication(replication)).rounds
}

/// The rounds of a run with some groups of the reform and the rest of the base, at full scale. Rounds that a
/// planner sizes have the sizes that it set in its own run.
pub(super) fn mixed(
    sides: &Sides<'_>,
    of_reform: GroupSet,
    replication: Replication,
    ends: &Ends,
) -> Vec<Round> {
    let model = sides.mixture(of_reform);
    let [of_base, of_its_reform] = [&ends.base, &ends.reform].map(|rounds| RoundSizes::of(rounds));
    let mut sizes = RoundSizes::default();
    for round in &model.plan {
        let is_of_reform = of_reform.contains(sides.sized_by(of_reform, round));
        let whole = if is_of_reform { &of_its_reform } else { &of_base };
        sizes.add(&round.instruction, whole.size(&round.instruction));
    }
    let mut record = Record::counts();
    run_with_sizes(&model, replication, sizes, &mut record);
    at_full_scale(record.into_counts(), &model).rounds
}
