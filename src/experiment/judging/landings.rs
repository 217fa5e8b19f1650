//! Persons admitted in the published periods of a replay: simulated and published.

use crate::experiment::column::of_scenario;
use crate::experiment::judging::compared::Compared;
use crate::experiment::mean::{Interval, MeanSums, with_interval};
use crate::experiment::year::first_day;
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::invited::ALL_PROGRAMS;
use crate::published::landings::PublishedLandings;
use crate::record::{Counts, Landing};
use crate::table::{About, Table};
use crate::time::Day;

/// Years that must be simulated before a figure of admissions or applications can be compared: some
/// invitations of 2018 to 2020 took as long to become an admission.
const YEARS_TO_LAND: i16 = 2;

const LANDINGS_ERRORS: About = About {
    name: "landings_errors",
    row: "One row for each period and program with published admissions.",
    key: &["scenario", "first_day", "last_day", "program"],
    written: "By `drawsim run`, if it replays published rounds without a reform.",
};

/// Persons admitted in a period, family included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LandingsRow {
    /// First day.
    pub first: Day,
    /// Last day.
    pub last: Day,
    /// Program; none for all together.
    pub program: Option<Program>,
    /// Persons.
    pub persons: Compared,
    /// The interval of the simulated mean; none for one replication.
    pub interval: Option<Interval>,
}

/// Persons of the published periods that a run simulates, summed over replications.
#[derive(Clone, Debug)]
pub(crate) struct LandingsTally {
    periods: Vec<(PublishedLandings, MeanSums)>,
}

impl LandingsTally {
    /// Sums for the periods of a model that end within its run.
    pub fn with(model: &Model) -> LandingsTally {
        let known = model.published.landings.iter().filter(|period| {
            model.start <= period.first && period.last <= model.end && knows_all_before(model, period.first)
        });
        let mut periods: Vec<(PublishedLandings, MeanSums)> =
            known.map(|period| (*period, MeanSums::default())).collect();
        periods.sort_by_key(|(period, _)| (period.first, period.last, period.program.map(Program::index)));
        LandingsTally { periods }
    }

    /// Adds a replication.
    pub fn add(&mut self, counts: &Counts) {
        for (period, sums) in &mut self.periods {
            let landings = counts.landings.iter().filter(|landing| is_counted(landing, period));
            sums.add(landings.map(|landing| f64::from(landing.persons)).sum());
        }
    }

    /// One row for each period.
    pub fn rows(&self) -> Vec<LandingsRow> {
        let rows = self.periods.iter().map(|(period, sums)| LandingsRow {
            first: period.first,
            last: period.last,
            program: period.program,
            persons: Compared { simulated: sums.mean().unwrap_or(0.0), published: f64::from(period.persons) },
            interval: sums.interval(),
        });
        rows.collect()
    }
}

/// Whether a run knows all applications of a day: it starts at the launch, or some years before.
pub(super) fn knows_all_before(model: &Model, day: Day) -> bool {
    let is_early = model.start <= Day::LAUNCH || model.start <= first_day(day.year() - YEARS_TO_LAND);
    is_early && model.published.years_left_out().iter().all(|year| *year > day.year())
}

fn is_counted(landing: &Landing, period: &PublishedLandings) -> bool {
    let month = (landing.year, landing.month);
    let months = (period.first.year(), period.first.month())..=(period.last.year(), period.last.month());
    months.contains(&month) && period.program.is_none_or(|program| program == landing.program)
}

/// `landings_errors`: simulated and published admissions of periods.
pub fn landings_errors(scenario: &str, rows: &[LandingsRow]) -> Table {
    let table = of_scenario(&LANDINGS_ERRORS, scenario, rows)
        .day("first_day", "First day of the period.", |row| Some(row.first))
        .day("last_day", "Last day of the period.", |row| Some(row.last))
        .text("program", "Program of the admission, or `all`.", |row| {
            Some(row.program.map_or(ALL_PROGRAMS, Program::name))
        })
        .number("landed_persons", "Simulated persons admitted, family included: mean.", |row| {
            Some(row.persons.simulated)
        })
        .integer("landed_persons_published", "Published persons admitted, family included.", |row| {
            Some(row.persons.published as u32)
        });
    with_interval(table, "landed_persons", |row| row.interval).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_counts_the_months_and_the_program_that_it_states() {
        let landing = |year, month, program| Landing {
            year,
            month,
            program,
            speaks_french: false,
            principals: 1,
            persons: 2,
        };
        let period = |program| PublishedLandings {
            first: "2023-11-01".parse().unwrap(),
            last: "2024-02-29".parse().unwrap(),
            program,
            persons: 100,
        };
        let months = [(2023, 10), (2023, 11), (2024, 2), (2024, 3)];
        let counted = |program| {
            months.map(|(year, month)| is_counted(&landing(year, month, Program::Cec), &period(program)))
        };
        assert_eq!(counted(Some(Program::Cec)), [false, true, true, false]);
        assert_eq!(counted(None), [false, true, true, false]);
        assert_eq!(counted(Some(Program::Fsw)), [false; 4]);
    }
}
