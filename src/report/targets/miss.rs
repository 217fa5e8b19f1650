//! A missed target in a few sentences: the number, the reason, where to look.

use crate::experiment::targets::{Bounded, Cause, Invited, Pause, Progress, TargetRow};
use crate::policy::levels::Line;
use crate::record::Bound;
use crate::report::words::{Argument, Message, Words, decimal, message};
use crate::time::Day;

/// Causes that are named; the table has all.
const NAMED: usize = 2;

/// The miss of a target with its reasons; none if the target was met.
pub fn sentence(row: &TargetRow, words: &Words) -> Option<String> {
    let wanted = row.wanted().filter(|_| row.is_missed())?;
    let side = if row.landed < wanted { message!("missed-short") } else { message!("missed-above") };
    let end = row.range_aimed_at().map_or(message!("missed-point"), |_| message!("missed-end"));
    let missed = message!(
        "missed-target",
        year = row.year,
        line = line(row.line),
        persons = whole((row.landed - wanted).abs()),
        side = side,
        end = end,
        share = share(row.error()),
        reasons = reasons(row)
    );
    Some(words.text(&missed))
}

/// The sentences for all missed targets among some rows.
pub fn sentences(rows: &[TargetRow], words: &Words) -> Vec<String> {
    rows.iter().filter_map(|row| sentence(row, words)).collect()
}

/// The named reasons, one sentence after the other.
fn reasons(row: &TargetRow) -> Message {
    let mut reasons = row.causes().into_iter().filter_map(|cause| reason(cause, row)).take(NAMED);
    match (reasons.next(), reasons.next()) {
        (None, _) => message!("reasons-none"),
        (Some(first), None) => message!("reasons-one", first = first),
        (Some(first), Some(second)) => message!("reasons-two", first = first, second = second),
    }
}

fn line(line: Line) -> Message {
    match line {
        Line::FederalHighSkilled => message!("missed-federal"),
        Line::Pnp => message!("missed-pnp"),
        Line::FrenchOutsideQuebec => message!("missed-french"),
    }
}

/// A cause with its figures, which are facts of the row; none if the row lacks them.
fn reason(cause: Cause, row: &TargetRow) -> Option<Message> {
    let Progress { planned_on, decided, expected, bound, pause, invited, .. } = row.progress;
    match cause {
        Cause::NotPlanned => Some(message!("cause-not-planned", year = row.year)),
        Cause::NotAllPlanned => row
            .progress
            .unplanned_share
            .map(|share| message!("cause-share-not-planned", percent = decimal(100.0 * share, 1))),
        Cause::Decided => decided.zip(planned_on).map(|(persons, on)| already_decided(row, persons, on)),
        Cause::Bound(_) => bound.map(bounded),
        Cause::Pause => pause.map(|pause| paused(row.line, pause)),
        Cause::Expected => expected
            .zip(planned_on)
            .map(|(persons, on)| message!("cause-expected", expected = whole(persons), on = on)),
        Cause::Nominations => invited.map(|invited| nominations(invited, row.year)),
        Cause::FrenchRounds => invited.map(|invited| french_rounds(invited, row.year)),
    }
}

fn already_decided(row: &TargetRow, persons: f64, on: Day) -> Message {
    let part = row.wanted().filter(|wanted| *wanted > 0.0).map(|wanted| persons / wanted);
    let decided = message!("cause-decided", persons = whole(persons), share = share(part), on = on);
    match row.progress.announced_on {
        Some(on) => message!("cause-announced", on = on, decided = decided),
        None => decided,
    }
}

fn bounded(bounded: Bounded) -> Message {
    let percent = decimal(100.0 * bounded.share, 0);
    match bounded.bound {
        Bound::Most => message!("cause-bound-most", percent = percent),
        Bound::Least => message!("cause-bound-least", percent = percent),
        Bound::Late => message!("cause-bound-late", percent = percent),
    }
}

