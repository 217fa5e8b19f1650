//! The charts of a run: titles that state the finding, and the notes at their foot.

use super::report::RunReport;
use crate::model::Model;
use crate::policy::levels::Line;
use crate::report::chart::{self, AdmissionsText, CutoffNotes, Federal, PoolCounts, PoolNotes, Title};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::pool_fit::{self, NomineeCount};
use crate::report::rounds::{cutoff_scale_notes, scale_note};
use crate::report::words::message;

impl RunReport<'_> {
    /// Draws and writes the charts.
    ///
    /// # Errors
    /// If a chart cannot be written.
    pub fn write_charts(&self, folder: &ResultFolder) -> Result<(), FolderError> {
        self.write_cutoffs(folder)?;
        self.write_pool(folder)?;
        self.write_admissions(folder)
    }

    fn write_cutoffs(&self, folder: &ResultFolder) -> Result<(), FolderError> {
        let rows = &self.findings.cutoffs;
        let types = rows.iter().map(|row| &row.round_type);
        let scale = cutoff_scale_notes(self.findings.scale, types, self.words);
        let notes: Vec<String> =
            self.described.iter().cloned().chain(self.carried_on()).chain(scale).collect();
        let title = match (self.findings.is_replay, self.findings.departs_on) {
            (true, None) => &chart::cutoff_finding(rows, self.words),
            // The distance of a reform from published figures is no finding.
            (true, Some(_)) => self.scenario_title,
            (false, _) => &chart::ahead_finding(rows, self.words),
        };
        let notes = CutoffNotes { run: &notes, departs_on: self.findings.departs_on };
        chart::cutoff_trend(self.titled(title), rows, notes, self.words).write(folder, "cutoff_trend")
    }

    fn write_pool(&self, folder: &ResultFolder) -> Result<(), FolderError> {
        let nominees = NomineeCount::of(self.model);
        let title = pool_fit::finding(&self.findings.pool_fit, nominees, self.words);
        let notes =
            PoolNotes { nominees: nominees.map(|nominees| nominees.note(self.words)), run: self.notes() };
        let pool = PoolCounts {
            days: &self.findings.pool,
            replications: self.findings.replications,
            published: &self.model.published.censuses,
        };
        chart::pool_trend(self.titled(&title), pool, &notes, self.words).write(folder, "pool_trend")
    }

    /// The chart of admissions; none without targets, as in a replay.
    fn write_admissions(&self, folder: &ResultFolder) -> Result<(), FolderError> {
        let landed = &self.findings.landed;
        if landed.is_empty() {
            return Ok(());
        }
        let title = &self.titled(&chart::admissions_finding(landed, self.words));
        let shares = self.words.restated_shares(self.model);
        let notes: Vec<String> = shares.into_iter().chain(self.notes()).collect();
        let text = AdmissionsText { title, federal: federal(self.model), notes: &notes, words: self.words };
        chart::admissions(text, landed).write(folder, "admissions")
    }

    /// The note on law that is carried on from earlier years.
    fn carried_on(&self) -> Option<String> {
        self.words.carried_crs(&self.model.law, self.model.end)
    }

    /// Notes of charts that show counts.
    fn notes(&self) -> Vec<String> {
        let scale = scale_note(self.findings.scale, self.words);
        self.described.iter().cloned().chain(self.carried_on()).chain(scale).collect()
    }

    /// A title with the law that is carried on. The finding of a look-ahead belongs to its scenario, which
    /// the title names.
    fn titled(&self, title: &str) -> Title {
        let words = self.words;
        let title =
            Title::from(words.assuming_carried_crs(title.to_owned(), &self.model.law, self.model.end));
        if self.findings.is_replay {
            return title;
        }
        title.with(words.text(&message!("chart-scenario", title = self.scenario_title)))
    }
}

/// The federal targets: a part of them, if the scenario states the part that is admitted by way of the pool.
fn federal(model: &Model) -> Federal {
    let line = Line::FederalHighSkilled;
    let is_part = (model.start.year()..=model.end.year())
        .any(|year| model.levels.by_pool(line, year, model.end) != model.levels.known(line, year, model.end));
    if is_part { Federal::ByPool } else { Federal::Whole }
}
