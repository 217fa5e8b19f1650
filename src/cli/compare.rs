//! `drawsim compare`: what reforms change, on the same people with the same luck.

mod answered;
mod arguments;
mod compared;
mod simulated;
mod stored;

pub use self::arguments::Arguments;

/// Runs base and reforms pair by pair, or reads stored results, and says what differs.
pub fn compare(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.names().any(stored::is_result) {
        stored::compare(arguments)
    } else {
        simulated::compare(arguments)
    }
}
