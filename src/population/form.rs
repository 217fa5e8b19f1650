//! The reader of a population file: its keys, their bounds, and the checks across them.

mod invitation;
mod life;
mod province;
mod stream;

use super::occupation::read_occupations;
use super::{ArrivalYear, Arrivals, ByYear, Population};
use crate::document::problem::Problems;
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::scenario::PopulationForm;
use invitation::{read_nomination, read_processing, read_response};
use life::{read_behaviour, read_life};
use stream::{read_language, read_months, read_spouse, read_streams};

impl Population {
    /// Reads the people of a scenario; every problem of the population file and its tables is reported.
    pub fn read(form: &PopulationForm, problems: &Problems) -> Option<Population> {
        let listed = read_occupations(&form.occupations, problems);
        let reader = Reader::new(&form.document, "", problems)?;
        reader.find("title").text();
        let published = optional(&reader.find("published"), Field::date);
        reader.need("occupations");
        // A stream with a mistake still counts as known, so that other tables may name it.
        let named = reader.need("stream").table();
        let names: Option<Vec<String>> =
            named.as_ref().map(|table| table.keys().map(str::to_owned).collect());
        let streams = named.and_then(|table| read_streams(table, &listed.unwrap_or_default()));
        let share = read_by_stream(&reader.need("share"), names.as_deref(), 0.0..=1.0);
        let eligible = read_by_stream(&reader.need("eligible_share"), names.as_deref(), 0.001..=1.0);
        let arrivals = reader.need("arrivals").table().and_then(|table| {
            let whole = (!form.is_changed).then_some(&reader);
            read_arrivals(table, share, whole)
        });
        let language = reader.need("language").table().and_then(read_language);
        let spouse = reader.need("spouse").table().and_then(read_spouse);
        let life = reader.need("life").table().and_then(read_life);
        let behaviour =
            reader.need("behaviour").table().and_then(|table| read_behaviour(table, names.as_deref()));
        let response = reader.need("response").table().and_then(read_response);
        let processing = reader.need("processing").table().and_then(read_processing);
        let nomination = reader.need("nomination").table().and_then(read_nomination);
        reader.finish();
        let mut streams = streams?;
        for (stream, share) in streams.iter_mut().zip(eligible?) {
            stream.eligible_share = share;
        }
        Some(Population {
            arrivals: arrivals?,
            streams,
            language: language?,
            spouse: spouse?,
            life: life?,
            behaviour: behaviour?,
            response: response?,
            processing: processing?,
            nomination: nomination?,
            published: published?,
            scale: form.scale,
        })
    }
}

/// The table `arrivals`. `share` is the table of the streams' shares; `whole` the file, if no scenario
/// changes it.
fn read_arrivals(
    reader: Reader<'_>,
    share: Option<Vec<ByYear>>,
    whole: Option<&Reader<'_>>,
) -> Option<Arrivals> {
    let years = read_arrival_years(&reader.need("year"));
    let month = read_months(&reader.need("month"));
    let factor = optional(&reader.find("factor"), |field| read_by_year(field, 0.0..=100.0));
    let dispersion = optional(&reader.find("dispersion"), |field| field.number(0.1..=1e9));
    reader.finish();
    let (years, share) = (years?, share?);
    if let Some(whole) = whole {
        check_shares(whole, &years, &share)?;
    }
    Some(Arrivals {
        years,
        month: month?,
        share,
        dispersion: dispersion?,
        dispersed_from: None,
        factor: factor?.unwrap_or_else(|| ByYear::new(vec![(2015, 1.0)])),
    })
}

fn read_arrival_years(field: &Field<'_>) -> Option<Vec<ArrivalYear>> {
    let items = field.list();
    let (numbers, years): (Vec<Option<i16>>, Vec<Option<ArrivalYear>>) = items.iter().map(read_year).unzip();
    check_years(&items, &numbers);
    let years = years.into_iter().collect::<Option<Vec<_>>>()?;
    if years.is_empty() && matches!(field.node.map(|node| &node.value), Some(Value::List(_))) {
        field.wrong(format!("`{}` states no year", field.path), "expected at least one year");
    }
    Some(years)
}

