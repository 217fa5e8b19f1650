//! A missed target in a few sentences: the number, the reason, where to look.

use crate::experiment::targets::{Cause, Decided, Invited, Pause, TargetRow};
use crate::policy::levels::Line;
use crate::record::Bound;
use crate::report::words::{Argument, Message, Words, decimal, message};

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
    let mut reasons = named(&row.causes).into_iter().map(|cause| reason(cause, row.year));
    match (reasons.next(), reasons.next()) {
        (None, _) => message!("reasons-none"),
        (Some(first), None) => first,
        (Some(first), Some(second)) => message!("reasons-two", first = first, second = second),
    }
}

/// Decisions before the target are named only without another cause.
fn named(causes: &[Cause]) -> Vec<&Cause> {
    let others = causes.iter().filter(|cause| !matches!(cause, Cause::Decided(_)));
    let others: Vec<&Cause> = others.take(NAMED).collect();
    if others.is_empty() { causes.iter().take(NAMED).collect() } else { others }
}

fn line(line: Line) -> Message {
    match line {
        Line::FederalHighSkilled => message!("missed-federal"),
        Line::Pnp => message!("missed-pnp"),
        Line::FrenchOutsideQuebec => message!("missed-french"),
    }
}

fn reason(cause: &Cause, year: i16) -> Message {
    match cause {
        Cause::NoRoundPlanned => message!("cause-no-round-planned"),
        Cause::NoRoundOfYear => message!("cause-no-round-of-year", year = year),
        Cause::Decided(decided) => already_decided(decided),
        Cause::AnnouncedLate { on, decided: None } => message!("cause-announced-late", on = *on),
        Cause::AnnouncedLate { on, decided: Some(decided) } => {
            message!("cause-announced-decided", on = *on, decided = already_decided(decided))
        }
        Cause::Bound { bound, values, .. } => bounded(*bound, values),
        Cause::Pause(pause) => message!("cause-pause", pause = length(*pause)),
        Cause::NomineePause(pause) => message!("cause-nominee-pause", pause = length(*pause)),
        Cause::SmallestSize(least) => message!("cause-smallest-size", least = least.to_string()),
        Cause::FewCandidates { round_type, rounds } => {
            message!("cause-few-candidates", name = round_type.name(), rounds = decimal(*rounds, 1))
        }
        Cause::Smoothing => message!("cause-smoothing"),
        Cause::Weighed { year, target, expected } => {
            message!("cause-weighed", year = *year, expected = whole(*expected), target = whole(*target))
        }
        Cause::Forecast { on, expected } => {
            message!("cause-forecast", on = *on, expected = whole(*expected))
        }
        Cause::NoNomineeRound { after: Some(day) } => message!("cause-no-nominee-round-after", day = *day),
        Cause::NoNomineeRound { after: None } => message!("cause-no-nominee-round"),
        Cause::Nominations { invited, .. } => {
            let kind = message!("invited-nominees");
            message!("cause-nominations", invitations = invitations(invited, kind, year))
        }
        Cause::FrenchRounds { invited, .. } => {
            let kind = message!("invited-french");
            message!("cause-french-rounds", invitations = invitations(invited, kind, year))
        }
    }
}

fn already_decided(decided: &Decided) -> Message {
    message!("cause-decided", persons = whole(decided.persons), share = share(decided.share), on = decided.on)
}

fn bounded(bound: Bound, values: &[u32]) -> Message {
    let values: Argument = values.iter().map(u32::to_string).collect();
    match bound {
        Bound::Most => message!("cause-bound-most", values = values),
        Bound::Least => message!("cause-bound-least", values = values),
        Bound::Late => message!("cause-bound-late"),
    }
}

fn length(pause: Pause) -> Message {
    message!("pause-length", from = pause.from, to = pause.to, days = pause.days())
}

fn invitations(invited: &Invited, kind: Message, year: i16) -> Message {
    match invited.before {
        Some(before) => message!(
            "invited-two-years",
            earlier = whole(before),
            kind = kind,
            before = year - 1,
            later = whole(invited.in_year),
            year = year
        ),
        None => message!("invited-year", count = whole(invited.in_year), kind = kind, year = year),
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
    use crate::experiment::targets::Progress;
    use crate::policy::levels::Level;
    use crate::scenario::Aim;

    fn row(landed: f64, causes: Vec<Cause>) -> TargetRow {
        let level = Level { low: Some(80.0), target: Some(100.0), high: Some(120.0) };
        TargetRow {
            year: 2026,
            line: Line::Pnp,
            level,
            aim: Aim::Target,
            landed,
            progress: Progress::default(),
            causes,
        }
    }

    fn missed(landed: f64, causes: Vec<Cause>) -> Option<String> {
        sentence(&row(landed, causes), &Words::english())
    }

    #[test]
    fn the_number_stands_before_the_reason_and_the_reason_before_the_table() {
        let late = Cause::Bound { bound: Bound::Late, values: vec![0], share: 1.0 };
        let on = "2026-01-01".parse().unwrap();
        let decided = Cause::Decided(Decided { on, persons: 60.0, share: Some(0.6) });
        let expected = "2026 nominees: 33 short (33 %). A nomination takes about ten months to become an \
                        admission, so the shortfall was not pursued. See targets.csv.";
        assert_eq!(missed(67.0, vec![decided.clone(), late]).as_deref(), Some(expected));
        let expected = "2026 nominees: 10 too many (10 %). 60 admissions (60 %) were already decided on \
                        2026-01-01. See targets.csv.";
        assert_eq!(missed(110.0, vec![decided]).as_deref(), Some(expected));
        assert_eq!(missed(101.0, Vec::new()), None);
    }
}
