//! Occupations of an arrival stream: shares of groups over time, and the occupations within a group.

use super::Cumulative;
use super::trajectory::Trajectory;
use crate::policy::profile::{Education, Occupation};
use crate::rng::Sample;
use crate::time::Day;

/// Shares of occupations over time: a share of each group, and fixed weights within it.
#[derive(Clone, Debug, PartialEq)]
pub struct OccupationShares {
    /// Groups with a share of their own.
    pub(super) groups: Vec<(Trajectory, Members)>,
    /// Occupations outside those groups, which take the rest.
    pub(super) other: Members,
    /// The occupations of the population's table.
    pub(super) occupations: Vec<Occupation>,
}

/// The occupations of a group, as people of each level of education have them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Members {
    /// In the order of [`Education::ALL`]; none where no occupation of the group is open to the level.
    pub(super) by_education: [Option<OpenOccupations>; 8],
}

/// The occupations of a group that are open to a level of education.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OpenOccupations {
    /// Their shares.
    pub(super) shares: Cumulative,
    /// Them, in the order of the population's table.
    pub(super) occupations: Vec<Occupation>,
}

impl OccupationShares {
    /// The occupation of a sample on a day, and the education with it: it rises where no occupation of the
    /// sampled group is open to less.
    pub fn value(&self, day: Day, education: Education, sample: Sample) -> (Occupation, Education) {
        const ALL: f64 = 4_294_967_296.0;
        let mut rest = f64::from(sample.0) / ALL;
        let mut left = 1.0;
        for (share, members) in &self.groups {
            let share = share.at(day).clamp(0.0, left);
            if rest < share {
                return within(members, education, Sample((rest / share * ALL) as u32));
            }
            (rest, left) = (rest - share, left - share);
        }
        within(&self.other, education, Sample((rest / left.max(1e-12) * ALL) as u32))
    }

    /// Whether anyone may have an occupation.
    pub(super) fn has(&self, occupation: Occupation) -> bool {
        self.occupations.contains(&occupation)
    }

    /// Whether groups hold the same occupations.
    pub(super) fn has_same_members(&self, other: &OccupationShares) -> bool {
        let members = |shares: &OccupationShares| {
            shares.groups.iter().map(|(_, members)| members.clone()).collect::<Vec<Members>>()
        };
        (&self.other, &self.occupations) == (&other.other, &other.occupations)
            && members(self) == members(other)
    }

    /// Whether groups have the same shares on a day.
    pub(super) fn has_same_shares_on(&self, other: &OccupationShares, day: Day) -> bool {
        let pairs = self.groups.iter().zip(&other.groups);
        self.groups.len() == other.groups.len()
            && pairs.into_iter().all(|((own, _), (others, _))| own.at(day) == others.at(day))
    }

    /// The days of the knots of its shares.
    pub(super) fn knots(&self) -> impl Iterator<Item = Day> {
        self.groups.iter().flat_map(|(share, _)| share.days())
    }
}

/// The occupation of a sample among those of a group, and the education with it.
fn within(members: &Members, education: Education, sample: Sample) -> (Occupation, Education) {
    let levels = Education::ALL.into_iter().filter(|level| *level >= education);
    let mut open = levels.filter_map(|level| Some((level, members.by_education[level as usize].as_ref()?)));
    let (education, open) = open.next().expect("a group has an occupation for a doctorate");
    (open.occupations[open.shares.value(sample)], education)
}
