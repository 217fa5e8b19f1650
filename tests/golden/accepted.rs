//! Golden texts: what a test finds is compared with the file that was read and accepted.

use std::path::Path;

use snapbox::assert::DEFAULT_ACTION_ENV;
use snapbox::data::DataFormat;
use snapbox::{Assert, Data};

/// Compares a text with the accepted one, byte for byte; both end in one line's end.
///
/// # Panics
/// If they differ, with the difference and the way to accept the new text: `SNAPSHOTS=overwrite cargo test`.
pub fn assert_accepted(path: impl AsRef<Path>, found: &str) {
    let accepted = Data::read_from(path.as_ref(), Some(DataFormat::Text)).raw();
    Assert::new().action_env(DEFAULT_ACTION_ENV).eq(format!("{}\n", found.trim_end()), accepted);
}
