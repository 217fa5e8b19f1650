//! The members of a calibrated population in a manifest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::scenario::Members;

/// The members of a calibrated population that were simulated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RanMembers {
    /// The table of members.
    pub file: String,
    /// Their rows, in the order of the table.
    pub rows: Vec<RanMember>,
}

/// A member of a calibrated population.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RanMember {
    /// Its number, from 1.
    pub member: u32,
    /// Its values by key, as the table states them.
    pub values: BTreeMap<String, f64>,
}

impl RanMembers {
    /// The members that were simulated: replication r simulates member r modulo their number.
    pub(super) fn of(members: &Members, replications: u32, replication: Option<u32>) -> RanMembers {
        let all = members.of_replications(u32::MAX).len().max(1) as u32;
        let alone = replication.map(|replication| replication % all + 1);
        let replications = if alone.is_some() { all } else { replications };
        let rows = (1..).zip(members.of_replications(replications));
        let rows = rows.filter(|(member, _)| alone.is_none_or(|alone| alone == *member));
        let rows = rows.map(|(member, values)| RanMember { member, values: values.clone() });
        RanMembers { file: members.source.name.clone(), rows: rows.collect() }
    }
}
