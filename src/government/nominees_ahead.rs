//! The nominees that rounds ahead will invite, as known on the day. Each round that is open to nominees
//! invites all who wait for it.

use super::expectation::add;
use super::outlook::Outlook;
use super::rhythm::median_gap;
use crate::model::Sizing;
use crate::model::period::{MONTHS_PER_DAY, Step};
use crate::policy::program::Program;
use crate::population::RoundBasis;
use crate::time::{DAYS_PER_YEAR, Day};

/// A round ahead that is open to nominees.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NomineeRound {
    /// Its place in the plan.
    pub index: usize,
    /// Its day.
    pub day: Day,
    /// The nominees that it finds.
    pub finds: Finds,
    /// Persons admitted in each year per invited nominee.
    landings: Vec<f64>,
}

/// The nominees that a round finds and invites, at full scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Finds {
    /// The number that its stated size needs: provinces nominate for it.
    Stated(f64),
    /// Nominees by the monthly numbers from a day on, and the nominees who wait on that day.
    Since {
        /// The first day; later than the round's if another one of that day invites all.
        first: Day,
        /// Nominees who wait in the pool before that day.
        waiting: f64,
    },
}

/// The knowledge of future nominees on a day.
#[derive(Clone, Debug)]
pub(crate) struct NomineesAhead {
    /// Calendar years of admissions.
    years: Vec<i16>,
    /// The rounds ahead that are open to nominees, in order.
    pub rounds: Vec<NomineeRound>,
    /// The time after the rounds of the run, if such rounds go on then.
    after: Option<After>,
    /// Nominees who wait in the pool for rounds after the run.
    waiting: f64,
}

/// The time after the rounds of the run, in which such rounds go on.
#[derive(Clone, Copy, Debug)]
struct After {
    step: Step,
    /// Days for which a nominee waits for a round.
    wait_days: i32,
}

impl NomineesAhead {
    /// The parts of steps in which nominations follow from the monthly numbers.
    pub fn open_steps(&self, steps: &[Step]) -> Vec<Step> {
        let of_rounds = self.rounds.iter().filter_map(NomineeRound::open);
        let mut open: Vec<Step> = Vec::new();
        for step in of_rounds.chain(self.after.map(|after| after.step)) {
            match open.last_mut().filter(|before| before.last + 1 == step.first) {
                Some(before) => before.last = step.last,
                None => open.push(step),
            }
        }
        steps.iter().flat_map(|step| open.iter().filter_map(|open| open.within(*step))).collect()
    }
}

impl NomineeRound {
    /// The days whose nominees, by the monthly numbers, it is the first round to find.
    fn open(&self) -> Option<Step> {
        match self.finds {
            Finds::Since { first, .. } if first <= self.day => Some(Step { first, last: self.day }),
            Finds::Since { .. } | Finds::Stated(_) => None,
        }
    }
}

