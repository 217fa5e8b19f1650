//! The pool by score over time, simulated and published.

use super::drawing::Chart;
use super::page::{Column, Event, Page, band_note, simulated_mean};
use super::panel::Panel;
use super::scale::{LEAST_TOP, Range, usual_range};
use super::series::{Form, Point, Series};
use super::title::Title;
use super::value_axis::ValueAxis;
use crate::experiment::judging::pool_fit::{ALL_SCORES, NOMINEES, RANGES, ScoreRange, count};
use crate::experiment::pool_course::PoolDay;
use crate::experiment::spread::Spread;
use crate::published::Census;
use crate::report::words::{Message, Words, message};

/// Notes at the foot of the chart.
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
    let published = published_near(pool.days, pool.published);
    let shown = PoolCounts { published: &published, ..pool };
    // Each round of nominees takes them out of the pool: they stand with the whole pool and the scores below.
    let (whole, lower) = RANGES.split_at(3);
    let mut columns = vec![
        Column {
            heading: words.text(&message!("pool-chart-whole")),
            panels: whole.iter().map(|range| shown.panel(*range, words)).collect(),
            weight: 1.0,
        },
        Column {
            heading: words.text(&message!("pool-chart-lower")),
            panels: lower.iter().map(|range| shown.panel(*range, words)).collect(),
            weight: 1.0,
        },
    ];
    // These are compared with one another.
    let bands = &mut columns[1].panels;
    let high = bands.iter().filter_map(|panel| panel.range).map(|range| range.high).fold(LEAST_TOP, f64::max);
    for panel in bands {
        panel.range = Some(Range { low: 0.0, high });
    }
    let mut caption: Vec<String> = band_note(pool.replications, words).into_iter().collect();
    caption.extend(foot(&columns, notes, words));
    if !published.is_empty() {
        caption.push(words.text(&message!("source-counts")));
    }
    Page {
        title: title.into(),
        simulated: Some(words.text(&simulated_mean(pool.replications))),
        has_band: pool.replications > 1,
        published: (!published.is_empty()).then(|| words.text(&message!("chart-published"))),
        columns,
        event: Event::Count,
        mark: None,
        caption,
    }
    .draw(words)
}

impl PoolCounts<'_> {
    /// The panel of a range of scores.
    fn panel(&self, range: ScoreRange, words: &Words) -> Panel {
        let published = self.published.iter();
        let series = Series {
            name: words.text(&name(range)),
            simulated: self.simulated(range),
            published: published.filter_map(|census| Some((census.date, count(census, range)?))).collect(),
        };
        // Counts are compared with nothing, so their axes start there.
        let most = series.simulated.iter().map(|point| point.high);
        let most: Vec<f64> = most.chain(series.published.iter().map(|(_, count)| *count)).collect();
        // A few counts after a long pause of rounds would flatten all others.
        let (form, most) = match range {
            NOMINEES => (Form::Dots, usual_range(most).high.max(LEAST_TOP)),
            _ => (Form::Line, most.into_iter().fold(LEAST_TOP, f64::max)),
        };
        Panel {
            unit: words.text(&message!("pool-chart-unit")),
            series: vec![series],
            form,
            axis: ValueAxis::Linear,
            range: Some(Range { low: 0.0, high: most }),
            least_span: 0.0,
            weight: if range == ALL_SCORES { 1.35 } else { 1.0 },
        }
    }

    /// Mean and band of a range of scores on each day.
    fn simulated(&self, range: ScoreRange) -> Vec<Point> {
        let place = RANGES.iter().position(|known| *known == range).expect("a range of the pool");
        let points = self.days.iter().filter_map(|day| {
            let Spread { p10, mean, p90, .. } = day.candidates[place]?;
            Some(Point { day: day.date, low: p10, median: mean, high: p90 })
        });
        points.collect()
    }
}

/// The name of a range of scores, as a heading.
pub fn name(range: ScoreRange) -> Message {
    match range {
        ALL_SCORES => message!("pool-chart-all"),
        ScoreRange { low, high: 1200 } => message!("points-from", low = u32::from(low)),
        ScoreRange { low, high } => message!("points-between", low = u32::from(low), high = u32::from(high)),
    }
}

/// The lines at the foot between the one on the band and the source.
fn foot(columns: &[Column], notes: &PoolNotes, words: &Words) -> Vec<String> {
    let mut dots = words.text(&message!("pool-chart-dots"));
    if let Some(nominees) = &notes.nominees {
        dots += &format!(" {nominees}");
    }
    let mut lines = vec![dots];
    let panels: Vec<&Panel> = columns.iter().flat_map(|column| &column.panels).collect();
    if panels.iter().any(|panel| panel.has_beyond()) {
        let mut series = panels.iter().flat_map(|panel| &panel.series);
        lines.push(words.text(&if series.any(|series| !series.published.is_empty()) {
            message!("pool-chart-beyond-both")
        } else {
            message!("pool-chart-beyond")
        }));
    }
    lines.push(words.text(&message!("pool-chart-scales")));
    lines.extend_from_slice(&notes.run);
    lines
}

/// The published counts that a chart of the run shows.
fn published_near(pool: &[PoolDay], published: &[Census]) -> Vec<Census> {
    let Some((first, last)) = pool.first().zip(pool.last()) else { return Vec::new() };
    let span = first.date - (last.date - first.date)..=last.date;
    published.iter().filter(|census| span.contains(&census.date)).cloned().collect()
}
