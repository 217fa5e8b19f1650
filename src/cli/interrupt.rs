//! Signals: a program that is stopped first removes its unfinished result; a limit of the machine is an error
//! of writing.

use std::io;
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::AtomicBool;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::report::folder::Unfinished;

/// What the program wants where signals cannot be caught.
#[cfg(unix)]
const WATCHED: &str = "cannot watch for signals";

/// From now on a file that grows beyond a limit of the machine is an error of writing; the program is not
/// killed.
///
/// # Errors
/// If the machine does not let the program catch signals.
#[cfg(unix)]
pub fn outlive_limits() -> io::Result<()> {
    let registered = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
    registered.map(drop).map_err(|error| told(&error, WATCHED))
}

/// From now on a program that is stopped removes its unfinished result. It exits with 128 plus the signal's
/// number: 130 for Ctrl-C, 143 for a request to end, 129 for a closed terminal.
///
/// # Errors
/// If the machine does not let the program catch signals.
#[cfg(unix)]
pub fn remove_when_stopped(unfinished: Unfinished) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let closed = is_not_ignored(SIGHUP).then_some(SIGHUP);
    let signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM].into_iter().chain(closed));
    let mut signals = signals.map_err(|error| told(&error, WATCHED))?;
    let waiting = std::thread::Builder::new().spawn(move || {
        if let Some(signal) = signals.forever().next() {
            unfinished.remove();
            std::process::exit(128 + signal);
        }
    });
    waiting.map(drop).map_err(|error| told(&error, "cannot start a thread that waits for signals"))
}

/// A request to stop: the work goes on to a place where it can be taken up again. A second one ends the
/// program at once.
#[derive(Clone, Debug, Default)]
pub struct StopRequest(Arc<AtomicUsize>);

impl StopRequest {
    /// Waits for Ctrl-C, for a request to end, and for the signal by which schedulers announce the end of a
    /// job's time (USR1).
    ///
    /// # Errors
    /// If the machine does not let the program catch signals.
    #[cfg(unix)]
    pub fn await_signals() -> io::Result<StopRequest> {
        use signal_hook::consts::{SIGINT, SIGTERM, SIGUSR1};
        let request = StopRequest::default();
        let is_second = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGUSR1] {
            // In this order: the first signal finds the flag down, and raises it.
            let code = 128 + signal;
            signal_hook::flag::register_conditional_shutdown(signal, code, Arc::clone(&is_second))
                .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&is_second)))
                .and_then(|_| {
                    signal_hook::flag::register_usize(signal, Arc::clone(&request.0), signal as usize)
                })
                .map_err(|error| told(&error, WATCHED))?;
        }
        Ok(request)
    }

    /// On other systems a stopped program ends at once; what it had written stays.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn await_signals() -> io::Result<StopRequest> {
        Ok(StopRequest::default())
    }

    /// The signal, if there was one.
    pub fn signal(&self) -> Option<u8> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(signal as u8),
        }
    }
}

/// The error of the machine behind what the program wanted.
#[cfg(unix)]
fn told(error: &io::Error, wanted: &str) -> io::Error {
    io::Error::new(error.kind(), format!("{wanted}: {error}"))
}

/// Whether a signal would end the program: under `nohup` it is ignored, and must stay so. Where this is not
/// known, as on systems other than Linux, the signal is left as it is; a later run removes an unfinished
/// result.
#[cfg(unix)]
fn is_not_ignored(signal: i32) -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.is_some_and(|mask| mask >> (signal - 1) & 1 == 0)
}

/// Other systems have no such signal.
#[cfg(not(unix))]
pub fn outlive_limits() -> io::Result<()> {
    Ok(())
}

/// On other systems a stopped program leaves its unfinished folder, which a later run removes.
#[cfg(not(unix))]
pub fn remove_when_stopped(_: Unfinished) -> io::Result<()> {
    Ok(())
}
