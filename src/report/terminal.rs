//! Tables for the terminal: plain characters, no colour.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::words::{Message, Words};

/// Columns of the narrowest terminal that a summary fits.
pub(crate) const TERMINAL_WIDTH: usize = 80;

/// One line under the headings and no other.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// A column's heading and the side on which its cells stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading<'a> {
    /// Words, from the left.
    Words(&'a str),
    /// Figures, from the right.
    Figures(&'a str),
}

/// A column with a heading from the catalogue, and the side on which its cells stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Words, from the left.
    Words(Message),
    /// Figures, from the right.
    Figures(Message),
}

/// A table as [`table`] makes it, with the headings of the catalogue.
///
/// # Panics
/// If a row is not as long as the columns.
pub fn worded_table<R>(words: &Words, columns: &[Column], rows: impl IntoIterator<Item = R>) -> String
where
    R: AsRef<[String]>,
{
    let mut names = Vec::new();
    for column in columns {
        let (Column::Words(name) | Column::Figures(name)) = column;
        names.push(words.text(name));
    }
    let mut headings = Vec::new();
    for (column, name) in columns.iter().zip(&names) {
        headings.push(match column {
            Column::Words(_) => Heading::Words(name),
            Column::Figures(_) => Heading::Figures(name),
        });
    }
    table(&headings, rows)
}

/// A table as text, without a line's end after the last line. A missing value is an empty cell.
///
/// # Panics
/// If a row is not as long as the heading.
pub fn table<R>(headings: &[Heading<'_>], rows: impl IntoIterator<Item = R>) -> String
where
    R: AsRef<[String]>,
{
    let mut table = Table::new();
    table.load_style(STYLE).set_content_arrangement(ContentArrangement::Disabled);
    table.set_header(headings.iter().map(|heading| match heading {
        Heading::Words(text) | Heading::Figures(text) => *text,
    }));
    for row in rows {
        let row = row.as_ref();
        assert_eq!(row.len(), headings.len(), "a row of {row:?} under {headings:?}");
        table.add_row(row.iter().map(String::as_str));
    }
    for (column, heading) in table.column_iter_mut().zip(headings) {
        column.set_cell_alignment(match heading {
            Heading::Words(_) => CellAlignment::Left,
            Heading::Figures(_) => CellAlignment::Right,
        });
    }
    table.trim_fmt()
}

/// A sentence in lines that fit the terminal, broken at blanks.
pub(crate) fn wrapped(sentence: &str) -> String {
    wrapped_to(sentence, TERMINAL_WIDTH)
}

/// A sentence in lines of at most so many characters, broken at blanks.
pub(crate) fn wrapped_to(sentence: &str, most: usize) -> String {
    let mut text = String::new();
    let mut width = 0;
    for word in sentence.split(' ') {
        let length = word.chars().count();
        if width > 0 && width + 1 + length > most {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text += word;
        width += length;
    }
    text
}

/// The last parts of a name that is longer than so many letters.
pub(crate) fn last_letters(name: &str, most: usize) -> String {
    let letters = name.chars().count();
    if letters <= most {
        return name.to_owned();
    }
    let end: String = name.chars().skip(letters + 1 - most).collect();
    let end = end.split_once('.').map_or(end.as_str(), |(_, rest)| rest);
    format!("…{end}")
}

/// A line of a text, so many blanks to the right of its heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Indented {
    pub blanks: usize,
    pub text: String,
}

impl Indented {
    /// The line as lines that fit the terminal.
    pub fn wrapped(&self) -> String {
        match self.blanks {
            0 => wrapped(&self.text) + "\n",
            blanks => indented(&self.text, blanks),
        }
    }
}

/// A line below a heading, so many blanks to the right, in lines that fit the terminal.
pub(crate) fn indented(line: &str, blanks: usize) -> String {
    let mut text = String::new();
    let most = TERMINAL_WIDTH - blanks - 2;
    for (place, line) in wrapped_to(line, most).lines().enumerate() {
        let further = if place == 0 { 0 } else { 2 };
        text += &format!("{}{line}\n", " ".repeat(blanks + further));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_broken_at_the_width_of_the_terminal() {
        let (line, word) = ("a".repeat(TERMINAL_WIDTH - 2), "b");
        assert_eq!(wrapped(&format!("{line} {word}")), format!("{line} {word}"));
        assert_eq!(wrapped(&format!("{line} {word}{word}")), format!("{line}\n{word}{word}"));
    }

    #[test]
    fn words_stand_left_and_figures_right() {
        let headings =
            [Heading::Words("Round type"), Heading::Figures("Mean error"), Heading::Figures("Bias")];
        let rows = [["french", "12.5", "-3.0"], ["pnp", "104.0", ""]];
        let text = table(&headings, rows.map(|row| row.map(str::to_owned)));
        assert_eq!(
            text,
            concat!(
                "  Round type   Mean error   Bias\n",
                "──────────────────────────────────\n",
                "  french             12.5   -3.0\n",
                "  pnp               104.0",
            )
        );
    }
}
