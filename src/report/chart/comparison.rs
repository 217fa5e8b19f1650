//! The chart of a comparison: cutoffs of base and reform with their bands, and the paired difference.

use std::collections::BTreeSet;

use super::drawing::Chart;
use super::page::{Column, Event, Page};
use super::panel::Panel;
use super::series::{Form, Point, Series};
use super::title::Title;
use super::value_axis::ValueAxis;
use crate::experiment::compare::{CompareRow, Effect, Effects, Outcome};
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::report::words::{Words, full_name, message};
use crate::time::Day;

/// A panel of cutoffs spans so many points at least, and one of differences so many.
const LEAST_SPAN: f64 = 40.0;
const LEAST_DIFFERENCE: f64 = 6.0;
/// The day of a month at which its value stands.
const MIDDLE: i8 = 15;

/// The content of the chart of a comparison.
#[derive(Clone, Copy)]
pub struct Comparison<'a> {
    /// The finding.
    pub title: &'a str,
    /// Its interval, in ordinary text.
    pub method: &'a str,
    /// Name of the base.
    pub base: &'a str,
    /// The effects of the reform.
    pub effects: &'a Effects,
    /// The type of rounds that is large.
    pub main: &'a RoundType,
    /// Lines at the foot.
    pub notes: &'a [String],
    /// Replications, and their people.
    pub replicated: Shown,
}

/// What a chart says of its replications.
#[derive(Clone, Copy)]
pub struct Shown {
    /// How many.
    pub replications: u32,
    /// Members of a calibrated population; 0 for one population alone.
    pub members: u32,
    /// First day of the run.
    pub start: Day,
}

/// Draws the main type large, with its paired difference below; the other types small beside it.
pub fn comparison(shown: Comparison<'_>, words: &Words) -> Chart {
    let main = shown.main.name();
    let since = shown.effects.in_force.map_or((i16::MIN, 1), |day| (day.year(), day.month()));
    let later = shown.rows().filter(|row| row.key.month.is_some_and(|month| (row.key.year, month) >= since));
    let others: BTreeSet<&str> = later.filter_map(|row| Some(row.round_type()?.name())).collect();
    let mut others: Vec<&str> = others.into_iter().filter(|name| *name != main).collect();
    // Nominees last and small: their scores say little of a reform.
    others.sort_by_key(|name| is_pnp(name));
    let small = others.iter().map(|name| shown.cutoffs(name, Size::Small, words)).collect();
    let columns = vec![
        Column {
            heading: full_name(main, words),
            panels: vec![shown.cutoffs(main, Size::Large, words), shown.differences(main, words)],
            weight: 1.6,
        },
        Column { heading: words.text(&message!("compare-other-types")), panels: small, weight: 1.0 },
    ];
    let Shown { replications, members, start } = shown.replicated;
    let mut caption = vec![words.text(&match (replications, members) {
        (0 | 1, _) => message!("compare-one"),
        (_, 0) => message!("compare-bands-chance", replications = replications),
        _ => message!("compare-bands", replications = replications),
    })];
    let mark = shown.effects.in_force.filter(|day| *day > start);
    caption.extend(mark.map(|day| words.text(&message!("compare-mark", day = day))));
    caption.extend_from_slice(shown.notes);
    Page {
        title: Title::from(shown.title).with(shown.method),
        simulated: Some(words.text(&message!("compare-legend"))),
        has_band: true,
        published: None,
        columns,
        event: Event::Round,
        mark,
        caption,
    }
    .draw(words)
}

/// How large a panel is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Size {
    Large,
    Small,
}

impl Comparison<'_> {
    /// Cutoffs by month.
    fn rows(&self) -> impl Iterator<Item = &CompareRow> {
        self.effects.rows.iter().filter(|row| row.key.outcome == Outcome::Cutoff && row.key.month.is_some())
    }

    fn of_type(&self, name: &str) -> impl Iterator<Item = (Day, &Effect)> {
        self.rows().filter(move |row| row.round_type().is_some_and(|of| of.name() == name)).filter_map(
            |row| {
                let day = Day::new(row.key.year, row.key.month?, MIDDLE)?;
                Some((day, &row.effect))
            },
        )
    }

    /// Cutoffs of base and reform.
    fn cutoffs(&self, name: &str, size: Size, words: &Words) -> Panel {
        let sides = [(self.base, Side::Base), (self.effects.reform.as_str(), Side::Reform)];
        let mut series = Vec::new();
        for (scenario, side) in sides {
            let simulated = self.of_type(name).filter_map(|(day, effect)| side.point(day, effect)).collect();
            let label = match (size, side) {
                (Size::Large, _) => scenario.to_owned(),
                (Size::Small, Side::Base) => {
                    let name = full_name(name, words);
                    words.text(&message!("compare-base-of", type = name.as_str()))
                }
                (Size::Small, Side::Reform) => words.text(&message!("compare-reform")),
            };
            series.push(Series { name: label, simulated, published: Vec::new() });
        }
        Panel {
            unit: words.text(&message!("cutoffs-unit")),
            series,
            form: Form::Line,
            axis: ValueAxis::Linear,
            range: None,
            least_span: LEAST_SPAN,
            weight: match size {
                Size::Large => 1.5,
                Size::Small if is_pnp(name) => 0.8,
                Size::Small => 1.0,
            },
        }
    }

    /// The paired difference with its interval.
    fn differences(&self, name: &str, words: &Words) -> Panel {
        let points = self.of_type(name).filter_map(|(day, effect)| {
            let median = effect.difference?;
            let (low, high) =
                effect.interval.map_or((median, median), |interval| (interval.low, interval.high));
            Some(Point { day, low, median, high })
        });
        let series = Series {
            name: words.text(&message!("compare-difference")),
            simulated: points.collect(),
            published: Vec::new(),
        };
        Panel {
            unit: words.text(&message!("compare-difference-unit")),
            series: vec![series],
            form: Form::Line,
            axis: ValueAxis::Linear,
            range: None,
            least_span: LEAST_DIFFERENCE,
            weight: 1.0,
        }
    }
}

/// A side of a comparison.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Base,
    Reform,
}

impl Side {
    /// The mean of a side in its band.
    fn point(self, day: Day, effect: &Effect) -> Option<Point> {
        let (mean, place) = match self {
            Side::Base => (effect.base?, 0),
            Side::Reform => (effect.reform?, 1),
        };
        let [low, high] = effect.bands[place].unwrap_or([mean, mean]);
        Some(Point { day, low: low.min(mean), median: mean, high: high.max(mean) })
    }
}

fn is_pnp(name: &str) -> bool {
    RoundType::new(name).group() == RoundGroup::Nominees
}
