//! `drawsim sweep run`: a sweep, or a shard of it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::PoisonError;

use super::joined::{Joining, join};
use super::prepared::{Planning, Prepared, prepare};
use crate::cli::file_target::refused;
use crate::cli::interrupt::StopRequest;
use crate::cli::session::Session;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::experiment::Workers;
use crate::experiment::sweep::{
    Ended, Identity, Known, Running, Shard, Sweeping, WorkFolder, check_shards, run_shard,
};
use crate::report::manifest::{Manifest, Stopwatch};
use crate::table::start_writing;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    planning: Planning,
    /// Run one of N equal parts of the cells, from 0/N to (N-1)/N; `sweep merge` joins them.
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// Result of an earlier sweep: cells that it has are not run again.
    #[arg(long, value_name = "RESULT")]
    reuse: Option<PathBuf>,
}

/// The first part of a shard is written after so many seconds. Each later one takes twice as long,
const FIRST_PART_SECONDS: f64 = 10.0;
/// up to so many.
const PART_SECONDS: f64 = 120.0;

/// A sweep that was stopped, and can go on.
#[derive(Debug, thiserror::Error)]
#[error(
    "stopped after {done} of {all} cells; they are kept in `{}`. The same command goes on from there",
    work.display()
)]
pub struct Stopped {
    done: u32,
    all: u32,
    work: PathBuf,
    /// The signal.
    pub signal: u8,
}

/// Runs the cells that are not done, and joins them if the sweep is not divided.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let common = &arguments.planning.common;
    let mut session = Session::start(common.writing);
    let stop = StopRequest::await_signals()?;
    if let Some(folder) = &arguments.reuse {
        check_reused(folder)?;
    }
    let prepared = prepare(&arguments.planning, &mut session)?;
    check_division(&prepared, arguments.shard)?;
    start_writing()?;
    let known = known(arguments, &prepared, &session)?;
    let shard = arguments.shard.unwrap_or(Shard::WHOLE);
    let work = WorkFolder(prepared.work());
    let identity = Identity::of(&prepared.plan, &prepared.file.hash);
    let cells = shard.cells(prepared.plan.cells.count());
    let kept = work.whole_parts(shard, identity.hash, cells.start);
    if let Some(damage) = kept.damage {
        session.tell(&format!(
            "a part of {} {damage}; its cells are run again",
            work.0.join(shard.name()).display()
        ));
    }
    let progress = session.bar(cells.len() as u64, "cells");
    progress.set_position(u64::from(kept.next - cells.start));
    let threads = common.threads(cells.len() as u64);
    let workers = Workers::start(threads)?;
    let part = Mutex::new(PartClock { since: Stopwatch::start(), seconds: FIRST_PART_SECONDS });
    let running = Running {
        work: &work,
        workers: &workers,
        is_done: &|| progress.inc(1),
        is_due: &|| is_due(&part),
        is_stopped: &|| stop.signal().is_some(),
        known: &known,
    };
    let of = Sweeping { plan: &prepared.plan, base: &prepared.base, model: &prepared.model };
    let ended = run_shard(of, identity, shard, &running)?;
    progress.finish_and_clear();
    session.note_simulated();
    match (ended, stop.signal()) {
        (Ended::Stopped { done, all }, signal) => {
            Err(Stopped { done, all, work: work.0, signal: signal.unwrap_or_default() }.into())
        }
        (Ended::Whole { failed }, _) if arguments.shard.is_some() => {
            session.print(&shard_done(&prepared, shard, failed))
        }
        (Ended::Whole { .. }, _) => {
            let joining = Joining {
                plan: &prepared.plan,
                file: &prepared.file,
                place: &prepared.place,
                shards: 1,
                threads,
                seed: prepared.base.seed,
            };
            join(joining, session)
        }
    }
}

/// The part that is run.
struct PartClock {
    since: Stopwatch,
    seconds: f64,
}

/// Whether a part has run long enough; then the next one begins.
fn is_due(part: &Mutex<PartClock>) -> bool {
    let mut part = part.lock().unwrap_or_else(PoisonError::into_inner);
    let is_due = part.since.seconds() >= part.seconds;
    if is_due {
        *part = PartClock { since: Stopwatch::start(), seconds: (2.0 * part.seconds).min(PART_SECONDS) };
    }
    is_due
}

/// Refuses a folder that is no result of a sweep, or one that was altered.
fn check_reused(folder: &Path) -> Result<(), InvalidInput> {
    let name = folder.display();
    let expected = "expected the result of a sweep, as `drawsim sweep` wrote it";
    let manifest = Manifest::read(folder).map_err(|error| refused(error.to_string(), expected))?;
    for table in REUSED {
        if !manifest.outputs.contains_key(table) {
            return Err(refused(format!("`{name}` is no result of a sweep"), expected));
        }
        if !manifest.holds(folder, table).is_ok_and(|is_same| is_same) {
            return Err(refused(format!("`{name}/{table}` is not as drawsim wrote it"), expected));
        }
    }
    Ok(())
}

/// The tables that are taken over.
const REUSED: [&str; 3] = ["plan.json", "cells.parquet", "sweep.parquet"];

/// Refuses a shard of another number of shards than those that are there.
fn check_division(prepared: &Prepared, shard: Option<Shard>) -> Result<(), InvalidInput> {
    let count = shard.unwrap_or(Shard::WHOLE).count;
    let work = WorkFolder(prepared.work());
    let Some(other) = work.shards().into_iter().find(|other| other.count != count) else { return Ok(()) };
    let title =
        format!("`{}` holds a shard of {}, and this is one of {count}", work.0.display(), other.count);
    Err(refused(title, "expected the same number of shards, or another folder with `-o`"))
}

/// The rows that are taken over; says how many.
fn known(arguments: &Arguments, prepared: &Prepared, session: &Session) -> anyhow::Result<Known> {
    let Some(folder) = &arguments.reuse else { return Ok(Known::default()) };
    let known = Known::read(folder, &prepared.plan.outcomes)?;
    let [cells, rows] = known.counts(&prepared.plan);
    session.print(&format!(
        "{} of {} are taken over from {}: {}.\n",
        plural(cells, "cell"),
        prepared.plan.cells.count(),
        folder.display(),
        plural(rows, "replication")
    ))?;
    Ok(known)
}

fn shard_done(prepared: &Prepared, shard: Shard, failed: u32) -> String {
    let cells = shard.cells(prepared.plan.cells.count());
    let failed = if failed > 0 { format!(", of which {failed} failed") } else { String::new() };
    let identity = Identity::of(&prepared.plan, &prepared.file.hash);
    let work = WorkFolder(prepared.work());
    let next = match check_shards(&prepared.plan, identity, &work, shard.count) {
        Ok(_) => format!("All shards are done: drawsim sweep merge {}", prepared.place.display()),
        Err(missing) => format!("{} to go.", plural(missing.len() as u64, "shard")),
    };
    let cells = plural(cells.len() as u64, "cell");
    format!("Shard {}/{} is done: {cells}{failed}. {next}", shard.index, shard.count)
}
