//! The stock-and-flow account of the candidates above a level between two days.

use super::remainder::shared_out;
use crate::experiment::explain::{AccountFinding, AccountLine, Flow, Level, LineName, Span};
use crate::experiment::spread::Spread;
use crate::report::rounds::scale_note;
use crate::report::terminal::{Column, worded_table, wrapped};
use crate::report::words::{Argument, Message, Words, decimal, message, short_name, signed, with_minus};

/// An account with what it is about.
#[derive(Clone, Copy)]
pub struct AccountReport<'a> {
    /// The account.
    pub finding: &'a AccountFinding,
    /// Simulated candidates for each real one.
    pub scale: f64,
    /// The words.
    pub words: &'a Words,
}

/// Numbers of the lines that are shown, which add up.
struct Whole<'a> {
    lines: Vec<(&'a AccountLine, i64)>,
    start: i64,
    end: i64,
}

impl<'a> Whole<'a> {
    fn of(lines: &'a [AccountLine]) -> Whole<'a> {
        let (start, end) = (rounded(lines, LineName::Start), rounded(lines, LineName::End));
        let flows: Vec<&AccountLine> =
            lines.iter().filter(|line| matches!(line.name, LineName::Flow(_))).collect();
        let means: Vec<f64> = flows.iter().map(|line| line.candidates.mean).collect();
        let rounded = shared_out(&means, end - start);
        let lines = flows.into_iter().zip(rounded).filter(|(line, _)| line.candidates.mean != 0.0).collect();
        Whole { lines, start, end }
    }
}

impl AccountReport<'_> {
    /// The whole answer.
    pub fn text(self) -> String {
        let words = self.words;
        let whole = Whole::of(&self.finding.lines);
        let title = message!("explain-account-table", replications = self.finding.replications);
        let mut text = format!("{}\n\n", wrapped(&words.text(&self.sentence(&whole))));
        text += &format!("{}\n{}\n", words.text(&title), self.table(&whole));
        if let Some(note) = scale_note(self.scale, words) {
            text += &format!("\n{}\n", wrapped(&note));
        }
        text
    }

    fn sentence(&self, whole: &Whole<'_>) -> Message {
        let mut flows = Vec::new();
        for (line, count) in &whole.lines {
            let name = name(line.name);
            flows.push(
                message!("explain-account-flow", name = name, count = signed(*count as f64, 0, self.words))
                    .into(),
            );
        }
        let flows = if flows.is_empty() {
            message!("explain-account-no-flow").into()
        } else {
            Argument::Series(flows)
        };
        message!(
            "explain-account",
            name = self.type_name(),
            level = self.level(),
            change = self.change(whole),
            flows = flows
        )
    }

    fn change(&self, whole: &Whole<'_>) -> Message {
        let Span { from, to } = self.finding.stock.span;
        let [start, end] = [whole.start, whole.end].map(|count| decimal(count as f64, 0));
        match whole.end - whole.start {
            1.. => message!("explain-account-grew", start = start, from = from, end = end, to = to),
            0 => message!("explain-account-stayed", start = start, from = from, to = to),
            _ => message!("explain-account-fell", start = start, from = from, end = end, to = to),
        }
    }

    fn type_name(&self) -> Argument {
        short_name(self.finding.stock.round_type.name())
    }

    fn level(&self) -> Message {
        let score = u32::from(self.finding.level.score());
        match self.finding.level {
            Level::Stated(_) => message!("explain-level-stated", score = score),
            Level::OfRound { date, .. } => {
                message!("explain-level-round", score = score, name = self.type_name(), date = date)
            }
        }
    }

    fn table(&self, whole: &Whole<'_>) -> String {
        let words = self.words;
        let columns = [
            Column::Words(message!("column-line")),
            Column::Figures(message!("column-candidates")),
            Column::Figures(message!("column-interval")),
        ];
        let start = self.stock(LineName::Start, whole.start).into_iter();
        let flows = whole.lines.iter().map(|(line, count)| (*line, signed(*count as f64, 0, words)));
        let lines = start.chain(flows).chain(self.stock(LineName::End, whole.end));
        let rows = lines
            .map(|(line, count)| [words.text(&name(line.name)), count, interval(&line.candidates, words)]);
        worded_table(words, &columns, rows)
    }

    fn stock(&self, name: LineName, count: i64) -> Option<(&AccountLine, String)> {
        let count = self.words.argument(&decimal(count as f64, 0));
        find(&self.finding.lines, name).map(|line| (line, count))
    }
}

fn find(lines: &[AccountLine], name: LineName) -> Option<&AccountLine> {
    lines.iter().find(|line| line.name == name)
}

fn rounded(lines: &[AccountLine], name: LineName) -> i64 {
    find(lines, name).map_or(0, |line| line.candidates.mean.round() as i64)
}

/// The name of a line.
fn name(line: LineName) -> Message {
    match line {
        LineName::Start => message!("explain-line-start"),
        LineName::Flow(Flow::Entered) => message!("explain-line-entered"),
        LineName::Flow(Flow::Rose) => message!("explain-line-rose"),
        LineName::Flow(Flow::Fell) => message!("explain-line-fell"),
        LineName::Flow(Flow::Nominated) => message!("explain-line-nominated"),
        LineName::Flow(Flow::Law) => message!("explain-line-law"),
        LineName::Flow(Flow::Left) => message!("explain-line-left"),
        LineName::Flow(Flow::Invited) => message!("explain-line-invited"),
        LineName::Flow(Flow::Returned) => message!("explain-line-returned"),
        LineName::Flow(Flow::Matched) => message!("explain-line-matched"),
        LineName::End => message!("explain-line-end"),
    }
}

fn interval(spread: &Spread, words: &Words) -> String {
    spread.ci95_low.zip(spread.ci95_high).map_or(String::new(), |(low, high)| {
        words.text(&message!(
            "cell-range",
            low = with_minus(low, 0, words),
            high = with_minus(high, 0, words)
        ))
    })
}
