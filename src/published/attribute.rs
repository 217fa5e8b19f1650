//! Attributes of the invited, and the groups into which IRCC's reports and open data divide them.

use crate::policy::profile::{Education, Profile, Residence};
use crate::policy::program::Program;
use crate::time::Day;

/// A property by which the invited are divided into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// Program of the invitation.
    Program,
    /// Age on the day of the invitation.
    Age,
    /// Highest level of education.
    Education,
    /// Lowest ability in the first official language.
    ///
    /// Assumption A21: the year-end reports do not say whether their level is the lowest or the average one.
    Clb,
    /// Mean of the four abilities in the first official language, rounded, a half upwards: the other reading
    /// of the published levels.
    ClbAverage,
    /// Full years of skilled work in Canada.
    CanadianWork,
    /// Full years of skilled work abroad.
    ForeignWork,
    /// Where the candidate lives.
    Residence,
    /// Total score, in the bands of IRCC's open data; those up to 300 points are one.
    ScoreBand,
}

/// The persons that a published figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Invitations, in the year in which they were issued.
    Invited,
    /// Persons who applied, in the year of the application.
    Applied,
}

/// An invitation: its day, program, score and profile.
#[derive(Clone, Copy, Debug)]
pub struct Invitation<'a> {
    /// The day.
    pub day: Day,
    /// Program of the invitation.
    pub program: Program,
    /// Total score.
    pub score: u16,
    /// The candidate's facts.
    pub profile: &'a Profile,
}

const SCORE_BANDS: [&str; 12] = [
    "0_300",
    "301_350",
    "351_400",
    "401_450",
    "451_500",
    "501_600",
    "601_700",
    "701_800",
    "801_900",
    "901_1000",
    "1001_1100",
    "1101_1200",
];

impl Attribute {
    /// All of them, in the order of files.
    pub const ALL: [Attribute; 9] = [
        Attribute::Program,
        Attribute::Age,
        Attribute::Education,
        Attribute::Clb,
        Attribute::ClbAverage,
        Attribute::CanadianWork,
        Attribute::ForeignWork,
        Attribute::Residence,
        Attribute::ScoreBand,
    ];

    /// The most groups that one of them has.
    pub const MOST_GROUPS: usize = SCORE_BANDS.len();

    /// Name in files.
    pub fn name(self) -> &'static str {
        match self {
            Attribute::Program => "program",
            Attribute::Age => "age",
            Attribute::Education => "education",
            Attribute::Clb => "clb",
            Attribute::ClbAverage => "clb_average",
            Attribute::CanadianWork => "canadian_work",
            Attribute::ForeignWork => "foreign_work",
            Attribute::Residence => "residence",
            Attribute::ScoreBand => "score_band",
        }
    }

    /// Place in a table by attribute.
    pub fn index(self) -> usize {
        self as usize
    }

    /// Names of its groups in files; education counts years after secondary school.
    pub fn groups(self) -> &'static [&'static str] {
        match self {
            Attribute::Program => &["cec", "fsw", "fst", "pnp"],
            Attribute::Age => &["under_20", "20_29", "30_34", "35_39", "40_44", "45_up"],
            Attribute::Education => &["secondary", "one_or_two", "three_or_more", "masters", "doctorate"],
            Attribute::Clb | Attribute::ClbAverage => &["4", "5", "6", "7", "8", "9", "10"],
            Attribute::CanadianWork | Attribute::ForeignWork => &["none", "some"],
            Attribute::Residence => &["canada", "abroad"],
            Attribute::ScoreBand => &SCORE_BANDS,
        }
    }

    /// The attribute with whose published figures it is compared.
    pub fn published_as(self) -> Attribute {
        match self {
            Attribute::ClbAverage => Attribute::Clb,
            other => other,
        }
    }

    /// The persons that its published figures count: year-end reports count invitations, the open data
    /// persons who applied.
    pub fn counted(self) -> Counted {
        match self {
            Attribute::Program | Attribute::ScoreBand => Counted::Applied,
            Attribute::Age
            | Attribute::Education
            | Attribute::Clb
            | Attribute::ClbAverage
            | Attribute::CanadianWork
            | Attribute::ForeignWork
            | Attribute::Residence => Counted::Invited,
        }
    }

    /// Place of an invitation among the groups.
    pub fn group_of(self, invitation: &Invitation<'_>) -> usize {
        let profile = invitation.profile;
        match self {
            Attribute::Program => invitation.program.index(),
            Attribute::Age => match invitation.day.years_since(profile.birth) {
                ..20 => 0,
                20..30 => 1,
                30..35 => 2,
                35..40 => 3,
                40..45 => 4,
                45.. => 5,
            },
            Attribute::Education => match profile.education {
                Education::None | Education::Secondary => 0,
                Education::OneYear | Education::TwoYear => 1,
                Education::Bachelor | Education::TwoOrMore => 2,
                Education::Masters => 3,
                Education::Doctorate => 4,
            },
            Attribute::Clb => level_group(profile.first.lowest()),
            Attribute::ClbAverage => {
                let sum: u8 = profile.first.0.iter().sum();
                level_group((sum + 2) / 4)
            }
            Attribute::CanadianWork => usize::from(profile.canadian_work_years > 0),
            Attribute::ForeignWork => usize::from(profile.foreign_work_years > 0),
            Attribute::Residence => match profile.residence {
                Residence::Canada => 0,
                Residence::Abroad => 1,
            },
            Attribute::ScoreBand => match invitation.score {
                ..=300 => 0,
                301..=350 => 1,
                351..=400 => 2,
                401..=450 => 3,
                451..=500 => 4,
                501..=600 => 5,
                // Bands of a hundred from here on.
                score => 6 + usize::from((score.min(1200) - 601) / 100),
            },
        }
    }
}

