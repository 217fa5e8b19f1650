//! Texts for the terminal: what would move its cursor or turn its text around is shown as a sign.

use std::borrow::Cow;

/// A text without control characters but ends of lines and tabs.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    shown(text, |sign| matches!(sign, '\n' | '\t'))
}

/// A text for one line or one cell, without any control character.
pub(crate) fn printable_line(text: &str) -> Cow<'_, str> {
    shown(text, |_| false)
}

fn shown(text: &str, is_kept: fn(char) -> bool) -> Cow<'_, str> {
    if text.chars().all(|sign| is_kept(sign) || picture(sign) == sign) {
        return Cow::Borrowed(text);
    }
    text.chars().map(|sign| if is_kept(sign) { sign } else { picture(sign) }).collect::<String>().into()
}

/// The picture of a control character, or a sign that stands for one without a picture; the sign itself if it
/// is none.
fn picture(sign: char) -> char {
    match sign {
        '\0'..='\x1f' => char::from_u32(0x2400 + sign as u32).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        // Controls of eight bits, separators of lines, marks and overrides of direction.
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ => sign,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_the_cursor_is_shown_as_a_sign() {
        assert_eq!(printable("\u{1b}]0;x\u{7}\n\té"), "␛]0;x␇\n\té");
        assert_eq!(printable_line("a\r\nb\tc\u{9b}2J\u{202e}"), "a␍␊b␉c\u{fffd}2J\u{fffd}");
        assert!(matches!(printable_line("Québec 🍁"), Cow::Borrowed(_)));
    }
}
