//! The pool by score over time, simulated beside published.

use super::Chart;
use super::page::{Column, Page, band_words};
use super::panel::{Form, Panel, Point, Series};
use super::scale::{LEAST_TOP, usual_range};
use super::title::Title;
use crate::experiment::judging::pool_fit::{ALL_SCORES, RANGES, count};
use crate::experiment::pool_course::PoolDay;
use crate::experiment::spread::Spread;
use crate::published::Census;

const SOURCE: &str = "Published counts: IRCC. Contains information licensed under the Open Government \
                      Licence - Canada.";

/// Nominees, whom each of their rounds takes out of the pool.
const NOMINEES: (u16, u16) = (601, 1200);

/// What stands at the foot of the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolNotes {
    /// A sentence on the panel of nominees.
    pub nominees: Option<String>,
    /// Lines on the run.
    pub run: Vec<String>,
}

/// Simulated mean and 10-90 % band across replications against the published counts, for the whole pool
/// and for ranges of scores.
///
/// `published` holds the snapshots, if any, of which those of the run are shown, and before it as long a time
/// as the run takes; `notes` stand at the foot.
pub fn pool_trend(
    title: impl Into<Title>,
    pool: &[PoolDay],
    replications: u32,
    published: &[Census],
    notes: &PoolNotes,
) -> Chart {
    let published = shown(pool, published);
    let panel = |(low, high): (u16, u16)| {
        let heading = match (low, high) {
            ALL_SCORES => "All scores".to_owned(),
            (low, 1200) => format!("{low} points and more"),
            (low, high) => format!("{low} to {high} points"),
        };
        let series = Series {
            name: heading,
            simulated: simulated((low, high), pool),
            published: published
                .iter()
                .filter_map(|census| Some((census.date, count(census, (low, high))?)))
                .collect(),
        };
        // Counts are compared with nothing, so their axes start there.
        let most = series.simulated.iter().map(|point| point.high);
        let most: Vec<f64> = most.chain(series.published.iter().map(|(_, count)| *count)).collect();
        // A few counts after a long pause of rounds would flatten all others.
        let (form, most) = match (low, high) {
            NOMINEES => (Form::Dots, usual_range(most).1.max(LEAST_TOP)),
            _ => (Form::Line, most.into_iter().fold(LEAST_TOP, f64::max)),
        };
        let weight = if (low, high) == ALL_SCORES { 1.35 } else { 1.0 };
        Panel {
            unit: "candidates",
            series: vec![series],
            form,
            range: Some((0.0, most)),
            least_span: 0.0,
            weight,
        }
    };
    let column = |heading: &str, ranges: &[(u16, u16)]| Column {
        heading: heading.to_owned(),
        panels: ranges.iter().copied().map(panel).collect(),
        weight: 1.0,
    };
    let mut columns = vec![
        column("The whole pool and its top", &[ALL_SCORES, NOMINEES, (501, 600)]),
        column("Up to 500 points", &[(451, 500), (401, 450), (351, 400), (0, 350)]),
    ];
    // These are compared with one another.
    let bands = &mut columns[1].panels;
    let most = bands.iter().filter_map(|panel| panel.range).map(|range| range.1).fold(LEAST_TOP, f64::max);
    bands.iter_mut().for_each(|panel| panel.range = Some((0.0, most)));
    let simulated = match replications {
        0 | 1 => "Simulated, 1 replication".to_owned(),
        more => format!("Simulated mean, and 10th to 90th percentile across {more} replications"),
    };
    let has_beyond = columns.iter().flat_map(|column: &Column| &column.panels).any(Panel::has_beyond);
    Page {
        title: title.into(),
        simulated: Some(simulated),
        has_band: replications > 1,
        published: (!published.is_empty()).then(|| "Published by IRCC (hollow markers)".to_owned()),
        columns,
        event: "count",
        caption: caption(replications, &published, has_beyond, notes),
    }
    .draw()
}

fn caption(replications: u32, published: &[Census], has_beyond: bool, notes: &PoolNotes) -> Vec<String> {
    let mut lines: Vec<String> =
        band_words(replications).map(|words| format!("{words}.")).into_iter().collect();
    let dots = "601 points and more: a dot for each simulated count and no line, since rounds for nominees empty this range: a \
                count says mostly how long ago the last one was, and ups and downs are no trend.";
    lines.push([dots].into_iter().chain(notes.nominees.as_deref()).collect::<Vec<&str>>().join(" "));
    if has_beyond {
        let kinds = if published.is_empty() { "" } else { ", filled if simulated and hollow if published" };
        lines.push(format!("Triangles: counts beyond the scale of their panel{kinds}."));
    }
    lines.push("The panels up to 500 points have one scale, the others one each.".to_owned());
    lines.extend_from_slice(&notes.run);
    lines.extend((!published.is_empty()).then(|| SOURCE.to_owned()));
    lines
}

/// The published counts that a chart of the run shows.
fn shown(pool: &[PoolDay], published: &[Census]) -> Vec<Census> {
    let Some((first, last)) = pool.first().zip(pool.last()) else { return Vec::new() };
    let span = first.date - (last.date - first.date)..=last.date;
    published.iter().filter(|census| span.contains(&census.date)).cloned().collect()
}

/// Mean and band of a range of scores on each day.
fn simulated(range: (u16, u16), pool: &[PoolDay]) -> Vec<Point> {
    let place = RANGES.iter().position(|one| *one == range).expect("a range of the pool");
    let points = pool.iter().filter_map(|day| {
        let Spread { p10, mean, p90, .. } = day.candidates[place]?;
        Some(Point { day: day.date, low: p10, median: mean, high: p90 })
    });
    points.collect()
}
