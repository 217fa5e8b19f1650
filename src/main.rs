//! The `drawsim` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    drawsim::cli::main()
}
