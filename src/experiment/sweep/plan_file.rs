//! `plan.json`: all that a plan was made from, so that shards, status and merge read the same sweep.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::outcome::YearlyOutcome;
use super::plan::SweepPlan;
use super::spec::SweepSpec;
use crate::document::disk;
use crate::document::problem::{InvalidInput, Problem};
use crate::document::source::Source;
use crate::scenario::Scenario;

/// Name of the file.
pub const PLAN: &str = "plan.json";

/// A plan as it is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanFile {
    /// Version of drawsim.
    pub version: String,
    /// What the sweep asks.
    pub title: String,
    /// The file that states it.
    pub file: KeptText,
    /// The table of its points, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<KeptText>,
    /// The base as it is run, in TOML: defaults, `--set` and extended files resolved.
    pub base: String,
    /// BLAKE3 of every file that the base reads, by name.
    pub inputs: BTreeMap<String, String>,
    /// Kind of the design.
    pub design: String,
    /// Cells, the bases among them.
    pub cells: u32,
    /// Replications of each.
    pub replications: u32,
    /// The outcomes.
    pub outcomes: Vec<String>,
    /// The cost, and what was chosen to fit a budget.
    pub cost: Cost,
    /// Hash of the program, the base with all that it reads, and the outcomes.
    pub context: String,
    /// Hash of all cells and replications.
    pub hash: String,
    /// BLAKE3 of all other fields.
    #[serde(default)]
    pub seal: String,
}

/// A text with the name of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    /// Name of the file.
    pub name: String,
    /// Its text.
    pub text: String,
}

impl KeptText {
    fn of(source: &Source) -> KeptText {
        KeptText { name: source.name.clone(), text: source.text.clone() }
    }
}

/// What a sweep costs, as it was measured once, on its base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cost {
    /// Seconds of one thread to make the model of a cell.
    pub seconds_per_cell: f64,
    /// Seconds of one thread for a replication.
    pub seconds_per_replication: f64,
    /// Bytes of a row in all files of the result.
    pub bytes_per_row: f64,
    /// The budget, as it was typed; none if scale and replications are as stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget: Option<String>,
    /// The scale that was chosen for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<f64>,
    /// The outcome whose precision is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precise_outcome: Option<String>,
    /// Half the width of its 95 % interval at one point; none for one replication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_half_width: Option<f64>,
}

impl Cost {
    /// Seconds of one thread for so many cells of so many replications.
    pub fn seconds(&self, cells: u32, replications: u32) -> f64 {
        f64::from(cells) * (self.seconds_per_cell + f64::from(replications) * self.seconds_per_replication)
    }
}

impl PlanFile {
    /// What is kept of a plan.
    pub fn of(plan: &SweepPlan, base: &Scenario, cost: Cost) -> PlanFile {
        let inputs = base.inputs().all();
        let hash = |text: &str| blake3::hash(text.as_bytes()).to_hex().to_string();
        let file = PlanFile {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            title: plan.spec.title.clone(),
            file: KeptText::of(&plan.spec.source),
            points: plan.spec.points().map(|source| KeptText::of(source)),
            base: base.resolved.clone(),
            inputs: inputs.iter().map(|source| (source.name.clone(), hash(&source.text))).collect(),
            design: plan.spec.design.kind().to_owned(),
            cells: plan.cells.count(),
            replications: plan.replications,
            outcomes: plan.outcomes.iter().map(ToString::to_string).collect(),
            cost,
            context: plan.context().to_owned(),
            hash: plan.hash(),
            seal: String::new(),
        };
        PlanFile { seal: file.seal(), ..file }
    }

    /// The seal of the other fields.
    fn seal(&self) -> String {
        let unsealed = PlanFile { seal: String::new(), ..self.clone() };
        blake3::hash(unsealed.to_json().as_bytes()).to_hex().to_string()
    }

