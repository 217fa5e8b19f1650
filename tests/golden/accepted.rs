//! Texts that were read and accepted, stored beside what they belong to.

use std::path::Path;

/// Name of the variable that accepts what the tests find: `DRAWSIM_ACCEPT=1 cargo test`.
const ACCEPT: &str = "DRAWSIM_ACCEPT";

/// Compares a text with the accepted one, which ends in a line's end.
///
/// # Panics
/// If they differ, with both and the way to accept the new one.
pub fn assert_accepted(path: impl AsRef<Path>, found: &str) {
    let path = path.as_ref();
    let found = format!("{}\n", found.trim_end());
    if std::env::var_os(ACCEPT).is_some() {
        std::fs::write(path, found).unwrap();
        return;
    }
    let accepted = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        accepted == found,
        "{name} differs.\n\naccepted:\n{accepted}\nfound:\n{found}\n\
         If the change is right, accept it with `{ACCEPT}=1 cargo test`, read `git diff {name}`, and say in the \
         commit why it moved.",
        name = path.display(),
    );
}
