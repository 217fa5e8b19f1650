//! The output of a command: texts to standard output, notices to standard error.

use std::io::Write;

use anyhow::Context;

use crate::document::printable::printable;
use crate::model::Notice;
use crate::report::words::Words;

/// The message if standard output cannot be written.
pub const NO_OUTPUT: &str = "cannot write to standard output";

/// The words of the terminal, in English.
pub fn terminal_words() -> Words {
    Words::english()
}

/// Prints notices to standard error.
pub fn notify(notices: &[Notice], words: &Words) {
    for notice in words.say_all(notices) {
        tell(&notice);
    }
}

/// Prints a notice to standard error.
pub fn tell(notice: &str) {
    // Standard error may be closed: there is no other place to report that.
    let _ = writeln!(std::io::stderr().lock(), "notice: {}\n", printable(notice));
}

/// Prints a text to standard output; a reader that stops early, such as `head`, is no error.
///
/// # Errors
/// If standard output cannot be written.
pub fn print(text: &str) -> anyhow::Result<()> {
    match writeln!(std::io::stdout().lock(), "{}", printable(text.trim_end())) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context(NO_OUTPUT),
    }
}
