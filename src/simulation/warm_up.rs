//! The warm-up: the months before a run, simulated with the published rounds at their published cutoffs.
//!
//! So the pool ends at the same score as the real one did, and rounds issue the published numbers of
//! invitations. Where the model has too many candidates, the surplus vanishes: these persons never existed.
//! Where it has too few, candidates are duplicated: a duplicate is another person with the same facts, who
//! lives another life from then on. A look ahead holds the rounds in the same way that were published since
//! the newest count.

use super::day::LawChange;
use super::state::{Agenda, Opening};
use super::{Replication, State};
use crate::model::warm_up::{Fit, WarmUp};
use crate::model::{Model, PlannedRound};
use crate::policy::law::Author;
use crate::policy::profile::Profile;
use crate::pool::{CandidateId, Submission};
use crate::published::Round;
use crate::record::{Flows, HeldAtCutoff, Record, What};
use crate::rng::Purpose;
use crate::round::{Cutoff, Outcome, at_or_above, hold_round};

/// Candidates of the sampled warm-up that finds the arrivals multiplier.
const TRIAL_CANDIDATES: f64 = 12_000.0;

impl<'model> State<'model> {
    /// The state at the start of a run, after its warm-up.
    pub(super) fn after(
        warm_up: &'model WarmUp,
        model: &'model Model,
        replication: Replication,
    ) -> State<'model> {
        // The record of the warm-up is not used.
        let record = &mut Record::counts();
        let mut state = State::before(warm_up, model, replication);
        if let Some(fit) = &warm_up.fit {
            state.arrivals_multiplier = arrivals_multiplier(warm_up, fit, model, replication);
            // Published bands say how many nominees there are; in a pool of another size they keep their
            // share.
            state.nominee_multiplier = if fit.has_bands() { 1.0 } else { state.arrivals_multiplier };
            state.simulate_until_fit(fit, record);
            state.fit(fit);
            (state.arrivals_multiplier, state.nominee_multiplier) = (1.0, 1.0);
        }
        state.simulate_until(model.start, record);
        state.begin(record);
        state
    }

    fn before(warm_up: &'model WarmUp, model: &'model Model, replication: Replication) -> State<'model> {
        let WarmUp { rounds, nominee_stocks, .. } = warm_up;
        let agenda = Agenda { plan: rounds, nominee_stocks, census_days: &[] };
        State { agenda, ..State::on(warm_up.first, model, replication) }
    }

    /// Simulates up to the census of the day of the fit. A reform that takes effect on that day changes
    /// scores only after the census.
    fn simulate_until_fit(&mut self, fit: &Fit, record: &mut Record) {
        self.simulate_until(fit.day, record);
        let is_reformed = self.is_reformed_today();
        let law_change = if is_reformed { LawChange::AfterCensus } else { LawChange::BeforeCensus };
        self.simulate_morning(law_change, record);
    }

    fn is_reformed_today(&self) -> bool {
        let changes = self.model.law.changes().iter();
        changes.filter(|change| change.author == Author::Scenario).any(|change| change.date == self.today)
    }

    /// Begins the run: the counts of the warm-up are set back to zero.
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

    /// Holds a published round at its cutoff, with the published number of invitations.
    pub(super) fn hold_at_cutoff(&mut self, planned: &PlannedRound, cutoff: Cutoff, record: &mut Record) {
        let stated = planned.sizing.stated().expect("a published round has a size");
        let size = self.model.sampled_size(stated) as usize;
        let occasion = planned.instruction.drawn_at.unix() as u64;
        let pool = self.pool.present();
        let eligible = self.pool.count(|eligibility| planned.eligible.admits(eligibility));
        let mut reached = at_or_above(&self.pool, planned.eligible, cutoff);
        let number = planned.instruction.number;
        record.held_at_cutoff(HeldAtCutoff { number, reached: reached.len() as u32, eligible });
        self.sort_by_luck(&mut reached, occasion);
        // Nominees come first: their number is that of the published figures whatever the arrivals are.
        reached.sort_by_key(|slot| !self.pool.profile(*slot).nominated);
        let surplus = reached.split_off(size.min(reached.len()));
        for slot in surplus {
            let watched = self.watch(self.pool.candidate(slot), record);
            self.vanish(slot);
            self.record_event(watched, What::FittedOut, record);
        }
        let mut invited = reached;
        if invited.is_empty() {
            // No candidate scores that high: the highest-ranked remaining candidates are invited instead.
            invited = hold_round(&self.pool, planned.eligible, size as u32, self.rules.tie_break()).invited;
            invited.truncate(size);
        }
        let models = invited.clone();
        for model in models.iter().cycle().take(if models.is_empty() { 0 } else { size - models.len() }) {
            let duplicate = self.add_duplicate(*model);
            self.record_submission(duplicate, What::FittedIn, record);
            invited.push(duplicate.slot);
        }
        let (score, tie_break) = (Some(cutoff.score), cutoff.tie_break);
        let outcome = Outcome { invited, cutoff: score, tie_break, eligible };
        let invited_by_program = self.invite(&outcome, self.next_round, record);
        record.round(Round {
            number,
            date: planned.instruction.date,
            drawn_at: planned.instruction.drawn_at,
            round_type: planned.instruction.round_type.clone(),
            size: stated,
            invited: outcome.invited.len() as u32,
            cutoff: score,
            cutoff_sampled: None,
            tie_break,
            pool: Some(pool),
            eligible: Some(eligible),
            invited_by_program: Some(invited_by_program),
        });
        self.observe(planned, outcome.cutoff);
        self.count(|flows| flows.invited += outcome.invited.len() as u32);
        self.next_round += 1;
        self.audit();
    }

    /// Brings slots into a random order that depends only on their holders and on the occasion.
    pub(super) fn sort_by_luck(&self, slots: &mut Vec<u32>, occasion: u64) {
        let mut ranked: Vec<(u64, u64, u32)> = Vec::with_capacity(slots.len());
        for slot in slots.drain(..) {
            let person = self.pool.person(slot).number();
            let uniform = self.randomness.stream(person, Purpose::Fit, occasion).uniform();
            ranked.push((uniform.to_bits(), person, slot));
        }
        ranked.sort_unstable();
        slots.extend(ranked.into_iter().map(|(.., slot)| slot));
    }

    /// Takes a surplus candidate out of the simulation.
    pub(super) fn vanish(&mut self, slot: u32) {
        self.pool.remove(slot);
        self.opening.candidates -= 1;
    }

    /// Adds a duplicate of a slot's holder: the same age in years, but another day of birth.
    pub(super) fn add_duplicate(&mut self, slot: u32) -> CandidateId {
        let person = self.pool.person(slot).duplicate(self.duplicates);
        self.duplicates += 1;
        let profile = *self.pool.profile(slot);
        let mut samples = self.randomness.stream(person.number(), Purpose::Fit, 1);
        let youngest = self.today - profile.birth.birthday(self.today.years_since(profile.birth));
        let birth = profile.birth + youngest - samples.below(365) as i32;
        let is_of_age = self.today.years_since(birth) == self.today.years_since(profile.birth);
        let profile = Profile { birth: if is_of_age { birth } else { profile.birth }, ..profile };
        let duplicate = self.pool.submit(Submission { person, profile, ..self.pool.submission(slot) });
        self.opening.candidates += 1;
        self.restart_stay(duplicate);
        duplicate
    }
}

/// The multiplier of arrivals with which a fit needs few duplicates. A warm-up at a smaller scale finds it,
/// with a sample of the same people. The copy of the model shares its law and published tables.
fn arrivals_multiplier(warm_up: &WarmUp, fit: &Fit, model: &Model, replication: Replication) -> f64 {
    let mut sampled = model.clone();
    let candidates = model.population.scale * f64::from(fit.total());
    sampled.population.scale *= (TRIAL_CANDIDATES / candidates.max(1.0)).min(1.0);
    let mut trial = State::before(warm_up, &sampled, replication);
    trial.simulate_until_fit(fit, &mut Record::counts());
    trial.arrivals_multiplier_for(fit)
}
