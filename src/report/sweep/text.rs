//! The text of a sweep for the terminal: what was asked, what was found, a table, what failed, and notes.

use super::finding::{Finding, place_text};
use super::points::Points;
use super::table::{MOST_LEVERS, by_dimension, by_point};
use crate::experiment::sweep::{CellSummary, Dimension, Merged, SweepPlan};
use crate::report::terminal::wrapped;
use crate::report::words::{Message, Words, message, short};

/// Failed cells whose reasons are shown.
const MOST_FAILED: usize = 3;
/// Letters of a reason that are shown.
const MOST_REASON: usize = 200;

/// Where the intervals of chance stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intervals {
    /// Beside the figures.
    Shown,
    /// In a table of the result.
    Elsewhere,
}

/// A sweep that was joined.
#[derive(Clone, Copy)]
pub struct SweepReport<'a> {
    /// Its plan.
    pub plan: &'a SweepPlan,
    /// Its cells.
    pub merged: &'a Merged,
    /// Simulated candidates for each real one.
    pub scale: f64,
}

impl<'a> SweepReport<'a> {
    /// The whole answer.
    pub fn text(self, words: &Words) -> String {
        let points = self.points();
        let shown = points.shown();
        let mut parts = vec![wrapped(&self.asked(words))];
        let main = shown.first().copied().filter(|main| points.overall(*main).is_some());
        if let Some(main) = main {
            parts.extend(Finding::of(points, main, words).map(|finding| wrapped(&sentence(&finding))));
            parts.push(if is_told_by_point(points) {
                by_point(points, &shown, words)
            } else {
                by_dimension(points, main, words)
            });
        } else {
            parts.push(wrapped(&words.text(&message!("sweep-nothing"))));
        }
        if self.merged.failed > 0 {
            parts.push(self.failures(words));
        }
        let has_intervals = main.is_none() || is_told_by_point(points);
        let intervals = if has_intervals { Intervals::Shown } else { Intervals::Elsewhere };
        let notes = self.notes(intervals, words);
        parts.push(notes.iter().map(|note| wrapped(note)).collect::<Vec<String>>().join("\n"));
        parts.join("\n\n")
    }

    /// The points with their outcomes.
    pub fn points(self) -> Points<'a> {
        Points::of(self.plan, self.merged)
    }

    /// What was asked, of how many points and replications.
    pub fn asked(self, words: &Words) -> String {
        let plan = self.plan;
        let scale = if self.scale < 1.0 {
            message!("sweep-scale", scale = short(self.scale, 4))
        } else {
            message!("sweep-full-scale")
        };
        words.text(&message!(
            "sweep-asked",
            title = plan.spec.title.trim_end_matches('.'),
            points = plan.cells.count() - plan.cells.bases(),
            replications = plan.replications,
            scale = scale
        ))
    }

    /// What holds of all figures.
    pub fn notes(self, shown: Intervals, words: &Words) -> Vec<String> {
        let chance = match (self.plan.replications, shown) {
            (1, _) => message!("sweep-note-single"),
            (_, Intervals::Shown) => message!("sweep-note-chance"),
            (_, Intervals::Elsewhere) => message!("sweep-note-elsewhere"),
        };
        let samples = self.plan.dimensions().iter().any(Dimension::is_of_sampling);
        let people = if samples { message!("sweep-note-sampled") } else { message!("sweep-note-people") };
        let mut notes: Vec<Message> = vec![people, chance];
        let kept = self.merged.cells.len();
        if kept < self.plan.cells.count() as usize {
            notes.push(message!("sweep-note-kept", count = kept));
        }
        words.say_messages(&notes)
    }

    /// The cells that failed, the first ones with their reasons.
    fn failures(self, words: &Words) -> String {
        let failed: Vec<&CellSummary> =
            self.merged.cells.iter().filter(|cell| cell.error.is_some()).collect();
        let mut lines = vec![wrapped(&words.text(&message!("sweep-failed", count = self.merged.failed)))];
        for cell in failed.iter().take(MOST_FAILED) {
            let reason: String =
                cell.error.iter().flat_map(|error| error.chars()).take(MOST_REASON).collect();
            let place = if cell.cell == cell.base {
                message!("sweep-base-cell").into()
            } else {
                place_text(self.points(), cell, words)
            };
            let line = message!("sweep-failed-cell", cell = cell.cell, place = place, reason = reason);
            lines.push(wrapped(&words.text(&line)));
        }
        lines.join("\n")
    }
}

/// Whether the table is one of points: few dimensions, and at most two of a sampled design, whose points say
/// little one by one.
fn is_told_by_point(points: Points<'_>) -> bool {
    points.dimensions().len() <= if points.is_sampled() { 2 } else { MOST_LEVERS }
}

/// The finding as a sentence, with the effect of its last point.
fn sentence(finding: &Finding) -> String {
    match &finding.effect {
        Some(effect) => format!("{} ({effect}).", finding.sentence),
        None => format!("{}.", finding.sentence),
    }
}
