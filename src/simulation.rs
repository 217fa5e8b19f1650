//! The simulation: one loop over days, and one match over a closed set of events. Only it changes the state.

mod audit;
mod behaviour;
mod fit;
mod fork;
mod invitation;
mod life;
mod nomination;
mod rescoring;
mod rounds;
mod start;
mod stay;
mod submissions;
mod tracing;
mod warm_up;

use start::{Agenda, Opening};
use tracing::life_change;

use crate::calendar::{Calendar, Event, LifeEvent, NominationQueue, Return, Today};
use crate::government::{Department, View};
use crate::model::Model;
use crate::policy::profile::Profile;
use crate::policy::rules::{Rules, Verdict};
use crate::pool::{CandidateId, Pool, Submission};
use crate::population::{Arrival, Comeback, Moment, PersonId, Situation, outcome};
use crate::record::{Flows, Inventory, Record, What};
use crate::rng::Randomness;
use crate::round::PoolView;
use crate::time::{Day, Instant, Month};
use behaviour::Observed;

/// Number of candidates whose data is fetched from memory at once.
const FETCHED: usize = 64;

/// Index of one run of a scenario, counted from 0.
pub type Replication = u32;

/// Everything that changes during a run. A clone continues independently: that is how a run forks at a
/// reform.
#[derive(Clone, Debug)]
pub struct State<'model> {
    model: &'model Model,
    agenda: Agenda<'model>,
    randomness: Randomness,
    /// The day that is simulated next.
    today: Day,
    /// Whether today has been simulated up to its census.
    is_morning_over: bool,
    midnight: Instant,
    next_midnight: Instant,
    /// The first day on which a profile submitted today is no longer valid.
    expiry_of_today: Day,
    /// The month of today.
    month: Month,
    /// The law in force today.
    rules: &'model Rules,
    pool: Pool,
    calendar: Calendar,
    nominations: NominationQueue,
    /// Persons who come back today.
    returns: Vec<Return>,
    /// Factor on the population's arrivals: above 1 only during the warm-up.
    arrivals_multiplier: f64,
    /// Factor on the number of nominees wanted: above 1 only during the warm-up.
    nominee_multiplier: f64,
    /// Number of duplicates added during the warm-up.
    duplicates: u32,
    /// Candidates and applications at the start of the run.
    opening: Opening,
    /// What candidates and future applicants know of past rounds.
    observed: Observed,
    /// Invitations not yet answered, by program.
    invitations_open: [u32; 4],
    /// Applications made and not yet decided, by program.
    applications_open: [u32; 4],
    /// What the department knows and has decided.
    department: Department,
    /// Fraction of a nomination carried over to the next day.
    nominations_owed: f64,
    next_round: usize,
    next_census: usize,
    next_stock: usize,
    /// Low-scoring candidates still to be nominated so that the next nominee round leaves a margin; none
    /// before they are chosen.
    left_over: Option<Vec<CandidateId>>,
    /// Flows of today so far.
    flows: Flows,
    /// Flows of all earlier days.
    total: Flows,
}

/// When a change of law on a day takes effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LawChange {
    /// At the start of the day, as the law says.
    BeforeCensus,
    /// After the census, so that the pool is first fitted to counts published under the law before.
    AfterCensus,
}

/// Runs a replication from its start to the scenario's end.
pub fn run(model: &Model, replication: Replication, record: &mut Record) {
    let mut state = State::start(model, replication);
    state.record_initial(record);
    state.advance(model.end, record);
}

impl<'model> State<'model> {
    /// The present pool.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// The day that is simulated next.
    pub fn today(&self) -> Day {
        self.today
    }

    /// Asks the department a question about today, and keeps its decisions.
    fn ask<T>(&mut self, question: impl FnOnce(&mut Department, View<'_>) -> T) -> T {
        let mut department = std::mem::take(&mut self.department);
        let answer = question(&mut department, self.view());
        self.department = department;
        answer
    }

    /// What the department sees today.
    fn view(&self) -> View<'_> {
        View {
            today: self.today,
            model: self.model,
            rules: self.rules,
            pool: PoolView::new(&self.pool),
            nominee_stocks: self.agenda.nominee_stocks,
        }
    }

    /// Simulates every day up to and including `until`.
    ///
    /// # Panics
    /// If an invariant is broken, with seed, replication and date.
    pub fn advance(&mut self, until: Day, record: &mut Record) {
        self.simulate_until(until.min(self.model.end) + 1, record);
    }

