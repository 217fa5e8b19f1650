//! Ctrl-C, the request to end that a machine sends, and the end of the terminal: what is unfinished is taken away first. A
//! limit of the machine is no end.

#[cfg(unix)]
use std::sync::Arc;

use crate::report::folder::Unfinished;

/// From now on a file that grows beyond a limit of the machine is an error of writing, and not the end.
///
/// # Errors
/// If the machine does not let signals be heard.
#[cfg(unix)]
pub fn outlive_limits() -> std::io::Result<()> {
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default()).map(|_| ())
}

/// From now on a program that is stopped takes an unfinished result away and ends with 130 for Ctrl-C, 143 for a
/// request to end, 129 where its terminal is closed: 128 and the signal's number.
///
/// # Errors
/// If the machine does not let signals be heard.
#[cfg(unix)]
pub fn remove_when_stopped(unfinished: Unfinished) -> std::io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let closed = hears_the_end_of_the_terminal(SIGHUP).then_some(SIGHUP);
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM].into_iter().chain(closed))?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            unfinished.remove();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Whether the signal ends the program: behind `nohup` it is ignored, and has to stay so. Where the machine does not tell,
/// as elsewhere than on Linux, the signal is left as it is; a later run takes away what then stays.
#[cfg(unix)]
fn hears_the_end_of_the_terminal(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask >> (signal - 1) & 1 == 0)
}

/// Elsewhere there is no such signal.
#[cfg(not(unix))]
pub fn outlive_limits() -> std::io::Result<()> {
    Ok(())
}

/// Elsewhere than on Unix a program that is stopped leaves its unfinished folder, which a later run takes away.
#[cfg(not(unix))]
pub fn remove_when_stopped(_: Unfinished) -> std::io::Result<()> {
    Ok(())
}
