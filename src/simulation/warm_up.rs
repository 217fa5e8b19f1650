//! The months before a run, lived with the model itself: the published rounds are held at their published
//! cutoff.
//!
//! So the pool is cut off at the top as the real one was, whatever the population's scores, while invitations
//! have the published numbers. A candidate whom the numbers have no room for vanishes: the person never
//! existed. Where candidates are missing, others get a twin: a person of their own with the same facts and
//! another life from then on.

use crate::model::warm_up::{Fit, WarmUp};
use crate::model::{Model, PlannedRound};
use crate::policy::law::Author;
use crate::policy::profile::Profile;
use crate::pool::{CandidateId, Submission};
use crate::record::{Flows, Record};
use crate::rng::Purpose;
use crate::round::{Cutoff, Outcome, at_or_above, hold_round};
use crate::simulation::{Agenda, Opening, Replication, State};

/// Candidates of the thinned spin-up that finds out how many must arrive.
const TRIAL_CANDIDATES: f64 = 12_000.0;

impl<'model> State<'model> {
    /// The state at the start of a run that has a past.
    pub(crate) fn after(
        past: &'model WarmUp,
        model: &'model Model,
        replication: Replication,
    ) -> State<'model> {
        // Nobody reads what is recorded of the past.
        let record = &mut Record::counts();
        let mut state = State::before(past, model, replication);
        if let Some(fit) = &past.fit {
            state.boost = boost(past, fit, model, replication);
            // Published bands say how many nominees there are; in a pool of another size they keep their
            // share.
            state.nominee_boost = if fit.has_bands() { 1.0 } else { state.boost };
            state.live_until_fit(fit, record);
            state.fit(fit);
            (state.boost, state.nominee_boost) = (1.0, 1.0);
        }
        state.live_until(model.start, record);
        state.begin(record);
        state
    }

    fn before(past: &'model WarmUp, model: &'model Model, replication: Replication) -> State<'model> {
        let agenda = Agenda { plan: &past.rounds, nominee_stocks: &past.nominee_stocks, census_days: &[] };
        State { agenda, ..State::on(past.first, model, replication) }
    }

    /// Lives up to the census of the day of the fit. A reform in force from that day on changes the scores
    /// only after the published count of them.
    fn live_until_fit(&mut self, fit: &Fit, record: &mut Record) {
        self.live_until(fit.day, record);
        self.live_morning(!self.is_reformed_today(), record);
    }

    fn is_reformed_today(&self) -> bool {
        let changes = self.model.law.changes().iter();
        changes.filter(|change| change.author == Author::Scenario).any(|change| change.date == self.today)
    }

    /// The run begins: nothing of what came before is on its account.
    fn begin(&mut self, record: &mut Record) {
        self.audit();
        self.agenda = Agenda::of(self.model);
        (self.next_round, self.next_census, self.next_stock) = (0, 0, 0);
        self.left_over = None;
        (self.flows, self.total) = (Flows::default(), Flows::default());
        self.opening = Opening {
            candidates: i64::from(self.pool.present() + self.pool.invited()),
            applications: self.applications_open.iter().sum(),
        };
        if self.is_morning_over {
            self.change_law(record);
            self.set_expiry_of_today();
        }
    }

    /// Holds a published round at its cutoff, with as many invited as were.
    pub(crate) fn hold_at_cutoff(&mut self, planned: &PlannedRound, cutoff: Cutoff, record: &mut Record) {
        let stated = planned.sizing.stated().expect("a published round has a size");
        let size = self.model.sampled_size(stated) as usize;
        let occasion = planned.instruction.drawn_at.unix() as u64;
        let mut reached = at_or_above(&self.pool, planned.eligible, cutoff);
        self.sort_by_luck(&mut reached, occasion);
        // Nominees come first: their number is that of the published figures whatever the arrivals are.
        reached.sort_by_key(|slot| !self.pool.profile(*slot).nominated);
        let surplus = reached.split_off(size.min(reached.len()));
        surplus.into_iter().for_each(|slot| self.vanish(slot));
        let mut invited = reached;
        if invited.is_empty() {
            // The model has nobody so high: the best of the others stand for them, be it without some of a
            // score.
            invited = hold_round(&self.pool, planned.eligible, size as u32, self.rules.tie_break()).invited;
            invited.truncate(size);
        }
        let models = invited.clone();
        for model in models.iter().cycle().take(if models.is_empty() { 0 } else { size - models.len() }) {
            let twin = self.add_twin(*model);
            invited.push(twin.slot);
        }
        let outcome =
            Outcome { invited, cutoff: Some(cutoff.score), tie_break: cutoff.tie_break, eligible: 0 };
        self.invite(&outcome, self.next_round, record);
        self.observe(planned, outcome.cutoff);
        self.count(|flows| flows.invited += outcome.invited.len() as u32);
        self.next_round += 1;
        self.audit();
    }

    /// Brings slots into a random order that depends on who holds them and on the occasion alone.
    pub(crate) fn sort_by_luck(&self, slots: &mut Vec<u32>, occasion: u64) {
        let luck = |slot: u32| {
            let person = self.pool.person(slot).number();
            let uniform = self.randomness.stream(person, Purpose::Fit, occasion).uniform();
            (uniform.to_bits(), person, slot)
        };
        let mut ranked: Vec<(u64, u64, u32)> = slots.iter().map(|slot| luck(*slot)).collect();
        ranked.sort_unstable();
        slots.clear();
        slots.extend(ranked.into_iter().map(|(.., slot)| slot));
    }

    /// Takes a candidate out of the world, who was one too many.
    pub(crate) fn vanish(&mut self, slot: u32) {
        self.pool.remove(slot);
        self.opening.candidates -= 1;
    }

    /// Adds somebody like the holder of a slot, born on another day of the same year of age.
    pub(crate) fn add_twin(&mut self, slot: u32) -> CandidateId {
        let person = self.pool.person(slot).duplicate(self.twins);
        self.twins += 1;
        let profile = *self.pool.profile(slot);
        let mut samples = self.randomness.stream(person.number(), Purpose::Fit, 1);
        let youngest = self.today - profile.birth.birthday(self.today.years_since(profile.birth));
        let birth = profile.birth + youngest - samples.below(365) as i32;
        let is_of_age = self.today.years_since(birth) == self.today.years_since(profile.birth);
        let profile = Profile { birth: if is_of_age { birth } else { profile.birth }, ..profile };
        let twin = self.pool.submit(Submission { person, profile, ..self.pool.submission(slot) });
        self.opening.candidates += 1;
        self.think_again(twin);
        twin
    }
}

/// How many times as many people must arrive for a fit to need few twins: found with a thinned spin-up, in
/// which the same people arrive.
fn boost(past: &WarmUp, fit: &Fit, model: &Model, replication: Replication) -> f64 {
    let mut thinned = model.clone();
    let candidates = model.population.scale * f64::from(fit.total());
    thinned.population.scale *= (TRIAL_CANDIDATES / candidates.max(1.0)).min(1.0);
    let mut trial = State::before(past, &thinned, replication);
    trial.live_until_fit(fit, &mut Record::counts());
    trial.boost_for(fit)
}
