//! Provincial nominations: the candidates who wait for one, and the number issued on a day.

use super::State;
use crate::calendar::{Place, Turn};
use crate::government::{DailyAllocation, Department};
use crate::model::NomineeStock;
use crate::policy::profile::Profile;
use crate::pool::CandidateId;
use crate::record::{Record, What};

impl State<'_> {
    pub(super) fn wait_again_for_nomination(&mut self, candidate: CandidateId) {
        let exposure = self.exposure(candidate, self.occasion(candidate).nomination_exposure());
        self.wait_for_nomination(candidate, self.core_score(candidate), exposure);
    }

    pub(super) fn wait_for_nomination(&mut self, candidate: CandidateId, core_score: u16, exposure: f64) {
        if !self.pool.profile(candidate.slot).nominated {
            let place = self.nomination_place(candidate, core_score);
            self.nominations.enter(candidate, place, exposure);
        }
    }

    /// A candidate's place in the queue for nominations: with the province of the intended destination.
    #[inline]
    pub(super) fn nomination_place(&self, candidate: CandidateId, core_score: u16) -> Place {
        let residence = self.pool.profile(candidate.slot).residence;
        let destination = self.pool.situation(candidate.slot).destination;
        self.model.population.nomination.place(destination, residence, core_score)
    }

    /// Rule: the 600 points of a nomination are the cap of section D. A nominee's score is therefore 600 plus
    /// the points of sections A to C.
    #[inline]
    fn core_score(&self, candidate: CandidateId) -> u16 {
        let profile = self.pool.profile(candidate.slot);
        self.rules.human_capital_of(self.pool.score(candidate.slot), profile, self.today)
    }

    /// Whether a candidate takes a nomination: only if in the pool and within a rule of the province.
    fn turn(&self, candidate: CandidateId) -> Turn {
        let profile = self.pool.profile(candidate.slot);
        if !self.pool.is_present(candidate) || profile.nominated {
            return Turn::Gone;
        }
        let destination = self.pool.situation(candidate.slot).destination;
        let nomination = &self.model.population.nomination;
        let is_met = nomination.nominates(destination, profile, self.core_score(candidate));
        if is_met { Turn::Taken } else { Turn::Missed }
    }

    /// Issues the nominations of a day. Those missing for the next round of nominees are spread evenly over
    /// the days left, and over the provinces by their shares of the allocation. Where that round has no
    /// stated size, each province issues the day's part of its monthly number.
    pub(super) fn nominate(&mut self, record: &mut Record) {
        if self.today.day_of_month() == 1 {
            self.nominations.begin_month();
        }
        self.ask(Department::plan_nominations);
        let stocks = self.agenda.nominee_stocks;
        while stocks.get(self.next_stock).is_some_and(|stock| stock.day < self.today) {
            self.next_stock += 1;
            self.left_over = None;
        }
        let nomination = &self.model.population.nomination;
        let year = self.today.year();
        let least = self.nominate_least(stocks.get(self.next_stock));
        self.issue(least, record);
        let stock = stocks.get(self.next_stock).and_then(|stock| Some((stock.day, stock.nominees?)));
        let (today, allocation) = match stock {
            Some((day, nominees)) => {
                let wanted = nominees * self.nominee_multiplier * self.model.population.scale
                    - f64::from(self.pool.nominees());
                (wanted.max(0.0) / f64::from(day - self.today + 1), nomination.allocation(year))
            }
            None => {
                let DailyAllocation { nominations, shares } = self.department.daily_allocation(self.view());
                (nominations, shares)
            }
        };
        let today = today + self.nominations_owed;
        let is_last_day = stock.is_some_and(|(day, _)| day == self.today);
        let count = if is_last_day { today.ceil() } else { today.floor() };
        self.nominations_owed = (today - count).max(0.0);
        // The queue is taken out while it reads the rest of the state.
        let mut nominations = std::mem::take(&mut self.nominations);
        let shares = nomination.shares(year);
        let nominees = nominations.nominate(count as u32, &shares, &allocation, |one| self.turn(one));
        self.nominations = nominations;
        self.issue(nominees, record);
    }

    /// Nominates candidates for the margin that the next round of nominees leaves over.
    ///
    /// Assumption A9: nominees who are left over by a round score less than its cutoff. So the missing part
    /// of the margin is filled with the lowest-scoring candidates on the first day after a round. The rules
    /// of their provinces do not apply: they are estimated from invited nominees. The nominations are spread
    /// evenly over the days up to the next round.
    fn nominate_least(&mut self, stock: Option<&NomineeStock>) -> Vec<CandidateId> {
        let Some(stock) = stock else { return Vec::new() };
        let mut to_come = self.left_over.take().unwrap_or_else(|| {
            let wanted = stock.left_over * self.nominee_multiplier * self.model.population.scale;
            self.least((wanted - f64::from(self.pool.nominees())).round().max(0.0) as usize)
        });
        let days = (stock.day - self.today + 1) as usize;
        let later = to_come.len() - to_come.len() / days;
        let mut today = to_come.split_off(later);
        self.left_over = Some(to_come);
        today.retain(|candidate| self.turn(*candidate) != Turn::Gone);
        today
    }

    /// The lowest-scoring candidates among those whose destination nominates this year: `count` of them, or
    /// all if there are fewer.
    fn least(&self, count: usize) -> Vec<CandidateId> {
        let allocation = self.model.population.nomination.allocation(self.today.year());
        let mut looked_at = 0;
        let mut least: Vec<CandidateId> = Vec::new();
        while least.len() < count && looked_at < self.pool.present() {
            looked_at = (4 * looked_at).max(2 * count as u32);
            let slots = self.pool.at_or_below(self.pool.score_from_below(looked_at)).into_iter();
            let candidates = slots.map(|slot| self.pool.candidate(slot));
            least = candidates.filter(|candidate| self.may_wait(*candidate, &allocation)).collect();
        }
        least.sort_by_key(|candidate| (self.pool.score(candidate.slot), candidate.slot));
        least.truncate(count);
        least
    }

    /// Whether a candidate may be nominated later: the destination nominates, and the turn is not gone.
    fn may_wait(&self, candidate: CandidateId, allocation: &[f64]) -> bool {
        let destination = usize::from(self.pool.situation(candidate.slot).destination);
        allocation.get(destination).is_some_and(|part| *part > 0.0) && self.turn(candidate) != Turn::Gone
    }

    fn issue(&mut self, nominees: Vec<CandidateId>, record: &mut Record) {
        self.count(|flows| flows.nominated += nominees.len() as u32);
        for nominee in nominees {
            let profile = Profile { nominated: true, ..*self.pool.profile(nominee.slot) };
            let watched = self.watch(nominee, record);
            self.update(nominee, profile);
            record.nomination(self.today, self.pool.situation(nominee.slot).destination);
            self.record_event(watched, What::Nomination, record);
        }
    }
}
