//! The table `flows`: profiles, nominations, invitations, applications and admissions of each month.

use crate::experiment::column::{RunId, of_replication};
use crate::record::Flows;
use crate::table::{About, Table};

const FLOWS: About = About {
    name: "flows",
    row: "One row for each month of each replication. A round counts on the day on which it was held \
          (`drawn_at`), which may be later than its `date` in `rounds`: round 146 is that of 2020-04-30, \
          held on 2020-05-01.",
    key: &["scenario", "replication", "year", "month"],
    written: "By `drawsim run` and `drawsim calibrate --check`.",
};

/// `flows`: the counts of each month of a replication. `ineligible` gives the number of submitted profiles of
/// a year that are not eligible for each eligible one. They are not simulated but expected.
pub fn flows(run: RunId<'_>, rows: &[Flows], ineligible: impl Fn(i16) -> Option<f64>) -> Table {
    of_replication(&FLOWS, run, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .integer("month", "Month, 1 to 12.", |row| Some(row.month))
        .integer("submitted", "First profiles submitted.", |row| Some(row.submitted))
        .integer("resubmitted", "Profiles submitted by persons who had one before.", |row| {
            Some(row.resubmitted)
        })
        .integer(
            "submitted_ineligible",
            "Ineligible profiles, expected from the published ratio to eligible ones and not simulated; \
             empty without a ratio.",
            |row| ineligible(row.year).map(|ratio| expected_ineligible(row, ratio)),
        )
        .integer("nominated", "Nominations issued through Express Entry.", |row| Some(row.nominated))
        .integer("invited", "Invitations issued.", |row| Some(row.invited))
        .integer("expired", "Profiles whose validity ended.", |row| Some(row.expired))
        .integer("withdrawn", "Profiles withdrawn.", |row| Some(row.withdrawn))
        .integer(
            "removed",
            "Profiles removed: eligible for no program any more, or without valid papers.",
            |row| Some(row.removed),
        )
        .integer("applied", "Applications after an invitation.", |row| Some(row.applied))
        .integer("declined", "Invitations declined; the candidate is back in the pool.", |row| {
            Some(row.declined)
        })
        .integer("lapsed", "Invitations that lapsed without an answer.", |row| Some(row.lapsed))
        .integer("approved", "Applications approved.", |row| Some(row.approved))
        .integer("refused", "Applications refused or withdrawn.", |row| Some(row.refused))
        .integer("landed_persons", "Persons admitted, family included.", |row| Some(row.landed_persons))
        .finish()
}

fn expected_ineligible(flows: &Flows, ratio: f64) -> i64 {
    (ratio * f64::from(flows.submitted + flows.resubmitted)).round() as i64
}
