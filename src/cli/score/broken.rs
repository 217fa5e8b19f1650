//! Rows that could not be read: their count, and their messages.

use std::io::Write as _;
use std::path::Path;

use crate::profiles::reader::Batch;

/// Some rows could not be read; each has been reported.
#[derive(Debug, Default, thiserror::Error)]
#[error("{}", self.words())]
pub struct BrokenRows {
    pub broken: u64,
    pub rows: u64,
}

impl BrokenRows {
    fn words(&self) -> String {
        let BrokenRows { broken, rows } = *self;
        match (broken, rows) {
            (1, 1) => "the only row could not be read".to_owned(),
            (broken, rows) if broken == rows => format!("none of {rows} rows could be read"),
            _ => format!("{broken} of {rows} rows could not be read; the others were scored"),
        }
    }

    /// Counts a batch, and reports its broken rows at once: there may be more than fit in memory.
    pub fn add(&mut self, path: &Path, batch: &Batch) {
        let mut err = std::io::stderr().lock();
        for row in &batch.broken {
            for problem in &row.problems {
                // There is no other place for it if standard error is closed.
                let _ = writeln!(err, "error: {}:{}: {problem}", path.display(), row.line);
            }
        }
        self.broken += batch.broken.len() as u64;
        self.rows += (batch.broken.len() + batch.profiles.len()) as u64;
    }
}
