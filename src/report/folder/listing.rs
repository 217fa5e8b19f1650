//! The files of a result, as its manifest lists them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Name of the manifest in a result folder.
pub const MANIFEST: &str = "manifest.json";
/// The program that a manifest names.
pub const PROGRAM: &str = "drawsim";

/// Fields of a manifest that its seal covers: those that say how the result was made and what it holds. The
/// names of inputs, the threads, the time and the memory differ between runs with the same result.
const SEALED: [&str; 10] = [
    "program",
    "version",
    "commit",
    "scenario",
    "seed",
    "replications",
    "window",
    "members",
    "notices",
    "outputs",
];
/// The field with the seal, and how a seal of this kind begins.
const SEAL: &str = "seal";
const KIND: &str = "1:";

/// The text of a manifest with its seal as the last field.
///
/// # Panics
/// If it is no JSON object.
pub fn sealed(text: &str) -> String {
    let value = serde_json::from_str(text).expect("a manifest is JSON");
    let fields = text.trim_end().strip_suffix("\n}").expect("a manifest is an object on several lines");
    format!("{fields},\n  \"{SEAL}\": \"{}\"\n}}\n", seal(&value))
}

/// Whether a manifest is as it was written; one without a seal, of another version, is taken as it is.
pub fn is_intact(text: &str) -> bool {
    let value: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let stated = value.as_ref().and_then(|value| value.get(SEAL)?.as_str());
    let is_known = stated.filter(|stated| stated.starts_with(KIND));
    is_known.is_none_or(|stated| value.as_ref().is_some_and(|value| seal(value) == stated))
}

/// The length and the hash of the fields that are sealed.
fn seal(value: &serde_json::Value) -> String {
    let mut text = String::new();
    for name in SEALED {
        text += &value.get(name).map_or(String::new(), ToString::to_string);
        text.push('\0');
    }
    let inputs = value.get("inputs").and_then(|inputs| inputs.as_object());
    let mut hashes: Vec<String> = inputs.into_iter().flatten().map(|(_, hash)| hash.to_string()).collect();
    hashes.sort();
    text += &hashes.concat();
    format!("{KIND}{}:{}", text.len(), blake3::hash(text.as_bytes()).to_hex())
}

/// Whether the manifest of a folder is there and was changed.
pub(super) fn is_changed(folder: &Path) -> bool {
    fs::read_to_string(folder.join(MANIFEST)).is_ok_and(|text| !is_intact(&text))
}

/// Paths in a folder of the files that its manifest lists, and of the manifest; none without a manifest of
/// drawsim, of any version.
pub(super) fn files_of_result(folder: &Path) -> Option<BTreeSet<String>> {
    let text = fs::read_to_string(folder.join(MANIFEST)).ok()?;
    let value: serde_json::Value = serde_json::from_str(&text).ok()?;
    value.get("program").filter(|program| program.as_str() == Some(PROGRAM))?;
    let outputs = value.get("outputs").and_then(|outputs| outputs.as_object());
    let outputs = outputs.into_iter().flat_map(|outputs| outputs.keys().cloned());
    Some(outputs.chain([MANIFEST.to_owned()]).collect())
}
