//! The published rounds of invitations, read from `rounds.csv`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::impossible::{self, Fault, Figures};
use super::round::{MOST_PERSONS, Round};
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::Problems;
use crate::document::rows::{Row, Rows};
use crate::document::source::Source;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::Instant;

const COLUMNS: [&str; 7] =
    ["round_number", "date", "drawn_at", "round_type", "invitations", "cutoff", "tie_break"];

/// Reads published rounds from a table of the program's own form, in the order in which they were held. Those
/// of the user's are read without impossible figures, which are noticed where their file is imported.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Round>> {
    let rows = Rows::parse(source, &COLUMNS, problems)?;
    let mut stated: BTreeMap<RoundNumber, u32> = BTreeMap::new();
    let mut rounds: Vec<Round> = Vec::new();
    for row in rows.iter(problems) {
        let Some(round) = read_row(&row) else { continue };
        stated.extend(row.text("cutoff").parse().ok().map(|cutoff: u32| (round.number, cutoff)));
        rounds.push(round);
    }
    rounds.sort_by_key(|round| (round.drawn_at, round.number));
    if !library::is_carried(source) {
        let judged = rounds.iter().map(|round| {
            let figures = figures(round);
            Figures { cutoff: stated.get(&round.number).copied().unwrap_or(figures.cutoff), ..figures }
        });
        let faults = impossible::of_rounds(&judged.collect::<Vec<Figures>>());
        rounds.retain_mut(|round| faults.get(&round.number).is_none_or(|faults| may_stay(round, faults)));
    }
    Some(rounds)
}

/// Takes impossible figures out of a round; whether the round may stay.
fn may_stay(round: &mut Round, faults: &[Fault]) -> bool {
    for fault in faults {
        match fault {
            Fault::Exchanged { .. } | Fault::Twice { .. } => return false,
            Fault::NomineeCutoff { .. } | Fault::CutoffTooHigh { .. } | Fault::AboveScale { .. } => {
                (round.cutoff, round.tie_break) = (None, None);
            }
            Fault::TieBreakAfter { .. } | Fault::TieBreakBefore { .. } => round.tie_break = None,
            Fault::BandAboveTotal { .. } | Fault::BandsAboveTotal { .. } | Fault::BandAboveParts { .. } => {}
        }
    }
    true
}

/// The figures of a round that are judged.
pub fn figures(round: &Round) -> Figures {
    Figures {
        number: round.number,
        date: round.date,
        drawn_at: round.drawn_at,
        round_type: round.round_type.to_string(),
        size: round.size,
        cutoff: round.cutoff.map_or(0, u32::from),
        tie_break: round.tie_break,
    }
}

/// The published rounds that the program carries, in the order in which they were held.
///
/// # Panics
/// If that table is broken.
pub fn carried() -> Vec<Round> {
    let opened = library::open_beside("published/rounds.csv", &Base::Carried(String::new()));
    let problems = Problems::new();
    let rounds = opened.ok().and_then(|opened| read(&opened.source, &problems));
    problems.finish(rounds).expect("the table that the program carries can be read")
}

/// Whether a text begins with the columns of the program's own table.
pub fn has_own_columns(source: &Source) -> bool {
    let header = source.text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names: Vec<&str> = header.split(',').map(|name| name.trim().trim_matches('"')).collect();
    COLUMNS.iter().all(|column| names.contains(column))
}

/// Rounds as a table that [`read`] reads back.
pub fn write(rounds: &[Round]) -> String {
    let mut text = format!("{}\n", COLUMNS.join(","));
    for round in rounds {
        let Round { number, date, drawn_at, round_type, invited, .. } = round;
        let cutoff = round.cutoff.map_or(String::new(), |cutoff| cutoff.to_string());
        let tie_break = round.tie_break.map_or(String::new(), |instant| instant.to_string());
        text += &format!("{number},{date},{drawn_at},{round_type},{invited},{cutoff},{tie_break}\n");
    }
    text
}

fn read_row(row: &Row<'_>) -> Option<Round> {
    let number = row.need::<RoundNumber>("round_number", "a round number like 91 or 91a");
    let date = row.need_day("date", "2015-01-31");
    let drawn_at = match row.text("drawn_at") {
        // As of a round in a list that states no hour.
        "" => date.map(|date| date.start() + 12 * 3600),
        _ => row.need_instant("drawn_at", "2015-01-31T11:59:48Z"),
    };
    let round_type = row.need::<String>("round_type", "a round type like `cec`");
    let invited = row.need_count("invitations", 1..=MOST_PERSONS, "persons");
    let cutoff = row.need::<u32>("cutoff", "a CRS score from 0 to 1200");
    let tie_break = row.find::<Instant>("tie_break", "an instant like 2017-06-07T20:11:13Z, or nothing");
    row.find_day("pool_as_of", "2022-01-17");
    let (number, date, drawn_at) = (number?, date?, drawn_at?);
    // Missing values have been reported: the round is kept, so that its other problems are found too.
    let (invited, cutoff) = (invited.unwrap_or(1), cutoff.unwrap_or(0));
    // One above all scores may be exchanged with the size, which is noticed.
    if cutoff > MOST_PERSONS {
        row.wrong_in("cutoff", format!("`cutoff` is `{cutoff}`"), "expected a CRS score from 0 to 1200");
    }
    if (drawn_at.day() - date).abs() > 1 {
        row.wrong_in(
            "drawn_at",
            format!("`drawn_at` is {drawn_at}, `date` is {date}"),
            "expected the instant to lie on the day of the round or the next",
        );
    }
    Some(Round {
        number,
        date,
        drawn_at,
        round_type: RoundType::new(&round_type?),
        size: invited,
        invited,
        cutoff: Some(u16::try_from(cutoff).unwrap_or(u16::MAX)),
        cutoff_sampled: None,
        tie_break,
        pool: None,
        eligible: None,
        invited_by_program: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_published_is_impossible() {
        let rounds: Vec<Figures> = carried().iter().map(figures).collect();
        assert_eq!(impossible::of_rounds(&rounds), BTreeMap::new());
    }
}
