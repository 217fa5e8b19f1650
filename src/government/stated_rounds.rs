//! Expected admissions on the federal rounds ahead that are not left to the planner.

use super::expectation::add;
use super::outlook::{Horizon, Outlook};
use crate::model::period::Step;
use crate::model::{PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// The rounds of the last days of a run are repeated after it: of so many days.
const LAST_YEAR: i32 = 365;

/// Expected admissions and invitations of rounds ahead, nominees left out.
pub(crate) struct StatedRounds {
    /// Persons admitted in each year.
    pub landings: Vec<f64>,
    /// Those by rounds of types that the planner does not size.
    pub by_others: Vec<f64>,
    /// French-speaking applicants among them.
    pub french: Vec<f64>,
    /// Invitations of the year that begins today.
    pub invitations: f64,
}

/// A round ahead with its expected size, held on some day of a step.
struct Repeated<'a> {
    round: &'a PlannedRound,
    size: f64,
    step: Step,
    /// Whether the planner sizes other rounds of its type.
    is_sized: bool,
}

impl Outlook<'_> {
    /// Expected admissions on rounds ahead whose size is stated or follows from a score. After the run these
    /// rounds go on as in its last year; after a shorter run only those of a rhythm do. A round of a part of
    /// the eligible, and the next round down to a score, are sized by today's pool. Other rounds without a
    /// stated size have the mean size of their type in the last year.
    ///
    /// Rounds of a type that is not among the `sized` ones count separately too.
    pub(crate) fn stated_rounds(&self, horizon: Horizon<'_>, sized: &[&RoundType]) -> StatedRounds {
        let none = vec![0.0; horizon.years.len()];
        let (landings, by_others, french) = (none.clone(), none.clone(), none);
        let mut stated = StatedRounds { landings, by_others, french, invitations: 0.0 };
        for round in self.known.rounds() {
            let day = round.instruction.drawn_at.day();
            if day >= self.today {
                let (size, step) = (self.expected_size(round), Step { first: day, last: day });
                let is_sized = sized.contains(&&round.instruction.round_type);
                self.count_in(&mut stated, &Repeated { round, size, step, is_sized }, horizon.years);
            }
        }
        let end = self.known.end();
        let last_year = Step { first: (end - (LAST_YEAR - 1)).max(self.known.start()), last: end };
        let repeated: Vec<&PlannedRound> = self
            .known
            .rounds()
            .iter()
            .filter(|round| !round.is_replayed && last_year.holds(round.instruction.date))
            .collect();
        let after = Step { first: end + 1, last: Day::LATEST };
        for step in horizon.steps.iter().filter_map(|step| step.within(after)) {
            for round in &repeated {
                let times = times_repeated(round, &repeated, last_year, step.days());
                let size = times * self.usual_size(round);
                let is_sized = sized.contains(&&round.instruction.round_type);
                self.count_in(&mut stated, &Repeated { round, size, step, is_sized }, horizon.years);
            }
        }
        stated
    }

    /// Adds the expected admissions of a round, and its invitations within the next year.
    fn count_in(&self, stated: &mut StatedRounds, repeated: &Repeated<'_>, years: &[i16]) {
        let Repeated { round, size, step, is_sized } = *repeated;
        if size <= 0.0 {
            return;
        }
        let year = Step { first: self.today, last: self.today + LAST_YEAR - 1 };
        let within = step.within(year).map_or(0.0, |both| both.days() / step.days());
        for part in self.federal_mix(&round.instruction.round_type) {
            let persons = size * part.share;
            let apply_share = self.known.apply_share(part.kind.program, round.basis);
            let landings = self.step_landings(step, part.applicant(), apply_share, years);
            stated.invitations += persons * within;
            add(&mut stated.landings, persons, &landings);
            if !is_sized {
                add(&mut stated.by_others, persons, &landings);
            }
            if part.kind.speaks_french {
                let speakers = self.step_landings(step, part.speaker(), apply_share, years);
                add(&mut stated.french, persons, &speakers);
            }
        }
    }

    /// The expected size of a round ahead, at full scale. The next round of a type that invites everyone from
    /// a score on is sized by today's pool.
    fn expected_size(&self, round: &PlannedRound) -> f64 {
        let is_next = self.next_of_type(&round.instruction.round_type).is_some_and(|next| next == round);
        match round.sizing {
            Sizing::AtOrAbove(score) if is_next => {
                f64::from(self.pool.eligible_from(round.eligible, score)) / self.known.scale()
            }
            _ => self.usual_size(round),
        }
    }

    /// A part of the candidates who are eligible for a round today, at full scale.
    pub(crate) fn part_of_eligible(&self, round: &PlannedRound, millionths: u32) -> u32 {
        self.known.part_of_eligible(self.pool.eligible(round.eligible), millionths)
    }

    /// The usual size of such a round, at full scale; 0 where the planner sets it.
    fn usual_size(&self, round: &PlannedRound) -> f64 {
        let instruction = &round.instruction;
        match round.sizing {
            sizing @ (Sizing::Persons(_) | Sizing::Between(..)) => sizing.expected().unwrap_or(0.0),
            Sizing::Eligible(millionths) => f64::from(self.part_of_eligible(round, millionths)),
            Sizing::AtOrAbove(_) | Sizing::Nominees => {
                let simulated = self.ledger.mean_size(&instruction.round_type, self.today);
                simulated.unwrap_or(0.0) / self.known.scale()
            }
            Sizing::AsInBase(times) => f64::from(self.given_size(round, times)),
            Sizing::Planned => 0.0,
        }
    }

    /// The next round of a type.
    pub(crate) fn next_of_type(&self, round_type: &RoundType) -> Option<&PlannedRound> {
        let mut of_type =
            self.known.rounds().iter().filter(|round| round.instruction.round_type == *round_type);
        of_type.find(|round| round.instruction.drawn_at.day() >= self.today)
    }
}

/// Number of times that a round of a run's last year is repeated in so many days after the run.
fn times_repeated(round: &PlannedRound, repeated: &[&PlannedRound], last_year: Step, days: f64) -> f64 {
    if last_year.days() >= f64::from(LAST_YEAR) {
        return days / last_year.days();
    }
    let round_type = &round.instruction.round_type;
    let of_type = repeated.iter().filter(|other| other.instruction.round_type == *round_type).count() as f64;
    round.usual_days.map_or(0.0, |usual_days| days / f64::from(usual_days) / of_type)
}
