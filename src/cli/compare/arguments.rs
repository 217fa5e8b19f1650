//! What the user types.

use crate::cli::options::{Common, Limits, Replications};
use crate::cli::precise::PrecisionOptions;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The scenario to compare with: a file, or the name of one that the program carries, such as `baseline`.
    /// Or the folder of a result of `drawsim run`: then nothing is simulated.
    pub base: String,
    /// The reforms.
    #[arg(required = true, value_name = "REFORM")]
    pub reforms: Vec<String>,
    #[command(flatten)]
    pub replications: Replications,
    #[command(flatten)]
    pub precision: PrecisionOptions,
    #[command(flatten)]
    pub limits: Limits,
    #[command(flatten)]
    pub common: Common,
}

impl Arguments {
    /// The names of base and reforms.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.base).chain(&self.reforms).map(String::as_str)
    }

    /// The folder of the result.
    pub fn folder(&self) -> std::path::PathBuf {
        self.common.output_or("compare")
    }
}
