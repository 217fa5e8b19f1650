//! A table of points: a row for each point of a sweep, a column for each dimension.

use std::sync::Arc;

use super::dimension::{Dimension, Setting};
use crate::document::library::{self, Base};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, misspelt};
use crate::document::rows::Rows;
use crate::document::tree::Source;

/// The points of a table.
#[derive(Clone, Debug)]
pub struct TabledPoints {
    /// The table.
    pub source: Arc<Source>,
    rows: Vec<Vec<Setting>>,
}

impl TabledPoints {
    /// Opens the table that a sweep names; its rows are read when the dimensions are known.
    pub(crate) fn open(field: &Field<'_>, kept: Option<&Arc<Source>>, base: &Base) -> Option<TabledPoints> {
        let name = field.text()?;
        if let Some(kept) = kept {
            return Some(TabledPoints { source: Arc::clone(kept), rows: Vec::new() });
        }
        match library::open_foreign_beside(name, base) {
            Ok(opened) => Some(TabledPoints { source: opened.source, rows: Vec::new() }),
            Err(problem) => {
                field.wrong(problem.title, problem.expected);
                None
            }
        }
    }

    /// Reads the rows: a column for each dimension, under its name.
    pub fn settle(&mut self, dimensions: &[Dimension], problems: &Problems) {
        let names: Vec<&str> = dimensions.iter().map(|dimension| dimension.name.as_str()).collect();
        let Some(rows) = Rows::parse(&self.source, &names, problems) else { return };
        for (column, origin) in rows.columns() {
            if !names.contains(&column) {
                let title = format!("`{column}` is no dimension of this sweep");
                problems.push(misspelt(&origin, title, column, &names));
            }
        }
        for row in rows.iter(problems) {
            let mut settings = Vec::new();
            for name in &names {
                let cell = row.text(name).trim();
                if cell.is_empty() {
                    row.wrong_in(name, format!("`{name}` is empty"), "expected its value at this point");
                }
                settings.push(Setting::of_cell(cell));
            }
            self.rows.push(settings);
        }
        if self.rows.is_empty() {
            problems.push(Problem::new(
                rows.start(),
                "this table holds no point",
                "expected a row for each point",
            ));
        }
    }

    /// The points in order: the setting of each dimension.
    pub fn rows(&self) -> &[Vec<Setting>] {
        &self.rows
    }
}
