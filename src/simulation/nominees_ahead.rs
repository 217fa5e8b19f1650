//! The nominees whom rounds ahead will invite, as it is known on the day: a queue that every round open to them empties.

use super::State;
use super::expected::add;
use super::planned_type::goes_on;
use crate::policy::program::Program;
use crate::time::Day;

/// Months of a year over its days.
pub(super) const MONTHS_PER_DAY: f64 = 12.0 / 365.25;

/// A round ahead that is open to nominees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NomineeRound {
    /// Its place in the plan.
    pub index: usize,
    /// Its day.
    pub day: Day,
    /// Whom it finds.
    pub finds: Finds,
}

/// Nominees whom a round finds and invites, at full scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Finds {
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

/// First and last day of some time ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
}

impl Step {
    /// Days from the first to the last one.
    pub fn days(self) -> f64 {
        f64::from(self.last - self.first + 1)
    }

    /// Whether a day lies in it.
    pub fn holds(self, day: Day) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The days that lie in another one too, if there are any.
    pub fn within(self, other: Step) -> Option<Step> {
        let both = Step { first: self.first.max(other.first), last: self.last.min(other.last) };
        (both.first <= both.last).then_some(both)
    }
}

/// What is known on a day of the nominees to come.
#[derive(Clone, Debug)]
pub(super) struct NomineesAhead {
    /// The rounds ahead that are open to nominees, in order.
    pub rounds: Vec<NomineeRound>,
    /// Times in which nominations follow from the monthly numbers, for rounds of the run or after it.
    open: Vec<Step>,
    /// Days that a nominee waits for a round: half those from one to the next.
    wait_days: i32,
}

impl NomineesAhead {
    /// The parts of steps in which nominations follow from the monthly numbers.
    pub fn open_steps(&self, steps: &[Step]) -> Vec<Step> {
        steps.iter().flat_map(|step| self.open.iter().filter_map(|open| open.within(*step))).collect()
    }

    /// Whether anybody is nominated by the monthly numbers for a round to come.
    pub fn are_open(&self) -> bool {
        !self.open.is_empty()
    }
}

impl State<'_> {
    /// Which rounds ahead will find which nominees, by the calendar and the shares of rounds that hold today. A calendar
    /// of such rounds that lasts to the end of the run goes on after it.
    pub(super) fn nominees_ahead(&self) -> NomineesAhead {
        let (model, today) = (self.model, self.today);
        let is_open = |index: &usize| {
            let round = &model.plan[*index];
            round.target.admitted.intersects(model.law.nominees()) && model.targets.holds_as_of(round, today)
        };
        let day = |index: usize| model.plan[index].instruction.drawn_at.day();
        let calendar: Vec<usize> = (0..model.plan.len()).filter(is_open).collect();
        let ahead = calendar.partition_point(|index| day(*index) < today);
        let mut rounds = Vec::with_capacity(calendar.len() - ahead);
        let (mut first, mut waiting) = (today, f64::from(self.pool.nominees()) / model.population.scale);
        for index in calendar[ahead..].iter().copied() {
            let day = day(index);
            let stock = self.agenda.nominee_stocks.iter().find(|stock| stock.day == day);
            let (finds, left) = match stock.and_then(|stock| Some((stock.nominees?, stock.left_over))) {
                // Stated for all rounds of a day.
                Some(_) if day < first => (Finds::Stated(0.0), waiting),
                Some((nominees, left_over)) => (Finds::Stated(nominees - left_over), left_over),
                None => (Finds::Since { first, waiting }, 0.0),
            };
            rounds.push(NomineeRound { index, day, finds });
            (first, waiting) = (day + 1, left);
        }
        let days: Vec<Day> = calendar.iter().map(|index| day(*index)).collect();
        let wait_days = wait_days(&days[ahead..]);
        let usual_days = 2.0 * f64::from(self::wait_days(&days));
        let mut open: Vec<Step> = Vec::new();
        let of_rounds = rounds.iter().filter_map(|round| match round.finds {
            Finds::Since { first, .. } => Some(Step { first, last: round.day }),
            Finds::Stated(_) => None,
        });
        let after = days.last().is_some_and(|last| goes_on(*last, model.end, usual_days));
        let after = after.then_some(Step { first, last: Day::LATEST });
        for step in of_rounds.chain(after).filter(|step| step.first <= step.last) {
            match open.last_mut().filter(|before| before.last + 1 == step.first) {
                Some(before) => before.last = step.last,
                None => open.push(step),
            }
        }
        NomineesAhead { rounds, open, wait_days }
    }

    /// Nominees whom a round ahead finds, at full scale.
    pub(super) fn found_by(&self, round: &NomineeRound) -> f64 {
        match round.finds {
            Finds::Stated(nominees) => nominees,
            Finds::Since { first, waiting } => {
                let days = f64::from((round.day - first + 1).max(0));
                waiting + self.national_nominations(round.day) * MONTHS_PER_DAY * days
            }
        }
    }

    /// Persons who land in each year of the nominees whom rounds ahead are to find by their stated sizes, and of those who
    /// wait today for a round that invites all.
    pub(super) fn landings_of_waiting(&self, ahead: &NomineesAhead, years: &[i16]) -> Vec<f64> {
        let mut sum = vec![0.0; years.len()];
        for round in &ahead.rounds {
            let (Finds::Stated(nominees) | Finds::Since { waiting: nominees, .. }) = round.finds;
            if nominees > 0.0 {
                let day = Step { first: round.day, last: round.day };
                add(&mut sum, nominees, &self.landings_of_nominee(day, years));
            }
        }
        if ahead.rounds.is_empty() && ahead.are_open() {
            let waiting = f64::from(self.pool.nominees()) / self.model.population.scale;
            let day = Step { first: self.today, last: self.today };
            add(&mut sum, waiting, &self.landings_of_nominee(day, years));
        }
        sum
    }

    /// Persons who land in each year if one is nominated in each month of a step, and invited half the usual days between two
    /// rounds of nominees later.
    pub(super) fn landings_of_nominations(
        &self,
        ahead: &NomineesAhead,
        step: Step,
        years: &[i16],
    ) -> Vec<f64> {
        let invited = Step { first: step.first + ahead.wait_days, last: step.last + ahead.wait_days };
        let mut persons = self.landings_of_nominee(invited, years);
        persons.iter_mut().for_each(|persons| *persons *= MONTHS_PER_DAY * step.days());
        persons
    }

    /// Persons who land in each year for a nominee who is invited on some day of a step.
    pub(super) fn landings_of_nominee(&self, step: Step, years: &[i16]) -> Vec<f64> {
        let apply_share = self.model.population.response.apply_share(Program::Pnp, false);
        let mut sum = vec![0.0; years.len()];
        for part in &self.nominee_mix() {
            add(&mut sum, part.share, &self.step_landings(step, part.seen(), apply_share, years));
        }
        sum
    }
}

/// Half the mean days from one of these days to the next: so long a nominee waits for a round.
fn wait_days(days: &[Day]) -> i32 {
    match days {
        [first, .., last] => (*last - *first) / (2 * (days.len() as i32 - 1)),
        _ => 0,
    }
}
