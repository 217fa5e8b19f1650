//! Comparisons that simulate base and reforms pair by pair.

use std::sync::Arc;

use super::answered::{Answered, finish};
use super::arguments::Arguments;
use super::compared::{Compared, check_names, find_differences};
use crate::cli::budget::{Count, Estimate, Measured};
use crate::cli::file_target::refused;
use crate::cli::options::Limits;
use crate::cli::precise::Until;
use crate::cli::session::{Session, Work};
use crate::document::problem::InvalidInput;
use crate::document::source::Source;
use crate::experiment::Workers;
use crate::experiment::compare::{Comparison, Effecting, Effects};
use crate::experiment::precision::{PreciseOutcome, Widest};
use crate::experiment::same_people::check_same_people;
use crate::model::Model;
use crate::report::folder::ResultFolder;
use crate::report::manifest::Stopwatch;
use crate::scenario::Overlay;

/// Runs base and reforms pair by pair, writes the effects, and prints the answer.
pub fn compare(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let (mut base, reforms) = load(arguments)?;
    let replications = base.scenario.replications();
    session.name_categories(&base.model.law);
    for reform in &reforms {
        session.name_categories(&reform.model.law);
    }
    let few = base.model.few_replications(replications);
    let of_reforms = reforms.iter().flat_map(|reform| reform.model.notices());
    session.notify(base.model.notices().into_iter().chain(of_reforms).chain(few));
    let inputs = inputs(&base, &reforms);
    let folder = session.open(&arguments.folder(), &inputs)?;
    let mut comparison = Comparison { base: &base.model, reforms: Vec::new() };
    for reform in &reforms {
        comparison.reforms.push(base.arm(reform));
    }
    check_outcome(arguments)?;
    let until = arguments.precision.until(&base.model)?;
    let most = until.map_or(replications, |until| until.most);
    let threads = arguments.common.threads(most.into());
    let runs = Runs { comparison: &comparison, most, until, threads, limits: arguments.limits };
    let Ran { effects, widest, replications } = runs.run(&folder, &session)?;
    session.note_simulated();
    if let Some(until) = until {
        base.scenario.replicate(replications);
        session.notify(until.notices(&base.model, widest.as_ref(), replications));
        session.note_precision(Some(until.ran(widest.as_ref())));
    }
    let members = base.scenario.population.members.as_ref();
    let work = Work { replications, threads, members, inputs: &inputs };
    finish(Answered { base: &base, reforms: &reforms, effects: &effects }, session, folder, work)
}

/// Reads base and reforms. The replications of the base hold for all; another seed is refused.
fn load(arguments: &Arguments) -> anyhow::Result<(Compared, Vec<Compared>)> {
    let overlay = Overlay { replications: arguments.replications.replications, ..arguments.common.overlay() };
    let mut loaded = Vec::new();
    let mut broken = Vec::new();
    for name in arguments.names() {
        match Model::load(name, &overlay) {
            Ok((scenario, model)) => loaded.push(Compared::new(scenario, model)),
            Err(invalid) => broken.push(invalid),
        }
    }
    if let Some(invalid) = InvalidInput::joined(broken) {
        return Err(invalid.into());
    }
    let mut reforms = loaded.split_off(1);
    let base = loaded.remove(0);
    check_names(&reforms)?;
    check_same_people(&base.scenario, reforms.iter().map(|reform| &reform.scenario))?;
    find_differences(&base, &mut reforms);
    Ok((base, reforms))
}

/// Refuses a precision of other outcomes than cutoffs: admissions are compared by program, and not by line.
fn check_outcome(arguments: &Arguments) -> Result<(), InvalidInput> {
    match arguments.precision.asked() {
        Some(asked) if asked.outcome != PreciseOutcome::Cutoff => {
            let title = format!("`--precision {asked}` is not asked of a comparison");
            Err(refused(title, "expected a precision of cutoffs, such as cutoff:0.5 or cutoff.cec:0.5"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Every file that was read, each once.
fn inputs(base: &Compared, reforms: &[Compared]) -> Vec<Arc<Source>> {
    let mut inputs: Vec<Arc<Source>> = base.scenario.inputs().all();
    for source in reforms.iter().flat_map(|reform| reform.scenario.inputs().all()) {
        if inputs.iter().all(|known| known.name != source.name) {
            inputs.push(source);
        }
    }
    inputs
}

/// The simulations of a comparison.
struct Runs<'a> {
    comparison: &'a Comparison<'a>,
    /// Replications of each scenario; the most of them with a precision.
    most: u32,
    until: Option<Until<'a>>,
    threads: usize,
    limits: Limits,
}

/// What the simulations found.
struct Ran {
    effects: Vec<Effects>,
    /// The widest interval of the outcome whose precision was asked for.
    widest: Option<Widest>,
    replications: u32,
}

impl Runs<'_> {
    /// Runs all replications, or as many as a precision needs; after the first ones it says how long all will
    /// take.
    fn run(&self, folder: &ResultFolder, session: &Session) -> anyhow::Result<Ran> {
        let progress = session.bar(self.most.into(), "replications of each scenario");
        let workers = Workers::start(self.threads)?;
        let mut gathered = Effecting::start(self.comparison);
        let stopwatch = Stopwatch::start();
        let done = || progress.inc(1);
        let mut end = workers.first_batch().min(self.most);
        self.comparison.run(&mut gathered, 0..end, &workers, &done);
        if end < self.most {
            self.estimate(end, stopwatch, folder, session)?;
        }
        while !self.is_complete(end, &gathered) {
            let next = self.until.map_or(self.most, |until| until.end_of_batch(end)).min(self.most);
            self.comparison.run(&mut gathered, end..next, &workers, &done);
            end = next;
        }
        progress.finish_and_clear();
        let widest = self.until.and_then(|until| gathered.widest(until.precision));
        Ok(Ran { effects: gathered.effects(), widest, replications: end })
    }

    /// Whether there are as many replications as there may be, or enough at the end of a batch.
    fn is_complete(&self, replications: u32, gathered: &Effecting<'_>) -> bool {
        replications == self.most
            || self
                .until
                .is_some_and(|until| until.is_complete(replications, || gathered.widest(until.precision)))
    }

    fn estimate(
        &self,
        done: u32,
        stopwatch: Stopwatch,
        folder: &ResultFolder,
        session: &Session,
    ) -> anyhow::Result<()> {
        let all = if self.until.is_some() { Count::AtMost(self.most) } else { Count::Exactly(self.most) };
        let seconds = stopwatch.seconds();
        let measured = Measured { done, all, seconds, findings_bytes: 0, written_bytes: 0 };
        let estimate = Estimate::of(measured, folder.path());
        estimate.refuse(self.limits, folder.path())?;
        if let Some(text) = estimate.text() {
            session.tell(&text);
        }
        Ok(())
    }
}
