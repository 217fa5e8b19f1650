//! The answers of `drawsim plan` in words.

use crate::experiment::planning::{Answer, FACTORS, STEADINESS, Steadiest, WINDOW_DAYS, Wish};
use crate::experiment::targets::MET;
use crate::policy::levels::Line;
use crate::record::cutoffs::Spread;
use crate::record::planning::{PlanPoint, PlannedSize};
use crate::report::terminal::{Heading, table};
use crate::simulation::Model;

/// The target that keeps a cutoff.
pub fn cutoff(answer: &Answer, wish: &Wish, model: &Model) -> String {
    let year = wish.by.year();
    let level = model.levels.known(Line::FederalHighSkilled, year, wish.by).unwrap_or_default();
    let target = level.aim().unwrap_or(0.0);
    let persons = |factor: f64| format!("{:.0}", target * factor);
    let interval = answer
        .interval
        .map_or("no interval: the cutoff hardly moves with the target".to_owned(), |(low, high)| {
            format!("95 % interval {} to {}", persons(low.max(0.0)), persons(high))
        });
    format!(
        "A Federal High Skilled target of {} persons for {year}, {:.2} times the plan's, keeps the mean cutoff of `{}`\n\
         rounds at or below {:.0} in the {WINDOW_DAYS} days up to {} (there it is {:.1}); {interval}.\n\
         The targets of all planned years were multiplied alike, by {} to {}; the root was found by Brent's method.\n\
         Runs: {}. The interval is that of the mean cutoff over replications, divided by its slope.\n",
        persons(answer.found.factor),
        answer.found.factor,
        wish.round_type,
        wish.cutoff,
        wish.by,
        answer.found.cutoff.map_or(0.0, |cutoff| cutoff.mean),
        FACTORS.0,
        FACTORS.1,
        answer.runs
    )
}

/// The sizes with the least swing, and all that was tried.
pub fn sizes(steadiest: &Steadiest) -> String {
    let mut text = format!(
        "Which sizes meet the targets with the least swing of cutoffs? Steadiness from {} to {} was searched by Brent's\n\
         method, with {} runs; misses are those from the second planned year on:\n{}\n\n",
        STEADINESS.0,
        STEADINESS.1,
        steadiest.runs,
        points(&steadiest.tried, "steadiness")
    );
    match &steadiest.best {
        Some(best) => {
            let saved = steadiest.saved.filter(|_| best.value != steadiest.own.value);
            let saved = saved.map_or(String::new(), |saved| {
                format!(
                    "That is {:.2} less than at the scenario's own {}{}.\n",
                    saved.mean,
                    value(steadiest.own.value),
                    interval(&saved, 2)
                )
            });
            text += &format!(
                "Of those that miss no target by more than {:.0} %, `targets.steadiness = {}` swings least: a cutoff changes by\n\
                 {:.2} points from one round to the next of its type{}.\n{saved}\
                 Its invitations by type, from each planning to the next:\n{}\n\n",
                100.0 * MET,
                value(best.value),
                best.swing.mean,
                interval(&best.swing, 2),
                size_table(&best.sizes)
            );
        }
        None => text += &format!("None of them meets the targets within {:.0} %.\n\n", 100.0 * MET),
    }
    text
}

/// Mean CRS of the invited against numbers admitted.
pub fn frontier(frontier: &[PlanPoint]) -> String {
    format!(
        "Mean CRS of the invited against persons admitted (95 % intervals over replications):\n{}\n\n",
        points(frontier, "target x")
    )
}

fn points(points: &[PlanPoint], name: &'static str) -> String {
    let headings = [
        Heading::Figures(name),
        Heading::Figures("largest miss"),
        Heading::Figures("swing"),
        Heading::Figures("mean CRS invited"),
        Heading::Figures("landed a year"),
    ];
    let with_half = |spread: &Spread, decimals: usize| {
        let half =
            spread.ci95_high.map_or(String::new(), |high| format!(" ± {:.decimals$}", high - spread.mean));
        format!("{:.decimals$}{half}", spread.mean)
    };
    let lines = points.iter().map(|point| {
        [
            value(point.value),
            format!("{:.1} %", 100.0 * point.miss),
            with_half(&point.swing, 2),
            with_half(&point.score, 1),
            with_half(&point.landed, 0),
        ]
    });
    table(&headings, lines)
}

fn size_table(sizes: &[PlannedSize]) -> String {
    let headings = [
        Heading::Words("from"),
        Heading::Words("round type"),
        Heading::Figures("rounds"),
        Heading::Figures("invited"),
        Heading::Figures("95 % interval"),
        Heading::Figures("a round"),
    ];
    let lines = sizes.iter().map(|size| {
        let ends = size.invited.ci95_low.zip(size.invited.ci95_high);
        [
            size.from.to_string(),
            size.round_type.to_string(),
            size.rounds.to_string(),
            format!("{:.0}", size.invited.mean),
            ends.map_or(String::new(), |(low, high)| format!("{:.0} to {high:.0}", low.max(0.0))),
            format!("{:.0}", size.invited.mean / f64::from(size.rounds)),
        ]
    });
    table(&headings, lines)
}

fn interval(spread: &Spread, decimals: usize) -> String {
    let ends = spread.ci95_low.zip(spread.ci95_high);
    ends.map_or(String::new(), |(low, high)| {
        format!(" (95 % interval {low:.decimals$} to {high:.decimals$})")
    })
}

/// A factor or a steadiness, with three digits that count.
fn value(number: f64) -> String {
    if number <= 0.0 {
        return number.to_string();
    }
    let decimals = (2.0 - number.log10().floor()).max(0.0) as usize;
    let text = format!("{number:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}
