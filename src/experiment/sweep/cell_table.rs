//! The table `cells`.

use super::cell::Cell;
use super::plan::SweepPlan;
use super::row::with_settings;
use crate::table::{About, Table, TableBuilder};

const CELLS: About = About {
    name: "cells",
    row: "One row for each cell: the bases, and then the points of the design.",
    key: &["cell"],
    written: "By `drawsim sweep`. After `hash` there is a column for each lever and uncertainty, under its \
              key or its name, empty where it is as in the base.",
};

/// `cells`: the cells of a sweep from a first one on, with their settings.
pub fn cells(plan: &SweepPlan, rows: &[Cell]) -> Table {
    let table = with_key(Table::of(&CELLS, rows), |cell| Some(plan.hash_of(cell)));
    with_settings(table, plan, |cell| &cell.settings).finish()
}

/// `cells` without levers and uncertainties, whose columns are those of each sweep.
pub fn empty() -> Table {
    with_key(Table::of(&CELLS, &[]), |_| None).finish()
}

/// The columns that every table of cells has.
fn with_key<'a>(
    table: TableBuilder<'a, Cell>,
    hash: impl Fn(&Cell) -> Option<String>,
) -> TableBuilder<'a, Cell> {
    table
        .integer("cell", "Number of the cell, from 0 on.", |cell| Some(cell.number))
        .integer(
            "base",
            "The cell that it is compared with, whose people and luck are the same; its own number for a \
             base.",
            |cell| Some(cell.base),
        )
        .text(
            "hash",
            "Hash of all that decides the results of the cell: the version of drawsim, the base with all \
             that it reads, the outcomes and the settings.",
            hash,
        )
}
