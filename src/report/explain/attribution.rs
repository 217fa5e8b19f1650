//! The parts of the change of a mean cutoff.

use super::remainder::shared_out;
use crate::experiment::explain::{Explained, Explanation, Part, Span};
use crate::experiment::spread::Spread;
use crate::model::mixture::DifferenceGroup;
use crate::policy::instruction::RoundType;
use crate::report::rounds::cutoff_scale_notes;
use crate::report::terminal::{Column, worded_table, wrapped};
use crate::report::words::{Argument, Message, Words, decimal, message, short_name, signed, with_minus};

/// Printed units a point.
const TENTHS: f64 = 10.0;
/// Longer times are told in minutes.
const MOST_SECONDS: f64 = 120.0;

/// An explanation with what it is about.
#[derive(Clone, Copy)]
pub struct AttributionReport<'a> {
    /// Name of the base.
    pub base: &'a str,
    /// Name of the reform.
    pub reform: &'a str,
    /// The type of rounds.
    pub round_type: &'a RoundType,
    /// The days that the user asks about; none for calendar years.
    pub asked: Option<Span>,
    /// The explanation.
    pub explanation: &'a Explanation,
    /// Replications of each run.
    pub replications: u32,
    /// Runs of all replications.
    pub runs: u64,
    /// Simulated candidates for each real one.
    pub scale: f64,
    /// The words.
    pub words: &'a Words,
}

/// A change and its parts in tenths of a point, which add up.
struct Tenths {
    base: i64,
    reform: i64,
    parts: Vec<i64>,
}

impl Tenths {
    fn of(explained: &Explained) -> Tenths {
        let [base, reform] = [explained.base, explained.reform].map(|mean| (mean * TENTHS).round() as i64);
        let parts = explained.parts.iter().map(|part| part.effect.map_or(0.0, |effect| effect.mean));
        let parts: Vec<f64> = parts.map(|effect| effect * TENTHS).collect();
        Tenths { base, reform, parts: shared_out(&parts, reform - base) }
    }

    fn whole(&self) -> i64 {
        self.reform - self.base
    }
}