    /// Reads the plan of a folder; none if there is none.
    ///
    /// # Errors
    /// If it cannot be read, or is no plan.
    pub fn read(folder: &Path) -> Result<Option<PlanFile>, InvalidInput> {
        let path = folder.join(PLAN);
        let text = match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(wrong(&path, &error.to_string())),
            Ok(text) => text,
        };
        let file: PlanFile = serde_json::from_str(&text).map_err(|_| altered(&path))?;
        if file.seal() == file.seal { Ok(Some(file)) } else { Err(altered(&path)) }
    }

    /// The plan, from what the file holds.
    ///
    /// # Errors
    /// If the file was altered.
    pub fn plan(&self, folder: &Path) -> Result<SweepPlan, InvalidInput> {
        let altered = || altered(&folder.join(PLAN));
        if self.version != env!("CARGO_PKG_VERSION") {
            let title = format!("`{}` was written by drawsim {}", folder.join(PLAN).display(), self.version);
            let expected = format!("expected a plan of drawsim {}", env!("CARGO_PKG_VERSION"));
            return Err(InvalidInput::one(Problem::without_place(title, expected)));
        }
        let source = |kept: &KeptText| Source::new(kept.name.clone(), kept.text.clone());
        let points = self.points.as_ref().map(source);
        let spec = SweepSpec::of_texts(&source(&self.file), points.as_ref())?;
        let outcomes: Option<Vec<YearlyOutcome>> =
            self.outcomes.iter().map(|name| name.parse().ok()).collect();
        let outcomes = outcomes.ok_or_else(altered)?;
        let plan = SweepPlan::new(spec, self.replications, outcomes, self.context.clone())?;
        if plan.hash() == self.hash { Ok(plan) } else { Err(altered()) }
    }

    /// Writes it into a folder, unless another process has written one there in the meantime: then that one
    /// stays. Returns whether it is this one.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_first(&self, folder: &Path) -> io::Result<bool> {
        fs::create_dir_all(folder)?;
        let path = folder.join(PLAN);
        let mut aside = disk::aside(&path)?;
        aside.write_all(self.to_json().as_bytes()).map_err(disk::without_name)?;
        aside.as_file().sync_all()?;
        match aside.persist_noclobber(&path) {
            Ok(_) => Ok(true),
            Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error.error),
        }
    }

    /// Its text.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a plan is plain text and numbers") + "\n"
    }

    /// What differs in another plan; empty if they are the same.
    pub fn differences(&self, other: &PlanFile) -> Vec<Difference> {
        let points = [self, other].map(|file| file.points.as_ref().map(|kept| &kept.text));
        let is_same_base = self.base == other.base;
        let differing = [
            (self.version != other.version, Difference::Version),
            (self.file.text != other.file.text, Difference::File),
            (points[0] != points[1], Difference::Points),
            (!is_same_base, Difference::Base),
            (is_same_base && self.inputs != other.inputs, Difference::Inputs),
            (self.replications != other.replications, Difference::Replications),
            (self.outcomes != other.outcomes, Difference::Outcomes),
        ];
        let mut found: Vec<Difference> =
            differing.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what).collect();
        if found.is_empty() && self.hash != other.hash {
            found.push(Difference::Commit);
        }
        found
    }
}

/// What two plans do not share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The version of drawsim.
    Version,
    /// The text of the sweep.
    File,
    /// The text of its table of points.
    Points,
    /// The base, or what is laid over it.
    Base,
    /// A file that the base reads.
    Inputs,
    /// The number of replications.
    Replications,
    /// The outcomes.
    Outcomes,
    /// The commit from which drawsim was built.
    Commit,
}

fn altered(path: &Path) -> InvalidInput {
    let found = "it is not as drawsim wrote it";
    wrong(path, found)
}

fn wrong(path: &Path, reason: &str) -> InvalidInput {
    let title = format!("cannot use `{}`: {reason}", path.display());
    InvalidInput::one(Problem::without_place(
        title,
        "expected the plan of a sweep, as `drawsim sweep` wrote it",
    ))
}
