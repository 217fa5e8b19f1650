//! The page of a history: dates, scores and words in lines.

use crate::time::Day;

/// Columns of a line.
const WIDTH: usize = 80;
/// Columns before the words: the date and the score.
const INDENT: usize = 18;

/// Lines of text.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub text: String,
}

impl Page {
    /// Writes a day, the score after it, and an event; each paragraph begins a line.
    pub fn entry(&mut self, day: Day, score: Option<u16>, paragraphs: &[String]) {
        let score = score.map_or(String::new(), |score| score.to_string());
        self.text += &format!("{day}{score:>7} ");
        let start = self.text.len();
        for paragraph in paragraphs {
            self.paragraph(INDENT, paragraph);
        }
        // The first line follows the date.
        self.text.replace_range(start..start + INDENT, "");
    }

    /// Writes words that fill lines from a column on.
    pub fn paragraph(&mut self, indent: usize, words: &str) {
        let mut column = WIDTH;
        let mut is_first = true;
        for word in words.split_whitespace() {
            let length = word.chars().count();
            if column + 1 + length > WIDTH {
                if !is_first {
                    self.text.push('\n');
                }
                self.text += &" ".repeat(indent);
                column = indent;
            } else {
                self.text.push(' ');
                column += 1;
            }
            self.text += word;
            column += length;
            is_first = false;
        }
        self.text.push('\n');
    }
}
