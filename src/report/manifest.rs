//! `manifest.json`: the inputs and the cost of a result, so that it can be made again.
//!
//! The only report that reads the clock and the machine.

mod members;
mod reform;
mod sizes;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant as ClockTime;

use serde::{Deserialize, Serialize};

pub use self::members::{RanMember, RanMembers};
pub use self::reform::RanReform;
pub use self::sizes::{RanSize, RanSizes};
use super::folder::{self, FolderError, MANIFEST, PROGRAM, ResultFolder};
use crate::document::tree::Source;
use crate::model::one_step::Window;
use crate::scenario::Members;

/// The inputs of a result, which are enough to repeat it, and its cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `drawsim`: how a result folder is recognised.
    pub program: String,
    /// Version of drawsim.
    pub version: String,
    /// Commit that drawsim was built from; none for an installed release.
    pub commit: Option<String>,
    /// Name of the scenario; none in results of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario_name: Option<String>,
    /// What was asked, in one line; none in results of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// The whole scenario as it was run, in TOML: defaults, `--set` and included files resolved.
    pub scenario: String,
    /// Seed of all random numbers.
    pub seed: u64,
    /// How often the scenario was replicated.
    pub replications: u32,
    /// The one replication that was run alone, counted from 0; none if all were run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replication: Option<u32>,
    /// The precision that was asked for, and what was reached; none if a number of replications was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<RanPrecision>,
    /// Threads that ran; no result depends on it.
    pub threads: usize,
    /// The days of a one-step run, which its scenario does not state; none for other results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<RanWindow>,
    /// The members of a calibrated population that were simulated; none for one population alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub members: Option<RanMembers>,
    /// The scenario whose sizes the rounds have, and these sizes; none for other results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sizes: Option<RanSizes>,
    /// The reforms that were compared with the scenario; none for other results.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reforms: Vec<RanReform>,
    /// Notices on the run, each sentence once.
    #[serde(default)]
    pub notices: Vec<String>,
    /// BLAKE3 of every input, by its name.
    pub inputs: BTreeMap<String, String>,
    /// BLAKE3 of every other file of the result, by its path in the folder.
    pub outputs: BTreeMap<String, String>,
    /// Seconds from the start of the command to the writing of this file.
    pub wall_seconds: f64,
    /// Most memory that was in use, in bytes; none where the system does not report it.
    pub peak_memory_bytes: Option<u64>,
    /// The same when the last replication had ended, before tables and charts.
    pub simulation_peak_memory_bytes: Option<u64>,
}

/// The precision that a run was asked for, and what it reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RanPrecision {
    /// The value of `--precision`.
    pub asked: String,
    /// Most replications that the run might have.
    pub most_replications: u32,
    /// Whether the widest interval was narrow enough.
    pub is_reached: bool,
    /// The mean with the widest interval: a type of rounds or a line of the Levels Plan, and a year.
    pub widest: Option<String>,
    /// Half the width of that interval; none if a single replication has the outcome.
    pub half_width: Option<f64>,
}

/// The days of a one-step run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RanWindow {
    /// First day that is compared.
    pub from: String,
    /// Last day that is compared.
    pub to: String,
    /// Months simulated before it.
    pub warm_up_months: i32,
}

/// A run that has ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ran<'a> {
    /// Name of the scenario.
    pub name: &'a str,
    /// What was asked, in one line.
    pub question: &'a str,
    /// The resolved scenario, in TOML.
    pub scenario: &'a str,
    /// Seed of all random numbers.
    pub seed: u64,
    /// How often it was replicated.
    pub replications: u32,
    /// The one replication that was run alone.
    pub replication: Option<u32>,
    /// The precision that was asked for.
    pub precision: Option<&'a RanPrecision>,
    /// Threads that ran.
    pub threads: usize,
    /// The days of a one-step run.
    pub window: Option<Window>,
    /// The members of a calibrated population whose people it simulated.
    pub members: Option<&'a Members>,
    /// The sizes of rounds that are those of another scenario.
    pub sizes: Option<&'a RanSizes>,
    /// The reforms that were compared with the scenario.
    pub reforms: &'a [RanReform],
    /// Notices on the run.
    pub notices: &'a [String],
    /// Every input that was read.
    pub inputs: &'a [Arc<Source>],
    /// The most memory in use when the last replication had ended.
    pub simulation_peak_memory_bytes: Option<u64>,
}

