//! A missed target in a few sentences: the number, the reason, where to look.

use crate::experiment::targets::{Cause, Decided, Invited, Pause, TargetRow};
use crate::policy::levels::Line;
use crate::record::Bound;

/// Causes that are named; the table has all.
const NAMED: usize = 2;

/// What was missed, by how much and why; none if it was met.
pub fn sentence(row: &TargetRow) -> Option<String> {
    let wanted = row.wanted().filter(|_| row.is_missed())?;
    let persons = (row.landed - wanted).abs();
    let side = if row.landed < wanted { "short" } else { "too many" };
    let share = row.error().map_or(String::new(), |error| format!(" ({:.0} %)", 100.0 * error.abs()));
    let end = row.range_aimed_at().map_or("", |_| " of the nearer end of its range");
    let reasons: Vec<String> = named(&row.causes).into_iter().map(|cause| reason(cause, row.year)).collect();
    let line = line(row.line);
    Some(format!(
        "{} {line}: {persons:.0} {side}{end}{share}. {} See targets.csv.",
        row.year,
        reasons.join(" ")
    ))
}

/// What was decided before is named only where nothing else is.
fn named(causes: &[Cause]) -> Vec<&Cause> {
    let others = causes.iter().filter(|cause| !matches!(cause, Cause::Decided(_)));
    let others: Vec<&Cause> = others.take(NAMED).collect();
    if others.is_empty() { causes.iter().take(NAMED).collect() } else { others }
}

fn line(line: Line) -> &'static str {
    match line {
        Line::FederalHighSkilled => "Federal High Skilled",
        Line::Pnp => "nominees",
        Line::FrenchOutsideQuebec => "French speakers outside Quebec",
    }
}

fn reason(cause: &Cause, year: i16) -> String {
    match cause {
        Cause::NoRoundPlanned => "No round is planned to meet it.".to_owned(),
        Cause::NoRoundOfYear => format!("The planner sizes no federal round of {year}."),
        Cause::Decided(decided) => already_decided(decided),
        Cause::AnnouncedLate { on, decided } => {
            let decided =
                decided.as_ref().map_or(String::new(), |decided| format!(" {}", already_decided(decided)));
            format!("The target was announced on {on}.{decided}")
        }
        Cause::Bound { bound, values, .. } => bounded(*bound, values),
        Cause::Pause(pause) => format!("No federal round was held {}.", length(*pause)),
        Cause::NomineePause(pause) => format!("No round that invites nominees was held {}.", length(*pause)),
        Cause::SmallestSize(least) => {
            format!("The smallest round, {least} invitations (`targets.least`), is larger than the miss.")
        }
        Cause::FewCandidates { round_type, rounds } => {
            format!("{rounds:.1} rounds of `{round_type}` found fewer candidates than planned.")
        }
        Cause::Smoothing => "The planner preferred smooth round sizes.".to_owned(),
        Cause::Weighed { year, target, expected } => format!(
            "The planner balanced it against {year}: {expected:.0} expected for a target of {target:.0}."
        ),
        Cause::Forecast { on, expected } => {
            format!("Forecast error: {expected:.0} were expected on {on}.")
        }
        Cause::NoNomineeRound { after: Some(day) } => {
            format!("No round that invites nominees is held after {day}.")
        }
        Cause::NoNomineeRound { after: None } => "No round invites nominees.".to_owned(),
        Cause::Nominations { invited, .. } => {
            format!("Nominations decide the rest: {}.", invitations(invited, "nominees invited", year))
        }
        Cause::FrenchRounds { invited, .. } => format!(
            "No round is sized for this target: {}.",
            invitations(invited, "invited by rounds of `french`", year)
        ),
    }
}

fn already_decided(decided: &Decided) -> String {
    let share = decided.share.map_or(String::new(), |share| format!(" ({:.0} %)", 100.0 * share));
    format!("{:.0} admissions{share} were already decided on {}.", decided.persons, decided.on)
}

fn bounded(bound: Bound, values: &[u32]) -> String {
    let values = values.iter().map(u32::to_string).collect::<Vec<_>>().join(" and ");
    match bound {
        Bound::Most => format!("Rounds were at their largest size, {values} (`targets.most`)."),
        Bound::Least => {
            format!("Fewer were to be invited than the smallest round, {values} (`targets.least`).")
        }
        Bound::Late => {
            "A nomination takes about ten months to become an admission, so the shortfall was not \
                        pursued."
                .to_owned()
        }
    }
}

fn length(pause: Pause) -> String {
    format!("from {} to {} ({} days)", pause.from, pause.to, pause.days())
}

fn invitations(invited: &Invited, what: &str, year: i16) -> String {
    let in_year = format!("{:.0} in {year}", invited.in_year);
    match invited.before {
        Some(before) => format!("{before:.0} {what} in {}, {in_year}", year - 1),
        None => format!("{:.0} {what} in {year}", invited.in_year),
    }
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

    #[test]
    fn the_number_stands_before_the_reason_and_the_reason_before_the_table() {
        let late = Cause::Bound { bound: Bound::Late, values: vec![0], share: 1.0 };
        let on = "2026-01-01".parse().unwrap();
        let decided = Cause::Decided(Decided { on, persons: 60.0, share: Some(0.6) });
        let expected = "2026 nominees: 33 short (33 %). A nomination takes about ten months to become an admission, \
                        so the shortfall was not pursued. See targets.csv.";
        assert_eq!(sentence(&row(67.0, vec![decided.clone(), late])).as_deref(), Some(expected));
        let expected = "2026 nominees: 10 too many (10 %). 60 admissions (60 %) were already decided on 2026-01-01. See targets.csv.";
        assert_eq!(sentence(&row(110.0, vec![decided])).as_deref(), Some(expected));
        assert_eq!(sentence(&row(101.0, Vec::new())), None);
    }
}
