//! Simulated and published composition of invitations.

use crate::experiment::year::is_whole;
use crate::model::Model;
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

/// Years that a replay simulates from the first day to the last, with every published round in its plan and
/// without a gap in the published rounds that were read.
pub(crate) fn replayed_years(model: &Model) -> Vec<i16> {
    if !model.is_replay() {
        return Vec::new();
    }
    let left_out = model.published.years_left_out();
    let years = model.start.year()..=model.end.year();
    years
        .filter(|year| is_whole(model, *year) && !left_out.contains(year) && holds_all_rounds(*year, model))
        .collect()
}

/// Whether a year has published rounds and the plan holds all of them.
fn holds_all_rounds(year: i16, model: &Model) -> bool {
    let mut published = model.published.rounds.iter().filter(|round| round.date.year() == year).peekable();
    published.peek().is_some()
        && published.all(|round| model.plan.iter().any(|planned| planned.instruction.number == round.number))
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
    use crate::experiment::judging::outcomes::OutcomeTally;
    use crate::policy::program::Program;
    use crate::record::Counts;
    use crate::scenario::{Overlay, Scenario};

    fn model(set: &[&str]) -> Model {
        let set = set.iter().map(|text| (*text).to_owned()).collect();
        let overlay = Overlay { set, ..Overlay::default() };
        Model::new(&Scenario::load("history.toml", &overlay).unwrap()).unwrap()
    }

    #[test]
    fn a_year_that_is_simulated_in_part_is_not_replayed() {
        let set = ["start=2020-01-02", "end=2023-12-30", "population.scale=0.01"];
        assert_eq!(replayed_years(&model(&set)), [2021, 2022]);
        assert_eq!(replayed_years(&model(&[])).len(), 11);
    }

    #[test]
    fn a_year_is_replayed_only_if_all_its_published_rounds_were_read() {
        let mut model = model(&[]);
        let whole = compared_years(&model);
        assert!(whole.iter().all(|years| years.contains(&2024)), "{whole:?}");
        let first = model.published.rounds.iter().position(|round| round.date.year() == 2023).unwrap();
        let number = std::sync::Arc::make_mut(&mut model.published).rounds.remove(first).number;
        model.plan.retain(|planned| planned.instruction.number != number);
        assert_eq!(model.published.years_left_out(), [2023]);
        // Some applied in the year after their invitation, and were admitted up to two years after it.
        let lost: [&[i16]; 3] = [&[2023], &[2023, 2024], &[2023, 2024, 2025]];
        let mut expected = whole;
        for (years, lost) in expected.iter_mut().zip(lost) {
            years.retain(|year| !lost.contains(year));
        }
        assert_eq!(compared_years(&model), expected);
    }

    /// Years whose invitations, applications and admissions are compared.
    fn compared_years(model: &Model) -> [Vec<i16>; 3] {
        let mut tally = OutcomeTally::with(model);
        tally.add(&Counts::default());
        let mut admitted: Vec<i16> = tally.admissions(model).iter().map(|row| row.year).collect();
        admitted.dedup();
        let applied: Vec<i16> = tally.applications(model).iter().map(|row| row.year).collect();
        [replayed_years(model), applied, admitted]
    }

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
