//! The bar on the terminal, for what takes long.

use std::fmt::Write;
use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{HumanDuration, ProgressBar, ProgressState, ProgressStyle};

/// A bar for so many of some things; none where the user wants quiet or where there is no terminal.
pub fn bar(count: u64, things: &str, is_quiet: bool) -> ProgressBar {
    if is_quiet || !std::io::stderr().is_terminal() {
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

/// The time that is left. Nothing tells it before the first of them is done.
fn left(done: u64, time: Duration) -> String {
    if done == 0 { String::new() } else { format!(", {:#} left", HumanDuration(time)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_time_is_told_before_one_is_done() {
        assert_eq!(left(0, Duration::ZERO), "");
        assert_eq!(left(1, Duration::from_secs(3)), ", 3s left");
    }
}
