//! The tables `admissions` and `admissions_monthly`: admissions by year and line of the Levels Plan, and by
//! month and program.

use crate::experiment::column::{RunId, of_replication};
use crate::policy::levels::{Level, Line};
use crate::policy::program::Program;
use crate::record::Landing;
use crate::table::{About, Table};
use crate::time::Day;

const ADMISSIONS: About = About {
    name: "admissions",
    row: "One row for each calendar year and line of the Levels Plan.",
    key: &["scenario", "replication", "year", "line"],
    written: "By `drawsim run`.",
};

const ADMISSIONS_MONTHLY: About = About {
    name: "admissions_monthly",
    row: "One row for each month and program.",
    key: &["scenario", "replication", "year", "month", "program"],
    written: "By `drawsim run` and `drawsim calibrate --check`.",
};

/// Admissions of a calendar year under a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Calendar year.
    pub year: i16,
    /// Line of the Levels Plan.
    pub line: Line,
    /// Principal applicants.
    pub principals: u32,
    /// Persons who count under the line: principal applicants and family, but of French speakers the
    /// applicants alone.
    pub persons: u32,
}

/// Three rows for each year with an admission, by year and the name of the line.
pub fn by_year_and_line(landings: &[Landing]) -> Vec<Admission> {
    let mut years: Vec<i16> = landings.iter().map(|landing| landing.year).collect();
    years.sort_unstable();
    years.dedup();
    let mut rows = Vec::new();
    for year in years {
        for line in [Line::FederalHighSkilled, Line::FrenchOutsideQuebec, Line::Pnp] {
            let mut row = Admission { year, line, principals: 0, persons: 0 };
            for landing in landings.iter().filter(|landing| landing.year == year && is_counted(landing, line))
            {
                row.principals += landing.principals;
                row.persons += counted(landing, line);
            }
            rows.push(row);
        }
    }
    rows
}

/// Persons admitted in a year under a line.
pub fn persons(admissions: &[Admission], year: i16, line: Line) -> u32 {
    let own = admissions.iter().find(|row| (row.year, row.line) == (year, line));
    own.map_or(0, |row| row.persons)
}

/// Persons who count under a line.
///
/// Assumption A49: of the family of a French-speaking applicant no member is counted as a French speaker.
/// Source: the department's figures of French speakers admitted outside Quebec count speakers, not families.
fn counted(landing: &Landing, line: Line) -> u32 {
    match line {
        Line::FederalHighSkilled | Line::Pnp => landing.persons,
        Line::FrenchOutsideQuebec => landing.principals,
    }
}

fn is_counted(landing: &Landing, line: Line) -> bool {
    match line {
        Line::FederalHighSkilled => landing.program != Program::Pnp,
        Line::Pnp => landing.program == Program::Pnp,
        Line::FrenchOutsideQuebec => landing.speaks_french,
    }
}

/// Admissions of a month under a program.
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
    let start = months_since_zero(first.year(), first.month());
    let months = start..=months_since_zero(last.year(), last.month());
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
        let month = (months_since_zero(landing.year, landing.month) - start) as usize;
        rows[month * Program::ALL.len() + landing.program.index()].persons += landing.persons;
    }
    rows
}

/// Months since year 0, so that an admission finds its row by its place.
fn months_since_zero(year: i16, month: i8) -> i32 {
    i32::from(year) * 12 + i32::from(month) - 1
}

/// `admissions`: admissions of each calendar year of a replication, by line of the Levels Plan. `level` gives
/// the target of a year that lies wholly in the run, if a plan states one.
pub fn admissions(run: RunId<'_>, rows: &[Admission], level: impl Fn(Line, i16) -> Option<Level>) -> Table {
    of_replication(&ADMISSIONS, run, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text(
            "line",
            "`federal_high_skilled`, `pnp_express_entry`, or `french_outside_quebec`, which overlaps the \
             other two and is never added to them.",
            |row| Some(row.line.table_name()),
        )
        .integer("landed_principal", "Principal applicants admitted.", |row| Some(row.principals))
        .integer(
            "landed_persons",
            "Persons admitted, family included; of French speakers the applicants alone.",
            |row| Some(row.persons),
        )
        .integer("target_low", "Lower end of the target's range in persons; empty as `target`.", |row| {
            level(row.line, row.year)?.low.map(whole)
        })
        .integer(
            "target",
            "Target of the newest Levels Plan in persons; after a plan's last year its targets go on; empty \
             without a target, and for a year that is not wholly in the run.",
            |row| level(row.line, row.year)?.target.map(whole),
        )
        .integer("target_high", "Upper end of the target's range in persons; empty as `target`.", |row| {
            level(row.line, row.year)?.high.map(whole)
        })
        .finish()
}

fn whole(persons: f64) -> i64 {
    persons.round() as i64
}

/// `admissions_monthly`: persons admitted in each month of a replication by program, family included;
/// `published` finds the published number.
pub fn admissions_monthly(
    run: RunId<'_>,
    rows: &[MonthlyAdmission],
    published: impl Fn(&MonthlyAdmission) -> Option<u32>,
) -> Table {
    of_replication(&ADMISSIONS_MONTHLY, run, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .integer("month", "Month, 1 to 12.", |row| Some(row.month))
        .text("program", "Program of the invitation.", |row| Some(row.program.name()))
        .integer("landed_persons", "Persons admitted, family included.", |row| Some(row.persons))
        .integer(
            "landed_persons_published",
            "In a replay and a one-step run: published admissions; empty if there are none.",
            published,
        )
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANDING: Landing = Landing {
        year: 2024,
        month: 5,
        program: Program::Fsw,
        speaks_french: false,
        principals: 1,
        persons: 1,
    };

    #[test]
    fn every_month_of_the_run_has_a_row_for_each_program() {
        let landings = [(1, 2), (1, 3), (2, 1)].map(|(month, persons)| Landing { month, persons, ..LANDING });
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
        let rows = by_year_and_line(&[
            Landing { program: Program::Cec, ..LANDING },
            Landing { program: Program::Fsw, speaks_french: true, persons: 3, ..LANDING },
            Landing { program: Program::Pnp, speaks_french: true, persons: 2, ..LANDING },
        ]);
        let persons: Vec<(&str, u32)> = rows.iter().map(|row| (row.line.table_name(), row.persons)).collect();
        let expected = [("federal_high_skilled", 4), ("french_outside_quebec", 2), ("pnp_express_entry", 2)];
        assert_eq!(persons, expected);
    }
}
