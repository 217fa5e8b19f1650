//! The table of a population file on numbers of arrivals.

use super::stream::read_months;
use super::value::{optional, read_by_year};
use crate::document::reader::{Field, Reader};
use crate::document::tree::Value;
use crate::population::{ArrivalYear, Arrivals, ByYear};

/// The table `arrivals`. `share` is the table of the streams' shares; `whole` the file, if no scenario
/// changes it.
pub fn read_arrivals(
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

/// Every year from the first to the last stands once: a gap would silently take the numbers of the year
/// before or after it.
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
            let title =
                format!("`{}` states {year} after {before}, but the years between are missing", item.path);
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
