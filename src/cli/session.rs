//! A command's session: its clock, notices, threads, progress bar, result folder and manifest.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::ProgressBar;

use super::options::{Printing, Writing};
use super::{interrupt, output, progress};
use crate::document::tree::Source;
use crate::model::Notice;
use crate::model::one_step::Window;
use crate::policy::law::Law;
use crate::report::folder::{self, Overwrite, ResultFile, ResultFolder, Unfinished};
use crate::report::manifest::{
    Manifest, Ran, RanPrecision, RanReform, RanSizes, Stopwatch, peak_memory_bytes,
};
use crate::report::words::Words;
use crate::scenario::{Members, Scenario};
use crate::table::{FileFormat, start_writing};

/// The simulations of a command, for the manifest.
#[derive(Clone, Copy)]
pub struct Work<'a> {
    /// Replications of each simulated scenario.
    pub replications: u32,
    /// Threads that ran.
    pub threads: usize,
    /// The members of a calibrated population whose people were simulated.
    pub members: Option<&'a Members>,
    /// Files that were read.
    pub inputs: &'a [Arc<Source>],
}

/// A scenario as a manifest has it.
#[derive(Clone, Copy)]
pub struct ScenarioText<'a> {
    /// Its name.
    pub name: &'a str,
    /// What was asked, in one line.
    pub question: &'a str,
    /// The resolved scenario, in TOML.
    pub resolved: &'a str,
    /// Seed of all random streams.
    pub seed: u64,
}

/// The clock, words and notices of a command.
pub struct Session {
    stopwatch: Stopwatch,
    writing: Writing,
    words: Words,
    notices: Vec<Notice>,
    window: Option<Window>,
    replication: Option<u32>,
    precision: Option<RanPrecision>,
    sizes: Option<RanSizes>,
    reforms: Vec<RanReform>,
    simulation_peak_memory_bytes: Option<u64>,
}

impl Session {
    /// Starts the clock.
    pub fn start(writing: Writing) -> Session {
        Session {
            stopwatch: Stopwatch::start(),
            writing,
            words: output::terminal_words(),
            notices: Vec::new(),
            window: None,
            replication: None,
            precision: None,
            sizes: None,
            reforms: Vec::new(),
            simulation_peak_memory_bytes: None,
        }
    }

    /// What the user wants to be printed.
    pub fn printing(&self) -> Printing {
        self.writing.printing
    }

    /// The words of the terminal.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Takes the names of the categories that a law adds into the words.
    pub fn name_categories(&mut self, law: &Law) {
        self.words = std::mem::replace(&mut self.words, output::terminal_words()).naming(law);
    }

    /// Prints notices unless the user wants quiet, and keeps them for the manifest; each once, whichever of
    /// several scenarios gives it.
    pub fn notify(&mut self, notices: impl IntoIterator<Item = Notice>) {
        let mut new: Vec<Notice> = Vec::new();
        for notice in notices {
            if !self.notices.contains(&notice) && !new.contains(&notice) {
                new.push(notice);
            }
        }
        let notices = new;
        if !self.writing.printing.quiet {
            output::notify(&notices, &self.words);
        }
        self.notices.extend(notices);
    }

    /// Prints a notice on the machine, which is no part of a result, unless the user wants quiet.
    pub fn tell(&self, text: &str) {
        if !self.writing.printing.quiet {
            output::tell(text);
        }
    }

    /// Completes or takes back what a killed run left half done at a place, and says so.
    fn settle(&self, path: &Path) {
        if folder::settle(path) {
            self.tell(&format!(
                "a run for `{}` was killed; what stood there is in its place again",
                path.display()
            ));
        }
    }

    /// Begins a result folder in which none of the inputs stands. A stopped program removes an unfinished
    /// folder.
    ///
    /// # Errors
    /// If the folder cannot be made, an input stands in it, or the machine does not let the program catch
    /// signals.
    pub fn open(&self, path: &Path, inputs: &[Arc<Source>]) -> anyhow::Result<ResultFolder> {
        let overwrite = if self.writing.force { Overwrite::Force } else { Overwrite::Refuse };
        self.settle(path);
        folder::refuse_input_within(path, inputs.iter().map(|source| Path::new(&source.name)))?;
        let folder = ResultFolder::create(path, overwrite)?;
        start_writing()?;
        interrupt::remove_when_stopped(folder.unfinished())?;
        Ok(folder)
    }

