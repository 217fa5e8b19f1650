//! Simulated and published composition of invitations.

use crate::published::attribute::Attribute;
use crate::published::invited::PublishedShare;
use crate::record::invited::{InvitedCounts, InvitedGroup};

/// The share of a group of the invited, published and simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareRow {
    /// The group.
    pub group: InvitedGroup,
    /// Published share, from 0 to 1.
    pub published: f64,
    /// Mean share over the replications that invited a candidate of the year and program; none if none did.
    pub simulated: Option<f64>,
}

impl ShareRow {
    /// Simulated less published, in percentage points.
    pub fn difference(&self) -> Option<f64> {
        self.simulated.map(|simulated| (simulated - self.published) * 100.0)
    }
}

/// Simulated shares of the groups with a published share, summed over replications.
#[derive(Clone, Debug)]
pub(crate) struct ShareTally {
    groups: Vec<GroupSum>,
}

#[derive(Clone, Copy, Debug)]
struct GroupSum {
    group: InvitedGroup,
    published: f64,
    sum: f64,
    replications: f64,
}

impl ShareTally {
    /// A comparison with the published shares of these years, in the order of the published table. Levels of
    /// language are read both as lowest and as average.
    pub fn with(published: &[PublishedShare], years: &[i16]) -> ShareTally {
        let mut groups = Vec::new();
        for share in published.iter().filter(|share| years.contains(&share.year)) {
            let attributes = Attribute::ALL.into_iter();
            for attribute in attributes.filter(|attribute| attribute.published_as() == share.attribute) {
                let PublishedShare { year, program, group, .. } = *share;
                let group = InvitedGroup { year, program, attribute, group };
                groups.push(GroupSum { group, published: share.share, sum: 0.0, replications: 0.0 });
            }
        }
        ShareTally { groups }
    }

    /// Adds the invited of a replication.
    pub fn add(&mut self, invited: &InvitedCounts) {
        for group in &mut self.groups {
            if let Some(share) = invited.share(group.group) {
                group.sum += share;
                group.replications += 1.0;
            }
        }
    }

    /// One row for each group.
    pub fn rows(&self) -> Vec<ShareRow> {
        let rows = self.groups.iter().map(|group| ShareRow {
            group: group.group,
            published: group.published,
            simulated: (group.replications > 0.0).then(|| group.sum / group.replications),
        });
        rows.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::program::Program;

    #[test]
    fn a_share_without_counted_candidates_is_missing() {
        let published = [(2023, Attribute::Clb), (2022, Attribute::Age)].map(|(year, attribute)| {
            let program = Some(Program::Cec);
            PublishedShare { year, program, attribute, group: 3, count: None, share: 0.25 }
        });
        let mut tally = ShareTally::with(&published, &[2023]);
        tally.add(&InvitedCounts::default());
        let rows = tally.rows();
        let found: Vec<(Attribute, Option<f64>)> =
            rows.iter().map(|row| (row.group.attribute, row.difference())).collect();
        assert_eq!(found, [(Attribute::Clb, None), (Attribute::ClbAverage, None)]);
    }

    #[test]
    fn the_difference_is_simulated_less_published_in_points() {
        let group = InvitedGroup { year: 2023, program: None, attribute: Attribute::Age, group: 1 };
        let row = ShareRow { group, published: 0.5, simulated: Some(0.375) };
        assert_eq!(row.difference(), Some(-12.5));
    }
}
