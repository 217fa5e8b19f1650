//! Who landed, by calendar year and line of the Levels Plan, and by month and program.

use super::rows_of;
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::record::Landing;
use crate::table::Table;
use crate::time::Day;

/// Landings of a calendar year under a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: Line,
    /// Principal applicants.
    pub principals: u32,
    /// Principal applicants and family.
    pub persons: u32,
}

/// Three rows for each year with a landing, by year and the name of the line.
pub fn by_year_and_line(landings: &[Landing]) -> Vec<Admission> {
    let mut years: Vec<i16> = landings.iter().map(|landing| landing.year).collect();
    years.sort_unstable();
    years.dedup();
    let lines = [Line::FederalHighSkilled, Line::FrenchOutsideQuebec, Line::Pnp];
    let row = |year: i16, line: Line| {
        let counted =
            || landings.iter().filter(move |landing| landing.year == year && is_counted(landing, line));
        Admission {
            year,
            line,
            principals: counted().map(|landing| landing.principals).sum(),
            persons: counted().map(|landing| landing.persons).sum(),
        }
    };
    years.into_iter().flat_map(|year| lines.map(|line| row(year, line))).collect()
}

fn is_counted(landing: &Landing, line: Line) -> bool {
    match line {
        Line::FederalHighSkilled => landing.program != Program::Pnp,
        Line::Pnp => landing.program == Program::Pnp,
        Line::FrenchOutsideQuebec => landing.speaks_french,
    }
}

/// Landings of a month under a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthlyAdmission {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Program of the invitation.
    pub program: Program,
    /// Principal applicants and family.
    pub persons: u32,
}

/// One row for each program and each month from a first day to a last one, by month and program.
pub fn by_month_and_program(landings: &[Landing], first: Day, last: Day) -> Vec<MonthlyAdmission> {
    // Months since year 0, so that a landing finds its row by its place.
    let place = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month) - 1;
    let start = place(first.year(), first.month());
    let months = start..=place(last.year(), last.month());
    let mut rows: Vec<MonthlyAdmission> = months
        .flat_map(|month| {
            Program::ALL.map(|program| MonthlyAdmission {
                year: (month / 12) as i16,
                month: (month % 12) as i8 + 1,
                program,
                persons: 0,
            })
        })
        .collect();
    for landing in landings {
        let month = (place(landing.year, landing.month) - start) as usize;
        rows[month * Program::ALL.len() + landing.program.index()].persons += landing.persons;
    }
    rows
}

/// `admissions`: who landed in each calendar year, by line of the Levels Plan; `level` gives the target of a year that was
/// lived whole, where a plan states one.
pub fn admissions(
    scenario: &str,
    replications: &[(u32, Vec<Admission>)],
    level: impl Fn(Line, i16) -> Option<Level>,
) -> Table {
    let rows = rows_of(replications);
    let part = |part: fn(Level) -> Option<f64>| {
        let level = &level;
        move |row: &(u32, &Admission)| {
            let persons = level(row.1.line, row.1.year).and_then(part)?;
            Some(persons.round() as i64)
        }
    };
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .text("line", |row| Some(row.1.line.table_name()))
        .integer("landed_principal", |row| Some(row.1.principals))
        .integer("landed_persons", |row| Some(row.1.persons))
        .integer("target_low", part(|level| level.low))
        .integer("target", part(|level| level.target))
        .integer("target_high", part(|level| level.high))
        .finish()
}

/// `admissions_monthly`: persons landed in each month of each replication by program, family included; `published` says
/// how many were admitted.
pub fn admissions_monthly(
    scenario: &str,
    replications: &[(u32, Vec<MonthlyAdmission>)],
    published: impl Fn(&MonthlyAdmission) -> Option<u32>,
) -> Table {
    let rows = rows_of(replications);
    Table::of(&rows)
        .text("scenario", |_| Some(scenario))
        .integer("replication", |row| Some(row.0))
        .integer("year", |row| Some(row.1.year))
        .integer("month", |row| Some(row.1.month))
        .text("program", |row| Some(row.1.program.name()))
        .integer("landed_persons", |row| Some(row.1.persons))
        .integer("landed_persons_published", |row| published(row.1))
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_month_of_the_run_has_a_row_for_each_program() {
        let landing = |month, speaks_french, persons| Landing {
            year: 2024,
            month,
            program: Program::Fsw,
            speaks_french,
            principals: 1,
            persons,
        };
        let landings = [landing(1, false, 2), landing(1, true, 3), landing(2, false, 1)];
        let (first, last) = ("2023-12-31".parse().unwrap(), "2024-02-01".parse().unwrap());
        let rows = by_month_and_program(&landings, first, last);
        let months: Vec<(i16, i8)> = rows.iter().step_by(4).map(|row| (row.year, row.month)).collect();
        assert_eq!(months, [(2023, 12), (2024, 1), (2024, 2)]);
        let persons: Vec<u32> = rows.iter().map(|row| row.persons).collect();
        assert_eq!(persons, [0, 0, 0, 0, 0, 5, 0, 0, 0, 1, 0, 0]);
        assert!(rows.iter().skip(1).step_by(4).all(|row| row.program == Program::Fsw));
    }

    #[test]
    fn french_speakers_are_an_overlay_of_the_other_lines() {
        let landing = |program, speaks_french, persons| Landing {
            year: 2024,
            month: 5,
            program,
            speaks_french,
            principals: 1,
            persons,
        };
        let rows = by_year_and_line(&[
            landing(Program::Cec, false, 1),
            landing(Program::Fsw, true, 3),
            landing(Program::Pnp, true, 2),
        ]);
        let persons: Vec<(&str, u32)> = rows.iter().map(|row| (row.line.table_name(), row.persons)).collect();
        let expected = [("federal_high_skilled", 4), ("french_outside_quebec", 5), ("pnp_express_entry", 2)];
        assert_eq!(persons, expected);
    }
}