/// Group of a level: 4 and less is the first, 10 and more the last.
fn level_group(level: u8) -> usize {
    usize::from(level.clamp(4, 10) - 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::profile::Abilities;

    fn profile() -> Profile {
        Profile {
            education: Education::TwoOrMore,
            canadian_work_years: 1,
            recent_canadian_months: 12,
            occupation_months: 12,
            continuous_months: 12,
            residence: Residence::Canada,
            ..Profile::new(Day::new(1993, 6, 15).unwrap(), Abilities([9, 9, 8, 7]))
        }
    }

    fn group(attribute: Attribute, profile: &Profile, day: Day, score: u16) -> &'static str {
        let invitation = Invitation { day, program: Program::Fst, score, profile };
        attribute.groups()[attribute.group_of(&invitation)]
    }

    #[test]
    fn an_invitation_falls_into_one_group_of_each_attribute() {
        let day = Day::new(2023, 6, 14).unwrap();
        let found = Attribute::ALL.map(|attribute| group(attribute, &profile(), day, 505));
        // The day before the thirtieth birthday; levels 9, 9, 8 and 7 have the mean 8.25.
        let expected = ["fst", "20_29", "three_or_more", "7", "8", "some", "none", "canada", "501_600"];
        assert_eq!(found, expected);
    }

    #[test]
    fn age_counts_on_the_day_of_the_invitation() {
        let days = [(2023, 14), (2023, 15), (2038, 14), (2038, 15), (2013, 14)];
        let groups = days
            .map(|(year, day)| group(Attribute::Age, &profile(), Day::new(year, 6, day).expect("a date"), 0));
        assert_eq!(groups, ["20_29", "30_34", "40_44", "45_up", "under_20"]);
    }

    #[test]
    fn levels_of_education_and_language_at_the_ends_have_a_group() {
        let day = Day::new(2023, 6, 14).unwrap();
        let low = Profile { education: Education::None, first: Abilities([0, 0, 4, 4]), ..profile() };
        let high =
            Profile { education: Education::Doctorate, first: Abilities([10, 10, 10, 9]), ..profile() };
        for (attribute, expected) in [
            (Attribute::Education, ["secondary", "doctorate"]),
            (Attribute::Clb, ["4", "9"]),
            (Attribute::ClbAverage, ["4", "10"]),
        ] {
            assert_eq!([&low, &high].map(|profile| group(attribute, profile, day, 0)), expected);
        }
    }

    #[test]
    fn every_band_holds_the_scores_of_its_name() {
        let day = Day::new(2023, 6, 14).unwrap();
        for band in SCORE_BANDS {
            let (low, high) = band.split_once('_').unwrap();
            for end in [low, high] {
                assert_eq!(group(Attribute::ScoreBand, &profile(), day, end.parse().unwrap()), band);
            }
        }
    }

    #[test]
    fn the_groups_of_every_attribute_fit_into_the_most() {
        assert!(Attribute::ALL.iter().all(|attribute| attribute.groups().len() <= Attribute::MOST_GROUPS));
        for (place, attribute) in Attribute::ALL.into_iter().enumerate() {
            assert_eq!(attribute.index(), place);
        }
    }
}