/// The shares of the streams sum to 1 in every stated year.
fn check_shares(whole: &Reader<'_>, years: &[ArrivalYear], share: &[ByYear]) -> Option<()> {
    for ArrivalYear { year, .. } in years {
        let sum: f64 = share.iter().map(|share| share.at(*year)).sum();
        if (sum - 1.0).abs() > 1e-6 {
            whole.find("share").wrong(
                format!("the shares of the streams in {year} sum to {sum:.4}"),
                "expected them to sum to 1",
            );
            return None;
        }
    }
    Some(())
}

/// Every year from the first to the last stands once: a gap would silently take the numbers of a year beside
/// it.
fn check_years(items: &[Field<'_>], years: &[Option<i16>]) {
    let stated: Vec<i16> = years.iter().flatten().copied().collect();
    let are_whole = stated.len() == years.len();
    for (place, (item, year)) in items.iter().zip(years).enumerate() {
        let Some(year) = *year else { continue };
        let is_again = years[..place].contains(&Some(year));
        let before = stated.iter().filter(|earlier| **earlier < year).max();
        if is_again {
            item.wrong(format!("`{}` states {year} again", item.path), "expected each year once");
        } else if let Some(before) = before.filter(|before| are_whole && **before < year - 1) {
            let title = format!("`{}` states {year}, and no year from {} on", item.path, before + 1);
            item.wrong(title, "expected every year from the first to the last");
        }
    }
}

/// The year of a row, and its numbers if nothing is wrong.
fn read_year(field: &Field<'_>) -> (Option<i16>, Option<ArrivalYear>) {
    let Some(reader) = field.table() else { return (None, None) };
    let year = reader.need("year").integer(2015..=2100).map(|year| year as i16);
    (year, year_of(year, reader))
}

fn year_of(year: Option<i16>, reader: Reader<'_>) -> Option<ArrivalYear> {
    let eligible = reader.need("eligible").number(0.0..=1e8);
    let ineligible = optional(&reader.find("ineligible"), |field| field.number(0.0..=1e8));
    let returns_field = reader.need("returns");
    let returns = returns_field.number(0.0..=1e8);
    reader.need("source").text();
    reader.finish();
    if let (Some(eligible), Some(returns)) = (eligible, returns)
        && returns > eligible
    {
        returns_field.mismatch::<()>(&format!("at most the {eligible} eligible profiles of the year"));
        return None;
    }
    Some(ArrivalYear {
        year: year?,
        eligible: eligible?,
        ineligible: ineligible.flatten(),
        returns: returns?,
    })
}

/// A key that may be absent: `Some(None)` if it is, and none if its value is wrong.
fn optional<'a, T>(field: &Field<'a>, read: impl FnOnce(&Field<'a>) -> Option<T>) -> Option<Option<T>> {
    if field.node.is_none() { Some(None) } else { read(field).map(Some) }
}

/// A table of numbers by year for each stream, in the order of the streams.
fn read_by_stream(
    field: &Field<'_>,
    streams: Option<&[String]>,
    range: std::ops::RangeInclusive<f64>,
) -> Option<Vec<ByYear>> {
    let (reader, streams) = (field.table()?, streams?);
    let numbers: Vec<Option<ByYear>> =
        streams.iter().map(|name| read_by_year(&reader.need(name), range.clone())).collect();
    reader.finish();
    numbers.into_iter().collect()
}

fn read_by_year(field: &Field<'_>, range: std::ops::RangeInclusive<f64>) -> Option<ByYear> {
    let stated = read_years(field, range)?;
    if stated.is_empty() {
        field.wrong(
            format!("`{}` states no year", field.path),
            "expected numbers by year, such as 2021 = 0.2",
        );
        return None;
    }
    Some(ByYear::new(stated))
}

fn read_years(field: &Field<'_>, range: std::ops::RangeInclusive<f64>) -> Option<Vec<(i16, f64)>> {
    let reader = field.table()?;
    let read = |key| {
        let number = reader.find(key).number(range.clone());
        Some((reader.year(key)?, number?))
    };
    let stated: Vec<Option<(i16, f64)>> = reader.keys().map(read).collect();
    reader.finish();
    stated.into_iter().collect()
}
