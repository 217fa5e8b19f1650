//! The summary of a forecast: what it rests on, whether it still holds, and a table.

use super::terminal::{Column, worded_table};
use super::words::{Message, Words, decimal, message, short_name};
use crate::experiment::forecast::ahead::{Basis, LookAhead};
use crate::experiment::forecast::row::ForecastRow;
use crate::policy::instruction::RoundType;
use crate::time::Day;

/// Days ahead of the last rounds in the table.
const YEAR: i32 = 365;
/// The tables that an import writes, and the people that a calibration writes.
const ROUNDS: &str = "output/import/rounds.csv";
const POOL: &str = "output/import/pool_snapshots.csv";
const PEOPLE: &str = "output/renewed/population.toml";
const MEMBERS: &str = "output/renewed/members.csv";

/// A forecast with the day on which it is read.
#[derive(Clone, Copy)]
pub struct ForecastReport<'a> {
    /// The look ahead.
    pub ahead: &'a LookAhead,
    /// The scenario as it was given: a name or a path.
    pub scenario: &'a str,
    /// The day on which it is read.
    pub today: Day,
    /// The words.
    pub words: &'a Words,
}

impl ForecastReport<'_> {
    /// The first line: origin and expiry, or the age of the counts and how to renew them; then whether the
    /// scenario is a reform.
    pub fn first_line(&self) -> String {
        let LookAhead { origin, basis, .. } = self.ahead;
        let expiry = self.ahead.expiry();
        let held = if self.today <= expiry {
            message!("forecast-valid", origin = *origin, expiry = expiry)
        } else {
            message!(
                "forecast-expired",
                origin = *origin,
                days = self.today - *origin,
                expiry = expiry,
                scenario = self.scenario,
                rounds = ROUNDS,
                pool = POOL,
                people = PEOPLE,
                members = MEMBERS
            )
        };
        let reform = (*basis == Basis::Simulation).then(|| message!("forecast-reform"));
        let messages: Vec<Message> = [held].into_iter().chain(reform).collect();
        self.words.say_messages(&messages).join(" ")
    }

    /// The first line as a chart shows it, whose font draws a backtick over the next letter.
    pub fn note(&self) -> String {
        self.first_line().replace('`', "\"")
    }

    /// What the forecast rests on: the last day learned from, and the rounds held as they were.
    pub fn basis(&self) -> String {
        let model = &self.ahead.model;
        let held = model.plan.iter().filter(|planned| planned.published_cutoff.is_some());
        let days: Vec<Day> = held.map(|planned| planned.instruction.date).collect();
        let held = days.last().map(|last| message!("forecast-published", rounds = days.len(), last = *last));
        let learned = message!("forecast-learned", to = self.ahead.learned.to);
        let messages: Vec<Message> = held.into_iter().chain([learned]).collect();
        self.words.say_messages(&messages).join(" ")
    }

    /// The whole summary.
    pub fn text(&self, rows: &[ForecastRow]) -> String {
        let words = self.words;
        let title = words.text(&message!("forecast-title"));
        let mut text = format!("{}\n{}\n\n{title}\n{}\n", self.first_line(), self.basis(), self.table(rows));
        for row in next_and_last(rows).into_iter().filter(|row| row.is_next) {
            text += &format!("\n{}", self.parts(row.row));
        }
        text + "\n"
    }

    fn table(&self, rows: &[ForecastRow]) -> String {
        let columns = [
            Column::Words(message!("column-rounds")),
            Column::Words(message!("column-date")),
            Column::Figures(message!("column-held")),
            Column::Figures(message!("column-size")),
            Column::Figures(message!("column-p10")),
            Column::Figures(message!("column-p50")),
            Column::Figures(message!("column-p90")),
        ];
        let points = |row: &ForecastRow, level: f64| {
            let cutoff = row.forecast.cutoff.as_ref();
            cutoff.map_or(String::new(), |cutoff| format!("{:.0}", cutoff.distribution.quantile(level)))
        };
        let lines = next_and_last(rows).into_iter().map(|NextOrLast { row, .. }| {
            [
                row.round_type.name().replace('_', " "),
                row.date.to_string(),
                format!("{:.0}", 100.0 * row.forecast.held),
                row.forecast.size.map_or(String::new(), |size| format!("{size:.0}")),
                points(row, 0.1),
                points(row, 0.5),
                points(row, 0.9),
            ]
        });
        worded_table(self.words, &columns, lines)
    }

    /// The parts of the spread of a round.
    fn parts(&self, row: &ForecastRow) -> String {
        let Some(cutoff) = &row.forecast.cutoff else { return String::new() };
        let parameters = cutoff
            .parameters
            .map(|parameters| message!("forecast-parts-parameters", parameters = decimal(parameters, 1)));
        self.words.text(&message!(
            "forecast-parts",
            name = short_name(row.round_type.name()),
            chance = decimal(cutoff.chance, 1),
            parameters = parameters.map_or(String::new(), |parameters| self.words.text(&parameters)),
            model = decimal(cutoff.model, 1)
        ))
    }
}

struct NextOrLast<'a> {
    row: &'a ForecastRow,
    is_next: bool,
}

/// The next round of each type that is held, and its last within a year, by type.
fn next_and_last(rows: &[ForecastRow]) -> Vec<NextOrLast<'_>> {
    let held: Vec<&ForecastRow> = rows.iter().filter(|row| row.forecast.cutoff.is_some()).collect();
    let mut types: Vec<&RoundType> = held.iter().map(|row| &row.round_type).collect();
    types.sort_unstable();
    types.dedup();
    let mut found = Vec::new();
    for round_type in types {
        let of_type: Vec<&&ForecastRow> = held.iter().filter(|row| row.round_type == *round_type).collect();
        let next = of_type[0];
        found.push(NextOrLast { row: next, is_next: true });
        let last = of_type[1..].iter().rev().find(|row| row.forecast.days <= YEAR);
        found.extend(last.map(|row| NextOrLast { row, is_next: false }));
    }
    found
}
