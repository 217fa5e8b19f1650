//! Messages about published tables.

use super::{Fact, Message, message};
use crate::published::Warning;

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
