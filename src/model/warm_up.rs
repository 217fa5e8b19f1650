//! The warm-up: months before a run that fill the pool, and leave open invitations and applications.

use crate::document::problem::{Problem, Problems};
use crate::model::nominee_stock::{NomineeStock, StockSources, nominee_stocks};
use crate::model::plan::{PlannedRound, Sources, cutoff_of, resolve};
use crate::published::form::Places;
use crate::published::{BANDS, Census, Round};
use crate::scenario::{Sizing, StartPool};
use crate::time::Day;

/// The months before a run, which are simulated but not recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct WarmUp {
    /// The first day.
    pub first: Day,
    /// The published rounds of these months, in the order in which they are held, each at its published
    /// cutoff.
    pub rounds: Vec<PlannedRound>,
    /// Nominees wanted, in order of day, in these months and in the run.
    pub nominee_stocks: Vec<NomineeStock>,
    /// The counts that the pool is adjusted to; none for a pool as the model simulates it.
    pub fit: Option<Fit>,
}

/// Counts of candidates that the pool is adjusted to on a day, in place of its census.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fit {
    /// The day.
    pub day: Day,
    /// Disjoint groups of scores with the real candidates in each.
    pub groups: Vec<Group>,
}

/// Scores that are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Lowest and highest score of each part.
    pub bands: Vec<(u16, u16)>,
    /// Real candidates.
    pub candidates: u32,
}

impl Fit {
    /// The published bands of a snapshot. Bands without a figure share the rest of the total;
    /// where all have one they decide, even if the published total differs.
    pub fn to(snapshot: &Census) -> Fit {
        let mut groups = Vec::new();
        let mut rest = Vec::new();
        for (band, count) in BANDS.into_iter().zip(snapshot.candidates) {
            match count {
                Some(candidates) => groups.push(Group { bands: vec![band], candidates }),
                None => rest.push(band),
            }
        }
        let known: u32 = groups.iter().map(|group| group.candidates).sum();
        if !rest.is_empty() {
            groups.push(Group { bands: rest, candidates: snapshot.total.saturating_sub(known) });
        }
        Fit { day: snapshot.date, groups }
    }

    /// A count of candidates on a day, with the scores that the model gives them.
    pub fn count(day: Day, candidates: u32) -> Fit {
        let all_scores = (BANDS[BANDS.len() - 1].0, BANDS[0].1);
        Fit { day, groups: vec![Group { bands: vec![all_scores], candidates }] }
    }

    /// Whether it counts candidates by score.
    pub(crate) fn has_bands(&self) -> bool {
        self.groups.len() > 1
    }

    /// Real candidates, all groups together.
    pub fn total(&self) -> u32 {
        self.groups.iter().map(|group| group.candidates).sum()
    }

    /// Candidates of each group in a sampled run: by largest remainder, so that they add up to the sampled
    /// total.
    pub fn sampled(&self, scale: f64) -> Vec<u32> {
        let exact: Vec<f64> = self.groups.iter().map(|group| scale * f64::from(group.candidates)).collect();
        let mut shares: Vec<u32> = exact.iter().map(|exact| exact.floor() as u32).collect();
        let total = (scale * f64::from(self.total())).round() as u32;
        let mut order: Vec<usize> = (0..exact.len()).collect();
        order.sort_by(|a, b| exact[*b].fract().total_cmp(&exact[*a].fract()));
        let missing = total.saturating_sub(shares.iter().sum()) as usize;
        for group in order.into_iter().take(missing) {
            shares[group] += 1;
        }
        shares
    }
}

impl WarmUp {
    /// Sets the nominees wanted in these months and in the run that follows.
    pub(crate) fn want_nominees(&mut self, run: &[&PlannedRound], known: &StockSources<'_>) {
        let rounds: Vec<&PlannedRound> = self.rounds.iter().chain(run.iter().copied()).collect();
        self.nominee_stocks = nominee_stocks(known, &rounds, self.first);
        if let Some(fit) = &self.fit {
            want_nominees(&mut self.nominee_stocks, fit);
        }
    }
}

