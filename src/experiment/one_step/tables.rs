//! The tables of one-step runs: `innovations`, `innovations_pool`, `innovations_monthly`, and the flows and
//! admissions of the window.

use super::innovation::{Innovation, Subject};
use super::run::{ComparedCount, ComparedPool, ComparedRound, OneStepRun};
use crate::experiment::column::{RunId, of_replication, of_scenario};
use crate::experiment::judging::pool_fit::ScoreRange;
use crate::experiment::results;
use crate::model::Model;
use crate::published;
use crate::table::{About, Table};
use crate::time::Day;

/// Decimals of logarithms.
const LOG_DECIMALS: usize = 4;

const INNOVATIONS: About = About {
    name: "innovations",
    row: "One row for each published round of each replication of a one-step run, which holds it at its \
          published cutoff. Rounds of nominees are left out, since their number is an input.",
    key: &["scenario", "replication", "round_number"],
    written: "By `drawsim calibrate --check`.",
};

const INNOVATIONS_POOL: About = About {
    name: "innovations_pool",
    row: "One row for each band of scores on each day of a published count, in each replication of a \
          one-step run; bands without a published figure are left out.",
    key: &["scenario", "replication", "date", "band_low"],
    written: "By `drawsim calibrate --check`.",
};

const INNOVATIONS_MONTHLY: About = About {
    name: "innovations_monthly",
    row: "One row for each month and type of rounds, and for each month and range of scores, over all \
          replications of a one-step run.",
    key: &["scenario", "year", "month", "round_type", "band_low", "band_high"],
    written: "By `drawsim calibrate --check`.",
};

/// `innovations`: the rounds of a replication, in the order in which they were held.
pub fn innovations(run: RunId<'_>, rows: &[ComparedRound]) -> Table {
    of_replication(&INNOVATIONS, run, rows)
        .text("round_number", "IRCC's number, as in `rounds`.", |row| Some(row.number))
        .day("date", "Day of the round.", |row| Some(row.date))
        .text("round_type", "As in `rounds`.", |row| Some(&row.round_type))
        .integer("size", "Published invitations.", |row| Some(row.size))
        .integer("cutoff_published", "Published cutoff, in CRS points.", |row| Some(row.cutoff))
        .integer(
            "reached",
            "Eligible candidates at or above the published cutoff and tie-break just before the round.",
            |row| Some(row.reached),
        )
        .integer("eligible", "Eligible candidates just before the round.", |row| Some(row.eligible))
        .number_to(
            LOG_DECIMALS,
            "log_ratio",
            "Natural logarithm of `reached` over `size`: 0 if the model has as many as were invited, -0.69 \
             if it has half. At least half a simulated candidate counts as reached.",
            |row| Some(row.log_ratio),
        )
        .finish()
}

/// A band on the day of a count.
struct BandRow {
    date: Day,
    count: ComparedCount,
}

/// `innovations_pool`: the published counts of a replication, bands from the lowest.
pub fn innovations_pool(run: RunId<'_>, pools: &[ComparedPool]) -> Table {
    let mut rows = Vec::new();
    for pool in pools {
        rows.extend(pool.bands().into_iter().map(|count| BandRow { date: pool.date, count }));
    }
    of_replication(&INNOVATIONS_POOL, run, &rows)
        .day("date", "Day of the count, which is taken before the rounds of the day.", |row| Some(row.date))
        .integer("band_low", "Lowest score of the band, in CRS points, included.", |row| {
            Some(row.count.range.low)
        })
        .integer("band_high", "Highest score of the band, in CRS points, included.", |row| {
            Some(row.count.range.high)
        })
        .integer("candidates", "Simulated candidates in the band.", |row| {
            Some(row.count.simulated.round() as u32)
        })
        .integer("candidates_published", "IRCC's count.", |row| Some(row.count.published as u32))
        .number_to(
            LOG_DECIMALS,
            "log_ratio",
            "Natural logarithm of simulated over published candidates, of at least half a simulated \
             candidate; empty if no candidate was published.",
            |row| row.count.log_ratio,
        )
        .finish()
}

/// `innovations_monthly`: innovations by month, type of rounds and range of scores.
pub fn innovations_monthly(scenario: &str, rows: &[Innovation<Day>]) -> Table {
    of_scenario(&INNOVATIONS_MONTHLY, scenario, rows)
        .integer("year", "Calendar year.", |row| Some(row.period.year()))
        .integer("month", "Month, 1 to 12.", |row| Some(row.period.month()))
        .text("round_type", "Type of the rounds, as in `rounds`; empty for a range of scores.", |row| {
            match &row.subject {
                Subject::Rounds(round_type) => Some(round_type),
                Subject::Scores(_) => None,
            }
        })
        .integer("band_low", "Lowest score of the range, included; empty for a type of rounds.", |row| {
            range(row).map(|range| range.low)
        })
        .integer(
            "band_high",
            "Highest score of the range, included; 0 to 1200 is the whole pool; empty for a type of rounds.",
            |row| range(row).map(|range| range.high),
        )
        .number_to(LOG_DECIMALS, "log_ratio_mean", "Mean of the logarithms of the ratios.", |row| {
            Some(row.mean)
        })
        .number_to(
            LOG_DECIMALS,
            "log_ratio_rms",
            "Root mean square of the logarithms of the ratios.",
            |row| Some(row.root_mean_square),
        )
        .integer("n", "Rounds or published counts, times the replications.", |row| Some(row.count))
        .finish()
}

fn range(row: &Innovation<Day>) -> Option<ScoreRange> {
    match &row.subject {
        Subject::Rounds(_) => None,
        Subject::Scores(range) => Some(*range),
    }
}

/// The tables of a replication, each with the name of its files: its innovations, and its flows and
/// admissions as a run writes them. Published admissions stand in months that lie wholly in the window.
pub fn of_run(model: &Model, run: &OneStepRun) -> [(&'static str, Table); 4] {
    let OneStepRun { replication, rounds, pools, counts } = run;
    let run = RunId::of(model, *replication);
    let people = &model.of_replication(*replication).population;
    let ineligible = people.arrivals.ineligible_per_eligible.as_ref();
    let admitted = results::by_month_and_program(&counts.landings, model.start, model.end);
    [
        ("innovations", innovations(run, rounds)),
        ("innovations_pool", innovations_pool(run, pools)),
        ("flows", results::flows(run, &counts.flows, |year| ineligible.map(|ratio| ratio.at(year)))),
        (
            "admissions_monthly",
            results::admissions_monthly(run, &admitted, |row| {
                is_whole(model, row.year, row.month).then_some(())?;
                published::admissions::find(&model.published.admissions, row.year, row.month, row.program)
            }),
        ),
    ]
}

/// Whether a run simulates every day of a month.
fn is_whole(model: &Model, year: i16, month: i8) -> bool {
    let first = Day::new(year, month, 1).expect("every month has a first day");
    let last = first.plus_months(1) - 1;
    model.start <= first && last <= model.end
}
