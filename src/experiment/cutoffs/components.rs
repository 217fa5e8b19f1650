//! The spread of cutoffs within the members of a calibrated population and between them.

use crate::experiment::mean::MeanSums;

/// The standard deviation of a cutoff in two parts, in CRS points: a one-way analysis of variance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Components {
    /// Chance: the root of the mean variance of replications of one member.
    pub chance: f64,
    /// Parameters: the root of what is left between members. 0 if chance alone explains their differences.
    pub parameters: f64,
}

/// The scores, or other values, of each member. Its size does not grow with the replications.
#[derive(Clone, Debug)]
pub struct MemberScores {
    /// By the number of the member less 1.
    members: Vec<MeanSums>,
}

impl MemberScores {
    /// No score yet of any member.
    pub fn of(members: u32) -> MemberScores {
        MemberScores { members: vec![MeanSums::default(); members as usize] }
    }

    /// Adds the value of a replication; without a member it counts for nothing.
    pub fn add(&mut self, member: Option<u32>, value: f64) {
        if let Some(member) = member {
            self.members[member as usize - 1].add(value);
        }
    }

    /// The parts of the spread. None with fewer than two members, or fewer than two scores of a member.
    pub fn components(&self) -> Option<Components> {
        if self.members.len() < 2 || self.members.iter().any(|sums| sums.count() < 2.0) {
            return None;
        }
        let groups = self.members.len() as f64;
        let counts = self.members.iter().map(MeanSums::count);
        let all: f64 = counts.clone().sum();
        let means = self.members.iter().filter_map(MeanSums::mean);
        let mean = means.clone().zip(counts.clone()).map(|(mean, count)| mean * count).sum::<f64>() / all;
        let within = self.members.iter().map(MeanSums::squared_distances).sum::<f64>() / (all - groups);
        let distances = means.zip(counts.clone()).map(|(own, count)| count * (own - mean).powi(2));
        let between = distances.sum::<f64>() / (groups - 1.0);
        // The mean number of scores of a member; with unequal numbers a little less.
        let usual = (all - counts.map(|count| count * count).sum::<f64>() / all) / (groups - 1.0);
        Some(Components { chance: within.sqrt(), parameters: ((between - within) / usual).max(0.0).sqrt() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::{Purpose, Randomness};

    fn components(groups: &[&[u16]]) -> Option<Components> {
        let mut scores = MemberScores::of(groups.len() as u32);
        for (member, group) in (1..).zip(groups) {
            group.iter().for_each(|score| scores.add(Some(member), f64::from(*score)));
        }
        scores.components()
    }

    fn assert_squares(found: Option<Components>, [chance, parameters]: [f64; 2]) {
        let Components { chance: sd_chance, parameters: sd_parameters } = found.unwrap();
        assert!((sd_chance.powi(2) - chance).abs() < 1e-9, "{found:?}");
        assert!((sd_parameters.powi(2) - parameters).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn equal_groups_have_the_components_computed_by_hand() {
        // Within: variances 2 and 2. Between: means 2 and 6 around 4, 2 x 4 + 2 x 4 = 16, one degree of
        // freedom. (16 - 2) / 2 = 7.
        assert_squares(components(&[&[1, 3], &[5, 7]]), [2.0, 7.0]);
    }

    #[test]
    fn unequal_groups_have_the_components_computed_by_hand() {
        // Within: squares 2 and 2 over 5 - 2 = 3 degrees of freedom. Between: means 2 and 6 around 4.4,
        // 2 x 5.76 + 3 x 2.56 = 19.2. n0 = 5 - (4 + 9) / 5 = 2.4. (19.2 - 4/3) / 2.4 = 67/9.
        assert_squares(components(&[&[1, 3], &[5, 6, 7]]), [4.0 / 3.0, 67.0 / 9.0]);
    }

    #[test]
    fn members_that_differ_less_than_by_chance_leave_nothing_to_parameters() {
        // Within: 50. Between: means 505 and 506, 2 x 0.25 + 2 x 0.25 = 1.
        assert_squares(components(&[&[500, 510], &[501, 511]]), [50.0, 0.0]);
        assert_squares(components(&[&[500, 500], &[500, 500], &[500, 500]]), [0.0, 0.0]);
    }

    #[test]
    fn one_score_of_a_member_or_one_member_alone_has_no_components() {
        assert_eq!(components(&[&[500, 510], &[505]]), None);
        assert_eq!(components(&[&[500, 510], &[]]), None);
        assert_eq!(components(&[&[500, 510, 520]]), None);
        assert_eq!(components(&[]), None);
        let mut alone = MemberScores::of(0);
        alone.add(None, 500.0);
        assert_eq!(alone.components(), None);
    }

    #[test]
    fn the_components_of_simulated_scores_are_those_they_were_made_with() {
        // 200 members of sd 30, 10 scores each of sd 20 (1/12 more for rounding). The standard error of the
        // squares is 400 x sqrt(2 / 1800) = 13.3, and (900 + 40) x sqrt(2 / 199) = 94.2 for the members.
        let mut samples = Randomness::new(7, 0).stream(0, Purpose::Calibration, 0);
        let mut scores = MemberScores::of(200);
        for member in 1..=200 {
            let level = 500.0 + 30.0 * samples.normal();
            for _ in 0..10 {
                let score: f64 = level + 20.0 * samples.normal();
                scores.add(Some(member), score.round());
            }
        }
        let Components { chance, parameters } = scores.components().unwrap();
        assert!((chance.powi(2) - 400.0).abs() < 4.0 * 13.3, "{chance}");
        assert!((parameters.powi(2) - 900.0).abs() < 4.0 * 94.2, "{parameters}");
    }
}
