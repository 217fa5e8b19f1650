//! What the planner expects of the federal rounds ahead that are not left to it.

use super::expectation::add;
use super::outlook::Outlook;
use crate::model::period::Step;
use crate::model::{PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// What is repeated after a run: the rounds of so many days before its end.
const LAST_YEAR: i32 = 365;

/// What rounds ahead are expected to bring, nominees left out.
pub(crate) struct StatedRounds {
    /// Persons who land in each year.
    pub landings: Vec<f64>,
    /// French speakers among them.
    pub french: Vec<f64>,
    /// Invitations of the year that begins today.
    pub invitations: f64,
}

impl Outlook<'_> {
    /// What the rounds ahead bring whose size is stated, or follows from a score; after the run they go on as
    /// in its last year, those of a rhythm after a shorter run too. A round down to a score invites those of
    /// today's pool if it is the next of its type; how many another round of no stated size invites is taken
    /// from those of its type in the last year.
    pub(crate) fn stated_rounds(&self, years: &[i16], steps: &[Step]) -> StatedRounds {
        let (landings, french) = (vec![0.0; years.len()], vec![0.0; years.len()]);
        let mut stated = StatedRounds { landings, french, invitations: 0.0 };
        let year = Step { first: self.today, last: self.today + LAST_YEAR - 1 };
        let is_ahead = |round: &&PlannedRound| round.instruction.drawn_at.day() >= self.today;
        for round in self.model.plan.iter().filter(is_ahead) {
            let day = round.instruction.drawn_at.day();
            let today = Step { first: day, last: day };
            self.count_in(&mut stated, round, self.expected_size(round), today, (years, year));
        }
        let end = self.model.end;
        let last_year = Step { first: (end - (LAST_YEAR - 1)).max(self.model.start), last: end };
        let goes_on = |round: &&PlannedRound| !round.is_replayed && last_year.holds(round.instruction.date);
        let after = Step { first: end + 1, last: Day::LATEST };
        let repeated: Vec<&PlannedRound> = self.model.plan.iter().filter(goes_on).collect();
        // How often each of them comes again in so many days.
        let times = |round: &PlannedRound, days: f64| {
            if last_year.days() >= f64::from(LAST_YEAR) {
                return days / last_year.days();
            }
            let is_of_type =
                |one: &&&PlannedRound| one.instruction.round_type == round.instruction.round_type;
            let of_type = repeated.iter().filter(is_of_type).count() as f64;
            round.usual_days.map_or(0.0, |usual_days| days / f64::from(usual_days) / of_type)
        };
        for step in steps.iter().filter_map(|step| step.within(after)) {
            for round in &repeated {
                let size = times(round, step.days()) * self.usual_size(round);
                self.count_in(&mut stated, round, size, step, (years, year));
            }
        }
        stated
    }

    /// Counts what a round brings that is held on some day of a step, and whom it invites within the next
    /// year.
    fn count_in(
        &self,
        stated: &mut StatedRounds,
        round: &PlannedRound,
        size: f64,
        step: Step,
        (years, year): (&[i16], Step),
    ) {
        if size <= 0.0 {
            return;
        }
        let within = step.within(year).map_or(0.0, |both| both.days() / step.days());
        for part in self.federal_mix(&round.instruction.round_type) {
            let persons = size * part.share;
            let apply_share =
                self.model.population.response.apply_share(part.kind.program, round.is_category);
            let landings = self.step_landings(step, part.applicant(), apply_share, years);
            stated.invitations += persons * within;
            add(&mut stated.landings, persons, &landings);
            if part.kind.speaks_french {
                add(&mut stated.french, persons, &landings);
            }
        }
    }

    /// How many a round ahead is expected to invite, at full scale: where that follows from the pool, as one
    /// would today if it is the next of its type.
    fn expected_size(&self, round: &PlannedRound) -> f64 {
        let is_next = self.next_of_type(&round.instruction.round_type).is_some_and(|next| next == round);
        match round.sizing {
            Sizing::AtOrAbove(score) if is_next => {
                f64::from(self.pool.eligible_from(round.eligible, score)) / self.model.population.scale
            }
            Sizing::Eligible(millionths) if is_next => f64::from(self.part_of_eligible(round, millionths)),
            _ => self.usual_size(round),
        }
    }

    /// A part of those whom a round admits today, at full scale.
    pub(crate) fn part_of_eligible(&self, round: &PlannedRound, millionths: u32) -> u32 {
        self.model.part_of_eligible(self.pool.eligible(round.eligible), millionths)
    }

    /// How many such rounds invite, at full scale; nobody where that is the planner's to say.
    fn usual_size(&self, round: &PlannedRound) -> f64 {
        let instruction = &round.instruction;
        match round.sizing {
            sizing @ (Sizing::Persons(_) | Sizing::Between(..)) => sizing.expected().unwrap_or(0.0),
            Sizing::Eligible(_) | Sizing::AtOrAbove(_) | Sizing::Nominees => {
                let simulated = self.ledger.mean_size(&instruction.round_type, self.today);
                simulated.unwrap_or(0.0) / self.model.population.scale
            }
            Sizing::Planned => 0.0,
        }
    }

    /// The next round of a type.
    pub(crate) fn next_of_type(&self, round_type: &RoundType) -> Option<&PlannedRound> {
        let of_type = |one: &&PlannedRound| {
            one.instruction.round_type == *round_type && one.instruction.drawn_at.day() >= self.today
        };
        self.model.plan.iter().find(of_type)
    }
}
