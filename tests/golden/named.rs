//! Facts in a text: the names, numbers and dates that a reader needs, whatever the sentence around them.

/// Asserts that a text holds each of these.
pub fn assert_names(text: &str, names: &[&str]) {
    for name in names {
        assert!(text.contains(name), "`{name}` is not in:\n{text}");
    }
}
