//! The coupled paths of a backtest: at each origin the cutoffs of the rounds within three months, in each of
//! many paths, as `odds` counts over them.

use super::learning::Forecast;
use super::outlook::Ahead;
use crate::experiment::backtest::row::Method;
use crate::experiment::forecast::coupling::{Coupling, Keys};
use crate::experiment::forecast::distribution::Distribution;
use crate::experiment::forecast::model_error::ModelError;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::table::{About, Table};
use crate::time::Day;

/// Days ahead to which paths are kept.
const DAYS: i32 = 91;
/// Paths that a replication stands for.
const OF_REPLICATION: usize = 40;

/// A later round in every path.
#[derive(Clone, Debug, PartialEq)]
pub struct CoupledRound {
    /// The origin.
    pub origin: Day,
    /// The round.
    pub number: RoundNumber,
    /// Its type.
    pub round_type: RoundType,
    /// Its published cutoff.
    pub published: u16,
    /// Its cutoff in each path, those of a replication side by side; none where no candidate is invited.
    pub cutoffs: Vec<Option<u16>>,
}

/// A cutoff of a path.
struct PathRow<'a> {
    round: &'a CoupledRound,
    path: usize,
    cutoff: u16,
}

const BACKTEST_PATHS: About = About {
    name: "backtest_paths",
    row: "One row for each origin, later round within 91 days and path: the paths that odds are counted \
    over.",
    key: &["origin", "round_number", "path"],
    written: "By `drawsim backtest`.",
};

/// `backtest_paths`: the cutoff of each round in each path.
pub fn table(rounds: &[CoupledRound]) -> Table {
    let mut rows = Vec::new();
    for round in rounds {
        let cutoffs = round.cutoffs.iter().enumerate();
        rows.extend(cutoffs.filter_map(|(path, cutoff)| Some(PathRow { round, path, cutoff: (*cutoff)? })));
    }
    Table::of(&BACKTEST_PATHS, &rows)
        .day("origin", "Day from which it is predicted.", |row| Some(row.round.origin))
        .text("round_number", "IRCC's number.", |row| Some(row.round.number))
        .text("round_type", "As in `rounds`.", |row| Some(row.round.round_type.name()))
        .integer(
            "path",
            "Its number, from 0: 40 of each replication, side by side. A number is one path in all rounds of \
             an origin and type.",
            |row| Some(row.path as i64),
        )
        .integer("cutoff", "Cutoff of the round in this path, in CRS points.", |row| Some(row.cutoff))
        .finish()
}

/// The paths of the scored rounds within three months. `stacked` are the distributions of the rounds ahead,
/// in their order.
pub fn coupled(forecast: &Forecast<'_>, stacked: &[Option<Distribution>], seed: u64) -> Vec<CoupledRound> {
    let outlook = forecast.outlook;
    let soon = outlook.ahead.iter().zip(stacked);
    let soon: Vec<(&Ahead<'_>, &Distribution)> = soon
        .filter(|(ahead, _)| ahead.days <= DAYS && ahead.is_scored)
        .filter_map(|(ahead, stacked)| Some((ahead, stacked.as_ref()?)))
        .collect();
    let mut types: Vec<&RoundType> = soon.iter().map(|(ahead, _)| &ahead.round.round_type).collect();
    types.sort_unstable();
    types.dedup();
    let round = |(ahead, stacked): &(&Ahead<'_>, &Distribution)| {
        let round_type = &ahead.round.round_type;
        let simulated: Vec<Option<f64>> =
            outlook.raw.of(ahead.round.number, Method::Simulation).iter().copied().map(Some).collect();
        let learned = forecast.simulation_error(round_type);
        let of_type = types.iter().position(|name| *name == round_type).unwrap_or(0) as u64;
        let coupling = Coupling {
            simulated: &simulated,
            forecast: stacked,
            error: ModelError { constant: learned.constant + ahead.change, ..learned },
            days: ahead.days,
            keys: Keys { seed, round: ahead.round.drawn_at.unix() as u64, of_type },
            of_replication: OF_REPLICATION,
        };
        CoupledRound {
            origin: outlook.origin,
            number: ahead.round.number,
            round_type: round_type.clone(),
            published: ahead.published,
            cutoffs: coupling.cutoffs(),
        }
    };
    soon.iter().map(round).collect()
}
