//! Messages about published tables.

use super::{Fact, Message, message};
use crate::document::figure::{Assumed, Form, Spot};
use crate::published::Warning;
use crate::published::impossible::{Band, Fault, HIGHEST_SCORE, Impossible, Kept};
use crate::scenario::DateOrder;

impl Fact for Warning {
    fn message(&self) -> Message {
        match self {
            Warning::RoundsOutOfOrder { table } => message!("rounds-out-of-order", table = table.as_str()),
            Warning::MissingRounds { table, count, first } => {
                message!("missing-rounds", table = table.as_str(), count = *count, first = *first)
            }
            Warning::MissingSnapshots { rounds, snapshots, count, first } => message!(
                "missing-snapshots",
                rounds = rounds.as_str(),
                snapshots = snapshots.as_str(),
                count = *count,
                first = *first
            ),
            Warning::NoTimesOfDay { table, count, first } => {
                message!("no-times-of-day", table = table.as_str(), count = *count, first = first.to_string())
            }
            Warning::Repaired { table, count, first } => {
                message!("repaired-rounds", table = table.as_str(), count = *count, first = first.to_string())
            }
            Warning::ProvenOrder { table, order } => message!(
                "proven-date-order",
                table = table.as_str(),
                order = match order {
                    DateOrder::DayMonthYear => "day",
                    DateOrder::MonthDayYear => "month",
                    DateOrder::YearMonthDay => "year",
                }
            ),
            Warning::Numbered { table, known, resized, new } => message!(
                "numbered-rounds",
                table = table.as_str(),
                known = *known,
                resized = *resized,
                new = *new
            ),
            Warning::Assumed { table, assumed } => self::assumed(table, assumed),
            Warning::Impossible(impossible) => self::impossible(impossible),
            Warning::UnevenBands { table, count, first, sum, total } => message!(
                "uneven-bands",
                table = table.as_str(),
                count = *count,
                first = *first,
                sum = *sum,
                total = *total
            ),
        }
    }
}

fn impossible(impossible: &Impossible) -> Message {
    let Impossible { table, line, fault, kept } = impossible;
    let kept = match kept {
        Kept::LeftOut => "left-out",
        Kept::Written => "written",
    };
    let place = line.map_or_else(|| table.clone(), |line| format!("{table}:{line}"));
    match fault {
        Fault::NomineeCutoff { number, cutoff, nomination } => message!(
            "impossible-nominee-cutoff",
            place = place,
            number = number.to_string(),
            cutoff = u32::from(*cutoff),
            nomination = u32::from(*nomination),
            kept = kept
        ),
        Fault::CutoffTooHigh { number, round_type, cutoff, highest } => message!(
            "impossible-cutoff",
            place = place,
            number = number.to_string(),
            type = round_type.as_str(),
            cutoff = u32::from(*cutoff),
            highest = u32::from(*highest),
            kept = kept
        ),
        Fault::Exchanged { number, size, cutoff } => message!(
            "exchanged-figures",
            place = place,
            number = number.to_string(),
            size = *size,
            cutoff = cutoff.to_string()
        ),
        Fault::AboveScale { number, cutoff } => message!(
            "impossible-score",
            place = place,
            number = number.to_string(),
            cutoff = cutoff.to_string(),
            highest = HIGHEST_SCORE.to_string(),
            kept = kept
        ),
        Fault::Twice { number, first } => message!(
            "round-of-two-numbers",
            place = place,
            number = number.to_string(),
            first = first.to_string()
        ),
        Fault::TieBreakAfter { number, tie_break } => message!(
            "tie-break-after-round",
            place = place,
            number = number.to_string(),
            tie_break = tie_break.to_string()
        ),
        Fault::TieBreakBefore { number, tie_break } => message!(
            "tie-break-too-early",
            place = place,
            number = number.to_string(),
            tie_break = tie_break.to_string()
        ),
        Fault::BandAboveTotal { day, band, count, total } => message!(
            "band-above-total",
            place = place,
            day = *day,
            band = band_name(*band),
            count = *count,
            total = *total,
            kept = kept
        ),
        Fault::BandsAboveTotal { day, sum, total } => {
            message!("bands-above-total", place = place, day = *day, sum = *sum, total = *total, kept = kept)
        }
        Fault::BandAboveParts { day, band, count, sum } => message!(
            "band-above-parts",
            place = place,
            day = *day,
            band = band_name(*band),
            count = *count,
            sum = *sum,
            kept = kept
        ),
    }
}

/// Numbers and dates of a form that was understood, with the first of them.
fn assumed(table: &str, assumed: &Assumed) -> Message {
    let Assumed { form, count, place, column, text, taken } = assumed;
    let place = match place {
        Spot::Line(line) => message!("place-line", table = table, line = line.to_string()),
        Spot::Round(number) => message!("place-round", table = table, number = number.as_str()),
    };
    let (count, column, text, taken) = (*count, column.as_str(), text.as_str(), taken.as_str());
    match form {
        Form::Points => message!(
            "assumed-points",
            place = place,
            count = count,
            column = column,
            text = text,
            taken = taken
        ),
        Form::Footnote => message!(
            "assumed-footnotes",
            place = place,
            count = count,
            column = column,
            text = text,
            taken = taken
        ),
        Form::SerialDate => message!(
            "assumed-serial-dates",
            place = place,
            count = count,
            column = column,
            text = text,
            taken = taken
        ),
    }
}

/// A band by its lowest and highest score.
fn band_name(band: Band) -> String {
    let (low, high) = band;
    format!("{low}-{high}")
}