/// A clock, started with the command.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stopwatch(ClockTime);

impl Stopwatch {
    /// Starts now.
    pub fn start() -> Stopwatch {
        Stopwatch(ClockTime::now())
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

impl RanWindow {
    fn of(window: Window) -> RanWindow {
        let Window { from, to, warm_up_months } = window;
        RanWindow { from: from.to_string(), to: to.to_string(), warm_up_months }
    }
}

impl Manifest {
    /// The manifest of a result, after all its other files are written.
    ///
    /// # Errors
    /// If a file of the result cannot be read back.
    pub(crate) fn of(
        ran: Ran<'_>,
        stopwatch: &Stopwatch,
        result: &ResultFolder,
    ) -> Result<Manifest, FolderError> {
        let inputs = ran.inputs.iter().map(|source| (source.name.clone(), hash(source.text.as_bytes())));
        let mut outputs = BTreeMap::new();
        hash_files(result.path(), "", &mut outputs)?;
        outputs.remove(MANIFEST);
        Ok(Manifest {
            program: PROGRAM.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: option_env!("DRAWSIM_COMMIT").map(str::to_owned),
            scenario_name: Some(ran.name.to_owned()),
            question: Some(ran.question.to_owned()),
            scenario: ran.scenario.to_owned(),
            seed: ran.seed,
            replications: ran.replications,
            replication: ran.replication,
            precision: ran.precision.cloned(),
            threads: ran.threads,
            window: ran.window.map(RanWindow::of),
            members: ran.members.map(|members| RanMembers::of(members, ran.replications, ran.replication)),
            sizes: ran.sizes.cloned(),
            reforms: ran.reforms.to_vec(),
            notices: ran.notices.to_vec(),
            inputs: inputs.collect(),
            outputs,
            wall_seconds: (stopwatch.seconds() * 1000.0).round() / 1000.0,
            peak_memory_bytes: peak_memory_bytes(),
            simulation_peak_memory_bytes: ran.simulation_peak_memory_bytes,
        })
    }

    /// Writes it into the result, as its last file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, result: &ResultFolder) -> Result<(), FolderError> {
        let text = serde_json::to_string_pretty(self).expect("a manifest is plain text and numbers");
        result.write(MANIFEST, folder::sealed(&text))
    }

    /// Whether the run read a file with this text.
    pub fn has_read(&self, text: &str) -> bool {
        let hash = hash(text.as_bytes());
        self.inputs.values().any(|read| *read == hash)
    }

    /// Whether a file of the result is as it was written.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn holds(&self, folder: &Path, file: &str) -> io::Result<bool> {
        Ok(self.outputs.get(file) == Some(&hash_file(&folder.join(file))?))
    }

    /// Reads the manifest of a result folder.
    ///
    /// # Errors
    /// If there is none, it is not one of drawsim's, or it was changed.
    pub fn read(folder: &Path) -> Result<Manifest, ManifestError> {
        let path = folder.join(MANIFEST);
        let read = fs::read_to_string(&path).map_err(|error| error.to_string());
        let manifest = read.and_then(|text| match folder::is_intact(&text) {
            true => serde_json::from_str(&text).map_err(|error| error.to_string()),
            false => Err("it is not as drawsim wrote it".to_owned()),
        });
        manifest.map_err(|reason| ManifestError { path, reason })
    }
}

/// A manifest that could not be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read `{}`: {reason}", path.display())]
pub struct ManifestError {
    path: std::path::PathBuf,
    reason: String,
}

fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn hash_files(folder: &Path, prefix: &str, hashes: &mut BTreeMap<String, String>) -> Result<(), FolderError> {
    for entry in fs::read_dir(folder).map_err(|error| FolderError::read(folder, error))? {
        let path = entry.map_err(|error| FolderError::read(folder, error))?.path();
        let name = format!("{prefix}{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            hash_files(&path, &format!("{name}/"), hashes)?;
        } else {
            hashes.insert(name, hash_file(&path).map_err(|error| FolderError::read(&path, error))?);
        }
    }
    Ok(())
}

fn hash_file(path: &Path) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(fs::File::open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}

