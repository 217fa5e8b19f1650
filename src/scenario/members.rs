//! Members of a calibrated population: rows of numbers that take the place of those of the population file.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::document::number_path::NumberPath;
use crate::document::problem::{Problem, Problems};
use crate::document::rows::Rows;
use crate::document::tree::{Node, Origin, Source};

/// The column that counts the members.
const MEMBER: &str = "member";

/// The members of a population, as they were written.
#[derive(Clone, Debug)]
pub struct Members {
    /// The table.
    pub source: Arc<Source>,
    /// The population file of each member, with the scenario's changes.
    pub documents: Vec<Node>,
    /// Keys of the members that the scenario states itself: its value holds for all of them.
    pub restated: Vec<String>,
    rows: Vec<BTreeMap<String, f64>>,
}

impl Members {
    /// The rows of the members whose people so many replications simulate: values by key, as the table
    /// states them.
    pub fn of_replications(&self, replications: u32) -> &[BTreeMap<String, f64>] {
        &self.rows[..self.rows.len().min(replications as usize)]
    }
}

/// A table of members that was read.
pub(super) struct MemberRows {
    source: Arc<Source>,
    paths: Vec<NumberPath>,
    rows: Vec<Vec<Cell>>,
}

/// A number of the table.
struct Cell {
    value: f64,
    origin: Origin,
}

impl MemberRows {
    /// Reads a table with a row a member and a column a key. Every broken value is reported.
    pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<MemberRows> {
        let before = problems.len();
        let rows = Rows::parse(source, &[MEMBER], problems)?;
        let mut paths = Vec::new();
        for (column, origin) in rows.columns().filter(|(column, _)| *column != MEMBER) {
            match column.parse::<NumberPath>() {
                Ok(path) => paths.push((column.to_owned(), path)),
                Err(error) => {
                    problems.push(Problem::new(
                        origin,
                        error.to_string(),
                        "expected a key of the population",
                    ));
                }
            }
        }
        let mut numbers = Vec::new();
        for (place, row) in rows.iter(problems).enumerate() {
            if let Some(member) = row.need::<usize>(MEMBER, "the number of a member, from 1 on")
                && member != place + 1
            {
                let expected = format!("expected {}: members are counted from 1 in order", place + 1);
                row.wrong_in(MEMBER, format!("`{MEMBER}` is {member}"), expected);
            }
            let cells = paths.iter().map(|(column, _)| {
                let origin = row.field_origin(column);
                row.need::<f64>(column, "a number").map(|value| Cell { value, origin })
            });
            numbers.extend(cells.collect::<Option<Vec<Cell>>>());
        }
        if numbers.is_empty() && problems.len() == before {
            let title = "this table holds no member";
            problems.push(Problem::new(rows.start(), title, "expected a row for each member"));
        }
        let paths = paths.into_iter().map(|(_, path)| path).collect();
        (problems.len() == before).then(|| MemberRows { source: Arc::clone(source), paths, rows: numbers })
    }

    /// The keys of its columns.
    pub fn paths(&self) -> &[NumberPath] {
        &self.paths
    }

    /// The members of a population file; `laid` lays the scenario's changes over a file.
    pub fn of(
        self,
        file: &Node,
        restated: Vec<String>,
        laid: impl Fn(Node, &Problems) -> Node,
        problems: &Problems,
    ) -> Option<Members> {
        let mut documents = Vec::new();
        let mut rows = Vec::new();
        for row in &self.rows {
            let keys = self.paths.iter().map(ToString::to_string);
            rows.push(keys.zip(row.iter().map(|cell| cell.value)).collect());
            let mut document = file.clone();
            for (path, Cell { value, origin }) in self.paths.iter().zip(row) {
                if let Err(error) = path.set(&mut document, *value) {
                    let expected = "expected keys of the population file that `population.file` names";
                    problems.push(Problem::new(
                        self.start(),
                        format!("{}: {error}", self.source.name),
                        expected,
                    ));
                    return None;
                }
                path.place(&mut document, origin);
            }
            let wrong = Problems::new();
            documents.push(laid(document, &wrong));
            if let Err(invalid) = wrong.finish(Some(())) {
                let title = |problem: &Problem| format!("member {}: {}", documents.len(), problem.title);
                let named = invalid.problems.into_iter();
                problems.extend(named.map(|problem| Problem { title: title(&problem), ..problem }));
                return None;
            }
        }
        Some(Members { source: self.source, documents, restated, rows })
    }

    fn start(&self) -> Origin {
        let end = self.source.text.lines().next().map_or(0, str::len);
        Origin { source: Arc::clone(&self.source), span: 0..end }
    }
}
