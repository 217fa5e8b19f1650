//! Rows that could not be read: their count, and their messages.

use std::io::Write as _;
use std::path::Path;

use super::super::options::Printing;
use crate::document::kind::Kinds;
use crate::document::printable::printable_line;
use crate::profiles::reader::{Batch, Doubt};

/// Some rows could not be read; each has been reported.
#[derive(Debug, Default, thiserror::Error)]
#[error("{}", self.words())]
pub struct BrokenRows {
    pub broken: u64,
    pub rows: u64,
    kinds: Kinds,
    doubts: Kinds,
    is_quiet: bool,
}

/// A doubt in words.
fn notice(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Expired { column, dated, last } => {
            format!(
                "`{column}` is {dated}: it was valid until {last}; the profile is scored as if it still were"
            )
        }
        Doubt::ManyYears { years, age } => {
            format!("{years} years of work at the age of {age} cannot be right; they are scored as given")
        }
        Doubt::EarlyEducation { age, youngest } => {
            format!(
                "`education` at the age of {age} cannot be right: expected {youngest} years or more; it is \
                 scored as given"
            )
        }
        Doubt::ManyMonths { column, months, years } => {
            format!(
                "`{column}` is {months}, above all work stated (full years: {years}); it is scored as given"
            )
        }
        Doubt::ManySpouseYears { years } => {
            format!("{years} years of work of the spouse cannot be right; they are scored as given")
        }
        Doubt::StudyWithoutCredential => {
            "`canadian_study` needs an `education` above `secondary`; it is scored as given".to_owned()
        }
        Doubt::OtherAge { age, by_birth } => {
            format!("`age` is {age}, but {by_birth} by `birth_date`; the birth date is taken")
        }
        Doubt::ScaleAlone { column } => {
            format!("`{column}` is given without a test; it has no effect")
        }
    }
}

impl BrokenRows {
    fn words(&self) -> String {
        let BrokenRows { broken, rows, .. } = *self;
        match (broken, rows) {
            (1, 1) => "the only row could not be read".to_owned(),
            (broken, rows) if broken == rows => format!("none of {rows} rows could be read"),
            _ => format!("{broken} of {rows} rows could not be read; the others were scored"),
        }
    }

    /// None so far; notices are not printed if the user wants quiet.
    pub fn new(printing: Printing) -> BrokenRows {
        BrokenRows { is_quiet: printing.quiet, ..BrokenRows::default() }
    }

    /// Reports how many problems were not shown.
    pub fn report_left_out(&self) {
        let mut err = std::io::stderr().lock();
        for (first, count) in self.kinds.left_out() {
            let _ = writeln!(err, "error: {count} more like this one: {}", printable_line(first));
        }
        for (first, count) in self.doubts.left_out() {
            let _ = writeln!(err, "notice: {count} more like this one: {first}");
        }
    }

    /// Counts a batch, and reports its broken rows at once: there may be more than fit in memory.
    pub fn add(&mut self, path: &Path, batch: &Batch) {
        let mut err = std::io::stderr().lock();
        for row in &batch.broken {
            for problem in &row.problems {
                if self.kinds.is_shown(problem) {
                    let problem = printable_line(problem);
                    // There is no other place for it if standard error is closed.
                    let _ = writeln!(err, "error: {}:{}: {problem}", path.display(), row.line);
                }
            }
        }
        for profile in batch.profiles.iter().filter(|_| !self.is_quiet) {
            for doubt in &profile.doubts {
                let notice = printable_line(&notice(doubt)).into_owned();
                if self.doubts.is_shown(&notice) {
                    let _ = writeln!(err, "notice: {}:{}: {notice}", path.display(), profile.line);
                }
            }
        }
        self.broken += batch.broken.len() as u64;
        self.rows += (batch.broken.len() + batch.profiles.len()) as u64;
    }
}
