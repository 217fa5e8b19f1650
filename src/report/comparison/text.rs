//! The answer of a comparison, as one would brief a minister.

use super::finding::{Finding, sentence};
use super::{groups, outcomes};
use crate::experiment::compare::Effects;
use crate::model::difference::Difference;
use crate::report::chart::{Comparison, Shown, comparison};
use crate::report::description::differences::{by_part, short_lines};
use crate::report::folder::{FolderError, ResultFolder};
use crate::report::terminal::wrapped;
use crate::report::words::{Words, message};
use crate::time::Day;

/// Differences that the foot of the chart names; the rest is counted.
const NAMED: usize = 4;

/// The effects of one reform, to be reported in a language.
#[derive(Clone, Copy)]
pub struct ComparisonReport<'a> {
    /// Name of the base.
    pub base: &'a str,
    /// The effects of the reform.
    pub effects: &'a Effects,
    /// What differs between the scenarios.
    pub differences: &'a [Difference],
    /// Replications, and how they met.
    pub replicated: Replicated,
    /// The catalogue.
    pub words: &'a Words,
}

/// The replications of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replicated {
    /// Members of a calibrated population; 0 for one population alone.
    pub members: u32,
    /// First day.
    pub start: Day,
    /// Last day.
    pub end: Day,
    /// Whether the two calendars of rounds differ.
    pub has_other_calendar: bool,
}

impl ComparisonReport<'_> {
    /// The sentence, the tables, and what differs.
    pub fn text(&self) -> String {
        let ComparisonReport { base, effects, words, .. } = *self;
        let reform = effects.reform.as_str();
        let finding = Finding::of(effects);
        let mut text = format!("{}\n\n", wrapped(&sentence(effects, words)));
        text += &self.method(finding.as_ref());
        if effects.rows.is_empty() {
            return text + &self.what_differs();
        }
        let heading = message!("compare-cutoffs", base = base, reform = reform);
        text += &format!("\n{}\n{}\n", words.text(&heading), outcomes::cutoffs(effects, words));
        if let Some(finding) = &finding {
            let heading = words.text(&message!("compare-others", year = finding.year));
            text += &format!("\n{heading}\n{}\n", outcomes::others(finding, words));
            text += &self.who_gains(finding);
        }
        text + &self.what_differs()
    }

    /// How the two were compared.
    fn method(&self, finding: Option<&Finding<'_>>) -> String {
        let (words, effects) = (self.words, self.effects);
        let Replicated { start, end, has_other_calendar, .. } = self.replicated;
        let replications = effects.pairs;
        let mut sentences =
            vec![words.text(&message!("compare-runs", count = replications, start = start, end = end))];
        sentences.push(words.text(&match effects.parts_on {
            None => message!("compare-same"),
            Some(day) if day <= start => message!("compare-parts-at-start"),
            Some(day) => message!("compare-parts-on", day = day),
        }));
        sentences.extend(finding.and_then(|finding| finding.pairing(words)));
        if has_other_calendar {
            sentences.push(words.text(&message!("compare-other-calendar")));
        }
        format!("{}\n", wrapped(&sentences.join(" ")))
    }

    fn who_gains(&self, finding: &Finding<'_>) -> String {
        let (year, words) = (finding.year, self.words);
        match groups::text(finding, words) {
            Some(table) => format!("\n{table}\n"),
            None if finding.effects.groups.is_empty() => {
                format!("\n{}\n", wrapped(&words.text(&message!("compare-groups-missing"))))
            }
            None => format!("\n{}\n", wrapped(&words.text(&message!("compare-groups-alike", year = year)))),
        }
    }

    fn what_differs(&self) -> String {
        let words = self.words;
        if self.differences.is_empty() {
            return format!("\n{}\n", words.text(&message!("compare-nothing-differs")));
        }
        let heading = words.text(&message!("compare-differs", base = self.base));
        format!("\n{heading}\n{}", by_part(self.differences, words))
    }

    /// The first differences in one line; none without any.
    fn note(&self) -> Option<String> {
        let words = self.words;
        let named = self.differences.len().min(NAMED);
        let mut named = short_lines(&self.differences[..named], words);
        let more = self.differences.len() - named.len();
        if more > 0 {
            named.push(words.text(&message!("difference-more", count = more)));
        }
        let values = named.join("; ");
        (!named.is_empty()).then(|| words.text(&message!("compare-note", base = self.base, values = values)))
    }

    /// Draws the chart and writes it.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write_chart(&self, folder: &ResultFolder) -> Result<(), FolderError> {
        let ComparisonReport { base, effects, words, .. } = *self;
        let finding = Finding::of(effects);
        let Some(finding) = finding else { return Ok(()) };
        let notes: Vec<String> = self.note().into_iter().collect();
        let chart = Comparison {
            title: &finding.title(words),
            method: &finding.method(words),
            base,
            effects,
            main: &finding.round_type,
            notes: &notes,
            replicated: Shown {
                replications: effects.pairs,
                members: self.replicated.members,
                start: self.replicated.start,
            },
        };
        comparison(chart, words)
            .write(folder, &format!("compare_{}", effects.reform.replace(['/', '\\'], "-")))
    }
}
