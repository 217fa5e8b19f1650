//! The charts of a sweep: along one dimension, over two, or the ends of more.

use super::ends::{DimensionEnds, dimension_ends};
use super::finding::Finding;
use super::map::{MapAxes, MapAxis, map};
use super::points::{Points, number, setting, setting_text};
use super::text::{Intervals, SweepReport};
use crate::experiment::mean::MeanSums;
use crate::report::chart::{
    Along, Bar, BarPanel, BarRow, BarRows, COLOURS, Chart, GREY, HeatMaps, Key, LineForm, LinePanel,
    LinePoint, Look, SweepLine, Title, bar_rows, heat_map, sweep_line,
};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::outcome_name::{least_span, outcome_heading, unit, value_figure};
use crate::report::words::{Message, Words, capitalised, message};

/// Most dimensions of a tornado.
const MOST_ROWS: usize = 10;

/// Writes the chart of a sweep, which depends on the number of its dimensions.
///
/// # Errors
/// If a file cannot be written.
pub fn write_charts(
    report: SweepReport<'_>,
    folder: &ResultFolder,
    words: &Words,
) -> Result<(), FolderError> {
    let content = Content { report, points: report.points(), words };
    let shown = content.points.shown();
    let drawn = match content.points.dimensions().len() {
        1 => Some(("sweep_line", content.line(&shown))),
        2 => content.heat_map(&shown).map(|chart| ("sweep_heat_map", chart)),
        _ => Some(("sweep_tornado", content.tornado(&shown))),
    };
    drawn.map_or(Ok(()), |(name, chart)| chart.write(folder, name))
}

/// What all charts are made of.
#[derive(Clone, Copy)]
struct Content<'a> {
    report: SweepReport<'a>,
    points: Points<'a>,
    words: &'a Words,
}