    /// Simulates every day before a day.
    fn simulate_until(&mut self, day: Day, record: &mut Record) {
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
    fn simulate_morning(&mut self, law_change: LawChange, record: &mut Record) {
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

    fn set_expiry_of_today(&mut self) {
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

    // Each caller knows which event it is: inlined, the match costs nothing and no event is moved.
    #[inline(always)]
    fn happen(&mut self, event: Event, record: &mut Record) {
        match event {
            Event::ChangeOfLaw => self.change_law(record),
            Event::Life(candidate, event) => {
                let watched = self.watch(candidate, record);
                self.change_life(candidate, event);
                self.record_event(watched, What::Life(life_change(event)), record);
            }
            Event::Decision(application) => self.decide(application, record),
            Event::Landing(application) => self.land(application, record),
            Event::Nomination => self.nominate(record),
            Event::Census => {
                record.census(self.pool.census(self.today));
                record.inventory(Inventory {
                    date: self.today,
                    invitations: self.invitations_open,
                    applications: self.applications_open,
                });
                self.next_census += 1;
            }
            Event::Planning => {
                for plan in self.ask(Department::plan_quarter) {
                    record.quarter_plan(plan);
                }
            }
            Event::Submission(Arrival { second, person }) => {
                let profile = self.model.population.sample(person, self.today, self.randomness);
                self.submit(person, second, profile, None, record);
            }
            Event::Resubmission(Return { second, person, profile, situation, .. }) => {
                let (profile, situation) = outcome::returning(profile, situation, self.month, self.rules);
                self.submit(person, second, profile, Some(situation), record);
            }
            Event::Round(index) => self.hold(index, record),
        }
    }

    fn change_life(&mut self, candidate: CandidateId, event: LifeEvent) {
        if !self.pool.holds(candidate) {
            return;
        }
        match event {
            LifeEvent::Withdrawal if self.pool.is_invited(candidate) => {
                // A candidate who holds an invitation reconsiders the withdrawal.
                self.restart_stay(candidate);
            }
            LifeEvent::Withdrawal => {
                self.exit(candidate, Some(Comeback::Withdrawal));
                self.count(|flows| flows.withdrawn += 1);
            }
            LifeEvent::Expiry if self.pool.is_invited(candidate) => {}
            LifeEvent::Expiry => self.expire(candidate),
            LifeEvent::Application(program) => self.apply(candidate, program),
            LifeEvent::Lapse(program) => {
                self.invitations_open[program.index()] -= 1;
                self.exit(candidate, Some(Comeback::Lapse));
                self.count(|flows| flows.lapsed += 1);
            }
            LifeEvent::Decline(program) => self.decline(candidate, program),
            LifeEvent::Birthday => self.have_birthday(candidate),
            LifeEvent::Retest => self.retest(candidate),
            LifeEvent::WorkAnniversary => self.work_anniversary(candidate),
            LifeEvent::JobOffer => self.find_job_offer(candidate),
            LifeEvent::JobOfferLoss => self.lose_job_offer(candidate),
            LifeEvent::StatusLoss => self.lose_status(candidate),
            LifeEvent::Credential => {
                let profile = outcome::with_credential(*self.pool.profile(candidate.slot));
                self.update(candidate, profile);
            }
            LifeEvent::SpouseTest => self.test_spouse(candidate),
            LifeEvent::French => self.learn_french(candidate),
            LifeEvent::JobBankDeadline => self.miss_job_bank(candidate),
            LifeEvent::LanguageTestExpiry => self.language_test_expires(candidate),
            LifeEvent::AssessmentExpiry => self.assessment_expires(candidate),
        }
    }

    /// Puts a profile into the pool: a person's first if the situation is not yet known.
    fn submit(
        &mut self,
        person: PersonId,
        second: u32,
        profile: Profile,
        known: Option<Situation>,
        record: &mut Record,
    ) {
        let Verdict { score, human_capital, eligibility } = self.rules.judge(&profile, self.today);
        if eligibility.is_empty() {
            return; // Ineligible profiles are not simulated: they never enter the pool.
        }
        let population = &self.model.population;
        let since = Moment { day: self.today, second };
        let stay = population.stay(person, since, self.randomness);
        let situation = known.unwrap_or_else(|| population.first_situation(person, self.month, &stay));
        let candidate = self.pool.submit(Submission {
            person,
            submitted_at: self.midnight + i64::from(second),
            expires_on: self.expiry_of_today,
            profile,
            situation,
            score,
            eligibility,
        });
        let what = if known.is_none() { What::Submission } else { What::Resubmission };
        self.count(|flows| match known {
            None => flows.submitted += 1,
            Some(_) => flows.resubmitted += 1,
        });
        self.record_submission(candidate, what, record);
        self.schedule_stay(candidate, &stay);
        let exposure = self.exposure(candidate, stay.nomination_exposure);
        self.wait_for_nomination(candidate, human_capital, exposure);
    }

    /// Counts something of today.
    fn count(&mut self, add: impl FnOnce(&mut Flows)) {
        add(&mut self.flows);
    }
}
