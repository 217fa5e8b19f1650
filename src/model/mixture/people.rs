//! People with some groups of one scenario and the rest of another.

use super::group::{DifferenceGroup, GroupSet};
use crate::population::{Behaviour, Life, Population};

/// The people of two scenarios.
#[derive(Clone, Copy)]
pub struct BothPeople<'a> {
    /// Those of the base.
    pub base: &'a Population,
    /// Those of the reform.
    pub reform: &'a Population,
}

impl<'a> BothPeople<'a> {
    /// The groups that differ.
    pub fn differing(self) -> GroupSet {
        let BothPeople { base, reform } = self;
        let pairs = [
            (DifferenceGroup::Inflow, has_same_inflow(base, reform)),
            (DifferenceGroup::Nominations, base.nomination == reform.nomination),
            (DifferenceGroup::Behaviour, has_same_behaviour(base, reform)),
            (DifferenceGroup::Exits, has_same_exits(base, reform)),
        ];
        pairs.into_iter().filter(|(_, is_same)| !is_same).map(|(group, _)| group).collect()
    }

    /// People with some groups of the reform and the rest of the base.
    pub fn mixed(self, of_reform: GroupSet) -> Population {
        let inflow = self.of(DifferenceGroup::Inflow, of_reform);
        let behaviour = self.of(DifferenceGroup::Behaviour, of_reform);
        let exits = self.of(DifferenceGroup::Exits, of_reform);
        Population {
            arrivals: inflow.arrivals.clone(),
            streams: inflow.streams.clone(),
            language: inflow.language,
            spouse: inflow.spouse.clone(),
            life: life(&behaviour.life, &exits.life),
            behaviour: responding(behaviour, inflow),
            response: behaviour.response,
            processing: exits.processing.clone(),
            nomination: self.of(DifferenceGroup::Nominations, of_reform).nomination.clone(),
            published: self.base.published,
            scale: self.base.scale,
        }
    }

    /// The people whose values a group has.
    fn of(self, group: DifferenceGroup, of_reform: GroupSet) -> &'a Population {
        if of_reform.contains(group) { self.reform } else { self.base }
    }
}

fn has_same_inflow(base: &Population, reform: &Population) -> bool {
    let mut arrivals = reform.arrivals.clone();
    arrivals.dispersed_from = base.arrivals.dispersed_from;
    base.arrivals == arrivals
        && base.streams == reform.streams
        && base.language == reform.language
        && base.spouse == reform.spouse
}

fn has_same_behaviour(base: &Population, reform: &Population) -> bool {
    base.response == reform.response
        && base.behaviour == responding(reform, base)
        && life(&base.life, &base.life) == life(&reform.life, &base.life)
}

fn has_same_exits(base: &Population, reform: &Population) -> bool {
    base.processing == reform.processing && life(&base.life, &base.life) == life(&base.life, &reform.life)
}

/// A life whose scores rise as in one population, and which leaves the pool and comes back as in another.
fn life(rises: &Life, leaves: &Life) -> Life {
    let Life {
        withdrawal_rate,
        return_after_expiry,
        return_after_withdrawal,
        return_after_lapse,
        return_within_days,
        retest_rate: _,
        retest_gain: _,
        work_year: _,
        status_loss_rate,
        status_loss_leaves,
        credential_rate: _,
        spouse_test_rate: _,
        french_rate: _,
        job_offer_loss_rate: _,
        language_test,
        education_assessment,
        job_bank: _,
    } = *leaves;
    Life {
        withdrawal_rate,
        return_after_expiry,
        return_after_withdrawal,
        return_after_lapse,
        return_within_days,
        status_loss_rate,
        status_loss_leaves,
        language_test,
        education_assessment,
        ..rises.clone()
    }
}

/// The responses of a population, with its arrival streams by their places in the streams of another one. A
/// stream that the other one does not have does not respond.
fn responding(people: &Population, inflow: &Population) -> Behaviour {
    let mut behaviour = people.behaviour.clone();
    let names = behaviour.arrivals.streams.iter().map(|place| &people.streams[*place].name);
    let places = names.filter_map(|name| inflow.streams.iter().position(|stream| stream.name == *name));
    behaviour.arrivals.streams = places.collect();
    behaviour
}
