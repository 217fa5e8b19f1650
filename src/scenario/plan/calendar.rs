//! `[calendar]`: the days on which no round is held, for all plans with a rhythm.

use super::form::Period;
use crate::document::reader::{Field, Reader};
use crate::time::Day;

/// Days without rounds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolidayCalendar {
    /// Holidays: a round moves to a working day.
    pub holidays: Vec<Day>,
    /// Pauses, in which no round is held.
    pub(crate) pauses: Vec<Period>,
}

impl HolidayCalendar {
    /// Reads the table; nothing if something of it is wrong.
    pub fn read(reader: Reader<'_>) -> Option<HolidayCalendar> {
        let pauses: Vec<Option<Period>> = reader.find("pauses").list().iter().map(read_pause).collect();
        let holidays: Vec<Option<Day>> = reader.find("holidays").list().iter().map(Field::date).collect();
        reader.finish();
        Some(HolidayCalendar {
            holidays: holidays.into_iter().collect::<Option<_>>()?,
            pauses: pauses.into_iter().collect::<Option<_>>()?,
        })
    }

    /// Whether a day lies in a pause.
    pub fn is_paused(&self, day: Day) -> bool {
        self.pauses.iter().any(|pause| pause.contains(day))
    }

    /// Whether a day is a holiday.
    pub fn is_holiday(&self, day: Day) -> bool {
        self.holidays.contains(&day)
    }

    /// The last year of which a holiday is stated.
    pub fn last_year(&self) -> Option<i16> {
        self.holidays.iter().map(|day| day.year()).max()
    }
}

fn read_pause(field: &Field<'_>) -> Option<Period> {
    let reader = field.table()?;
    let (from, to_field) = (reader.need("from").date(), reader.need("to"));
    let to = to_field.date();
    reader.finish();
    let (first, last) = (from?, to?);
    if last < first {
        to_field.wrong(format!("`{}` is {last}", to_field.path), format!("expected {first} or a later date"));
        return None;
    }
    Some(Period { first, last })
}
