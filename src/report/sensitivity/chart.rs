//! The chart of indices: bars for each dimension, a panel for each outcome.

use super::finding::{DimensionFigures, figures, finding, shown_outcomes};
use crate::experiment::sensitivity::{Estimate, Method, OutcomeSensitivity, SweptIndices};
use crate::experiment::sweep::SweepPlan;
use crate::report::chart::{
    Bar, BarPanel, BarRow, BarRows, COLOURS, Chart, Key, Look, Range, Title, bar_rows,
};
use crate::report::outcome_name::{outcome_heading, outcome_name, value_figure};
use crate::report::words::{Message, Words, capitalised, decimal, message};

/// Most dimensions of a panel.
const MOST_ROWS: usize = 10;
/// Digits of an index.
const DIGITS: usize = 2;

/// What the chart is made of.
#[derive(Clone, Copy)]
pub struct IndexChart<'a> {
    /// The sweep.
    pub plan: &'a SweepPlan,
    /// Its indices.
    pub found: &'a SweptIndices,
    /// Lines at the foot.
    pub notes: &'a [String],
    /// What holds of the main outcome, under the title.
    pub subtitle: &'a str,
    /// The catalogue.
    pub words: &'a Words,
}

impl IndexChart<'_> {
    /// The chart; none if no outcome has indices.
    pub fn draw(self) -> Option<Chart> {
        let words = self.words;
        let shown = shown_outcomes(self.plan, self.found);
        let main = shown.first()?;
        let title = finding(self.plan, main, words)?.replace('`', "");
        let more = self.plan.dimensions().len().saturating_sub(MOST_ROWS);
        let mut notes = Vec::new();
        if more > 0 {
            notes.push(words.text(&message!("sensitivity-note-rows", count = more)));
        }
        notes.extend_from_slice(self.notes);
        let panels: Vec<BarPanel> = shown.iter().map(|of| self.panel(of)).collect();
        let content = BarRows {
            title: &Title::from(title).with(self.subtitle),
            legend: &self.legend(),
            panels: &panels,
            notes: &notes,
        };
        Some(bar_rows(content, words))
    }

    fn legend(&self) -> Vec<Key> {
        let texts: [Message; 2] = match self.found.method {
            Method::Sobol => [message!("sensitivity-legend-first"), message!("sensitivity-legend-total")],
            Method::Morris => [message!("sensitivity-legend-mu-star"), message!("sensitivity-legend-sigma")],
        };
        let keys = texts.iter().zip(COLOURS);
        keys.map(|(text, colour)| Key { look: Look::Box(colour), text: self.words.text(text) }).collect()
    }

    fn panel(&self, of: &OutcomeSensitivity) -> BarPanel {
        let words = self.words;
        let (heading, axis) = match self.found.method {
            Method::Sobol => {
                (capitalised(&outcome_name(&of.outcome, words)), message!("sensitivity-axis-part"))
            }
            Method::Morris => (outcome_heading(&of.outcome, words), message!("sensitivity-axis-effect")),
        };
        let rows = figures(of).into_iter().take(MOST_ROWS).map(|figures| self.row(of, &figures)).collect();
        BarPanel { heading, axis: words.text(&axis), from: 0.0, rows }
    }

    fn figure(&self, of: &OutcomeSensitivity, value: f64) -> String {
        self.words.argument(&match self.found.method {
            Method::Sobol => decimal(value, DIGITS),
            Method::Morris => value_figure(&of.outcome, value),
        })
    }

    fn row(&self, of: &OutcomeSensitivity, figures: &DimensionFigures) -> BarRow {
        let first = figures.first;
        let mut bars = vec![estimated(first, self.figure(of, first.value))];
        if let Some(total) = figures.total {
            bars.push(Bar { colour: COLOURS[1], ..estimated(total, self.figure(of, total.value)) });
        }
        if let Some(sigma) = figures.sigma {
            bars.push(Bar {
                value: sigma,
                interval: None,
                label: self.figure(of, sigma),
                colour: COLOURS[1],
            });
        }
        BarRow { name: self.plan.dimensions()[figures.place].name.clone(), bars }
    }
}

/// The bar of an estimate.
fn estimated(estimate: Estimate, label: String) -> Bar {
    let Estimate { value, low, high } = estimate;
    Bar { value, interval: Some(Range { low, high }), label, colour: COLOURS[0] }
}
