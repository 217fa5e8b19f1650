//! The table `invited_monthly`: who was invited in each month, by program.

use crate::experiment::column::{RunId, SHARE_DECIMALS, of_replication};
use crate::policy::program::Program;
use crate::record::invited_people::{InvitedPeople, InvitedSums};
use crate::table::{About, Table};

const INVITED_MONTHLY: About = About {
    name: "invited_monthly",
    row: "One row for each month and program with an invitation.",
    key: &["scenario", "replication", "year", "month", "program"],
    written: "By `drawsim run`.",
};

/// The invited of a month under a program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthlyInvited {
    /// Calendar year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Program of the invitation.
    pub program: Program,
    /// Invitations, at full scale.
    pub invited: u32,
    /// What they have on average.
    pub means: InvitedMeans,
}

/// Means over invitations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InvitedMeans {
    /// Total score, in CRS points.
    pub score: f64,
    /// Part that lives in Canada, 0 to 1.
    pub in_canada: f64,
    /// Part that speaks French, 0 to 1.
    pub french: f64,
    /// Age, in full years.
    pub age: f64,
    /// Days from submission to invitation.
    pub wait_days: f64,
}

impl InvitedMeans {
    /// The means of sums; none without an invitation.
    pub fn of(sums: &InvitedSums) -> Option<InvitedMeans> {
        let count = f64::from(sums.invited);
        (sums.invited > 0).then(|| InvitedMeans {
            score: sums.scores as f64 / count,
            in_canada: f64::from(sums.in_canada) / count,
            french: f64::from(sums.french) / count,
            age: sums.ages as f64 / count,
            wait_days: sums.waits as f64 / count,
        })
    }
}

/// The rows of a replication at a scale, by month and program.
pub fn by_month(people: &InvitedPeople, scale: f64) -> Vec<MonthlyInvited> {
    let mut rows = Vec::new();
    for ((year, month), programs) in &people.months {
        for (program, sums) in Program::ALL.into_iter().zip(programs) {
            let invited = (f64::from(sums.invited) / scale).round() as u32;
            let means = InvitedMeans::of(sums);
            let row = |means| MonthlyInvited { year: *year, month: *month, program, invited, means };
            rows.extend(means.map(row));
        }
    }
    rows
}

/// `invited_monthly`: the invited of each month of a replication.
pub fn invited_monthly(run: RunId<'_>, rows: &[MonthlyInvited]) -> Table {
    of_replication(&INVITED_MONTHLY, run, rows)
        .integer("year", "Calendar year.", |row| Some(row.year))
        .integer("month", "Month, 1 to 12.", |row| Some(row.month))
        .text("program", "Program of the invitation.", |row| Some(row.program.name()))
        .integer("invited", "Invitations.", |row| Some(row.invited))
        .number("mean_score", "Mean total score of the invited, in CRS points.", |row| Some(row.means.score))
        .number_to(SHARE_DECIMALS, "share_in_canada", "Part that lives in Canada, 0 to 1.", |row| {
            Some(row.means.in_canada)
        })
        .number_to(SHARE_DECIMALS, "share_french", "Part that speaks French (NCLC 7), 0 to 1.", |row| {
            Some(row.means.french)
        })
        .number("mean_age", "Mean age on the day of the invitation, in full years.", |row| {
            Some(row.means.age)
        })
        .number("mean_wait_days", "Mean days from the submission of the profile to the invitation.", |row| {
            Some(row.means.wait_days)
        })
        .finish()
}
