//! What each method says of later rounds before its model error is added, and the file that keeps it.

use std::collections::BTreeMap;
use std::path::Path;

use crate::document::sealed::{self, Kept};
use crate::experiment::backtest::row::Method;
use crate::policy::instruction::RoundNumber;
use crate::table::{About, Cell, Table, TableError};

/// The cutoffs that each method says of later rounds: of the simulation one for each path, of a stock those
/// of its ensemble, of other methods a single one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    cutoffs: BTreeMap<(RoundNumber, Method), Vec<f64>>,
}

/// One cutoff of a method.
struct Line {
    number: RoundNumber,
    method: Method,
    cutoff: f64,
}

const RAW: About = About {
    name: "raw",
    row: "One row for each later round, method and member.",
    key: &["round_number", "method"],
    written: "",
};

fn raw(lines: &[Line]) -> Table {
    Table::of(&RAW, lines)
        .text("round_number", "IRCC's number.", |line| Some(line.number))
        .text("method", "As in `backtest`.", |line| Some(line.method.name()))
        .number("cutoff", "Predicted cutoff.", |line| Some(line.cutoff))
        .finish()
}

impl Raw {
    /// Adds cutoffs of a method for some rounds.
    pub fn extend(&mut self, method: Method, cutoffs: impl IntoIterator<Item = (RoundNumber, Vec<f64>)>) {
        let found = cutoffs.into_iter().filter(|(_, cutoffs)| !cutoffs.is_empty());
        self.cutoffs.extend(found.map(|(number, cutoffs)| ((number, method), cutoffs)));
    }

    /// The cutoffs of a method for a round; none where it says nothing.
    pub fn of(&self, number: RoundNumber, method: Method) -> &[f64] {
        self.cutoffs.get(&(number, method)).map_or(&[], Vec::as_slice)
    }

    /// Writes the file of it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), TableError> {
        let mut lines = Vec::new();
        for ((number, method), cutoffs) in &self.cutoffs {
            let (number, method) = (*number, *method);
            lines.extend(cutoffs.iter().map(|cutoff| Line { number, method, cutoff: *cutoff }));
        }
        let table = raw(&lines);
        sealed::write(path, &table.to_csv()).map_err(|error| TableError::write(path, error))
    }

    /// Reads such a file.
    ///
    /// # Errors
    /// If the file cannot be read, was changed, or is another table.
    pub fn read(path: &Path) -> Result<Raw, TableError> {
        let Kept::Whole(text) = sealed::read(path) else {
            return Err(TableError::read(path, "the file was changed"));
        };
        let table = Table::parse_csv(&text, path, &raw(&[]))?;
        let mut found = Raw::default();
        for row in 0..table.height() {
            let line = read_line(&table, row);
            let Line { number, method, cutoff } =
                line.ok_or_else(|| TableError::read(path, "a value is missing"))?;
            found.cutoffs.entry((number, method)).or_default().push(cutoff);
        }
        Ok(found)
    }
}

fn read_line(table: &Table, row: usize) -> Option<Line> {
    let (Cell::Text(number), Cell::Text(method), Cell::Number(cutoff)) =
        (table.cell(row, "round_number")?, table.cell(row, "method")?, table.cell(row, "cutoff")?)
    else {
        return None;
    };
    let method = Method::ALL.into_iter().find(|known| known.name() == method)?;
    Some(Line { number: number.parse().ok()?, method, cutoff })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_back_what_was_written() {
        let mut said = Raw::default();
        let [first, second] = [91, 92].map(RoundNumber::new);
        said.extend(Method::Simulation, [(first, vec![510.0, 498.0]), (second, Vec::new())]);
        said.extend(Method::Persistence, [(second, vec![501.5])]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raw.csv");
        said.write(&path).unwrap();
        let read = Raw::read(&path).unwrap();
        assert_eq!(read, said);
        // In the order of the replications.
        assert_eq!(read.of(first, Method::Simulation), [510.0, 498.0]);
        assert!(read.of(second, Method::Simulation).is_empty());
        for text in ["round_number,method,cutoff\n91,guess,500\n", "round_number,method\n"] {
            sealed::write(&path, text).unwrap();
            assert!(Raw::read(&path).is_err());
        }
        std::fs::write(&path, "round_number,method,cutoff\n").unwrap();
        assert!(Raw::read(&path).is_err(), "nothing seals it");
    }
}
