//! The pool by score over time, simulated beside published.

use std::collections::BTreeMap;

use super::Chart;
use super::page::{Column, Page, band_words};
use super::panel::{Panel, Point, Series};
use crate::experiment::cutoffs::spread;
use crate::experiment::pool_fit::{ALL_SCORES, count};
use crate::published::Census;
use crate::time::Day;

const SOURCE: &str = "Published counts: IRCC. Contains information licensed under the Open Government \
                      Licence - Canada.";

/// Simulated mean and 10-90 % band across replications against the published counts, for the whole pool
/// and for ranges of scores.
///
/// `replications` holds the censuses of each replication, as the table `pool` has them; `published` the
/// snapshots, if any; `notes` stand at the foot.
pub fn pool_trend(
    title: &str,
    replications: &[(u32, &[Census])],
    published: &[Census],
    notes: &[String],
) -> Chart {
    let panel = |(low, high): (u16, u16)| {
        let heading = match (low, high) {
            ALL_SCORES => "All scores".to_owned(),
            (low, 1200) => format!("{low} points and more"),
            (low, high) => format!("{low} to {high} points"),
        };
        let series = Series {
            name: heading,
            simulated: simulated((low, high), replications),
            published: published
                .iter()
                .filter_map(|census| Some((census.date, count(census, (low, high))?)))
                .collect(),
        };
        // Counts are compared with nothing, so their axes start there.
        let most = series.simulated.iter().map(|point| point.high);
        let most = most.chain(series.published.iter().map(|(_, count)| *count)).fold(1.0, f64::max);
        let weight = if (low, high) == ALL_SCORES { 1.35 } else { 1.0 };
        Panel { unit: "candidates", series: vec![series], range: Some((0.0, most)), weight }
    };
    let column = |heading: &str, ranges: &[(u16, u16)]| Column {
        heading: heading.to_owned(),
        panels: ranges.iter().copied().map(panel).collect(),
        weight: 1.0,
    };
    let columns = vec![
        column("The whole pool and its top", &[(0, 1200), (601, 1200), (501, 600)]),
        column("Up to 500 points", &[(451, 500), (401, 450), (351, 400), (0, 350)]),
    ];
    let simulated = match replications.len() {
        0 | 1 => "Simulated, 1 replication".to_owned(),
        more => format!("Simulated mean, and 10th to 90th percentile across {more} replications"),
    };
    Page {
        title: title.to_owned(),
        simulated,
        has_band: replications.len() > 1,
        published: (!published.is_empty()).then(|| "Published by IRCC (hollow markers)".to_owned()),
        columns,
        event: "count",
        caption: caption(replications.len() as u32, published, notes),
    }
    .draw()
}

fn caption(replications: u32, published: &[Census], notes: &[String]) -> Vec<String> {
    let mut lines: Vec<String> =
        band_words(replications).map(|words| format!("{words}.")).into_iter().collect();
    lines.push(
        "601 points and more: rounds for nominees empty this range, so a count says mostly how long ago the last one \
         was; ups and downs from count to count are no trend."
            .to_owned(),
    );
    lines.extend_from_slice(notes);
    lines.extend((!published.is_empty()).then(|| SOURCE.to_owned()));
    lines
}

/// Mean and band of a range of scores on each day.
fn simulated(range: (u16, u16), replications: &[(u32, &[Census])]) -> Vec<Point> {
    let mut counts: BTreeMap<Day, Vec<f64>> = BTreeMap::new();
    for census in replications.iter().flat_map(|(_, censuses)| censuses.iter()) {
        counts.entry(census.date).or_default().extend(count(census, range));
    }
    let point = |(day, counts): (Day, Vec<f64>)| {
        spread(counts).map(|spread| Point { day, low: spread.p10, median: spread.mean, high: spread.p90 })
    };
    counts.into_iter().filter_map(point).collect()
}
