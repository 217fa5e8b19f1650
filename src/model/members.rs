//! The members of a calibrated population, each with what is made of its people when that is first asked for.

use std::sync::OnceLock;

use crate::policy::law::Law;
use crate::population::Population;

/// The members of a calibrated population, and a model of each. It is made when a replication first asks for
/// it: a run of few replications needs few.
#[derive(Clone, Debug)]
pub struct Members<M> {
    /// The people of each, whose eligible shares are not yet known.
    people: Vec<Population>,
    /// People whose eligible shares are known, and which those of each may be like; empty without any.
    like: Vec<Population>,
    models: Vec<OnceLock<M>>,
}

impl<M> Members<M> {
    /// Members of these people, whose eligible shares are not yet known; empty for one population alone.
    pub fn of(people: Vec<Population>) -> Members<M> {
        let models = people.iter().map(|_| OnceLock::new()).collect();
        Members { people, like: Vec::new(), models }
    }

    /// The same with people whose eligible shares are known, one for each member.
    pub fn like(self, like: Vec<Population>) -> Members<M> {
        Members { like, ..self }
    }

    /// The people of each, in order.
    pub fn people(&self) -> &[Population] {
        &self.people
    }

    /// Their number.
    pub fn count(&self) -> u32 {
        self.people.len() as u32
    }

    /// The same members without their models, since what these were made from has changed.
    pub fn forget_models(&mut self) {
        self.models = self.people.iter().map(|_| OnceLock::new()).collect();
    }

    /// The model of the member at a place, made of its people. Eligible shares are taken from a `known`
    /// population where its people are the same.
    pub fn model(&self, place: usize, known: &Population, made_of: impl FnOnce(Population) -> M) -> &M {
        self.models[place].get_or_init(|| {
            let mut people = self.people[place].clone();
            let known = self.like.get(place).unwrap_or(known);
            people.find_eligible_shares(&Law::published(), Some(known));
            made_of(people)
        })
    }
}
