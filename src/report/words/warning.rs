//! Messages about published tables.

use super::{Fact, Message, message};
use crate::published::Warning;
use crate::published::import::moment::DateOrder;
use crate::published::impossible::{Band, Fault, HIGHEST_SCORE, Impossible};

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
    let Impossible { table, line, fault } = impossible;
    let place = line.map_or_else(|| table.clone(), |line| format!("{table}:{line}"));
    match fault {
        Fault::NomineeCutoff { number, cutoff, nomination } => message!(
            "impossible-nominee-cutoff",
            place = place,
            number = number.to_string(),
            cutoff = u32::from(*cutoff),
            nomination = u32::from(*nomination)
        ),
        Fault::CutoffTooHigh { number, round_type, cutoff, highest } => message!(
            "impossible-cutoff",
            place = place,
            number = number.to_string(),
            type = round_type.as_str(),
            cutoff = u32::from(*cutoff),
            highest = u32::from(*highest)
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
            highest = HIGHEST_SCORE.to_string()
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
            total = *total
        ),
        Fault::BandsAboveTotal { day, sum, total } => {
            message!("bands-above-total", place = place, day = *day, sum = *sum, total = *total)
        }
        Fault::BandAboveParts { day, band, count, sum } => message!(
            "band-above-parts",
            place = place,
            day = *day,
            band = band_name(*band),
            count = *count,
            sum = *sum
        ),
    }
}

/// A band by its lowest and highest score.
fn band_name(band: Band) -> String {
    let (low, high) = band;
    format!("{low}-{high}")
}
