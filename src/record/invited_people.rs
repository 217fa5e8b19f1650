//! Facts of the invited, summed by month and by group: who gains by a reform, and who loses.

use std::collections::BTreeMap;

use crate::policy::noc;
use crate::policy::profile::Residence;
use crate::published::attribute::{Attribute, Invitation};
use crate::time::Instant;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// A property that divides the invited into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupedBy {
    /// Program of the invitation.
    Program,
    /// Arrival stream of the population.
    Stream,
    /// Age on the day of the invitation.
    Age,
    /// French: NCLC 7 in all abilities.
    French,
    /// Where the candidate lives.
    Residence,
    /// Total score.
    ScoreBand,
    /// Broad occupational category: the first digit of the NOC code.
    Occupation,
}

/// Names of the broad occupational categories of the NOC 2021, by their digit.
const OCCUPATIONS: [&str; 10] = [
    "0_management",
    "1_business",
    "2_sciences",
    "3_health",
    "4_education_law_social",
    "5_art_culture",
    "6_sales_service",
    "7_trades_transport",
    "8_natural_resources",
    "9_manufacturing",
];

impl GroupedBy {
    /// All of them, in the order of files.
    pub const ALL: [GroupedBy; 7] = [
        GroupedBy::Program,
        GroupedBy::Stream,
        GroupedBy::Age,
        GroupedBy::French,
        GroupedBy::Residence,
        GroupedBy::ScoreBand,
        GroupedBy::Occupation,
    ];

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            GroupedBy::Program => "program",
            GroupedBy::Stream => "stream",
            GroupedBy::Age => "age",
            GroupedBy::French => "french",
            GroupedBy::Residence => "residence",
            GroupedBy::ScoreBand => "score_band",
            GroupedBy::Occupation => "occupation",
        }
    }

    /// Names of its groups in files; streams have the names of the population.
    pub fn groups(self, streams: &[String]) -> Vec<&str> {
        match self {
            GroupedBy::Program => Attribute::Program.groups().to_vec(),
            GroupedBy::Stream => streams.iter().map(String::as_str).collect(),
            GroupedBy::Age => Attribute::Age.groups().to_vec(),
            GroupedBy::French => vec!["yes", "no"],
            GroupedBy::Residence => Attribute::Residence.groups().to_vec(),
            GroupedBy::ScoreBand => Attribute::ScoreBand.groups().to_vec(),
            GroupedBy::Occupation => OCCUPATIONS.to_vec(),
        }
    }

    fn group_of(self, person: &InvitedPerson<'_>) -> usize {
        let invitation = person.invitation;
        match self {
            GroupedBy::Program => Attribute::Program.group_of(invitation),
            GroupedBy::Stream => person.stream,
            GroupedBy::Age => Attribute::Age.group_of(invitation),
            GroupedBy::French => usize::from(!invitation.profile.speaks_french()),
            GroupedBy::Residence => Attribute::Residence.group_of(invitation),
            GroupedBy::ScoreBand => Attribute::ScoreBand.group_of(invitation),
            GroupedBy::Occupation => {
                let code = noc::unit_group(invitation.profile.occupation).code.as_bytes();
                usize::from(code[0] - b'0')
            }
        }
    }
}

/// A person who is invited.
#[derive(Clone, Copy, Debug)]
pub struct InvitedPerson<'a> {
    /// The invitation.
    pub invitation: &'a Invitation<'a>,
    /// The moment of the round.
    pub invited_at: Instant,
    /// When the profile was submitted.
    pub submitted_at: Instant,
    /// Place of the arrival stream in the population.
    pub stream: usize,
}

/// Sums over invitations, in simulated candidates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InvitedSums {
    /// Invitations.
    pub invited: u32,
    /// Those to persons who live in Canada.
    pub in_canada: u32,
    /// Those to persons who speak French.
    pub french: u32,
    /// Scores, in CRS points.
    pub scores: u64,
    /// Ages, in full years.
    pub ages: u64,
    /// Full days from submission to invitation.
    pub waits: u64,
}

impl InvitedSums {
    fn of(person: &InvitedPerson<'_>) -> InvitedSums {
        let Invitation { day, score, profile, .. } = *person.invitation;
        InvitedSums {
            invited: 1,
            in_canada: u32::from(profile.residence == Residence::Canada),
            french: u32::from(profile.speaks_french()),
            scores: u64::from(score),
            ages: u64::from(day.years_since(profile.birth).unsigned_abs()),
            waits: ((person.invited_at - person.submitted_at).max(0) / DAY).unsigned_abs(),
        }
    }

