//! The table `invited_groups`: invitations and waits of each year, by group of the invited.

use crate::experiment::column::{RunId, of_replication};
use crate::record::invited_people::{GroupedBy, InvitedPeople};
use crate::table::{About, Table};

const INVITED_GROUPS: About = About {
    name: "invited_groups",
    row: "One row for each year, attribute and group with an invitation.",
    key: &["scenario", "replication", "year", "attribute", "group"],
    written: "By `drawsim run`.",
};

/// The invited of a group in a year.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupedInvited {
    /// Calendar year.
    pub year: i16,
    /// The property that divides the invited.
    pub by: GroupedBy,
    /// Place of the group among those of the property.
    pub place: usize,
    /// Name of the group.
    pub group: String,
    /// Invitations, at full scale.
    pub invited: u32,
    /// Mean days from submission to invitation.
    pub wait_days: f64,
}

/// The rows of a replication at a scale, by year, property and group; `streams` names the arrival streams.
pub fn by_group(people: &InvitedPeople, streams: &[String], scale: f64) -> Vec<GroupedInvited> {
    let mut rows = Vec::new();
    for (year, properties) in &people.groups {
        for (by, sums) in GroupedBy::ALL.into_iter().zip(properties) {
            for (place, (group, sums)) in by.groups(streams).into_iter().zip(sums).enumerate() {
                if sums.invited > 0 {
                    rows.push(GroupedInvited {
                        year: *year,
                        by,
                        place,
                        group: group.to_owned(),
                        invited: (f64::from(sums.invited) / scale).round() as u32,
                        wait_days: sums.waits as f64 / f64::from(sums.invited),
                    });
                }
            }
        }
    }
    rows
}

/// `invited_groups`: the invited of each group of a replication.
pub fn invited_groups(run: RunId<'_>, rows: &[GroupedInvited]) -> Table {
    of_replication(&INVITED_GROUPS, run, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .text(
            "attribute",
            "Property that divides the invited: program of the invitation, arrival `stream`, age, `french` \
             (NCLC 7), residence, score band, broad category of the occupation (first digit of the NOC).",
            |row| Some(row.by.name()),
        )
        .text("group", "Group of the attribute.", |row| Some(&row.group))
        .integer("invited", "Invitations of the group in the year.", |row| Some(row.invited))
        .number("mean_wait_days", "Mean days from the submission of the profile to the invitation.", |row| {
            Some(row.wait_days)
        })
        .finish()
}
