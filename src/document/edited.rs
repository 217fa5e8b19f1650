//! A TOML text with other values: comments, order and layout stay.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::document::source::Source;
use crate::document::tree::{self, Node, Value};

/// The text with the values of another tree. A value that differs is written anew, on one line; keys that
/// the text does not have are written into their table if it stands on one line, and are left out otherwise.
pub fn edited(source: &Arc<Source>, values: &Node) -> String {
    let (written, _) = tree::parse(source);
    let mut changes = BTreeMap::new();
    compare(&written, values, &mut changes);
    let mut text = String::with_capacity(source.text.len());
    let mut copied = 0;
    for (start, (end, value)) in changes {
        text += &source.text[copied..start];
        text += &value;
        copied = end;
    }
    text + &source.text[copied..]
}

/// Values that differ, by the place at which they start: where they end, and what stands there instead.
type Changes = BTreeMap<usize, (usize, String)>;

fn compare(written: &Node, values: &Node, changes: &mut Changes) {
    let (Value::Table(old), Value::Table(new)) = (&written.value, &values.value) else {
        if values.to_value() != written.to_value() {
            replace(written, values, changes);
        }
        return;
    };
    let is_on_one_line = written.origin.source.text[span(written)].starts_with('{');
    if is_on_one_line && !old.keys().eq(new.keys()) {
        replace(written, values, changes);
        return;
    }
    for (key, entry) in old {
        if let Some(value) = new.get(key) {
            compare(&entry.node, &value.node, changes);
        }
    }
}

fn replace(written: &Node, values: &Node, changes: &mut Changes) {
    let Range { start, end } = span(written);
    changes.insert(start, (end, values.to_value().to_string()));
}

fn span(node: &Node) -> Range<usize> {
    node.origin.span.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree_of(text: &str) -> Node {
        tree::parse(&Source::new("other.toml", text)).0
    }

    #[test]
    fn values_change_and_comments_and_layout_stay() {
        let text = "# People.\nrate = 0.5   # a year\n\n[stream.a]\nlevel = { 2021-01-01 = 8.0 }\n\
                    work = [0.25, 0.75]\n";
        let source = Source::new("people.toml", text);
        assert_eq!(edited(&source, &tree_of(text)), text);
        let other = tree_of(
            "rate = 0.25\n[stream.a]\nlevel = { 2021-01-01 = 8.0, slope = 0.5 }\nwork = [0.5, 0.5]\n",
        );
        let expected = "# People.\nrate = 0.25   # a year\n\n[stream.a]\n\
                        level = { 2021-01-01 = 8.0, slope = 0.5 }\nwork = [0.5, 0.5]\n";
        assert_eq!(edited(&source, &other), expected);
    }

    #[test]
    fn an_edited_text_has_the_values_of_the_tree() {
        let text = "a = 1\n[b]\nc = { d = 2, e = [1, 2] }\nf = 2020-01-01\n";
        let other = "a = 1.5\n[b]\nc = { d = { 2021-01-01 = 3 }, e = [1] }\nf = 2021-01-01\n";
        let result = edited(&Source::new("people.toml", text), &tree_of(other));
        assert_eq!(tree_of(&result).to_value(), tree_of(other).to_value());
    }
}
