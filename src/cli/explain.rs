//! `drawsim explain`: why a cutoff moves between two scenarios, or who came and went above it between two
//! days of one.

mod account;
mod arguments;
mod attribution;

pub use arguments::Arguments;

use super::file_target::refused;

/// Explains, and writes a result folder if one is wanted.
pub fn explain(arguments: &Arguments) -> anyhow::Result<()> {
    match (&arguments.reform, arguments.from.zip(arguments.to)) {
        (Some(reform), _) => attribution::explain(arguments, reform),
        (None, Some((from, to))) => account::explain(arguments, from, to),
        (None, None) => Err(refused(
            format!("`{}` alone is compared with nothing", arguments.base),
            "expected another scenario, or two days of this one with `--from` and `--to`",
        )
        .into()),
    }
}