impl Sources<'_> {
    /// The warm-up that a scenario asks for, without its nominees; none for an empty start.
    pub(crate) fn warm_up(&self, problems: &Problems) -> Option<WarmUp> {
        let start = self.scenario.start;
        let newest = self.published.censuses.iter().rev().find(|census| census.date <= start);
        let fit = match self.start_pool(newest, problems)? {
            StartPool::Empty => return None,
            StartPool::SpinUp => None,
            StartPool::Published => Some(Fit::to(newest?)),
        };
        Some(self.before(fit, problems))
    }

    /// The months before the start, with a pool that is adjusted to the counts of a fit.
    pub(crate) fn before(&self, fit: Option<Fit>, problems: &Problems) -> WarmUp {
        let start = self.scenario.start;
        let fitted_on = fit.as_ref().map_or(start, |fit| fit.day);
        let first = Day::LAUNCH.max(fitted_on.plus_months(-self.scenario.warm_up_months));
        let within_warm_up =
            self.published.rounds.iter().filter(|round| (first..start).contains(&round.drawn_at.day()));
        let places = self.published.places();
        let rounds: Vec<PlannedRound> =
            within_warm_up.filter_map(|round| self.planned(round, &places, problems)).collect();
        WarmUp { first, rounds, nominee_stocks: Vec::new(), fit }
    }

    fn planned(&self, round: &Round, places: &Places<'_>, problems: &Problems) -> Option<PlannedRound> {
        let sizing = Sizing::Persons(round.size);
        match resolve(round.instruction(), sizing, self.law) {
            Ok(planned) => {
                Some(PlannedRound { published_cutoff: cutoff_of(round), is_replayed: true, ..planned })
            }
            Err(unknown) => {
                unknown.report(self.law, problems, || places.of(round.number));
                None
            }
        }
    }

    /// The start that the scenario states; else a published pool, where one was published by the first day.
    fn start_pool(&self, newest: Option<&Census>, problems: &Problems) -> Option<StartPool> {
        let start = self.scenario.start;
        let Some((chosen, origin)) = &self.scenario.start_pool else {
            return Some(match newest {
                Some(_) => StartPool::Published,
                None if start.year() == Day::LAUNCH.year() && start.month() == 1 => StartPool::Empty,
                None => StartPool::SpinUp,
            });
        };
        let name = chosen.name();
        let (title, expected) = match chosen {
            StartPool::Published if newest.is_none() => {
                let title =
                    format!("`start_pool` is `{name}`, but no count of the pool was published up to {start}");
                let expected = match self.published.censuses.first() {
                    Some(first) => format!(
                        "expected a `start` of {} or later, or `start_pool = \"spin_up\"` or \"empty\"",
                        first.date
                    ),
                    None => "expected `start_pool = \"spin_up\"` or \"empty\"".to_owned(),
                };
                (title, expected)
            }
            StartPool::SpinUp if start <= Day::LAUNCH => {
                let title = format!("`start_pool` is `{name}`, but there was no pool before {}", Day::LAUNCH);
                let expected = "expected a later `start`, or `start_pool = \"empty\"`";
                (title, expected.to_owned())
            }
            StartPool::Published | StartPool::SpinUp | StartPool::Empty => return Some(*chosen),
        };
        problems.push(Problem::new(origin.clone(), title, expected));
        None
    }
}

/// Raises the nominees wanted on the day of the fit to the count of its highest band.
fn want_nominees(stocks: &mut Vec<NomineeStock>, fit: &Fit) {
    let Some(highest) = fit.groups.iter().find(|group| group.bands == [BANDS[0]]) else { return };
    let nominees = f64::from(highest.candidates);
    let place = stocks.partition_point(|stock| stock.day < fit.day);
    match stocks.get_mut(place) {
        Some(stock) if stock.day == fit.day => {
            stock.nominees = Some(stock.nominees.map_or(nominees, |wanted| wanted.max(nominees)));
        }
        _ => stocks.insert(place, NomineeStock { day: fit.day, nominees: Some(nominees), left_over: 0.0 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(candidates: [Option<u32>; BANDS.len()], total: u32) -> Census {
        Census { date: Day::new(2024, 1, 9).unwrap(), candidates, total }
    }

    #[test]
    fn bands_of_a_sampled_run_add_up_to_its_total() {
        let mut candidates = [Some(0); BANDS.len()];
        candidates[..4].copy_from_slice(&[Some(13), Some(14), Some(18), Some(105)]);
        let fit = Fit::to(&snapshot(candidates, 150));
        // 1.3, 1.4, 1.8 and 10.5 make 15: the two left over go to the largest remainders.
        assert_eq!(fit.sampled(0.1)[..4], [1, 1, 2, 11]);
        assert_eq!(fit.sampled(1.0)[..4], [13, 14, 18, 105]);
    }

    #[test]
    fn bands_without_a_figure_share_what_the_others_leave() {
        let mut candidates = [Some(10); BANDS.len()];
        (candidates[3], candidates[4]) = (None, None);
        let fit = Fit::to(&snapshot(candidates, 200));
        assert_eq!(fit.groups.len(), BANDS.len() - 1);
        let rest = fit.groups.last().unwrap();
        assert_eq!((rest.bands.as_slice(), rest.candidates), (&BANDS[3..5], 70));
        assert_eq!(fit.total(), 200);
    }
}
