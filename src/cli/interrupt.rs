//! Ctrl-C, and the request to end that a machine sends: what is unfinished is taken away first.

use crate::report::folder::Unfinished;

/// From now on a program that is stopped takes an unfinished result away and ends with 130 for Ctrl-C, 143 for a
/// request to end: 128 and the signal's number.
///
/// # Errors
/// If the machine does not let signals be heard.
#[cfg(unix)]
pub fn remove_when_stopped(unfinished: Unfinished) -> std::io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        if let Some(signal) = signals.forever().next() {
            unfinished.remove();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Elsewhere than on Unix a program that is stopped leaves its unfinished folder, which a later run takes away.
#[cfg(not(unix))]
pub fn remove_when_stopped(_: Unfinished) -> std::io::Result<()> {
    Ok(())
}