fn paused(line: Line, pause: Pause) -> Message {
    let Pause { from, to } = pause;
    match line {
        Line::Pnp => message!("cause-nominee-pause", from = from, to = to, days = pause.days()),
        Line::FederalHighSkilled | Line::FrenchOutsideQuebec => {
            message!("cause-pause", from = from, to = to, days = pause.days())
        }
    }
}

fn nominations(invited: Invited, year: i16) -> Message {
    let Invited { before, in_year } = invited;
    match before {
        Some(before) => message!(
            "cause-nominations",
            earlier = whole(before),
            before = year - 1,
            later = whole(in_year),
            year = year
        ),
        None => message!("cause-nominations-year", count = whole(in_year), year = year),
    }
}

fn french_rounds(invited: Invited, year: i16) -> Message {
    let Invited { before, in_year } = invited;
    match before {
        Some(before) => message!(
            "cause-french-rounds",
            earlier = whole(before),
            before = year - 1,
            later = whole(in_year),
            year = year
        ),
        None => message!("cause-french-rounds-year", count = whole(in_year), year = year),
    }
}

/// A part in brackets, after a blank; nothing where it is unknown.
fn share(share: Option<f64>) -> Message {
    match share {
        Some(share) => message!("share-in-brackets", percent = decimal(100.0 * share.abs(), 0)),
        None => message!("share-unknown"),
    }
}

/// Persons as a whole number.
fn whole(persons: f64) -> Argument {
    decimal(persons, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::levels::Level;
    use crate::scenario::Aim;

    fn missed(line: Line, landed: f64, progress: Progress) -> Option<String> {
        let level = Level { low: Some(80.0), target: Some(100.0), high: Some(120.0) };
        let (year, aim, landed_interval) = (2026, Aim::Target, None);
        let row = TargetRow { year, line, level, aim, landed, landed_interval, progress };
        sentence(&row, &Words::english())
    }

    fn planned() -> Progress {
        let (planned_on, decided) = (Some("2026-01-01".parse().unwrap()), Some(60.0));
        let invited = Some(Invited { before: Some(10_898.0), in_year: 1234.0 });
        Progress { planned_on, decided, expected: Some(70.0), invited, ..Progress::default() }
    }

    #[test]
    fn the_number_stands_before_the_reason_and_the_reason_before_the_table() {
        let bound = Some(Bounded { bound: Bound::Late, share: 0.75 });
        let expected = "2026 nominees: 33 short (33 %). In 75 % of the plannings it was too late for more: a \
                        nomination takes about ten months to become an admission. Nominations set this \
                        number: 10,898 nominees were invited in 2025 and 1,234 in 2026. See targets.csv.";
        let short = missed(Line::Pnp, 67.0, Progress { bound, ..planned() });
        assert_eq!(short.as_deref(), Some(expected));
        let expected = "2026 Federal High Skilled: 30 short (30 %). 70 were expected on 2026-01-01. See \
                        targets.csv.";
        assert_eq!(missed(Line::FederalHighSkilled, 70.0, planned()).as_deref(), Some(expected));
        assert_eq!(missed(Line::Pnp, 101.0, Progress::default()), None);
    }

    #[test]
    fn a_reason_without_its_figures_is_left_out() {
        let expected = "2026 nominees: 33 short (33 %). See targets.csv.";
        assert_eq!(missed(Line::Pnp, 67.0, Progress::default()).as_deref(), Some(expected));
    }

    #[test]
    fn decided_admissions_are_the_first_reason_of_too_many() {
        let decided = Progress { decided: Some(138.0), ..planned() };
        let expected = "2026 French speakers outside Quebec: 40 too many (40 %). 138 admissions (138 %) were \
                        already decided on 2026-01-01. Rounds are not sized for this target. `french` \
                        rounds invited 10,898 in 2025 and 1,234 in 2026. See targets.csv.";
        assert_eq!(missed(Line::FrenchOutsideQuebec, 140.0, decided).as_deref(), Some(expected));
    }
}
