//! The tables that hold every replication, written replication by replication: memory holds the rows of one.

use std::path::Path;

use super::results::{
    Compared, MonthlyAdmission, admissions, admissions_monthly, by_group, by_month, by_month_and_program,
    by_year_and_line, flows, inventory, invited, invited_groups, invited_monthly, nominations, pool,
    quarter_plans, rounds,
};
use crate::experiment::column::RunId;
use crate::experiment::targets::level;
use crate::experiment::year::replayed_years;
use crate::model::Model;
use crate::policy::instruction::RoundNumber;
use crate::published::{self, Census};
use crate::record::Counts;
use crate::record::invited::InvitedGroup;
use crate::simulation::Replication;
use crate::table::{Table, TableError, TableWriter};
use crate::time::Day;

/// The open files of the tables.
pub struct ResultTables<'a> {
    source: Source<'a>,
    writers: Vec<TableWriter>,
}

/// The published figures that the rows of a replication are compared with.
struct Source<'a> {
    model: &'a Model,
    /// Years whose published figures of invitations a replay can be compared with.
    years: Vec<i16>,
    /// Names of the arrival streams.
    streams: Vec<String>,
}

impl<'a> ResultTables<'a> {
    /// Begins the tables of a run in a folder.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub fn create(folder: &Path, model: &'a Model) -> Result<ResultTables<'a>, TableError> {
        let source = Source { model, years: replayed_years(model), streams: model.population.stream_names() };
        let empty = source.tables(0, &Counts::default());
        let writers = empty.iter().map(|(name, like)| TableWriter::create(folder, name, like));
        Ok(ResultTables { writers: writers.collect::<Result<_, _>>()?, source })
    }

    /// Appends the rows of a replication. Replications are written in order.
    ///
    /// # Errors
    /// If a file cannot be written, for instance on a full disk; the error names it.
    pub fn write(&mut self, replication: Replication, counts: &Counts) -> Result<(), TableError> {
        let tables = self.source.tables(replication, counts);
        self.writers.iter_mut().zip(&tables).try_for_each(|(writer, (_, table))| writer.write(table))
    }

    /// Bytes of the rows so far, as CSV text.
    pub fn written_bytes(&self) -> u64 {
        self.writers.iter().map(TableWriter::written_bytes).sum()
    }

    /// Completes all files.
    ///
    /// # Errors
    /// If the last bytes of a file cannot be written; the error names it.
    pub fn finish(self) -> Result<(), TableError> {
        self.writers.into_iter().try_for_each(TableWriter::finish)
    }
}

impl Source<'_> {
    /// The rows of a replication in each table, with its name; `plan` only if the planner sizes rounds.
    fn tables(&self, replication: Replication, counts: &Counts) -> Vec<(&'static str, Table)> {
        let model = self.model;
        let run = RunId::of(model, replication);
        let people = &model.of_replication(replication).population;
        let ineligible = people.arrivals.ineligible_per_eligible.as_ref();
        let scale = people.scale;
        let mut tables = vec![
            ("rounds", self.rounds(run, counts)),
            ("flows", flows(run, &counts.flows, |year| ineligible.map(|ratio| ratio.at(year)))),
            ("admissions", self.admissions(run, counts)),
            ("invited", invited(run, &counts.invited, |group| self.share(group))),
            ("invited_monthly", invited_monthly(run, &by_month(&counts.invited_people, scale))),
            ("invited_groups", invited_groups(run, &by_group(&counts.invited_people, &self.streams, scale))),
            ("admissions_monthly", self.admissions_monthly(run, counts)),
            ("pool", pool(run, &counts.censuses, |day| self.snapshot(day))),
            ("inventory", inventory(run, &counts.inventories)),
            ("nominations", nominations(run, &counts.nominated, &people.nomination)),
        ];
        if !model.targets.planning_days.is_empty() {
            tables.push(("plan", quarter_plans(run, &counts.quarter_plans)));
        }
        tables
    }

    fn rounds(&self, run: RunId<'_>, counts: &Counts) -> Table {
        let published = |number| self.model.published_round(number);
        let replayed = self.model.is_replay().then_some(&published as &dyn Fn(RoundNumber) -> Option<_>);
        let held = |number| self.model.is_held_as_published(number);
        let held = self.model.has_published().then_some(&held as &dyn Fn(RoundNumber) -> bool);
        rounds(run, &counts.rounds, Compared { published: replayed, held })
    }

    fn admissions(&self, run: RunId<'_>, counts: &Counts) -> Table {
        let rows = by_year_and_line(&counts.landings);
        admissions(run, &rows, |line, year| level(self.model, line, year))
    }

    fn admissions_monthly(&self, run: RunId<'_>, counts: &Counts) -> Table {
        let rows = by_month_and_program(&counts.landings, self.model.start, self.model.end);
        admissions_monthly(run, &rows, |row| self.admitted(row))
    }

    fn admitted(&self, row: &MonthlyAdmission) -> Option<u32> {
        let admissions = self.model.is_replay().then_some(&self.model.published.admissions)?;
        published::admissions::find(admissions, row.year, row.month, row.program)
    }

    fn share(&self, group: InvitedGroup) -> Option<f64> {
        let shares = self.years.contains(&group.year).then_some(&self.model.published.shares)?;
        published::invited::find(shares, group)
    }

    fn snapshot(&self, day: Day) -> Option<&Census> {
        let censuses = &self.model.published.censuses;
        let place = censuses.binary_search_by_key(&day, |census| census.date);
        place.ok().map(|place| &censuses[place])
    }
}