impl AttributionReport<'_> {
    /// The whole answer.
    pub fn text(self) -> String {
        let words = self.words;
        let name = short_name(self.round_type.name());
        let Some(headline) = self.headline() else {
            return wrapped(&words.text(&message!("explain-none", name = name))) + "\n";
        };
        let mut text = wrapped(&words.text(&self.sentence(headline))) + "\n\n";
        text += &format!("{}\n{}\n\n", words.text(&message!("explain-table", name = name)), self.table());
        let mut notes = vec![words.text(&self.method())];
        notes.extend(self.fewer().iter().map(|note| words.text(note)));
        notes.extend(cutoff_scale_notes(self.scale, std::iter::once(self.round_type), words));
        for note in notes {
            text += &(wrapped(&note) + "\n");
        }
        text
    }

    /// The span with the largest change; of equal ones the first.
    fn headline(&self) -> Option<&Explained> {
        let mut largest: Option<&Explained> = None;
        for explained in &self.explanation.spans {
            if largest.is_none_or(|before| explained.whole.mean.abs() > before.whole.mean.abs()) {
                largest = Some(explained);
            }
        }
        largest
    }

    fn sentence(&self, explained: &Explained) -> Message {
        let tenths = Tenths::of(explained);
        let (base, reform, whole) =
            (points(tenths.base), points(tenths.reform), signed_points(tenths.whole(), self.words));
        let change = match tenths.whole() {
            1.. => message!("explain-rises", base = base, reform = reform, whole = whole),
            0 => message!("explain-stays", base = base),
            _ => message!("explain-falls", base = base, reform = reform, whole = whole),
        };
        message!(
            "explain-sentence",
            name = short_name(self.round_type.name()),
            span = self.span(explained.span),
            change = change,
            parts = parts(explained, &tenths, self.words)
        )
    }

    fn span(&self, span: Span) -> Message {
        match self.asked {
            Some(Span { from, to }) => message!("explain-in-days", from = from, to = to),
            None => message!("explain-in-year", year = span.from.year()),
        }
    }

    /// The first cell of a span's lines.
    fn label(&self, span: Span) -> String {
        match self.asked {
            Some(Span { from, to }) => format!("{from}/{to}"),
            None => span.from.year().to_string(),
        }
    }

    fn table(&self) -> String {
        let span = if self.asked.is_some() { message!("column-days") } else { message!("column-year") };
        let columns = [
            Column::Words(span),
            Column::Words(message!("column-part")),
            Column::Figures(message!("column-points")),
            Column::Figures(message!("column-interval")),
        ];
        worded_table(self.words, &columns, self.explanation.spans.iter().flat_map(|one| self.lines(one)))
    }

    fn lines(&self, explained: &Explained) -> Vec<[String; 4]> {
        let tenths = Tenths::of(explained);
        let words = self.words;
        let whole = message!("explain-whole", base = points(tenths.base), reform = points(tenths.reform));
        let first = [
            self.label(explained.span),
            words.text(&whole),
            signed_points(tenths.whole(), words),
            interval(&explained.whole, words),
        ];
        let mut lines = vec![first];
        for (part, effect) in explained.parts.iter().zip(&tenths.parts) {
            lines.push([
                String::new(),
                words.text(&group(part.group)),
                signed_points(*effect, words),
                within(part, words),
            ]);
        }
        lines
    }

    fn method(&self) -> Message {
        let orders = match self.explanation.sampled {
            None => message!("explain-all-orders"),
            Some(orders) => message!("explain-sampled-orders", orders = orders),
        };
        message!(
            "explain-method",
            base = self.base,
            reform = self.reform,
            orders = orders,
            runs = decimal(self.runs as f64, 0),
            replications = self.replications
        )
    }

    /// Notes on spans that some replication does not have.
    fn fewer(&self) -> Vec<Message> {
        let spans = self.explanation.spans.iter().filter(|one| one.replications < self.replications);
        spans
            .map(|explained| {
                let (some, all) = (explained.replications, self.replications);
                message!("explain-fewer", span = self.label(explained.span), some = some, all = all)
            })
            .collect()
    }
}

/// The time that all runs are expected to take.
pub fn expected_time(seconds: f64, runs: u64) -> Message {
    let runs = decimal(runs as f64, 0);
    if seconds <= MOST_SECONDS {
        message!("explain-expected-seconds", seconds = decimal(seconds.ceil(), 0), runs = runs)
    } else {
        message!("explain-expected-minutes", minutes = decimal((seconds / 60.0).ceil(), 0), runs = runs)
    }
}

/// The parts of the groups that differ, in a sentence.
fn parts(explained: &Explained, tenths: &Tenths, words: &Words) -> Argument {
    let mut named = Vec::new();
    for (part, effect) in explained.parts.iter().zip(&tenths.parts) {
        let Some(spread) = &part.effect else { continue };
        let within = match spread.ci95_low.zip(spread.ci95_high) {
            Some((low, high)) => {
                message!("explain-interval", low = decimal(low, 1), high = decimal(high, 1))
            }
            None => message!("explain-no-interval"),
        };
        let (name, effect) = (group(part.group), signed_points(*effect, words));
        named.push(message!("explain-part", name = name, effect = effect, interval = within).into());
    }
    if named.is_empty() { message!("explain-no-part").into() } else { Argument::Series(named) }
}

/// The name of a group.
fn group(group: DifferenceGroup) -> Message {
    match group {
        DifferenceGroup::Inflow => message!("explain-group-inflow"),
        DifferenceGroup::Rules => message!("explain-group-rules"),
        DifferenceGroup::Sizes => message!("explain-group-sizes"),
        DifferenceGroup::Categories => message!("explain-group-categories"),
        DifferenceGroup::Nominations => message!("explain-group-nominations"),
        DifferenceGroup::Behaviour => message!("explain-group-behaviour"),
        DifferenceGroup::Exits => message!("explain-group-exits"),
    }
}

fn points(tenths: i64) -> Argument {
    decimal(tenths as f64 / TENTHS, 1)
}

