//! How published tables of other forms are read: the names of their columns, and the order of their dates.

use crate::document::reader::Reader;
use crate::document::tree::{Table, Value};

/// How published tables of other forms are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReading {
    /// Columns that the user named.
    pub columns: Vec<Chosen>,
    /// The order of the numbers of dates, if the user stated it.
    pub order: Option<DateOrder>,
}

/// A column that the user named for a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The meaning, by its name in `--columns`.
    pub option: String,
    /// The column's name in the file.
    pub name: String,
}

/// The order of the numbers of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayMonthYear,
    /// Month, day, year.
    MonthDayYear,
    /// Year, month, day.
    YearMonthDay,
}

impl DateOrder {
    /// All of them, in the order of [`DateOrder::NAMES`].
    pub const ALL: [DateOrder; 3] =
        [DateOrder::DayMonthYear, DateOrder::MonthDayYear, DateOrder::YearMonthDay];

    /// Their names.
    pub const NAMES: [&'static str; 3] = ["dmy", "mdy", "ymd"];

    /// The order of a name.
    pub fn named(name: &str) -> Option<DateOrder> {
        let place = Self::NAMES.iter().position(|known| *known == name)?;
        Some(Self::ALL[place])
    }
}

impl Chosen {
    /// Reads `date=Day,size=ITAs`. A name may hold commas: only a part with `=` begins another one. None
    /// where the first part has no `=`.
    pub fn read(text: &str) -> Option<Vec<Chosen>> {
        let mut all: Vec<Chosen> = Vec::new();
        for part in text.split(',') {
            match (part.split_once('='), all.last_mut()) {
                (Some((option, name)), _) => {
                    all.push(Chosen { option: option.trim().to_owned(), name: name.trim().to_owned() });
                }
                (None, Some(last)) => last.name = format!("{},{part}", last.name),
                (None, None) => return None,
            }
        }
        Some(all)
    }
}

impl TableReading {
    /// The keys of the table `[published]`.
    pub(super) fn read(published: &Reader<'_>) -> TableReading {
        let columns = published.find("columns");
        let read = columns.text().map(|text| {
            Chosen::read(text).unwrap_or_else(|| {
                let title = format!("`{}` is `{text}`", columns.path);
                columns.wrong(title, "expected MEANING=NAME, such as \"date=Day,size=ITAs\"");
                Vec::new()
            })
        });
        let order = published.find("date_order").choice(&DateOrder::NAMES);
        TableReading { columns: read.unwrap_or_default(), order: order.map(|place| DateOrder::ALL[place]) }
    }

    /// The same of a table that is not checked yet.
    pub(super) fn of(published: &Table) -> TableReading {
        let text = |key| match published.get(key).map(|entry| &entry.node.value) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        TableReading {
            columns: text("columns").and_then(Chosen::read).unwrap_or_default(),
            order: text("date_order").and_then(DateOrder::named),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_commas() {
        let read = Chosen::read("date=Day, long,size=ITAs").unwrap();
        let names: Vec<(&str, &str)> =
            read.iter().map(|chosen| (chosen.option.as_str(), chosen.name.as_str())).collect();
        assert_eq!(names, [("date", "Day, long"), ("size", "ITAs")]);
        assert_eq!(Chosen::read("Day"), None);
    }
}
