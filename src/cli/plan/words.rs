//! The answers of `drawsim plan` in words.

use crate::experiment::planning::{Answer, FACTORS, Found, STEADINESS, Steadiest, WINDOW_DAYS, Wish};
use crate::experiment::targets::{MET, news};
use crate::policy::levels::Line;
use crate::record::cutoffs::Spread;
use crate::record::planning::{CutoffPoint, PlanPoint, PlannedSize};
use crate::report::terminal::{Heading, table};
use crate::simulation::Model;

/// The target that keeps a cutoff.
pub fn cutoff(answer: &Answer, wish: &Wish, model: &Model) -> String {
    let year = wish.by.year();
    let level = model.levels.known(Line::FederalHighSkilled, year, wish.by);
    let target = level.and_then(|level| level.aim()).expect("a planned year has a target");
    let persons = |factor: f64| format!("{:.0}", target * factor);
    let of = |point: &CutoffPoint, order| {
        format!("{} persons{order} for {year}, {:.2} times the plan's", persons(point.factor), point.factor)
    };
    let kept = format!(
        "`{}`\nrounds at or below {:.0} in the {WINDOW_DAYS} days up to {}",
        wish.round_type, wish.cutoff, wish.by
    );
    let there = |point: &CutoffPoint| {
        let cutoff = point.cutoff.as_ref();
        cutoff.map_or(String::new(), |cutoff| format!("{:.1}{}", cutoff.mean, interval(cutoff, 1)))
    };
    let part = |point: &CutoffPoint| by_express_entry(model, wish, target, point.factor);
    let (found, part, how) = match &answer.found {
        Found::Least(found) => {
            let range = answer
                .interval
                .map_or("no interval: the cutoff hardly moves with the target".to_owned(), |(low, high)| {
                    format!("95 % interval {} to {}", persons(low.max(0.0)), persons(high))
                });
            let mean = found.cutoff.map_or(0.0, |cutoff| cutoff.mean);
            (
                format!(
                    "A Federal High Skilled target of {}, keeps the mean cutoff of {kept} (there it is {mean:.1}); {range}.",
                    of(found, ""),
                ),
                part(found),
                "; the root was found by Brent's method.\nThe interval is that of the mean cutoff over replications, a point either \
                 way or more, divided by its slope.",
            )
        }
        Found::All(least) => (
            format!(
                "Any Federal High Skilled target of {}, keeps the mean cutoff of {kept}.\nAt the smallest that was tried it is {}.",
                of(least, " or more"),
                there(least)
            ),
            part(least),
            ".",
        ),
        Found::None(most) => (
            format!(
                "No Federal High Skilled target of {}, keeps the mean cutoff of {kept}.\nAt the largest that was tried it is {}.\n\
                 Rounds are at their largest, or pool and family sizes do not allow it.",
                of(most, " or less"),
                there(most)
            ),
            part(most),
            ".",
        ),
    };
    format!(
        "{found}{part}\nThe targets of all planned years were multiplied alike, by {} to {}{how}{}\nRuns: {}. ",
        FACTORS.0,
        FACTORS.1,
        which_plan(wish, model),
        answer.runs
    )
}

/// How much of such a target Express Entry is to bring; nothing where that is all of it.
fn by_express_entry(model: &Model, wish: &Wish, target: f64, factor: f64) -> String {
    let part = model.levels.by_pool(Line::FederalHighSkilled, wish.by.year(), wish.by);
    let part = part.and_then(|level| level.aim()).filter(|part| *part != target);
    part.map_or(String::new(), |part| {
        let (share, persons) = (100.0 * part / target, part * factor);
        format!("\nOf that target Express Entry is to bring {share:.1} %, {persons:.0} persons.")
    })
}

/// Which target the factor refers to, where the one of the year changes in the run.
fn which_plan(wish: &Wish, model: &Model) -> String {
    let year = wish.by.year();
    let known = |day| model.levels.known(Line::FederalHighSkilled, year, day);
    let Some((on, before)) = news(model, model.end, known) else { return String::new() };
    let before = before.aim().map_or(String::new(), |persons| format!(" of {persons:.0} persons"));
    if on <= wish.by {
        format!(
            "\nThe plan's target for {year} is the one announced on {on}; the earlier one{before}, for which rounds were \
             planned\nuntil then, was multiplied by the same factor."
        )
    } else {
        format!(
            "\nThe plan's target for {year} is the one{before} that is known on {}; another is announced on {on}.",
            wish.by
        )
    }
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
            let saved = saved.map_or(String::new(), |saved| beside(&saved, steadiest.own.value));
            text += &format!(
                "Of those that miss no target by more than {:.0} %, `targets.steadiness = {}` swings least: {}.\n{saved}\
                 Its invitations by type, from each planning to the next:\n{}\n\n",
                100.0 * MET,
                value(best.value),
                best.swing.as_ref().map_or("no type has two cutoffs".to_owned(), changes_by),
                size_table(&best.sizes)
            );
        }
        None => {
            let nearest = steadiest.tried.iter().min_by(|a, b| a.miss.total_cmp(&b.miss));
            let nearest = nearest.expect("a search tries something");
            text += &format!(
                "None of them meets the targets within {:.0} %. `targets.steadiness = {}` comes nearest:\n{}\n\n",
                100.0 * MET,
                value(nearest.value),
                nearest.misses.join("\n")
            );
        }
    }
    text
}

fn changes_by(swing: &Spread) -> String {
    format!(
        "a cutoff changes by\n{:.2} points from one round to the next of its type{}",
        swing.mean,
        interval(swing, 2)
    )
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
            point.swing.as_ref().map_or(String::new(), |swing| with_half(swing, 2)),
            point.score.as_ref().map_or(String::new(), |score| with_half(score, 1)),
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

/// How much less, or more, the best plan swings than the scenario's own, which may miss a target.
fn beside(saved: &Spread, own: f64) -> String {
    let negative = negated(saved);
    let (change, order) = if saved.mean >= 0.0 { (saved, "less") } else { (&negative, "more") };
    let own = value(own);
    format!("That is {:.2} {order} than at the scenario's own {own}{}.\n", change.mean, interval(change, 2))
}

/// The other way round.
fn negated(spread: &Spread) -> Spread {
    let minus = |value: Option<f64>| value.map(|value| -value);
    Spread {
        mean: -spread.mean,
        ci95_low: minus(spread.ci95_high),
        ci95_high: minus(spread.ci95_low),
        ..*spread
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_told_the_right_way_round() {
        let spread = |mean: f64, low, high| Spread {
            mean,
            sd: None,
            p10: mean,
            p25: mean,
            p50: mean,
            p75: mean,
            p90: mean,
            ci95_low: Some(low),
            ci95_high: Some(high),
        };
        let less = beside(&spread(0.5, -0.25, 1.25), 0.001);
        assert_eq!(
            less,
            "That is 0.50 less than at the scenario's own 0.001 (95 % interval -0.25 to 1.25).\n"
        );
        let more = beside(&spread(-1.38, -2.0, -0.76), 0.001);
        assert_eq!(
            more,
            "That is 1.38 more than at the scenario's own 0.001 (95 % interval 0.76 to 2.00).\n"
        );
    }
}
