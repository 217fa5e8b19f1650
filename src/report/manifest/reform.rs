//! A reform in a manifest.

use serde::{Deserialize, Serialize};

/// A reform that was compared with a base.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RanReform {
    /// Its name.
    pub name: String,
    /// The whole scenario as it was run, in TOML.
    pub scenario: String,
}
