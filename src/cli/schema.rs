//! `drawsim schema`: the keys of a scenario as a JSON Schema, for editors.

use super::output;
use crate::report::key_schema::key_schema;

/// Prints the schema.
pub fn schema() -> anyhow::Result<()> {
    output::print(&format!("{:#}", key_schema()))
}
