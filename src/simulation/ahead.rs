//! What the planner expects of the federal rounds ahead that are not left to it.

use super::State;
use super::plan::{PlannedRound, Sizing};
use crate::intake::expectation::invitation_landings;
use crate::policy::plan::RoundType;
use crate::policy::program::Program;
use crate::round::{Cutoff, at_or_above};
use crate::time::Day;

/// Days of a year.
const YEAR_DAYS: i32 = 365;

/// What rounds ahead are expected to bring, nominees left out.
pub(super) struct Ahead {
    /// Persons who land in each year.
    pub landings: Vec<f64>,
    /// French speakers among them.
    pub french: Vec<f64>,
    /// Invitations of the year that begins today.
    pub invitations: f64,
}

impl State<'_> {
    /// What the rounds ahead bring whose size is stated, or follows from a score; after the run they go on as in its last
    /// year. A round down to a score invites those of today's pool if it is the next of its type; how many another round of no
    /// stated size invites is taken from those of its type in the last year.
    pub(super) fn rounds_ahead(&self, years: &[i16], steps: &[(Day, Day)]) -> Ahead {
        let mut ahead =
            Ahead { landings: vec![0.0; years.len()], french: vec![0.0; years.len()], invitations: 0.0 };
        let is_ahead = |round: &&PlannedRound| round.instruction.drawn_at.day() >= self.today;
        for round in self.model.plan.iter().filter(is_ahead) {
            let (day, size) = (round.instruction.drawn_at.day(), self.expected_size(round));
            let invited = self.add(&mut ahead, years, round, size, (day, day));
            ahead.invitations += if day - self.today < YEAR_DAYS { invited } else { 0.0 };
        }
        let end = self.model.end;
        let first = (end - (YEAR_DAYS - 1)).max(self.model.start);
        let goes_on = |round: &&PlannedRound| !round.is_replayed && round.instruction.date >= first;
        for (from, to) in steps.iter().filter(|(_, to)| *to > end) {
            let from = (*from).max(end + 1);
            let times = f64::from(*to - from + 1) / f64::from(end - first + 1);
            for round in self.model.plan.iter().filter(goes_on) {
                self.add(&mut ahead, years, round, self.expected_size(round) * times, (from, *to));
            }
        }
        ahead
    }

    /// Adds what a round brings that is held on some day of a stretch; returns whom it invites.
    fn add(
        &self,
        ahead: &mut Ahead,
        years: &[i16],
        round: &PlannedRound,
        size: f64,
        (from, to): (Day, Day),
    ) -> f64 {
        if size <= 0.0 {
            return 0.0;
        }
        let (response, validity) = (&self.model.population.response, self.rules.invitation_validity_days());
        let mut invited = 0.0;
        for (kind, part, members) in self.federal_mix(&round.instruction.round_type) {
            let (seen, persons) = (kind.seen(members), size * part);
            let apply_share = response.apply_share(kind.program, round.is_category);
            let landings = if from == to {
                invitation_landings(self.known(), seen, apply_share, (from, validity), from, years)
            } else {
                self.step_landings((from, to), seen, apply_share, years)
            };
            invited += persons;
            for (place, landed) in landings.into_iter().enumerate() {
                ahead.landings[place] += persons * landed;
                ahead.french[place] += if kind.speaks_french { persons * landed } else { 0.0 };
            }
        }
        invited
    }

    /// How many a round is expected to invite, at full scale; nobody where that is the planner's to say.
    fn expected_size(&self, round: &PlannedRound) -> f64 {
        let instruction = &round.instruction;
        match round.sizing {
            Sizing::Stated | Sizing::Published(_) => f64::from(instruction.size),
            Sizing::Between(low, high) => 0.5 * (f64::from(low) + f64::from(high)),
            Sizing::AtOrAbove(score) if self.is_next(round) => {
                let reached = at_or_above(&self.pool, round.target, Cutoff { score, tie_break: None });
                reached.len() as f64 / self.model.population.scale
            }
            Sizing::AtOrAbove(_) | Sizing::All => {
                let simulated = self.books.mean_size(&instruction.round_type, self.today);
                simulated.unwrap_or(0.0) / self.model.population.scale
            }
            Sizing::Planned => 0.0,
        }
    }

    /// Whether no round of the type comes before it.
    fn is_next(&self, round: &PlannedRound) -> bool {
        let of_type = |one: &&PlannedRound| {
            one.instruction.round_type == round.instruction.round_type
                && one.instruction.drawn_at.day() >= self.today
        };
        let next = self.model.plan.iter().find(of_type);
        next.is_some_and(|next| next.instruction.drawn_at == round.instruction.drawn_at)
    }

    /// The part of [`State::mix`] that is invited under a federal program; nobody by rounds of nominees alone.
    pub(super) fn federal_mix(&self, round_type: &RoundType) -> Vec<(super::books::Kind, f64, f64)> {
        let mut mix = self.mix(round_type);
        mix.retain(|(kind, ..)| kind.program != Program::Pnp);
        if mix.is_empty() && Program::of(round_type.name()) != Program::Pnp {
            mix = vec![Self::unknown_mix(round_type)];
        }
        mix
    }
}
