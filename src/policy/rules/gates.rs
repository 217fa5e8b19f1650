//! The criteria of all programs and categories, indexed by fact: for each fact the groups that it satisfies.

use super::criteria::{Criteria, groups_where};
use super::subject::Subject;
use crate::policy::profile::{Abilities, JobOffer, Profile, Residence};

/// By the value of a byte of a profile: the groups that it satisfies, a bit a group.
type Groups = [u32; 256];

/// Number of combinations of the facts in a [`Standing`].
const STANDINGS: usize = 1 << 9;

/// Criteria indexed by fact, so that one read per fact checks a profile against all groups at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gates {
    /// By TEER of the occupation, ability and level.
    language: Box<[[Groups; 4]; 6]>,
    french: Groups,
    english: Groups,
    age: Groups,
    canadian_years: Groups,
    foreign_years: Groups,
    /// By recent months in Canada: the groups that ask for them, and those for recent months anywhere.
    canadian_months: [Groups; 2],
    /// By recent months in the occupation: the groups that ask for them, for any in the occupation, for
    /// recent ones.
    occupation_months: [Groups; 3],
    /// By months without a break: the groups that ask for them, and those for any in the occupation.
    continuous_months: [Groups; 2],
    standing: Box<[u32; STANDINGS]>,
}

/// The facts of a profile that are words or yes and no, and have one table together.
struct Standing {
    education: u8,
    canadian_study: u8,
    has_offer: bool,
    has_certificate: bool,
    has_funds: bool,
    is_in_canada: bool,
}

impl Gates {
    /// Indexes the criteria; the place of a group is its bit.
    pub fn compile(groups: &[Option<Criteria>]) -> Gates {
        // Places of the measures of work in the key of the law.
        let [canadian_recent, canadian, foreign, occupation_recent, occupation_continuous, any, recent] =
            [0, 1, 2, 3, 4, 5, 6];
        let language = [0, 1, 2, 3, 4, 5].map(|teer: usize| {
            [0, 1, 2, 3].map(|ability: usize| reaching(groups, |group| group.language[teer][ability]))
        });
        Gates {
            language: Box::new(language),
            french: reaching(groups, |group| group.french),
            english: reaching(groups, |group| group.english),
            age: by_byte(groups, |group, age| {
                (usize::from(group.ages.0)..=usize::from(group.ages.1)).contains(&age)
            }),
            canadian_years: years(groups, canadian),
            foreign_years: years(groups, foreign),
            canadian_months: [months(groups, canadian_recent), months(groups, recent)],
            occupation_months: [
                months(groups, occupation_recent),
                months(groups, any),
                months(groups, recent),
            ],
            continuous_months: [months(groups, occupation_continuous), months(groups, any)],
            standing: Box::new(std::array::from_fn(|index| {
                groups_where(groups, |group| Standing::at(index).satisfies(group))
            })),
        }
    }

    /// The groups whose criteria a profile meets, apart from occupation, nomination and grid.
    ///
    /// Assumption: a profile holds neither the last five years nor the sum of work in Canada and abroad in
    /// the last three. `occupation_any` (for the five years of the skilled trades) is the longer of the
    /// months in the last three years and the longest unbroken stretch; `recent` the larger of the months in
    /// Canada and those in the primary occupation.
    #[inline(always)]
    pub(super) fn open_to(&self, subject: Subject<'_>, teer: u8) -> u32 {
        let Subject { profile, lowest, age } = subject;
        let needed = &self.language[usize::from(teer)];
        let canadian = usize::from(profile.recent_canadian_months);
        let occupation = usize::from(profile.occupation_months);
        let continuous = usize::from(profile.continuous_months);
        (open_to_levels(needed, profile.first) | open_to_levels(needed, profile.second_or_none()))
            & self.canadian_months[0][canadian]
            & self.occupation_months[0][occupation]
            & self.continuous_months[0][continuous]
            & (self.occupation_months[1][occupation] | self.continuous_months[1][continuous])
            & (self.canadian_months[1][canadian] | self.occupation_months[2][occupation])
            & self.canadian_years[usize::from(profile.canadian_work_years)]
            & self.foreign_years[usize::from(profile.foreign_work_years)]
            & self.french[usize::from(lowest.french)]
            & self.english[usize::from(lowest.english)]
            & self.age[age.min(255)]
            & self.standing[Standing::of(profile).index()]
    }

    /// The groups whose minimum of language these levels meet, whatever the other language.
    #[inline(always)]
    pub(super) fn open_to_language(&self, levels: Abilities, teer: u8) -> u32 {
        open_to_levels(&self.language[usize::from(teer)], levels)
    }
}

/// The groups that the four levels in one language satisfy.
#[inline(always)]
fn open_to_levels(needed: &[Groups; 4], Abilities(levels): Abilities) -> u32 {
    needed[0][usize::from(levels[0])]
        & needed[1][usize::from(levels[1])]
        & needed[2][usize::from(levels[2])]
        & needed[3][usize::from(levels[3])]
}

/// For each value of a byte, the groups that it satisfies.
fn by_byte(groups: &[Option<Criteria>], is_satisfied: impl Fn(&Criteria, usize) -> bool) -> Groups {
    std::array::from_fn(|value| groups_where(groups, |group| is_satisfied(group, value)))
}

/// For each value, the groups whose minimum it reaches.
fn reaching(groups: &[Option<Criteria>], least: impl Fn(&Criteria) -> u8) -> Groups {
    by_byte(groups, |group, value| value >= usize::from(least(group)))
}

/// For each number of months, the groups whose minimum by a measure of work it reaches.
fn months(groups: &[Option<Criteria>], measure: usize) -> Groups {
    reaching(groups, |group| group.work[measure])
}

/// For each number of full years, at most 10, the groups whose minimum by a measure of work it reaches.
fn years(groups: &[Option<Criteria>], measure: usize) -> Groups {
    by_byte(groups, |group, years| years.min(10) * 12 >= usize::from(group.work[measure]))
}

impl Standing {
    #[inline(always)]
    fn of(profile: &Profile) -> Standing {
        Standing {
            education: profile.education as u8,
            canadian_study: profile.canadian_study as u8,
            has_offer: profile.job_offer != JobOffer::None,
            has_certificate: profile.trade_certificate,
            has_funds: profile.funds,
            is_in_canada: profile.residence == Residence::Canada,
        }
    }

    #[inline(always)]
    fn index(&self) -> usize {
        let words = usize::from(self.education) | usize::from(self.canadian_study) << 3;
        let flags = usize::from(self.has_offer) << 5
            | usize::from(self.has_certificate) << 6
            | usize::from(self.has_funds) << 7
            | usize::from(self.is_in_canada) << 8;
        (words | flags) % STANDINGS
    }

    fn at(index: usize) -> Standing {
        Standing {
            education: (index & 7) as u8,
            canadian_study: (index >> 3 & 3) as u8,
            has_offer: index >> 5 & 1 == 1,
            has_certificate: index >> 6 & 1 == 1,
            has_funds: index >> 7 & 1 == 1,
            is_in_canada: index >> 8 & 1 == 1,
        }
    }

    fn satisfies(&self, group: &Criteria) -> bool {
        let residence = if self.is_in_canada { Residence::Canada } else { Residence::Abroad };
        self.education >= group.education
            && self.canadian_study >= group.canadian_study
            && group.residence.is_none_or(|wanted| wanted == residence)
            && (self.has_offer || !group.job_offer)
            && (self.has_certificate || !group.trade_certificate)
            && (self.has_offer || self.has_certificate || !group.offer_or_certificate)
            && (self.has_funds || !group.funds)
    }
}
