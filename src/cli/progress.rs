//! The progress bar in the terminal.

use std::fmt::Write;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};

/// A bar over a number of things; hidden where standard error is no terminal.
pub fn bar(count: u64, things: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template(&format!("{{msg}}{{wide_bar}} {{pos}}/{{len}} {things}{{left}}"))
            .expect("the template is valid")
            .with_key("left", |state: &ProgressState, out: &mut dyn Write| {
                let _ = out.write_str(&left(state.pos(), state.eta()));
            });
    ProgressBar::new(count).with_style(style)
}

/// The time that is left; unknown before the first thing is done.
fn left(done: u64, time: Duration) -> String {
    if done == 0 { String::new() } else { format!(", {:#} left", HumanDuration(time)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_is_unknown_before_the_first_is_done() {
        assert_eq!(left(0, Duration::ZERO), "");
        assert_eq!(left(1, Duration::from_secs(3)), ", 3s left");
    }
}
