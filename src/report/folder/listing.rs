//! The files of a result, as its manifest lists them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Name of the manifest in a result folder.
pub const MANIFEST: &str = "manifest.json";
/// The program that a manifest names.
pub const PROGRAM: &str = "drawsim";

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
