//! The published admissions through Express Entry by month and program, read from `admissions.csv`.

use std::sync::Arc;

use super::round::MOST_PERSONS;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::program::Program;

/// Persons admitted in a month under a program, family included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedAdmissions {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Program of the admission.
    pub program: Program,
    /// Persons; where all provinces of a month are suppressed there is no row.
    pub persons: u32,
}

/// Reads the published admissions, in the order of the file; every broken row is reported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<PublishedAdmissions>> {
    let before = problems.len();
    let rows = Rows::parse(source, &["year", "month", "program", "persons"], problems)?;
    let mut admissions: Vec<PublishedAdmissions> = Vec::new();
    for row in rows.iter(problems) {
        let Some(read) = read_row(&row) else { continue };
        if find(&admissions, read.year, read.month, read.program).is_some() {
            row.wrong("this month and program stand twice", "expected one row for each");
        }
        admissions.push(read);
    }
    (problems.len() == before).then_some(admissions)
}

/// The published admissions of a month under a program, where there are any.
pub fn find(admissions: &[PublishedAdmissions], year: i16, month: i8, program: Program) -> Option<u32> {
    let mut rows = admissions.iter().filter(|row| (row.year, row.month) == (year, month));
    rows.find(|row| row.program == program).map(|row| row.persons)
}

fn read_row(row: &Row<'_>) -> Option<PublishedAdmissions> {
    let year = row.need_year("year");
    let month = row.need::<i8>("month", "a month from 1 to 12");
    let names = Program::ALL.map(Program::name);
    let text = row.text("program");
    let program = names.iter().position(|name| *name == text);
    if program.is_none() {
        row.misspelt("program", &names);
    }
    let persons = row.need_count("persons", 0..=MOST_PERSONS, "persons");
    if month.is_some_and(|month| !(1..=12).contains(&month)) {
        row.wrong_in("month", format!("`month` is `{}`", row.text("month")), "expected a month from 1 to 12");
    }
    let program = Program::ALL[program?];
    Some(PublishedAdmissions { year: year?, month: month?, program, persons: persons? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(rows: &str) -> Result<Vec<PublishedAdmissions>, Vec<String>> {
        let problems = Problems::new();
        let text = format!("year,month,program,persons\n{rows}");
        let admissions = read(&Source::new("admissions.csv".to_owned(), text), &problems);
        let finished = problems.finish(admissions);
        finished.map_err(|invalid| invalid.problems.into_iter().map(|problem| problem.title).collect())
    }

    #[test]
    fn a_month_without_a_row_has_no_figure() {
        let admissions = read_text("2022,1,cec,7680\n2022,1,fsw,1090\n").unwrap();
        assert_eq!(find(&admissions, 2022, 1, Program::Fsw), Some(1090));
        assert_eq!(find(&admissions, 2022, 1, Program::Fst), None);
    }

    #[test]
    fn every_broken_row_is_reported() {
        let rows = "2014,1,cec,5\n9999,1,cec,5\n2023,1,cec,4000000000\n2022,13,cec,5\n2022,1,cic,5\n\
                    2022,1,cec,-5\n2022,1,cec,5\n2022,1,cec,6\n";
        let expected = [
            "`year` is `2014`",
            "`year` is `9999`",
            "`persons` is `4000000000`",
            "`month` is `13`",
            "`program` is `cic`",
            "`persons` is `-5`",
            "this month and program stand twice",
        ];
        assert_eq!(read_text(rows).unwrap_err(), expected);
    }
}
