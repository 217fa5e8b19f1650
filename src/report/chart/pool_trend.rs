//! The pool by score over time, simulated and published.

use super::Chart;
use super::page::{Column, Event, Page, band_note, simulated_mean};
use super::panel::{Form, Panel, Point, Series};
use super::scale::{LEAST_TOP, ValueAxis, usual_range};
use super::title::Title;
use crate::experiment::judging::pool_fit::{ALL_SCORES, NOMINEES, RANGES, ScoreRange, count};
use crate::experiment::pool_course::PoolDay;
use crate::experiment::spread::Spread;
use crate::published::Census;
use crate::report::words::{Message, Words, message};

/// What stands at the foot of the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolNotes {
    /// A sentence on the panel of nominees.
    pub nominees: Option<String>,
    /// Lines on the run.
    pub run: Vec<String>,
}

/// The pool over time, simulated and published.
#[derive(Clone, Copy, Debug)]
pub struct PoolCounts<'a> {
    /// Simulated counts.
    pub days: &'a [PoolDay],
    /// Replications behind them.
    pub replications: u32,
    /// Published counts, if any: those of the run are shown, and before it as long a time as the run takes.
    pub published: &'a [Census],
}

/// Simulated mean and 10-90 % band across replications against the published counts, for the whole pool
/// and for ranges of scores; `notes` stand at the foot.
pub fn pool_trend(title: impl Into<Title>, pool: PoolCounts<'_>, notes: &PoolNotes, words: &Words) -> Chart {
    let published = shown(pool.days, pool.published);
    // Each round of nominees takes them out of the pool: they stand with the whole pool and the scores below.
    let (whole, lower) = RANGES.split_at(3);
    let mut columns = vec![
        Column {
            heading: words.text(&message!("pool-chart-whole")),
            panels: whole.iter().map(|range| panel(*range, pool.days, &published, words)).collect(),
            weight: 1.0,
        },
        Column {
            heading: words.text(&message!("pool-chart-lower")),
            panels: lower.iter().map(|range| panel(*range, pool.days, &published, words)).collect(),
            weight: 1.0,
        },
    ];
    // These are compared with one another.
    let bands = &mut columns[1].panels;
    let most = bands.iter().filter_map(|panel| panel.range).map(|range| range.1).fold(LEAST_TOP, f64::max);
    for panel in bands {
        panel.range = Some((0.0, most));
    }
    let has_beyond = columns.iter().flat_map(|column: &Column| &column.panels).any(Panel::has_beyond);
    let mut caption: Vec<String> = band_note(pool.replications, words).into_iter().collect();
    caption.extend(foot(!published.is_empty(), has_beyond, notes, words));
    Page {
        title: title.into(),
        simulated: Some(words.text(&simulated_mean(pool.replications))),
        has_band: pool.replications > 1,
        published: (!published.is_empty()).then(|| words.text(&message!("chart-published"))),
        columns,
        event: Event::Count,
        caption,
    }
    .draw(words)
}

/// The panel of a range of scores.
fn panel(range: ScoreRange, pool: &[PoolDay], published: &[Census], words: &Words) -> Panel {
    let series = Series {
        name: words.text(&name(range)),
        simulated: simulated(range, pool),
        published: published.iter().filter_map(|census| Some((census.date, count(census, range)?))).collect(),
    };
    // Counts are compared with nothing, so their axes start there.
    let most = series.simulated.iter().map(|point| point.high);
    let most: Vec<f64> = most.chain(series.published.iter().map(|(_, count)| *count)).collect();
    // A few counts after a long pause of rounds would flatten all others.
    let (form, most) = match range {
        NOMINEES => (Form::Dots, usual_range(most).1.max(LEAST_TOP)),
        _ => (Form::Line, most.into_iter().fold(LEAST_TOP, f64::max)),
    };
    Panel {
        unit: words.text(&message!("pool-chart-unit")),
        series: vec![series],
        form,
        axis: ValueAxis::Linear,
        range: Some((0.0, most)),
        least_span: 0.0,
        weight: if range == ALL_SCORES { 1.35 } else { 1.0 },
    }
}

pub(super) fn name(range: ScoreRange) -> Message {
    match range {
        ALL_SCORES => message!("pool-chart-all"),
        ScoreRange { low, high: 1200 } => message!("points-from", low = u32::from(low)),
        ScoreRange { low, high } => message!("points-between", low = u32::from(low), high = u32::from(high)),
    }
}

/// The lines at the foot, after the one on the band.
fn foot(has_published: bool, has_beyond: bool, notes: &PoolNotes, words: &Words) -> Vec<String> {
    let mut dots = words.text(&message!("pool-chart-dots"));
    if let Some(nominees) = &notes.nominees {
        dots += &format!(" {nominees}");
    }
    let mut lines = vec![dots];
    match (has_beyond, has_published) {
        (true, true) => lines.push(words.text(&message!("pool-chart-beyond-both"))),
        (true, false) => lines.push(words.text(&message!("pool-chart-beyond"))),
        (false, _) => {}
    }
    lines.push(words.text(&message!("pool-chart-scales")));
    lines.extend_from_slice(&notes.run);
    if has_published {
        lines.push(words.text(&message!("source-counts")));
    }
    lines
}

/// The published counts that a chart of the run shows.
fn shown(pool: &[PoolDay], published: &[Census]) -> Vec<Census> {
    let Some((first, last)) = pool.first().zip(pool.last()) else { return Vec::new() };
    let span = first.date - (last.date - first.date)..=last.date;
    published.iter().filter(|census| span.contains(&census.date)).cloned().collect()
}

/// Mean and band of a range of scores on each day.
fn simulated(range: ScoreRange, pool: &[PoolDay]) -> Vec<Point> {
    let place = RANGES.iter().position(|known| *known == range).expect("a range of the pool");
    let points = pool.iter().filter_map(|day| {
        let Spread { p10, mean, p90, .. } = day.candidates[place]?;
        Some(Point { day: day.date, low: p10, median: mean, high: p90 })
    });
    points.collect()
}
