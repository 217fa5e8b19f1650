//! The nominees whom rounds ahead will invite, as it is known on the day: a queue that every round open to
//! them empties.

use super::expectation::add;
use super::outlook::Outlook;
use super::planned_type::median_gap;
use crate::model::Sizing;
use crate::model::period::{MONTHS_PER_DAY, Step, YEAR_DAYS};
use crate::policy::program::Program;
use crate::time::Day;

/// A round ahead that is open to nominees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NomineeRound {
    /// Its place in the plan.
    pub index: usize,
    /// Its day.
    pub day: Day,
    /// Whom it finds.
    pub finds: Finds,
    /// Persons who land in each year on one whom it invites.
    landings: Vec<f64>,
}

/// Nominees whom a round finds and invites, at full scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Finds {
    /// As many as its stated size asks for: provinces nominate for it.
    Stated(f64),
    /// Those who are nominated by the monthly numbers from a day on, and those who wait by then.
    Since {
        /// The first day; later than the round's if another one of that day invites all.
        first: Day,
        /// Nominees who wait in the pool before that day.
        waiting: f64,
    },
}

/// What is known on a day of the nominees to come.
#[derive(Clone, Debug)]
pub(crate) struct NomineesAhead {
    /// Calendar years of landings.
    years: Vec<i16>,
    /// The rounds ahead that are open to nominees, in order.
    pub rounds: Vec<NomineeRound>,
    /// The time after the rounds of the run, if such rounds go on then, and the days that a nominee waits for
    /// one.
    after: Option<(Step, i32)>,
    /// Nominees who wait in the pool for rounds after the run.
    waiting: f64,
}

impl NomineesAhead {
    /// The parts of steps in which nominations follow from the monthly numbers.
    pub fn open_steps(&self, steps: &[Step]) -> Vec<Step> {
        let of_rounds = self.rounds.iter().filter_map(NomineeRound::open);
        let mut open: Vec<Step> = Vec::new();
        for step in of_rounds.chain(self.after.map(|(after, _)| after)) {
            match open.last_mut().filter(|before| before.last + 1 == step.first) {
                Some(before) => before.last = step.last,
                None => open.push(step),
            }
        }
        steps.iter().flat_map(|step| open.iter().filter_map(|open| open.within(*step))).collect()
    }
}

impl NomineeRound {
    /// The days whose nominees by the monthly numbers it is the first to find.
    fn open(&self) -> Option<Step> {
        match self.finds {
            Finds::Since { first, .. } if first <= self.day => Some(Step { first, last: self.day }),
            Finds::Since { .. } | Finds::Stated(_) => None,
        }
    }
}

