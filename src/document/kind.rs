//! Kinds of messages: those that say the same of other names and numbers. A few of a kind are shown, and the
//! rest is counted.

use std::collections::BTreeMap;

/// Most messages of a kind that are shown.
pub(crate) const SHOWN: u64 = 20;
/// Most messages that are shown of all kinds together.
const SHOWN_IN_ALL: u64 = 200;
/// Most bytes of a message that tell its kind.
const MOST_BYTES: usize = 120;

/// Messages counted by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kinds {
    kinds: BTreeMap<String, Kind>,
    shown: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Kind {
    first: String,
    count: u64,
    shown: u64,
}

impl Kinds {
    /// Counts a message, and says whether it is one of those to show.
    pub fn is_shown(&mut self, message: &str) -> bool {
        let is_room = self.shown < SHOWN_IN_ALL;
        let kind = self.kind(message);
        kind.count += 1;
        let is_shown = is_room && kind.shown < SHOWN;
        kind.shown += u64::from(is_shown);
        self.shown += u64::from(is_shown);
        is_shown
    }

    /// Counts messages of a kind that are not to be shown; returns their number before.
    pub fn add(&mut self, message: &str, count: u64) -> u64 {
        let kind = self.kind(message);
        kind.count += count;
        kind.count - count
    }

    /// The number of messages.
    pub fn total(&self) -> u64 {
        self.kinds.values().map(|kind| kind.count).sum()
    }

    /// The first message of each kind, and how many of it were not shown, if any.
    pub fn left_out(&self) -> impl Iterator<Item = (&str, u64)> {
        let kinds = self.kinds.values().filter(|kind| kind.count > kind.shown);
        kinds.map(|kind| (kind.first.as_str(), kind.count - kind.shown))
    }

    /// Adds the messages of others, none of which was shown.
    pub fn extend(&mut self, others: &Kinds) {
        for kind in others.kinds.values() {
            self.add(&kind.first, kind.count);
        }
    }

    fn kind(&mut self, message: &str) -> &mut Kind {
        self.kinds.entry(of(message)).or_insert_with(|| Kind {
            first: message.to_owned(),
            count: 0,
            shown: 0,
        })
    }
}

/// A message without its names and numbers, but for a name with which it begins: that of a column or a key.
fn of(message: &str) -> String {
    let message = &message[..message.floor_char_boundary(MOST_BYTES)];
    let mut kind = String::with_capacity(message.len());
    for (place, part) in message.split('`').enumerate() {
        // Every second part stands in quotes.
        if place % 2 == 0 || place == 1 && message.starts_with('`') {
            for sign in part.chars() {
                match sign {
                    // A number with decimals is a number like others.
                    '0'..='9' if kind.ends_with("0.") => _ = kind.pop(),
                    '0'..='9' if kind.ends_with('0') => {}
                    '0'..='9' => kind.push('0'),
                    sign => kind.push(sign),
                }
            }
        }
        kind.push('`');
    }
    kind
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_of_a_kind_if_they_differ_in_names_and_numbers() {
        assert_eq!(of("`size` is `none`"), of("`size` is `12`"));
        assert_ne!(of("`size` is `none`"), of("`cutoff` is `none`"));
        assert_eq!(of("unknown key `a`"), of("unknown key `b2`"));
        assert_eq!(of("round 7 stands twice"), of("round 1234 stands twice"));
        assert_eq!(of("`plan[3].size` is 1"), of("`plan[12].size` is 0.5"));
    }

    #[test]
    fn twenty_of_a_kind_are_shown_and_the_rest_is_counted() {
        let mut kinds = Kinds::default();
        let shown = (0..1000).filter(|row| kinds.is_shown(&format!("`size` is `{row}`"))).count();
        assert_eq!((shown, kinds.total()), (20, 1000));
        assert!(kinds.is_shown("`cutoff` is `x`"));
        assert_eq!(kinds.left_out().collect::<Vec<_>>(), [("`size` is `0`", 980)]);
        let name = |row: u8| format!("{}{}", (b'a' + row / 26) as char, (b'a' + row % 26) as char);
        let shown = (0..=255).filter(|row| kinds.is_shown(&name(*row))).count();
        assert_eq!(shown, 179, "of all kinds together");
    }
}