    /// Begins a result in a folder that holds the work which leads to it, and nothing else but an old result.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn open_over_work(&self, path: &Path) -> anyhow::Result<ResultFolder> {
        let folder = ResultFolder::create(path, self.over_work())?;
        start_writing()?;
        Ok(folder)
    }

    /// Refuses a place where a result stands that may not be replaced.
    ///
    /// # Errors
    /// If one does.
    pub fn check_place(&self, path: &Path) -> anyhow::Result<()> {
        self.settle(path);
        Ok(ResultFolder::check_place(path, self.over_work())?)
    }

    fn over_work(&self) -> Overwrite {
        if self.writing.force { Overwrite::ForceWithWork } else { Overwrite::RefuseButWork }
    }

    /// Begins a result folder if a path is given.
    ///
    /// # Errors
    /// As for [`Session::open`].
    pub fn open_some(
        &self,
        path: Option<&Path>,
        inputs: &[Arc<Source>],
    ) -> anyhow::Result<Option<ResultFolder>> {
        match path {
            Some(path) => self.open(path, inputs).map(Some),
            None => self.open_nothing().map(|()| None),
        }
    }

    /// Begins a file. A stopped program removes an unfinished one.
    ///
    /// # Errors
    /// If nothing can be written there, or the machine does not let the program catch signals.
    pub fn open_file(&self, path: &Path, format: FileFormat, inputs: &[&Path]) -> anyhow::Result<ResultFile> {
        self.settle(path);
        folder::refuse_input(path, inputs.iter().copied())?;
        let file = ResultFile::create(path)?;
        if format == FileFormat::Parquet {
            start_writing()?;
        }
        interrupt::remove_when_stopped(file.unfinished())?;
        Ok(file)
    }

    /// Begins work without a result on the disk. A stopped program ends in the same way.
    ///
    /// # Errors
    /// If the machine does not let the program catch signals.
    pub fn open_nothing(&self) -> anyhow::Result<()> {
        Ok(interrupt::remove_when_stopped(Unfinished::default())?)
    }

    /// A progress bar over a number of things.
    pub fn bar(&self, count: u64, things: &str) -> ProgressBar {
        if self.writing.printing.quiet { ProgressBar::hidden() } else { progress::bar(count, things) }
    }

    /// Notes the memory that simulations needed, before their results are written.
    pub fn note_simulated(&mut self) {
        self.simulation_peak_memory_bytes = peak_memory_bytes();
    }

    /// Notes the one replication that is run alone, for the manifest.
    pub fn note_replication(&mut self, replication: Option<u32>) {
        self.replication = replication;
    }

    /// Notes the precision that was asked for and reached, for the manifest.
    pub fn note_precision(&mut self, precision: Option<RanPrecision>) {
        self.precision = precision;
    }

    /// Notes the sizes of rounds that are those of another scenario.
    pub fn note_sizes(&mut self, sizes: Option<RanSizes>) {
        self.sizes = sizes;
    }

    /// Notes the reforms that were compared with the scenario.
    pub fn note_reforms(&mut self, reforms: Vec<RanReform>) {
        self.reforms = reforms;
    }

    /// Notes the days of a one-step run, which the scenario does not state.
    pub fn note_window(&mut self, window: Window) {
        self.window = Some(window);
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.stopwatch.seconds()
    }

    /// Writes the manifest and puts the folder in its place; returns a path to it.
    ///
    /// # Errors
    /// If the manifest cannot be written, or the folder cannot be put in its place.
    pub fn finish(
        &self,
        folder: ResultFolder,
        scenario: &Scenario,
        work: Work<'_>,
    ) -> anyhow::Result<PathBuf> {
        let scenario = ScenarioText {
            name: &scenario.name_in_tables,
            question: &scenario.title,
            resolved: &scenario.resolved,
            seed: scenario.seed,
        };
        self.finish_text(folder, scenario, work)
    }

    /// The same for a scenario of which there is only the text.
    ///
    /// # Errors
    /// As for [`Session::finish`].
    pub fn finish_text(
        &self,
        folder: ResultFolder,
        scenario: ScenarioText<'_>,
        work: Work<'_>,
    ) -> anyhow::Result<PathBuf> {
        let notices = self.words.say_all(&self.notices);
        let resolved = as_given(scenario.resolved, work.inputs);
        let ran = Ran {
            name: scenario.name,
            question: scenario.question,
            scenario: &resolved,
            seed: scenario.seed,
            replications: work.replications,
            replication: self.replication,
            precision: self.precision.as_ref(),
            threads: work.threads,
            window: self.window,
            members: work.members,
            sizes: self.sizes.as_ref(),
            reforms: &self.reforms,
            notices: &notices,
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
        if self.writing.printing.quiet { Ok(()) } else { output::print(text) }
    }
}

/// A resolved scenario with the paths of its inputs as they were given: options are laid over it by whole
/// paths.
fn as_given(resolved: &str, inputs: &[Arc<Source>]) -> String {
    let mut text = resolved.to_owned();
    for source in inputs {
        if let Ok(whole) = std::path::absolute(&source.name) {
            text = text.replace(&format!("\"{}\"", whole.display()), &format!("\"{}\"", source.name));
        }
    }
    text
}
