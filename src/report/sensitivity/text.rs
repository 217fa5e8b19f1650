//! The text of indices for the terminal.

use super::chart::IndexChart;
use super::finding::{DimensionFigures, figures, finding, percent, shown_outcomes};
use crate::experiment::sensitivity::{Estimate, Method, NoIndices, OutcomeSensitivity, SweptIndices};
use crate::experiment::sweep::SweepPlan;
use crate::report::chart::Chart;
use crate::report::outcome_name::{outcome_name, value_figure};
use crate::report::terminal::{Column, last_letters, worded_table, wrapped};
use crate::report::words::{Argument, Message, Words, capitalised, decimal, message, with_minus};

/// Dimensions of an outcome in the table.
const MOST_DIMENSIONS: usize = 8;
/// Outcomes in the table.
const MOST_OUTCOMES: usize = 2;
/// Letters of the name of a dimension.
const MOST_LETTERS: usize = 30;
/// Digits of an index.
const DIGITS: usize = 2;

/// The indices of a sweep, to be reported.
#[derive(Clone, Copy)]
pub struct SensitivityReport<'a> {
    /// The sweep.
    pub plan: &'a SweepPlan,
    /// Its indices.
    pub found: &'a SweptIndices,
    /// The catalogue.
    pub words: &'a Words,
}

impl SensitivityReport<'_> {
    /// The whole answer.
    pub fn text(self) -> String {
        let words = self.words;
        let shown = shown_outcomes(self.plan, self.found);
        let mut parts = Vec::new();
        if let Some(main) = shown.first() {
            let finding = finding(self.plan, main, words);
            parts.extend(finding.map(|finding| wrapped(&format!("{finding}."))));
            parts.push(wrapped(&self.asked(main)));
        }
        parts.extend(shown.iter().take(MOST_OUTCOMES).map(|of| self.table(of)));
        let mut notes: Vec<String> = Vec::new();
        let more = self.found.outcomes.len() - shown.len().min(MOST_OUTCOMES);
        if more > 0 {
            notes.push(words.text(&message!("sensitivity-more", count = more)));
        }
        notes.extend(self.without().map(|note| words.text(&note)));
        notes.extend(self.notes());
        parts.push(notes.iter().map(|note| wrapped(note)).collect::<Vec<String>>().join("\n"));
        parts.join("\n\n")
    }

    /// The chart; none if no outcome has indices.
    pub fn chart(self) -> Option<Chart> {
        let shown = shown_outcomes(self.plan, self.found);
        let subtitle = self.asked(shown.first()?);
        let (plan, found, words) = (self.plan, self.found, self.words);
        IndexChart { plan, found, notes: &self.notes(), subtitle: &subtitle, words }.draw()
    }

    /// What was asked, of how many points, and how much of the variance is chance.
    fn asked(self, main: &OutcomeSensitivity) -> String {
        let chance = match main.chance_share {
            Some(share) => message!("sensitivity-chance", share = percent(share)),
            None => message!("sensitivity-chance-unknown"),
        };
        let left_out = match main.left_out {
            0 => message!("sensitivity-none-left-out"),
            count => message!("sensitivity-left-out", count = count),
        };
        self.words.text(&message!(
            "sensitivity-asked",
            title = self.plan.spec.title.trim_end_matches('.'),
            points = main.points,
            left_out = left_out,
            replications = self.plan.replications,
            chance = chance
        ))
    }

    /// The dimensions of an outcome under its name.
    fn table(self, of: &OutcomeSensitivity) -> String {
        let [first, second] = match self.found.method {
            Method::Sobol => [message!("column-s1"), message!("column-st")],
            Method::Morris => [message!("column-mu-star"), message!("column-sigma")],
        };
        let mut columns = vec![
            Column::Words(message!("column-depends-on")),
            Column::Figures(first),
            Column::Figures(message!("column-its-interval")),
            Column::Figures(second),
        ];
        if self.found.method == Method::Sobol {
            columns.push(Column::Figures(message!("column-its-interval")));
        }
        let figures = figures(of);
        let rows = figures.iter().take(MOST_DIMENSIONS).map(|figures| self.row(of, figures));
        let heading = capitalised(&outcome_name(&of.outcome, self.words));
        format!("{heading}\n{}", worded_table(self.words, &columns, rows))
    }

    fn row(self, of: &OutcomeSensitivity, figures: &DimensionFigures) -> Vec<String> {
        let dimension = last_letters(&self.plan.dimensions()[figures.place].name, MOST_LETTERS);
        let first = figures.first;
        let second = figures.total.map(|total| total.value).or(figures.sigma);
        let first = [dimension, self.figure(of, first.value), self.interval(of, first)];
        let second = [second.map_or(String::new(), |value| self.figure(of, value))];
        let interval = figures.total.map(|total| self.interval(of, total));
        first.into_iter().chain(second).chain(interval).collect()
    }

    fn figure(self, of: &OutcomeSensitivity, value: f64) -> String {
        self.words.argument(&match self.found.method {
            Method::Sobol => decimal(value, DIGITS),
            Method::Morris => value_figure(&of.outcome, value),
        })
    }

    fn interval(self, of: &OutcomeSensitivity, estimate: Estimate) -> String {
        let [low, high] = [estimate.low, estimate.high].map(|end| match self.found.method {
            Method::Sobol => Argument::from(with_minus(end, DIGITS, self.words)),
            Method::Morris => value_figure(&of.outcome, end),
        });
        self.words.text(&message!("sensitivity-interval", low = low, high = high))
    }

    /// Outcomes without indices.
    fn without(self) -> impl Iterator<Item = Message> {
        let reasons = self.found.outcomes.iter().filter_map(|of| of.indices.as_ref().err());
        let constant = reasons.clone().filter(|reason| matches!(reason, NoIndices::Constant)).count();
        let few = reasons.count() - constant;
        let constant = (constant > 0).then(|| message!("sensitivity-constant", count = constant));
        let few = (few > 0).then(|| message!("sensitivity-few", count = few));
        constant.into_iter().chain(few)
    }

    /// What the figures mean.
    fn notes(self) -> Vec<String> {
        let meaning = match self.found.method {
            Method::Sobol => message!("sensitivity-note-sobol"),
            Method::Morris => message!("sensitivity-note-morris"),
        };
        let notes = [meaning, message!("sensitivity-note-bootstrap"), message!("sensitivity-note-chance")];
        self.words.say_messages(&notes)
    }
}
