//! Texts in cells of CSV tables: none begins as a formula, which a spreadsheet would run.

use std::borrow::Cow;

/// The mark before a text that begins as a formula: spreadsheets show such a cell as text.
const MARK: char = '\'';

/// A text as it stands in a cell: with a mark if it begins as a formula. [`unmarked`] gives it back.
pub(crate) fn marked(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches(MARK)) { format!("{MARK}{text}").into() } else { text.into() }
}

/// The text of a cell.
pub(crate) fn unmarked(cell: &str) -> &str {
    match cell.strip_prefix(MARK) {
        Some(text) if is_formula(text.trim_start_matches(MARK)) => text,
        _ => cell,
    }
}

fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_marked_and_comes_back() {
        for (text, cell) in [
            ("=cmd()", "'=cmd()"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\tx", "'\tx"),
            ("'=a", "''=a"),
            ("＝a", "'＝a"),
            ("", ""),
            ("'a", "'a"),
            ("a=b", "a=b"),
        ] {
            assert_eq!((marked(text).as_ref(), unmarked(cell)), (cell, text));
        }
    }
}
