//! What each method says of later rounds before its model error is added, and the file that keeps it.

use std::collections::BTreeMap;
use std::path::Path;

use super::refit::DAMPINGS;
use crate::document::sealed::{self, Kept};
use crate::experiment::backtest::row::Method;
use crate::policy::instruction::RoundNumber;
use crate::table::{About, Cell, Table, TableError};

/// The cutoffs that each method says of later rounds: of the simulation one for each path, of a stock those
/// of its ensemble, of other methods a single one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Raw {
    cutoffs: BTreeMap<(RoundNumber, Method), Vec<f64>>,
    /// The paths of the simulation for each way in which trends may go on.
    paths: Vec<BTreeMap<RoundNumber, Vec<f64>>>,
}

/// One cutoff of a method; of the simulation with the place of the way in which trends go on.
struct Line {
    number: RoundNumber,
    method: Method,
    trend: usize,
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
        .integer("trend", "How trends go on.", |line| Some(line.trend as i64))
        .number("cutoff", "Predicted cutoff.", |line| Some(line.cutoff))
        .finish()
}

impl Raw {
    /// Adds cutoffs of a method for some rounds.
    pub fn extend(&mut self, method: Method, cutoffs: impl IntoIterator<Item = (RoundNumber, Vec<f64>)>) {
        let found = cutoffs.into_iter().filter(|(_, cutoffs)| !cutoffs.is_empty());
        self.cutoffs.extend(found.map(|(number, cutoffs)| ((number, method), cutoffs)));
    }

    /// Adds a simulated path for one way in which trends go on.
    pub fn add_path(&mut self, trend: usize, cutoffs: impl IntoIterator<Item = (RoundNumber, f64)>) {
        while self.paths.len() <= trend {
            self.paths.push(BTreeMap::new());
        }
        for (number, cutoff) in cutoffs {
            self.paths[trend].entry(number).or_default().push(cutoff);
        }
    }

    /// The cutoffs of a method for a round; none where it says nothing.
    pub fn of(&self, number: RoundNumber, method: Method) -> &[f64] {
        self.cutoffs.get(&(number, method)).map_or(&[], Vec::as_slice)
    }

    /// Simulated cutoffs of a round for one way in which trends go on.
    pub fn paths(&self, number: RoundNumber, trend: usize) -> &[f64] {
        let paths = self.paths.get(trend).and_then(|paths| paths.get(&number));
        paths.map_or(&[], Vec::as_slice)
    }

    /// Ways in which trends may go on.
    pub fn trends(&self) -> usize {
        self.paths.len()
    }

    /// Lets the simulation say what it says for one way in which trends go on.
    pub fn choose(&mut self, trend: usize) {
        let paths = self.paths.get(trend).cloned().unwrap_or_default();
        self.extend(Method::Simulation, paths);
    }

    /// Writes the file of it, before a way is chosen.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, path: &Path) -> Result<(), TableError> {
        let mut lines = Vec::new();
        for ((number, method), cutoffs) in &self.cutoffs {
            let (number, method) = (*number, *method);
            lines.extend(cutoffs.iter().map(|cutoff| Line { number, method, trend: 0, cutoff: *cutoff }));
        }
        for (trend, paths) in self.paths.iter().enumerate() {
            for (number, cutoffs) in paths {
                let line = |cutoff: &f64| Line {
                    number: *number,
                    method: Method::Simulation,
                    trend,
                    cutoff: *cutoff,
                };
                lines.extend(cutoffs.iter().map(line));
            }
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
            let Line { number, method, trend, cutoff } =
                line.ok_or_else(|| TableError::read(path, "a value is missing"))?;
            match method {
                Method::Simulation => found.add_path(trend, [(number, cutoff)]),
                _ => found.cutoffs.entry((number, method)).or_default().push(cutoff),
            }
        }
        Ok(found)
    }
}

fn read_line(table: &Table, row: usize) -> Option<Line> {
    let (Cell::Text(number), Cell::Text(method)) =
        (table.cell(row, "round_number")?, table.cell(row, "method")?)
    else {
        return None;
    };
    let (Cell::Integer(trend), Cell::Number(cutoff)) =
        (table.cell(row, "trend")?, table.cell(row, "cutoff")?)
    else {
        return None;
    };
    let method = Method::ALL.into_iter().find(|known| known.name() == method)?;
    let trend = usize::try_from(trend).ok().filter(|trend| *trend < DAMPINGS.len())?;
    Some(Line { number: number.parse().ok()?, method, trend, cutoff })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_gives_back_what_was_written() {
        let mut said = Raw::default();
        let [first, second] = [91, 92].map(RoundNumber::new);
        said.add_path(0, [(first, 510.0)]);
        said.add_path(0, [(first, 498.0)]);
        said.add_path(2, [(second, 470.0)]);
        said.extend(Method::Persistence, [(second, vec![501.5])]);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("raw.csv");
        said.write(&path).unwrap();
        let mut read = Raw::read(&path).unwrap();
        assert_eq!(read, said);
        assert_eq!(read.paths(second, 2), [470.0]);
        read.choose(0);
        // In the order of the replications.
        assert_eq!(read.of(first, Method::Simulation), [510.0, 498.0]);
        assert!(read.of(second, Method::Simulation).is_empty());
        for text in ["round_number,method,trend,cutoff\n91,guess,0,500\n", "round_number,method\n"] {
            sealed::write(&path, text).unwrap();
            assert!(Raw::read(&path).is_err());
        }
        std::fs::write(&path, "round_number,method,trend,cutoff\n").unwrap();
        assert!(Raw::read(&path).is_err(), "nothing seals it");
    }
}
