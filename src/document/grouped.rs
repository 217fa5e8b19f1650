//! Numbers whose digits stand in groups, as in `88,800` or `88 800`: TOML reads them as two values.

use std::ops::Range;

/// A number in groups of digits, and where it stands in a text.
pub(super) struct Grouped {
    pub place: Range<usize>,
    /// As TOML writes it.
    pub written: String,
    /// What stands between its groups.
    pub mark: &'static str,
}

/// The last number in groups behind an equals sign on the line of a place at which a text is not TOML, up to
/// that place.
pub(super) fn before(text: &str, error: usize) -> Option<Grouped> {
    let error = text.floor_char_boundary(error.min(text.len()));
    let line = text[..error].rfind('\n').map_or(0, |end| end + 1);
    let end = text[error..].find('\n').map_or(text.len(), |length| error + length);
    let behind_signs = text[line..end].match_indices('=').map(|(place, _)| line + place + 1);
    let mut numbers = behind_signs.filter_map(|start| {
        let spaces = text[start..end].len() - text[start..end].trim_start().len();
        let start = start + spaces;
        grouped(&text[start..end]).map(|(length, written, mark)| Grouped {
            place: start..start + length,
            written,
            mark,
        })
    });
    numbers.rfind(|number| number.place.start <= error)
}

/// A text that is such a number as a whole, as TOML writes it.
pub(super) fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    grouped(text).filter(|(length, ..)| *length == text.len()).map(|(_, written, _)| written)
}

/// The number in groups with which a text begins: its length, the number with `_`, and the mark.
fn grouped(text: &str) -> Option<(usize, String, &'static str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let mark = [",", " "].into_iter().find(|mark| text[first..].starts_with(mark))?;
    if !(1..=3).contains(&first) {
        return None;
    }
    let mut end = first;
    while text[end..].starts_with(mark) && digits(&text[end + 1..]) == 3 {
        end += 4;
    }
    (end > first).then(|| (end, text[..end].replace(mark, "_"), if mark == "," { "comma" } else { "space" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<(String, &str)> {
        let error = text.find('!').unwrap();
        before(&text.replace('!', ""), error).map(|number| (number.written, number.mark))
    }

    #[test]
    fn groups_of_three_digits_behind_an_equals_sign_are_a_number() {
        assert_eq!(found("most = 88!,800\n"), Some(("88_800".to_owned(), "comma")));
        assert_eq!(found("a = 1\npnp = { 2027 = 88,800! }"), Some(("88_800".to_owned(), "comma")));
        assert_eq!(found("most = 1 000 !000"), Some(("1_000_000".to_owned(), "space")));
    }

    #[test]
    fn other_digits_are_none() {
        for text in ["most = 88,8!00,2\n".replace("88,8", "88,81"), "most = 8800!,80".to_owned()] {
            assert_eq!(found(&text), None, "{text}");
        }
        assert_eq!(found("most = 88,800\nleast = !"), None);
    }
}
