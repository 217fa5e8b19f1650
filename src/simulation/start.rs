//! The first state of a run.

use super::observed::Observed;
use super::state::{Agenda, Opening};
use super::{Replication, State};
use crate::calendar::{Calendar, NominationQueue};
use crate::government::Department;
use crate::model::Model;
use crate::pool::Pool;
use crate::record::Flows;
use crate::rng::{Purpose, Randomness};
use crate::time::{Day, Month};

impl<'model> State<'model> {
    /// The state at the start of the scenario's first day: after the months before it, or an empty pool.
    pub fn start(model: &'model Model, replication: Replication) -> State<'model> {
        let mut state = State::without_sizes(model, replication);
        state.take_sizes();
        state
    }

    /// The same before the sizes of another scenario are taken.
    pub(super) fn without_sizes(model: &'model Model, replication: Replication) -> State<'model> {
        let model = model.of_replication(replication);
        match &model.warm_up {
            Some(warm_up) => State::after(warm_up, model, replication),
            None => State::on(model.start, model, replication),
        }
    }

    /// The state at the start of a day, with an empty pool.
    pub(super) fn on(first: Day, model: &'model Model, replication: Replication) -> State<'model> {
        let randomness = Randomness::new(model.seed, replication);
        let mut owed = randomness.stream(0, Purpose::Nomination, 0);
        let nomination = &model.population.nomination;
        State {
            model,
            agenda: Agenda::of(model),
            randomness,
            today: first,
            is_morning_over: false,
            midnight: first.start(),
            next_midnight: (first + 1).start(),
            expiry_of_today: first,
            month: Month::of(first),
            rules: model.law.rules_on(first),
            pool: Pool::new(),
            calendar: Calendar::new(first, model.end),
            returns: Vec::new(),
            arrivals_multiplier: 1.0,
            nominee_multiplier: 1.0,
            duplicates: 0,
            opening: Opening::default(),
            nominations: NominationQueue::new(nomination.groups(), nomination.provinces.len())
                .owing(|| owed.uniform()),
            observed: Observed::default(),
            invitations_open: [0; 4],
            applications_open: [0; 4],
            persons_open: [0; 4],
            persons_approved: [0; 4],
            department: Department::default(),
            nominations_owed: 0.0,
            next_round: 0,
            next_census: 0,
            next_stock: 0,
            left_over: None,
            flows: Flows::default(),
            total: Flows::default(),
        }
    }
}
