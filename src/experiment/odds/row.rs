//! The table `odds`: the probability of an invitation, by profile, type of rounds, horizon and change.

use super::count::{ChangeOdds, Horizon, HorizonOdds};
use crate::table::{About, Table};

/// The name of any round in the table.
const ANY: &str = "any";

/// A candidate with its odds.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Its name.
    pub name: String,
    /// As it stands, then after each change.
    pub odds: Vec<ChangeOdds>,
}

/// A row of the table.
#[derive(Clone, Debug)]
pub struct OddsRow<'a> {
    profile: &'a str,
    round_type: &'a str,
    horizon: Horizon,
    change: String,
    odds: HorizonOdds,
}

/// The rows of some answers.
pub fn rows(answers: &[Answer]) -> Vec<OddsRow<'_>> {
    let mut rows = Vec::new();
    for answer in answers {
        for changed in &answer.odds {
            for of_type in &changed.by_type {
                for (horizon, odds) in Horizon::ALL.into_iter().zip(of_type.horizons) {
                    rows.push(OddsRow {
                        profile: &answer.name,
                        round_type: of_type.round_type.as_ref().map_or(ANY, |round_type| round_type.name()),
                        horizon,
                        change: changed.change.name(),
                        odds,
                    });
                }
            }
        }
    }
    rows
}

const ODDS: About = About {
    name: "odds",
    row: "One row for each profile, type of rounds, horizon and change.",
    key: &["profile", "round_type", "horizon", "change"],
    written: "By `drawsim odds -o`.",
};

/// `odds`: one row for each profile, type of rounds, horizon and change.
pub fn odds(rows: &[OddsRow<'_>]) -> Table {
    Table::of(&ODDS, rows)
        .text("profile", "Id of the profile, its line in the file, or the score.", |row| Some(row.profile))
        .text(
            "round_type",
            "As in `rounds`: the odds in rounds of this type alone; `any`: in all open to the profile.",
            |row| Some(row.round_type),
        )
        .text(
            "horizon",
            "`next`: the next round; `3_months`, `6_months`, `12_months`: from the day that odds count from.",
            |row| Some(row.horizon.name()),
        )
        .text(
            "change",
            "`none`; of a bare score points gained, such as `plus_10`; of a profile `clb`, one level more in \
             the first language with a new test, `new_test`, the same levels in a new test, `french`, \
             NCLC 7, `canadian_work`, one year more, or `nomination`.",
            |row| Some(&row.change),
        )
        .number("probability", "Probability of an invitation, 0 to 1.", |row| Some(row.odds.probability))
        .number(
            "ci95_low",
            "Lower end of its 95 % interval, by resampling members; empty for a single one.",
            |row| Some(row.odds.interval?.0),
        )
        .number("ci95_high", "Upper end of that interval.", |row| Some(row.odds.interval?.1))
        .day(
            "median_date",
            "Round in which the median path is invited; empty if fewer than half of the paths are.",
            |row| row.odds.median_date,
        )
        .finish()
}