/// The most resident memory of this process so far, in bytes (`VmHWM` of Linux).
pub(crate) fn peak_memory_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::folder::Overwrite;

    #[test]
    fn a_manifest_says_what_made_the_result_and_comes_back() {
        let place = tempfile::tempdir().unwrap();
        let folder = ResultFolder::create(place.path().join("history"), Overwrite::Refuse).unwrap();
        folder.write("rounds.csv", "abc").unwrap();
        folder.write("charts/cutoff_trend.svg", "").unwrap();
        let day: crate::time::Day = "2025-01-01".parse().unwrap();
        let ran = Ran {
            name: "x",
            question: "What is x?",
            scenario: "[run]\nseed = 7\n",
            seed: u64::MAX,
            replications: 20,
            replication: None,
            precision: None,
            threads: 2,
            window: Some(Window { from: day, to: day + 30, warm_up_months: 18 }),
            members: None,
            sizes: None,
            reforms: &[],
            notices: &["the CRS is not known".to_owned()],
            inputs: &[Source::new("rounds.csv", "abc")],
            simulation_peak_memory_bytes: None,
        };
        let manifest = Manifest::of(ran, &Stopwatch::start(), &folder).unwrap();
        manifest.write(&folder).unwrap();
        let path = folder.finish().unwrap();
        assert_eq!(Manifest::read(&path).unwrap(), manifest);
        assert_eq!(manifest.outputs.keys().collect::<Vec<_>>(), ["charts/cutoff_trend.svg", "rounds.csv"]);
        // BLAKE3 of "abc", from the reference implementation's b3sum.
        let abc = "6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85";
        assert_eq!(
            (manifest.inputs["rounds.csv"].as_str(), manifest.outputs["rounds.csv"].as_str()),
            (abc, abc)
        );
        let window = manifest.window.as_ref().unwrap();
        assert_eq!((window.from.as_str(), window.to.as_str()), ("2025-01-01", "2025-01-31"));
        assert!(manifest.wall_seconds >= 0.0);
        assert!(cfg!(not(target_os = "linux")) || manifest.peak_memory_bytes > Some(1 << 20));
        assert!(manifest.commit.is_none_or(|commit| commit.len() >= 40));
    }

    #[test]
    fn the_file_has_the_fields_of_the_contract_in_order() {
        let place = tempfile::tempdir().unwrap();
        let folder = ResultFolder::create(place.path().join("x"), Overwrite::Refuse).unwrap();
        let ran = Ran {
            name: "x",
            question: "What is x?",
            scenario: "",
            seed: 1,
            replications: 1,
            replication: None,
            precision: None,
            threads: 1,
            window: None,
            members: None,
            sizes: None,
            reforms: &[],
            notices: &[],
            inputs: &[],
            simulation_peak_memory_bytes: None,
        };
        Manifest::of(ran, &Stopwatch::start(), &folder).unwrap().write(&folder).unwrap();
        let text = fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let fields: Vec<&String> = value.as_object().unwrap().keys().collect();
        let expected = [
            "program",
            "version",
            "commit",
            "scenario_name",
            "question",
            "scenario",
            "seed",
            "replications",
            "threads",
            "notices",
            "inputs",
            "outputs",
            "wall_seconds",
            "peak_memory_bytes",
            "simulation_peak_memory_bytes",
            "seal",
        ];
        assert_eq!(fields, expected.iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_manifest_that_was_changed_is_an_error() {
        let place = tempfile::tempdir().unwrap();
        let text = "{\n  \"program\": \"drawsim\",\n  \"seed\": 7\n}";
        for (old, new, is_changed) in
            [("7", "7", false), ("7", "8", true), ("drawsim\"", "drawsim\", \"threads\": 2", false)]
        {
            let sealed = folder::sealed(text).replacen(old, new, 1);
            fs::write(place.path().join(MANIFEST), &sealed).unwrap();
            let error = Manifest::read(place.path()).unwrap_err().to_string();
            assert_eq!(error.ends_with("it is not as drawsim wrote it"), is_changed, "{sealed}");
        }
    }

    #[test]
    fn a_folder_without_a_manifest_is_an_error_that_names_the_file() {
        let error = Manifest::read(Path::new("no/such")).unwrap_err().to_string();
        assert!(error.starts_with("cannot read `no/such/manifest.json`: "), "{error}");
    }
}
