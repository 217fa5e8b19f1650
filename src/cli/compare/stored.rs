//! Comparisons of stored results, without a simulation.

use std::path::Path;
use std::sync::Arc;

use super::answered::{Answered, finish};
use super::arguments::Arguments;
use super::compared::{Compared, check_names, find_differences};
use crate::cli::file_target::refused;
use crate::cli::session::{Session, Work};
use crate::document::problem::{InvalidInput, Problems};
use crate::document::source::Source;
use crate::experiment::compare::{Effects, Stored, StoredSide, TABLES, compare_stored};
use crate::experiment::same_people::check_same_people;
use crate::model::Model;
use crate::report::folder::MANIFEST;
use crate::report::manifest::Manifest;
use crate::scenario::Scenario;

/// Tables that every result of `drawsim run` has.
const NEEDED: usize = 2;

/// A result folder, read.
struct ReadResult {
    compared: Compared,
    stored: Stored,
}

/// Whether a name is that of a stored result.
pub fn is_result(name: &str) -> bool {
    Path::new(name).join(MANIFEST).is_file()
}

/// Compares stored results pair by pair, writes the effects, and prints the answer.
pub fn compare(arguments: &Arguments) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    check_options(arguments)?;
    let mut results = Vec::new();
    let mut broken = Vec::new();
    for name in arguments.names() {
        match read(name) {
            Ok(result) => results.push(result),
            Err(invalid) => broken.push(invalid),
        }
    }
    if let Some(invalid) = InvalidInput::joined(broken) {
        return Err(invalid.into());
    }
    let others = results.split_off(1);
    let base = results.remove(0);
    check_same_people(&base.compared.scenario, others.iter().map(|other| &other.compared.scenario))?;
    let (mut reforms, mut tables) = (Vec::new(), Vec::new());
    for ReadResult { compared, stored } in others {
        session.name_categories(&compared.model.law);
        reforms.push(compared);
        tables.push(stored);
    }
    check_names(&reforms)?;
    find_differences(&base.compared, &mut reforms);
    let ours = StoredSide { stored: &base.stored, model: &base.compared.model };
    let mut effects = Vec::new();
    for (reform, stored) in reforms.iter().zip(&tables) {
        effects.push(compare_stored(ours, stored, base.compared.arm(reform)));
        check_pairs(&base, reform, effects.last())?;
    }
    let replications = effects.iter().map(|one| one.pairs).min().unwrap_or(0);
    let inputs = manifests(arguments);
    let folder = session.open(&arguments.folder(), &inputs)?;
    let answered = Answered { base: &base.compared, reforms: &reforms, effects: &effects };
    finish(answered, session, folder, Work { replications, threads: 1, members: None, inputs: &inputs })
}

/// Refuses results that have no replication in common.
fn check_pairs(base: &ReadResult, reform: &Compared, effects: Option<&Effects>) -> Result<(), InvalidInput> {
    if effects.is_some_and(|effects| effects.pairs > 0) {
        return Ok(());
    }
    let (ours, theirs) = (&base.compared.model.name, &reform.model.name);
    let title = format!("`{ours}` and `{theirs}` have no replication in common");
    Err(refused(title, "expected results of the same replications"))
}

/// Refuses options that would change what was run.
fn check_options(arguments: &Arguments) -> Result<(), InvalidInput> {
    let common = &arguments.common;
    let given = [
        ("--set", !common.settings.set.is_empty()),
        ("--seed", common.seed.seed.is_some()),
        ("--replications", arguments.replications.replications.is_some()),
        ("--precision", arguments.precision.asked().is_some()),
    ];
    match given.iter().find(|(_, is_given)| *is_given) {
        Some((option, _)) => {
            let title = format!("`{option}` changes nothing in a stored result");
            Err(refused(title, "expected names of scenarios, which are run, or results without this option"))
        }
        None => Ok(()),
    }
}

/// The manifests that were read, by path.
fn manifests(arguments: &Arguments) -> Vec<Arc<Source>> {
    let paths = arguments.names().map(|name| Path::new(name).join(MANIFEST));
    let read = paths.filter_map(|path| {
        let text = std::fs::read_to_string(&path).ok()?;
        Some(Source::new(path.display().to_string(), text))
    });
    read.collect()
}

/// Reads a result of `drawsim run`: one of this version, as it was written.
fn read(name: &str) -> Result<ReadResult, InvalidInput> {
    let folder = Path::new(name);
    if !is_result(name) {
        let title = format!("`{name}` is no stored result, and others of the comparison are");
        return Err(refused(title, "expected results of `drawsim run` alone, or names of scenarios alone"));
    }
    let manifest = Manifest::read(folder).map_err(|error| {
        refused(error.to_string(), "expected a result as drawsim wrote it; run the scenario again")
    })?;
    check(name, &manifest)?;
    let own =
        folder.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
    let own = own.unwrap_or_else(|| name.to_owned());
    let mut scenario = Scenario::of_text(&own, &manifest.scenario)?;
    check_inputs(name, &manifest, &scenario)?;
    let mut model = Model::new(&scenario)?;
    (scenario.name, scenario.name_in_tables, model.name) = (own.clone(), own.clone(), own);
    let problems = Problems::new();
    let stored = Stored::read(folder, &problems);
    let stored = problems.finish(stored)?;
    Ok(ReadResult { compared: Compared::new(scenario, model), stored })
}

/// Refuses a result that read other files than those of the same names today.
fn check_inputs(name: &str, manifest: &Manifest, scenario: &Scenario) -> Result<(), InvalidInput> {
    let inputs = scenario.inputs().all();
    match inputs.iter().find(|source| !manifest.has_read(&source.text)) {
        Some(changed) => {
            let title = format!("`{}` is not what the run of `{name}` read", changed.name);
            Err(refused(title, "expected the same file as then; run the scenario again"))
        }
        None => Ok(()),
    }
}

/// Refuses a result of another version, of another command, or one that was altered.
fn check(name: &str, manifest: &Manifest) -> Result<(), InvalidInput> {
    let own = env!("CARGO_PKG_VERSION");
    if manifest.version != own {
        let title = format!("`{name}` is a result of drawsim {}, and this is {own}", manifest.version);
        return Err(refused(title, "expected results of one version; run the scenario again"));
    }
    let has_tables = TABLES[..NEEDED].iter().all(|table| manifest.outputs.contains_key(*table));
    if !has_tables || manifest.window.is_some() || !manifest.reforms.is_empty() {
        let title = format!("`{name}` is no result of `drawsim run`");
        return Err(refused(title, "expected a result with rounds.csv and admissions_monthly.csv"));
    }
    for table in TABLES.iter().filter(|table| manifest.outputs.contains_key(**table)) {
        let path = Path::new(name).join(table);
        if !path.is_file() {
            let title = format!("`{}` is missing", path.display());
            return Err(refused(title, "expected a whole result; run the scenario again"));
        }
        if !manifest.holds(Path::new(name), table).is_ok_and(|is_same| is_same) {
            let title = format!("`{name}/{table}` is not as drawsim wrote it");
            return Err(refused(title, "expected an unaltered result; run the scenario again"));
        }
    }
    Ok(())
}
