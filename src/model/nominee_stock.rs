//! Nominees wanted in the pool at the rounds that invite them.

use crate::model::{PlannedRound, Sizing};
use crate::policy::law::Law;
use crate::population::Population;
use crate::published::Census;
use crate::time::{DAYS_PER_YEAR, Day};

/// Nominees who should be in the pool at the start of a day's rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NomineeStock {
    /// The day of the round.
    pub day: Day,
    /// Nominees expected at full scale; none where the yearly allocation decides how many there are.
    pub nominees: Option<f64>,
    /// Nominees among them that the day's rounds do not invite.
    pub left_over: f64,
}

/// Sources of the stocks of nominees, other than the rounds.
#[derive(Clone, Copy)]
pub(crate) struct StockSources<'a> {
    /// The law, which defines nominees.
    pub law: &'a Law,
    /// The people, with the nominees invited in each year.
    pub population: &'a Population,
    /// The published counts of the pool.
    pub censuses: &'a [Census],
    /// Nominees that a PNP round does not invite, as a share of its size.
    pub margin: f64,
}

/// The nominees wanted in the pool at the rounds that invite them.
///
/// Assumption A9: at a PNP round they are its size and a margin, which stays in the pool. At an all-program
/// round, which invites them first, they are the snapshot's count at 601 and more. Where no snapshot was
/// published, they are the nominees invited in that year's all-program rounds, spread evenly over its days. A
/// sampled size counts as its largest value. Assumption A30: where a round has no stated size, the yearly
/// allocation decides.
pub(crate) fn nominee_stocks(
    known: &StockSources<'_>,
    plan: &[&PlannedRound],
    start: Day,
) -> Vec<NomineeStock> {
    let StockSources { law, population, censuses, margin } = *known;
    let nominees = law.nominees();
    let mut stocks: Vec<NomineeStock> = Vec::new();
    let mut previous = start;
    for round in plan.iter().filter(|round| round.eligible.admitted.intersects(nominees)) {
        let day = round.instruction.drawn_at.day();
        let is_pnp_only = round.eligible.admitted == nominees;
        let (is_known, size) = match round.sizing {
            Sizing::Persons(size) => (true, f64::from(size)),
            Sizing::Between(_, high) => (is_pnp_only, f64::from(high)),
            Sizing::Eligible(_)
            | Sizing::Nominees
            | Sizing::AtOrAbove(_)
            | Sizing::Planned
            | Sizing::AsInBase(_) => (false, 0.0),
        };
        let (nominees, left_over) = if !is_known {
            (None, 0.0)
        } else if is_pnp_only {
            (Some(size * (1.0 + margin)), size * margin)
        } else {
            let published = snapshot_nominees(censuses, day);
            (Some(published.unwrap_or_else(|| invited_between(population, previous, day)).min(size)), 0.0)
        };
        match stocks.last_mut() {
            Some(last) if last.day == day => {
                last.nominees = last.nominees.zip(nominees).map(|(first, second)| first + second);
                last.left_over += left_over;
            }
            _ => stocks.push(NomineeStock { day, nominees, left_over }),
        }
        previous = day;
    }
    stocks
}

/// Candidates at 601 and more in a snapshot at most ten days old.
fn snapshot_nominees(censuses: &[Census], day: Day) -> Option<f64> {
    let recent = censuses.iter().rev().find(|census| census.date <= day)?;
    (day - recent.date <= 10).then_some(())?;
    recent.candidates[0].map(f64::from)
}

/// Nominees invited from the day after one day to another.
fn invited_between(population: &Population, after: Day, to: Day) -> f64 {
    (1..=to - after).map(|offset| invited_in(population, (after + offset).year()) / DAYS_PER_YEAR).sum()
}

/// Nominees invited in a year, or in the nearest one with a figure.
fn invited_in(population: &Population, year: i16) -> f64 {
    let nearest = population.nomination.invited.iter().min_by_key(|stated| (stated.year - year).abs());
    nearest.map_or(0.0, |stated| stated.count)
}