/// Tenths of a point with their sign; zero has none.
fn signed_points(tenths: i64, words: &Words) -> String {
    signed(tenths as f64 / TENTHS, 1, words)
}

/// The interval of a part; empty if the scenarios do not differ in its group.
fn within(part: &Part, words: &Words) -> String {
    part.effect.map_or(String::new(), |effect| interval(&effect, words))
}

fn interval(spread: &Spread, words: &Words) -> String {
    spread.ci95_low.zip(spread.ci95_high).map_or(String::new(), |(low, high)| {
        words.text(&message!(
            "cell-range",
            low = with_minus(low, 1, words),
            high = with_minus(high, 1, words)
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(mean: f64, half: f64) -> Spread {
        Spread {
            ci95_low: Some(mean - half),
            ci95_high: Some(mean + half),
            ..Spread::of(vec![mean]).unwrap()
        }
    }

    fn explained(year: i16, base: f64, effects: [f64; 2]) -> Explained {
        let span = Span {
            from: format!("{year}-01-01").parse().unwrap(),
            to: format!("{year}-12-31").parse().unwrap(),
        };
        let whole = effects[0] + effects[1];
        let mut parts: Vec<Part> =
            DifferenceGroup::ALL.into_iter().map(|group| Part { group, effect: None }).collect();
        (parts[1].effect, parts[2].effect) = (Some(spread(effects[0], 0.5)), Some(spread(effects[1], 0.25)));
        Explained { span, base, reform: base + whole, whole: spread(whole, 0.4), parts, replications: 10 }
    }

    fn text(spans: Vec<Explained>) -> String {
        let groups = vec![DifferenceGroup::Rules, DifferenceGroup::Sizes];
        let report = AttributionReport {
            base: "baseline",
            reform: "reform",
            round_type: &RoundType::new("cec"),
            asked: None,
            explanation: &Explanation { spans, groups, sampled: None },
            replications: 10,
            runs: 40,
            scale: 1.0,
            words: &Words::english(),
        };
        report.text()
    }

    #[test]
    fn the_answer_is_one_sentence_then_a_table_whose_parts_add_up() {
        let text = text(vec![explained(2026, 510.0, [4.0, -1.0]), explained(2027, 512.34, [9.14, -2.12])]);
        let expected = "\
The mean CEC cutoff of 2027 rises from 512.3 to 519.4 (+7.1): scores and rules
+9.2 (95 % 8.6 to 9.6), round sizes -2.1 (95 % -2.4 to -1.9).

Change of the mean CEC cutoff, in CRS points:
  year   part                  points   95 % interval
───────────────────────────────────────────────────────
  2026   all, 510.0 to 513.0     +3.0      2.6 to 3.4
         inflow                   0.0
         scores and rules        +4.0      3.5 to 4.5
         round sizes             -1.0    -1.3 to -0.8
         category carve-outs      0.0
         nominations              0.0
         behaviour                0.0
         exits                    0.0
  2027   all, 512.3 to 519.4     +7.1      6.6 to 7.4
         inflow                   0.0
         scores and rules        +9.2      8.6 to 9.6
         round sizes             -2.1    -2.4 to -1.9
         category carve-outs      0.0
         nominations              0.0
         behaviour                0.0
         exits                    0.0

`baseline` becomes `reform` group by group, on the same people with the same
luck. Parts are Shapley values: the mean effect over all orders of the groups,
in 40 runs (10 replications).
";
        assert_eq!(text, expected);
    }

    #[test]
    fn without_a_round_in_both_there_is_no_answer() {
        let expected =
            "No replication has CEC rounds with an invitation in both scenarios and in all mixtures";
        assert!(text(Vec::new()).replace('\n', " ").starts_with(expected));
    }

    #[test]
    fn a_long_time_is_told_in_minutes() {
        let words = Words::english();
        let told = [(12.3, 8), (300.0, 40)].map(|(seconds, runs)| words.text(&expected_time(seconds, runs)));
        assert_eq!(told, ["Expected time: 13 s for 8 runs.", "Expected time: 5 min for 40 runs."]);
    }
}
