//! Tables for the terminal: plain characters, no colour.

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Table, TableStyle};

use super::words::{Message, Words};

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

#[cfg(test)]
mod tests {
    use super::*;

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