    /// Adds other sums.
    pub fn add(&mut self, other: &InvitedSums) {
        self.invited += other.invited;
        self.in_canada += other.in_canada;
        self.french += other.french;
        self.scores += other.scores;
        self.ages += other.ages;
        self.waits += other.waits;
    }
}

/// Invitations of a group and their waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupSums {
    /// Invitations, in simulated candidates.
    pub invited: u32,
    /// Full days from submission to invitation.
    pub waits: u64,
}

/// Facts of the invited of one replication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitedPeople {
    /// By year and month; in the order of the programs.
    pub months: BTreeMap<(i16, i8), [InvitedSums; 4]>,
    /// By year; for each of [`GroupedBy::ALL`] the groups in order. Groups at the end without an invitation
    /// may be missing.
    pub groups: BTreeMap<i16, [Vec<GroupSums>; GroupedBy::ALL.len()]>,
}

impl InvitedPeople {
    /// Counts an invitation.
    pub fn add(&mut self, person: &InvitedPerson<'_>) {
        let Invitation { day, program, .. } = *person.invitation;
        let sums = InvitedSums::of(person);
        self.months.entry((day.year(), day.month())).or_default()[program.index()].add(&sums);
        let groups = self.groups.entry(day.year()).or_default();
        for (sums_of, by) in groups.iter_mut().zip(GroupedBy::ALL) {
            let place = by.group_of(person);
            if sums_of.len() <= place {
                sums_of.resize(place + 1, GroupSums::default());
            }
            sums_of[place].invited += sums.invited;
            sums_of[place].waits += sums.waits;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::profile::{Abilities, Profile};
    use crate::policy::program::Program;
    use crate::time::Day;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Invites a person born on a day, of software engineers (NOC 21231).
    fn add(people: &mut InvitedPeople, born: &str, on: &str, facts: (Program, u16, usize, i64)) {
        let (program, score, stream, waited) = facts;
        let occupation = noc::find("21231").unwrap();
        let profile = Profile { occupation, ..Profile::new(day(born), Abilities([9; 4])) };
        let invitation = Invitation { day: day(on), program, score, profile: &profile };
        let invited_at = day(on).start() + 50_000;
        let submitted_at = invited_at + -waited;
        people.add(&InvitedPerson { invitation: &invitation, invited_at, submitted_at, stream });
    }

    #[test]
    fn an_invitation_counts_in_its_month_and_in_one_group_of_each_property() {
        let mut people = InvitedPeople::default();
        add(&mut people, "1990-01-01", "2026-03-04", (Program::Cec, 510, 2, 3 * DAY + 5));
        add(&mut people, "2000-01-01", "2026-03-18", (Program::Cec, 520, 0, 2 * DAY - 1));
        add(&mut people, "1995-01-01", "2026-12-01", (Program::Fsw, 470, 0, 0));
        let march = people.months[&(2026, 3)][Program::Cec.index()];
        // Ages 36 and 26; 3 full days and 1.
        assert_eq!((march.invited, march.scores, march.ages, march.waits), (2, 1030, 62, 4));
        let all = people.months.values().flatten().map(|sums| sums.invited);
        assert_eq!(all.sum::<u32>(), 3);
        assert_eq!(people.months[&(2026, 12)][Program::Fsw.index()].scores, 470);
        let streams = ["one", "two", "three"].map(str::to_owned);
        let found = |by: GroupedBy, group: &str| {
            let place = by.groups(&streams).iter().position(|name| *name == group).unwrap();
            let place_by = GroupedBy::ALL.iter().position(|other| *other == by).unwrap();
            people.groups[&2026][place_by].get(place).map_or((0, 0), |sums| (sums.invited, sums.waits))
        };
        assert_eq!(found(GroupedBy::Stream, "one"), (2, 1));
        assert_eq!(found(GroupedBy::Stream, "three"), (1, 3));
        assert_eq!(found(GroupedBy::Age, "35_39"), (1, 3));
        assert_eq!(found(GroupedBy::Occupation, "2_sciences"), (3, 4));
        assert_eq!(found(GroupedBy::French, "no"), (3, 4));
        assert_eq!(found(GroupedBy::ScoreBand, "501_600"), (2, 4));
    }

    #[test]
    fn every_property_divides_all_the_invited() {
        let mut people = InvitedPeople::default();
        for (born, score) in [("1990-01-01", 510), ("2004-01-01", 250), ("1979-01-01", 1_150)] {
            add(&mut people, born, "2026-03-04", (Program::Pnp, score, 1, DAY));
        }
        for groups in &people.groups[&2026] {
            assert_eq!(groups.iter().map(|group| group.invited).sum::<u32>(), 3);
        }
    }
}
