//! A command's session: its clock, notices, threads, progress bar, result folder and manifest.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;

use super::{Common, interrupt, progress};
use crate::document::tree::Source;
use crate::model::Notice;
use crate::model::one_step::Window;
use crate::report::folder::{Overwrite, ResultFolder, Unfinished};
use crate::report::manifest::{Manifest, Ran, Stopwatch, peak_memory_bytes};
use crate::report::words::Words;
use crate::scenario::Scenario;

/// The simulations of a command, for the manifest.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// Replications of each simulated scenario.
    pub replications: u32,
    /// Threads that ran.
    pub threads: usize,
    /// Files that were read.
    pub inputs: &'a [Arc<Source>],
}

/// The clock, notices and options of a command.
pub struct Session {
    stopwatch: Stopwatch,
    is_quiet: bool,
    threads: Option<u16>,
    overwrite: Overwrite,
    notices: Vec<String>,
    window: Option<Window>,
    simulation_peak_memory_bytes: Option<u64>,
}

impl Session {
    /// Starts the clock.
    pub fn start(common: &Common) -> Session {
        Session {
            stopwatch: Stopwatch::start(),
            is_quiet: common.writing.quiet,
            threads: common.threads,
            overwrite: if common.writing.force { Overwrite::Force } else { Overwrite::Refuse },
            notices: Vec::new(),
            window: None,
            simulation_peak_memory_bytes: None,
        }
    }

    /// Prints notices unless the user wants quiet, and keeps them for the manifest.
    pub fn notify(&mut self, notices: &[Notice]) {
        if !self.is_quiet {
            super::notify(notices);
        }
        self.notices.extend(Words::english().say_all(notices));
    }

    /// Begins a result folder. A stopped program removes an unfinished folder.
    ///
    /// # Errors
    /// If the folder cannot be made, or the machine does not let the program catch signals.
    pub fn open(&self, path: &Path) -> anyhow::Result<ResultFolder> {
        let folder = ResultFolder::create(path, self.overwrite)?;
        interrupt::remove_when_stopped(folder.unfinished())?;
        Ok(folder)
    }

    /// Begins a result folder if a path is given. Without one a stopped program ends in the same way.
    ///
    /// # Errors
    /// As for [`Session::open`].
    pub fn open_some(&self, path: Option<&Path>) -> anyhow::Result<Option<ResultFolder>> {
        match path {
            Some(path) => self.open(path).map(Some),
            None => {
                interrupt::remove_when_stopped(Unfinished::default())?;
                Ok(None)
            }
        }
    }

    /// Number of threads for a number of simulations.
    pub fn threads(&self, simulations: u64) -> usize {
        super::threads(self.threads, simulations)
    }

    /// A progress bar over a number of things.
    pub fn bar(&self, count: u64, things: &str) -> ProgressBar {
        progress::bar(count, things, self.is_quiet)
    }

    /// Notes the memory that simulations needed, before their results are written.
    pub fn note_simulated(&mut self) {
        self.simulation_peak_memory_bytes = peak_memory_bytes();
    }

    /// Notes the days of a one-step run, which the scenario does not state.
    pub fn note_window(&mut self, window: Window) {
        self.window = Some(window);
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.stopwatch.seconds()
    }

    /// Writes the manifest and puts the folder in its place; answers a path to it.
    ///
    /// # Errors
    /// If the manifest cannot be written, or the folder cannot be put in its place.
    pub fn finish(
        &self,
        folder: ResultFolder,
        scenario: &Scenario,
        work: Work<'_>,
    ) -> anyhow::Result<PathBuf> {
        let ran = Ran {
            scenario: &scenario.resolved,
            seed: scenario.seed,
            replications: work.replications,
            threads: work.threads,
            window: self.window,
            notices: &self.notices,
            inputs: work.inputs,
            simulation_peak_memory_bytes: self.simulation_peak_memory_bytes,
        };
        Manifest::of(ran, &self.stopwatch, &folder)?.write(&folder)?;
        Ok(folder.finish()?)
    }

    /// Prints a text unless the user wants quiet.
    ///
    /// # Errors
    /// If standard output cannot be written.
    pub fn print(&self, text: &str) -> anyhow::Result<()> {
        if self.is_quiet { Ok(()) } else { super::print(text) }
    }
}
