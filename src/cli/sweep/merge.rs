//! `drawsim sweep merge`: joins the shards of a sweep.

use std::path::{Path, PathBuf};

use super::joined::{Joining, join};
use crate::cli::file_target::refused;
use crate::cli::options::Writing;
use crate::cli::session::Session;
use crate::document::problem::{InvalidInput, Problem, Problems};
use crate::experiment::sweep::{
    Damage, Identity, PlanFile, Refused, Shard, SweepPlan, WorkFolder, check_shards,
};
use crate::report::folder::{MANIFEST, WORK};
use crate::table::start_writing;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folder of the sweep.
    folder: PathBuf,
    #[command(flatten)]
    writing: Writing,
}

/// Checks every shard, and joins them.
pub fn merge(arguments: &Arguments) -> anyhow::Result<()> {
    let session = Session::start(arguments.writing);
    let place = &arguments.folder;
    if place.join(MANIFEST).is_file() && !place.join(WORK).exists() {
        let title = format!("`{}` is joined already", place.display());
        return Err(refused(title, "expected a folder with shards").into());
    }
    session.check_place(place)?;
    start_writing()?;
    let Found { plan, file, shards } = find(place)?;
    let work = WorkFolder(place.join(WORK));
    let identity = Identity::of(&plan, &file.hash);
    check_shards(&plan, identity, &work, shards).map_err(|refused| refusal(&refused, &file))?;
    let seed = seed_of(&file);
    join(Joining { plan: &plan, file: &file, place, shards, threads: 1, seed }, session)
}

/// A sweep that was begun in a folder.
pub struct Found {
    /// Its plan.
    pub plan: SweepPlan,
    /// The plan as it is kept.
    pub file: PlanFile,
    /// How many shards it is divided into.
    pub shards: u32,
}

/// Finds the sweep of a folder.
pub fn find(place: &Path) -> Result<Found, InvalidInput> {
    let work = WorkFolder(place.join(WORK));
    let Some(file) = PlanFile::read(&work.0)? else {
        let title = if place.join(MANIFEST).is_file() {
            format!("`{}` is a result; it has no shards to join", place.display())
        } else {
            format!("`{}` is no folder of a sweep", place.display())
        };
        return Err(refused(
            title,
            "expected the folder that `drawsim sweep run --shard` was given with `-o`",
        ));
    };
    let plan = file.plan(&work.0)?;
    let shards = work.shards();
    let mut counts: Vec<u32> = shards.iter().map(|shard| shard.count).collect();
    counts.dedup();
    match counts.as_slice() {
        [] => Ok(Found { plan, file, shards: 0 }),
        [count] => Ok(Found { plan, file, shards: *count }),
        several => {
            let listed: Vec<String> = several.iter().map(ToString::to_string).collect();
            let title = format!(
                "`{}` holds shards of different divisions: of {}",
                work.0.display(),
                listed.join(" and of ")
            );
            Err(refused(title, "expected shards of one division; remove the files of the others"))
        }
    }
}

/// What is wrong with shards.
fn refusal(refused: &[Refused], file: &PlanFile) -> InvalidInput {
    let problems = Problems::new();
    for one in refused {
        let Shard { index, count } = one.shard;
        let path = one.file.display();
        let (title, expected) = match one.damage {
            Damage::Missing if one.done > 0 => (
                format!("shard {index}/{count} is unfinished: {} of {} cells", one.done, one.all),
                "run it again: it goes on from there".to_owned(),
            ),
            Damage::Missing => (format!("shard {index}/{count} is missing"), "run it".to_owned()),
            damage => (
                format!("shard {index}/{count}: `{path}` {damage}"),
                format!("remove it and run the shard again, with drawsim {}", file.version),
            ),
        };
        problems.push(Problem::without_place(title, expected));
    }
    match problems.finish(None::<()>) {
        Err(invalid) => invalid,
        Ok(()) => unreachable!("shards were refused"),
    }
}

/// The seed of the base.
fn seed_of(file: &PlanFile) -> u64 {
    let document: toml::Table = toml::from_str(&file.base).unwrap_or_default();
    document.get("seed").and_then(toml::Value::as_integer).unwrap_or_default() as u64
}
