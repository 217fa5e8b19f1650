//! The published rounds of invitations, read from `rounds.csv`.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::impossible::{self, Fault, Figures, Impossible};
use super::round::{MOST_PERSONS, Round};
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::{Problem, Problems};
use crate::document::rows::{Row, Rows};
use crate::document::source::{Origin, Source};
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::time::Instant;

/// Where a round stands, its size and its cutoff.
type Held = (Origin, u32, Option<u16>);

const COLUMNS: [&str; 7] =
    ["round_number", "date", "drawn_at", "round_type", "invitations", "cutoff", "tie_break"];

/// Rounds of a table, and what in it cannot be right.
#[derive(Clone, Debug, Default)]
pub struct JudgedRounds {
    /// The rounds, in the order in which they were held, without impossible figures.
    pub rounds: Vec<Round>,
    /// Those figures; none of a table that the program carries.
    pub impossible: Vec<Impossible>,
}

/// Reads published rounds, in the order in which they were held, without impossible figures. Every broken row
/// is reported and left out; without a column there are none.
pub fn read(source: &Arc<Source>, problems: &Problems) -> Option<Vec<Round>> {
    read_judged(source, problems).map(|judged| judged.rounds)
}

/// The same with what is impossible.
pub fn read_judged(source: &Arc<Source>, problems: &Problems) -> Option<JudgedRounds> {
    let before = problems.len();
    let rows = Rows::parse(source, &COLUMNS, problems)?;
    let mut seen: BTreeMap<RoundNumber, Origin> = BTreeMap::new();
    // One round under two numbers is noticed with what else is impossible.
    let mut held: BTreeMap<(Instant, RoundType), Held> = BTreeMap::new();
    let mut rounds: Vec<Round> = Vec::new();
    let mut stated: BTreeMap<RoundNumber, u32> = BTreeMap::new();
    for row in rows.iter(problems) {
        let Some(round) = read_row(&row) else { continue };
        if let Some(first) = seen.insert(round.number, row.origin()) {
            row.wrong_in(
                "round_number",
                format!("round {} stands twice", round.number),
                format!("expected it once; it is also in line {}", first.line()),
            );
        } else if let Some((first, ..)) = held
            .insert((round.drawn_at, round.round_type.clone()), (row.origin(), round.size, round.cutoff))
            .filter(|(_, size, cutoff)| (*size, *cutoff) != (round.size, round.cutoff))
        {
            row.wrong_in(
                "drawn_at",
                format!("two rounds of the type `{}` are held at {}", round.round_type, round.drawn_at),
                format!("expected another second; the first stands in line {}", first.line()),
            );
        }
        stated.extend(row.text("cutoff").parse().ok().map(|cutoff: u32| (round.number, cutoff)));
        rounds.push(round);
    }
    if rounds.is_empty() && problems.len() == before {
        let header = Origin { source: Arc::clone(source), span: 0..source.text.trim_end().len() };
        problems.push(Problem::new(header, "this table holds no round", "expected a row for each round"));
    }
    rounds.sort_by_key(|round| (round.drawn_at, round.number));
    let is_judged = !library::is_carried(source) && problems.len() == before;
    if !is_judged {
        return Some(JudgedRounds { rounds, impossible: Vec::new() });
    }
    let judged = rounds.iter().map(|round| {
        let figures = figures(round);
        Figures { cutoff: stated.get(&round.number).copied().unwrap_or(figures.cutoff), ..figures }
    });
    let faults = impossible::of_rounds(&judged.collect::<Vec<Figures>>());
    let impossible = faults.iter().flat_map(|(number, faults)| {
        let line = seen.get(number).map(Origin::line);
        faults.iter().map(move |fault| Impossible { table: source.name.clone(), line, fault: fault.clone() })
    });
    let impossible: Vec<Impossible> = impossible.collect();
    rounds.retain_mut(|round| faults.get(&round.number).is_none_or(|faults| may_stay(round, faults)));
    Some(JudgedRounds { rounds, impossible })
}

/// Takes impossible figures out of a round; whether the round may stay.
fn may_stay(round: &mut Round, faults: &[Fault]) -> bool {
    for fault in faults {
        match fault {
            Fault::Exchanged { .. } | Fault::AboveScale { .. } | Fault::Twice { .. } => return false,
            Fault::NomineeCutoff { .. } | Fault::CutoffTooHigh { .. } => {
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

/// Where the types of rounds stand in the table from which they were read: it is looked through when first
/// asked.
pub struct Places<'a> {
    source: Option<&'a Arc<Source>>,
    found: OnceCell<BTreeMap<RoundNumber, Origin>>,
}

impl<'a> Places<'a> {
    /// The places in a table; none for rounds that were not read from one.
    pub fn new(source: Option<&'a Arc<Source>>) -> Places<'a> {
        Places { source, found: OnceCell::new() }
    }

    /// Where the type of a round stands; the table's beginning if it has no such round.
    pub fn of(&self, number: RoundNumber) -> Option<Origin> {
        let source = self.source?;
        let found = self.found.get_or_init(|| {
            let problems = Problems::new();
            let rows = Rows::parse(source, &COLUMNS, &problems);
            let mut places = BTreeMap::new();
            for row in rows.iter().flat_map(|rows| rows.iter(&problems)) {
                if let Ok(number) = row.text("round_number").parse() {
                    places.insert(number, row.field_origin("round_type"));
                }
            }
            places
        });
        let place = found.get(&number).cloned();
        Some(place.unwrap_or_else(|| Origin { source: Arc::clone(source), span: 0..0 }))
    }
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