impl Content<'_> {
    /// The finding on the main outcome, with what was asked under it.
    fn title(&self, shown: &[usize]) -> Title {
        let finding = shown.first().and_then(|main| Finding::of(self.points, *main, self.words));
        let asked = self.report.asked(self.words);
        match finding {
            Some(Finding { sentence, effect }) => {
                let effect = effect.map_or(String::new(), |effect| format!(" {}.", capitalised(&effect)));
                Title::from(sentence.replace('`', "")).with(asked + &effect)
            }
            None => Title::from(asked),
        }
    }

    fn notes(&self, intervals: Intervals, more: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut notes: Vec<String> = more.into_iter().collect();
        if self.report.merged.failed > 0 {
            let count = self.report.merged.failed;
            notes.push(self.words.text(&message!("sweep-note-holes", count = count)));
        }
        notes.extend(self.report.notes(intervals, self.words));
        notes
    }

    fn line(&self, shown: &[usize]) -> Chart {
        let points = self.points;
        let mut cells: Vec<_> = points.iter().collect();
        let along = if points.is_of_numbers(0) {
            cells.sort_by(|one, other| number(one, 0).total_cmp(&number(other, 0)));
            Along::Numbers(cells.iter().map(|cell| number(cell, 0)).collect())
        } else {
            Along::Names(cells.iter().map(|cell| setting_text(setting(cell, 0), self.words)).collect())
        };
        let is_line = points.is_of_numbers(0) && !points.is_sampled();
        let panels = shown.iter().map(|outcome| LinePanel {
            heading: outcome_heading(points.outcome(*outcome), self.words),
            base: points.base(*outcome),
            points: cells.iter().map(|cell| line_point(cell.outcomes[*outcome])).collect(),
            least_span: least_span(points.outcome(*outcome).kind()),
        });
        let content = SweepLine {
            title: &self.title(shown),
            axis: &points.dimensions()[0].name,
            along: &along,
            form: if is_line { LineForm::Line } else { LineForm::Dots },
            panels: &panels.collect::<Vec<LinePanel>>(),
            replications: points.plan.replications,
            notes: &self.notes(Intervals::Shown, []),
        };
        sweep_line(content, self.words)
    }

    /// The map; none without two settings of a dimension.
    fn heat_map(&self, shown: &[usize]) -> Option<Chart> {
        let (points, words) = (self.points, self.words);
        let [mut up, mut across] = [MapAxis::of(points, 0, words)?, MapAxis::of(points, 1, words)?];
        if up.axis.labels.len() > across.axis.labels.len() {
            std::mem::swap(&mut up, &mut across);
        }
        let axes = MapAxes { across: &across, up: &up };
        let maps: Vec<_> = shown.iter().map(|outcome| map(points, *outcome, axes, words)).collect();
        let is_in_bins = up.is_in_bins() || across.is_in_bins();
        let bins = is_in_bins.then(|| words.text(&message!("sweep-note-bins")));
        let content = HeatMaps {
            title: &self.title(shown),
            across: &across.axis,
            up: &up.axis,
            maps: &maps,
            notes: &self.notes(Intervals::Elsewhere, bins),
        };
        Some(heat_map(content))
    }

    fn tornado(&self, shown: &[usize]) -> Chart {
        let words = self.words;
        let all: Vec<Vec<DimensionEnds>> =
            shown.iter().map(|outcome| dimension_ends(self.points, *outcome, words)).collect();
        let panels: Vec<BarPanel> =
            shown.iter().zip(&all).map(|(outcome, ends)| self.panel(*outcome, ends)).collect();
        let more = all.iter().map(Vec::len).max().unwrap_or(0).saturating_sub(MOST_ROWS);
        let mut notes = Vec::new();
        if all.iter().flatten().any(|ends| ends.is_in_fifths) {
            notes.push(words.text(&message!("sweep-note-fifths")));
        }
        if more > 0 {
            notes.push(words.text(&message!("sweep-note-rows", count = more)));
        }
        let content = BarRows {
            title: &self.title(shown),
            legend: &self.tornado_legend(),
            panels: &panels,
            notes: &self.notes(Intervals::Elsewhere, notes),
        };
        bar_rows(content, words)
    }

    fn tornado_legend(&self) -> Vec<Key> {
        let mut entries: Vec<(Look, Message)> = Vec::new();
        let dimensions = 0..self.points.dimensions().len();
        if dimensions.clone().any(|place| self.points.is_of_numbers(place)) {
            entries.push((Look::Box(COLOURS[0]), message!("sweep-legend-low")));
            entries.push((Look::Box(COLOURS[1]), message!("sweep-legend-high")));
        }
        if dimensions.clone().any(|place| !self.points.is_of_numbers(place)) {
            entries.push((Look::Box(COLOURS[2]), message!("sweep-legend-category")));
        }
        entries.push((Look::Line(GREY), message!("sweep-legend-overall")));
        entries.into_iter().map(|(look, text)| Key { look, text: self.words.text(&text) }).collect()
    }

    fn panel(&self, outcome: usize, ends: &[DimensionEnds]) -> BarPanel {
        let (points, words) = (self.points, self.words);
        let name = points.outcome(outcome);
        let axis = match unit(name.kind()) {
            Some(unit) => words.text(&message!("sweep-axis-mean-of", unit = unit)),
            None => words.text(&message!("sweep-axis-mean")),
        };
        BarPanel {
            heading: outcome_heading(name, words),
            axis,
            from: points.overall(outcome).unwrap_or(0.0),
            rows: ends.iter().take(MOST_ROWS).map(|ends| self.row(outcome, ends)).collect(),
        }
    }

    fn row(&self, outcome: usize, found: &DimensionEnds) -> BarRow {
        let is_of_numbers = self.points.is_of_numbers(found.dimension);
        let last = found.ends.len() - 1;
        let bars = found.ends.iter().enumerate().map(|(place, end)| {
            let colour = match place {
                _ if !is_of_numbers => COLOURS[2],
                place if place == last => COLOURS[1],
                _ => COLOURS[0],
            };
            let value = value_figure(self.points.outcome(outcome), end.mean);
            let label = message!("sweep-end", setting = end.label.as_str(), value = value);
            Bar { value: end.mean, interval: None, label: self.words.text(&label), colour }
        });
        BarRow { name: self.points.dimensions()[found.dimension].name.clone(), bars: bars.collect() }
    }
}

fn line_point(sums: MeanSums) -> Option<LinePoint> {
    let mean = sums.mean()?;
    let (low, high) = sums.interval().map_or((mean, mean), |interval| (interval.low, interval.high));
    Some(LinePoint { mean, low, high })
}