impl Outlook<'_> {
    /// The rounds ahead and the nominees that each will find, by today's calendar and shares of rounds. A
    /// calendar of such rounds that lasts to the end of the run goes on after it.
    pub(crate) fn nominees_ahead(&self, years: &[i16]) -> NomineesAhead {
        let (plan, today) = (self.known.rounds(), self.today);
        let mut calendar: Vec<usize> = Vec::new();
        for (index, round) in plan.iter().enumerate() {
            if self.known.holds_for_nominees(round) {
                calendar.push(index);
            }
        }
        let days: Vec<Day> = calendar.iter().map(|index| plan[*index].instruction.drawn_at.day()).collect();
        let ahead = days.partition_point(|day| *day < today);
        let mut rounds = Vec::with_capacity(calendar.len() - ahead);
        let (mut first, mut waiting) = (today, f64::from(self.pool.nominees()) / self.known.scale());
        for (index, day) in calendar.iter().copied().zip(days.iter().copied()).skip(ahead) {
            let stock = self.nominee_stocks.iter().find(|stock| stock.day == day);
            let (finds, left) = match stock.and_then(|stock| Some((stock.nominees?, stock.left_over))) {
                // The nominees of a day are stated for all its rounds together.
                Some(_) if day < first => (Finds::Stated(0.0), waiting),
                Some((nominees, left_over)) => {
                    let sizing = plan[index].sizing;
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
        let alone = calendar.last().and_then(|index| plan[*index].usual_days);
        let usual_days = median_gap(&days).or(alone.map(f64::from)).unwrap_or(0.0);
        let goes_on = days.last().is_some_and(|last| self.goes_on(*last, self.known.end(), usual_days));
        let step = Step { first, last: Day::LATEST };
        let after = goes_on.then_some(After { step, wait_days: (usual_days / 2.0) as i32 });
        NomineesAhead { years: years.to_vec(), rounds, after, waiting }
    }

    /// The nominees that a round ahead finds, at full scale.
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

    /// Persons admitted in each year on two groups of nominees: those for rounds of a stated size, and those
    /// who wait today for a round that invites all.
    pub(crate) fn landings_of_waiting(&self, ahead: &NomineesAhead) -> Vec<f64> {
        let mut sum = vec![0.0; ahead.years.len()];
        for round in &ahead.rounds {
            let nominees = match round.finds {
                Finds::Stated(nominees) => nominees,
                Finds::Since { first, waiting } => waiting * self.stay(round.day - first),
            };
            add(&mut sum, nominees, &round.landings);
        }
        if let Some(After { step, wait_days }) = ahead.after {
            let day = step.first + wait_days;
            let nominees = ahead.waiting * self.stay(wait_days);
            add(&mut sum, nominees, &self.landings_of_nominee(Step { first: day, last: day }, &ahead.years));
        }
        sum
    }

    /// Persons admitted in each year on one nomination in each month of a step. The first round that finds a
    /// nominee invites them; after the rounds of the run an invitation follows after half the usual days.
    pub(crate) fn landings_of_nominations(&self, ahead: &NomineesAhead, step: Step) -> Vec<f64> {
        let mut sum = vec![0.0; ahead.years.len()];
        for round in &ahead.rounds {
            if let Some(open) = round.open().and_then(|open| open.within(step)) {
                add(&mut sum, MONTHS_PER_DAY * self.days_worth(open, round.day), &round.landings);
            }
        }
        if let Some(After { step: after, wait_days }) = ahead.after
            && let Some(open) = after.within(step)
        {
            let invited = Step { first: open.first + wait_days, last: open.last + wait_days };
            let landings = self.landings_of_nominee(invited, &ahead.years);
            add(&mut sum, MONTHS_PER_DAY * open.days() * self.stay(wait_days), &landings);
        }
        sum
    }

    /// Persons admitted in each year per nominee invited on some day of a step.
    pub(crate) fn landings_of_nominee(&self, step: Step, years: &[i16]) -> Vec<f64> {
        let apply_share = self.known.apply_share(Program::Pnp, RoundBasis::Programs);
        let mut sum = vec![0.0; years.len()];
        for part in &self.nominee_mix() {
            add(&mut sum, part.share, &self.step_landings(step, part.applicant(), apply_share, years));
        }
        sum
    }

    /// Days of a step, each weighted by the share of its nominees who stay in the pool until a later day.
    fn days_worth(&self, step: Step, until: Day) -> f64 {
        (0..=step.last - step.first).map(|day| self.stay(until - (step.first + day))).sum()
    }

    /// The share of candidates in the pool who are still there after some days: some withdraw, and profiles
    /// of all ages expire.
    fn stay(&self, days: i32) -> f64 {
        let expires =
            f64::from(self.today.plus_months(i32::from(self.rules.profile_validity_months())) - self.today);
        let withdrawn = self.known.withdrawal_rate() * f64::from(days) / DAYS_PER_YEAR;
        (1.0 - f64::from(days) / expires).max(0.0) * (-withdrawn).exp()
    }
}
