//! The loop over days, and the order of events within a day.

use super::State;
use crate::calendar::{Event, Return, Today};
use crate::population::{Arrival, PersonId};
use crate::record::{Flows, Record};
use crate::time::{Day, Month};

/// Number of candidates whose data is fetched from memory at once.
const FETCHED: usize = 64;

/// When a change of law on a day takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LawChange {
    /// At the start of the day, as the law says.
    BeforeCensus,
    /// After the census, so that the pool is first fitted to counts published under the law before.
    AfterCensus,
}

impl State<'_> {
    /// Simulates every day up to and including `until`.
    ///
    /// # Panics
    /// If an invariant is broken, with seed, replication and date.
    pub fn advance(&mut self, until: Day, record: &mut Record) {
        self.simulate_until(until.min(self.model.end) + 1, record);
    }

    /// Simulates every day before a day.
    pub(super) fn simulate_until(&mut self, day: Day, record: &mut Record) {
        while self.today < day {
            self.simulate_day(record);
            record.flows(self.today, &self.flows);
            self.total.add(&self.flows);
            self.flows = Flows::default();
            self.today = self.today + 1;
            self.midnight = self.next_midnight;
            self.next_midnight = (self.today + 1).start();
        }
    }

    /// The order within a day: change of law; departures; changes; census; planning; then arrivals and
    /// rounds by their second.
    fn simulate_day(&mut self, record: &mut Record) {
        if !self.is_morning_over {
            self.simulate_morning(LawChange::BeforeCensus, record);
        }
        self.is_morning_over = false;
        if self.agenda.census_days.get(self.next_census) == Some(&self.today) {
            self.happen(Event::Census, record);
        }
        if self.model.targets.planning_days.binary_search(&self.today).is_ok() {
            self.happen(Event::Planning, record);
        }
        let arrivals = self.arrivals();
        let mut returns = std::mem::take(&mut self.returns);
        returns.sort_by_key(|person| (person.second, person.person));
        self.merge(arrivals, returns, record);
    }

    /// Simulates the part of a day before its census.
    pub(super) fn simulate_morning(&mut self, law_change: LawChange, record: &mut Record) {
        let Today { departures, changes, decisions, landings, returns } = self.calendar.take(self.today);
        self.returns = returns;
        match law_change {
            LawChange::BeforeCensus if self.model.law.change_days().binary_search(&self.today).is_ok() => {
                self.happen(Event::ChangeOfLaw, record);
            }
            LawChange::BeforeCensus | LawChange::AfterCensus => {}
        }
        self.set_expiry_of_today();
        self.month = Month::of(self.today);
        self.learn_cutoffs();
        for some in departures.chunks(FETCHED).chain(changes.chunks(FETCHED)) {
            self.pool.fetch(some.iter().map(|(candidate, _)| candidate.slot));
            for (candidate, event) in some {
                self.happen(Event::Life(*candidate, *event), record);
            }
        }
        self.calendar.give_back(departures);
        self.calendar.give_back(changes);
        for application in decisions {
            self.happen(Event::Decision(application), record);
        }
        for application in landings {
            self.happen(Event::Landing(application), record);
        }
        self.happen(Event::Nomination, record);
        self.is_morning_over = true;
    }

    pub(super) fn set_expiry_of_today(&mut self) {
        self.expiry_of_today = self.today.plus_months(i32::from(self.rules.profile_validity_months()));
    }

    fn arrivals(&self) -> Vec<Arrival> {
        let length = (self.next_midnight - self.midnight) as u32;
        let arrivals = self.model.population.arrivals_on(
            self.today,
            length,
            |stream| self.arrivals_multiplier * self.surge(stream),
            self.randomness,
        );
        // Plain numbers sort fastest: the second, then the last 40 bits of the id, which order the people of
        // one day.
        const REST: u64 = (1 << 40) - 1;
        let mut ranks: Vec<u64> = arrivals
            .iter()
            .map(|arrival| u64::from(arrival.second) << 40 | arrival.person.number() & REST)
            .collect();
        ranks.sort_unstable();
        let mut sorted = Vec::with_capacity(ranks.len());
        for rank in ranks {
            let person = PersonId::of_day(self.today, rank & REST);
            sorted.push(Arrival { second: (rank >> 40) as u32, person });
        }
        sorted
    }

    /// Submissions and rounds by their second; people of the same second by id, and before a round of that
    /// second.
    fn merge(&mut self, arrivals: Vec<Arrival>, returns: Vec<Return>, record: &mut Record) {
        let mut arrivals = arrivals.into_iter().peekable();
        let mut returns = returns.into_iter().peekable();
        loop {
            let round = self.round_today();
            let last_second = round.unwrap_or(u32::MAX);
            let arrival = arrivals.peek().filter(|arrival| arrival.second <= last_second).copied();
            let comeback = returns.peek().filter(|person| person.second <= last_second);
            let comeback = comeback.map(|person| (person.second, person.person));
            match (arrival, comeback) {
                (Some(one), other) if other.is_none_or(|other| (one.second, one.person) < other) => {
                    arrivals.next();
                    self.happen(Event::Submission(one), record);
                }
                (_, Some(_)) => {
                    let one = returns.next().expect("peeked");
                    self.happen(Event::Resubmission(one), record);
                }
                (_, None) if round.is_some() => self.happen(Event::Round(self.next_round), record),
                (_, None) => break,
            }
        }
    }

    /// Second of the next round, if it is held today.
    fn round_today(&self) -> Option<u32> {
        let round = self.agenda.plan.get(self.next_round)?;
        let second = round.instruction.drawn_at - self.midnight;
        let length = self.next_midnight - self.midnight;
        assert!(second >= 0, "{}: round {} is overdue", self.place(), round.instruction.number);
        (second < length).then_some(second as u32)
    }
}