impl Outlook<'_> {
    /// Which rounds ahead will find which nominees, by the calendar and the shares of rounds that hold today.
    /// A calendar of such rounds that lasts to the end of the run goes on after it.
    pub(crate) fn nominees_ahead(&self, years: &[i16]) -> NomineesAhead {
        let (model, today) = (self.model, self.today);
        let is_open = |index: &usize| {
            let round = &model.plan[*index];
            round.eligible.admitted.intersects(model.law.nominees())
                && model.targets.holds_as_of(round, today)
        };
        let day = |index: usize| model.plan[index].instruction.drawn_at.day();
        let calendar: Vec<usize> = (0..model.plan.len()).filter(is_open).collect();
        let ahead = calendar.partition_point(|index| day(*index) < today);
        let mut rounds = Vec::with_capacity(calendar.len() - ahead);
        let (mut first, mut waiting) = (today, f64::from(self.pool.nominees()) / model.population.scale);
        for index in calendar[ahead..].iter().copied() {
            let day = day(index);
            let stock = self.nominee_stocks.iter().find(|stock| stock.day == day);
            let (finds, left) = match stock.and_then(|stock| Some((stock.nominees?, stock.left_over))) {
                // Stated for all rounds of a day.
                Some(_) if day < first => (Finds::Stated(0.0), waiting),
                Some((nominees, left_over)) => {
                    let sizing = model.plan[index].sizing;
                    let is_sampled = matches!(sizing, Sizing::Between(..));
                    let sampled = sizing.expected().filter(|_| is_sampled);
                    let invited = sampled.unwrap_or(nominees - left_over);
                    (Finds::Stated(invited), nominees - invited)
                }
                None => (Finds::Since { first, waiting }, 0.0),
            };
            let landings = self.landings_of_nominee(Step { first: day, last: day }, years);
            rounds.push(NomineeRound { index, day, finds, landings });
            (first, waiting) = (day + 1, left);
        }
        let days: Vec<Day> = calendar.iter().map(|index| day(*index)).collect();
        let alone = calendar.last().and_then(|index| model.plan[*index].usual_days);
        let usual_days = median_gap(&days).or(alone.map(f64::from)).unwrap_or(0.0);
        let goes_on = days.last().is_some_and(|last| self.goes_on(*last, model.end, usual_days));
        let after = goes_on.then_some((Step { first, last: Day::LATEST }, (usual_days / 2.0) as i32));
        NomineesAhead { years: years.to_vec(), rounds, after, waiting }
    }

    /// Nominees whom a round ahead finds, at full scale.
    pub(crate) fn found_by(&self, round: &NomineeRound) -> f64 {
        match round.finds {
            Finds::Stated(nominees) => nominees,
            Finds::Since { first, waiting } => {
                let nominated = round.open().map_or(0.0, |open| self.days_worth(open, round.day));
                waiting * self.stay(round.day - first)
                    + self.national_nominations(round.day) * MONTHS_PER_DAY * nominated
            }
        }
    }

    /// Persons who land in each year of the nominees whom rounds ahead are to find by their stated sizes, and
    /// of those who wait today for a round that invites all.
    pub(crate) fn landings_of_waiting(&self, ahead: &NomineesAhead) -> Vec<f64> {
        let mut sum = vec![0.0; ahead.years.len()];
        for round in &ahead.rounds {
            let nominees = match round.finds {
                Finds::Stated(nominees) => nominees,
                Finds::Since { first, waiting } => waiting * self.stay(round.day - first),
            };
            add(&mut sum, nominees, &round.landings);
        }
        if let Some((step, wait_days)) = ahead.after {
            let day = step.first + wait_days;
            let nominees = ahead.waiting * self.stay(wait_days);
            add(&mut sum, nominees, &self.landings_of_nominee(Step { first: day, last: day }, &ahead.years));
        }
        sum
    }

    /// Persons who land in each year if one is nominated in each month of a step: each is invited by the
    /// first round that finds them, or half the usual days later after the rounds of the run.
    pub(crate) fn landings_of_nominations(&self, ahead: &NomineesAhead, step: Step) -> Vec<f64> {
        let mut sum = vec![0.0; ahead.years.len()];
        for round in &ahead.rounds {
            if let Some(open) = round.open().and_then(|open| open.within(step)) {
                add(&mut sum, MONTHS_PER_DAY * self.days_worth(open, round.day), &round.landings);
            }
        }
        if let Some((after, wait_days)) = ahead.after
            && let Some(open) = after.within(step)
        {
            let invited = Step { first: open.first + wait_days, last: open.last + wait_days };
            let landings = self.landings_of_nominee(invited, &ahead.years);
            add(&mut sum, MONTHS_PER_DAY * open.days() * self.stay(wait_days), &landings);
        }
        sum
    }

    /// Persons who land in each year for a nominee who is invited on some day of a step.
    pub(crate) fn landings_of_nominee(&self, step: Step, years: &[i16]) -> Vec<f64> {
        let apply_share = self.model.population.response.apply_share(Program::Pnp, false);
        let mut sum = vec![0.0; years.len()];
        for part in &self.nominee_mix() {
            add(&mut sum, part.share, &self.step_landings(step, part.applicant(), apply_share, years));
        }
        sum
    }

    /// Days of a step, each counted by the share of its nominees who are still there on a later day.
    fn days_worth(&self, step: Step, until: Day) -> f64 {
        (0..=step.last - step.first).map(|day| self.stay(until - (step.first + day))).sum()
    }

    /// The share of those in the pool who are still there after some days: some withdraw, and profiles of
    /// every age expire.
    fn stay(&self, days: i32) -> f64 {
        let expires =
            f64::from(self.today.plus_months(i32::from(self.rules.profile_validity_months())) - self.today);
        let withdrawn = self.model.population.life.withdrawal_rate * f64::from(days) / YEAR_DAYS;
        (1.0 - f64::from(days) / expires).max(0.0) * (-withdrawn).exp()
    }
}
