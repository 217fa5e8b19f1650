//! The criteria of all programs and categories together, turned around: for each fact the groups that it
//! satisfies.

use super::breakdown::Lowest;
use super::criteria::Criteria;
use crate::policy::profile::{JobOffer, Profile, Residence};

/// By a byte of a profile, the groups that it satisfies, a bit a group.
type Groups = [u32; 256];

/// Different sets of the facts that are words or yes and no; see [`Standing`].
const STANDINGS: usize = 1 << 9;

/// Criteria turned around, so that a profile is held against all groups at once: one look for each fact, no
/// test.
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
    /// Turns the criteria around; the place of a group is its bit.
    pub fn compile(groups: &[Option<Criteria>]) -> Gates {
        let groups_where = |is_satisfied: &dyn Fn(&Criteria) -> bool| -> u32 {
            let satisfied =
                groups.iter().zip(0..).filter(|(group, _)| group.as_ref().is_some_and(is_satisfied));
            satisfied.fold(0, |bits, (_, bit)| bits | 1 << bit)
        };
        let by_byte = |is_satisfied: &dyn Fn(&Criteria, usize) -> bool| -> Groups {
            std::array::from_fn(|value| groups_where(&|group| is_satisfied(group, value)))
        };
        let reaches =
            |least: &dyn Fn(&Criteria) -> u8| by_byte(&|group, value| value >= usize::from(least(group)));
        // By the place of a measure of work in the key of the law.
        let months = |measure: usize| reaches(&|group| group.work[measure]);
        let years =
            |measure: usize| by_byte(&|group, years| years.min(10) * 12 >= usize::from(group.work[measure]));
        let [canadian_recent, canadian, foreign, occupation_recent, occupation_continuous, any, recent] =
            [0, 1, 2, 3, 4, 5, 6];
        let language = [0, 1, 2, 3, 4, 5].map(|teer: usize| {
            [0, 1, 2, 3].map(|ability: usize| reaches(&|group| group.language[teer][ability]))
        });
        let standing = |index| groups_where(&|group| Standing::at(index).satisfies(group));
        Gates {
            language: Box::new(language),
            french: reaches(&|group| group.french),
            english: reaches(&|group| group.english),
            age: by_byte(&|group, age| {
                (usize::from(group.ages.0)..=usize::from(group.ages.1)).contains(&age)
            }),
            canadian_years: years(canadian),
            foreign_years: years(foreign),
            canadian_months: [months(canadian_recent), months(recent)],
            occupation_months: [months(occupation_recent), months(any), months(recent)],
            continuous_months: [months(occupation_continuous), months(any)],
            standing: Box::new(std::array::from_fn(standing)),
        }
    }

    /// The groups of which a profile of this age meets everything but occupation, nomination and grid.
    ///
    /// Assumption: a profile knows neither the last five years nor the sum of work in Canada and abroad in
    /// the last three. `occupation_any` (for the five years of the skilled trades) is the longer of the
    /// months in the last three years and the longest unbroken stretch; `recent` the larger of the months in
    /// Canada and those in the primary occupation.
    #[inline(always)]
    pub fn open_to(&self, profile: &Profile, lowest: Lowest, age: usize, teer: u8) -> u32 {
        let needed = &self.language[usize::from(teer)];
        let reached = |levels: [u8; 4]| {
            let of = |ability: usize| needed[ability][usize::from(levels[ability])];
            of(0) & of(1) & of(2) & of(3)
        };
        let canadian =
            |place: usize| self.canadian_months[place][usize::from(profile.recent_canadian_months)];
        let occupation = |place: usize| self.occupation_months[place][usize::from(profile.occupation_months)];
        let continuous = |place: usize| self.continuous_months[place][usize::from(profile.continuous_months)];
        (reached(profile.first.0) | reached(profile.second_or_none().0))
            & canadian(0)
            & occupation(0)
            & continuous(0)
            & (occupation(1) | continuous(1))
            & (canadian(1) | occupation(2))
            & self.canadian_years[usize::from(profile.canadian_work_years)]
            & self.foreign_years[usize::from(profile.foreign_work_years)]
            & self.french[usize::from(lowest.french)]
            & self.english[usize::from(lowest.english)]
            & self.age[age.min(255)]
            & self.standing[Standing::of(profile).index()]
    }
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
        let flag = |holds: bool, place: u32| usize::from(holds) << place;
        let words = usize::from(self.education) | usize::from(self.canadian_study) << 3;
        let flags = flag(self.has_offer, 5)
            | flag(self.has_certificate, 6)
            | flag(self.has_funds, 7)
            | flag(self.is_in_canada, 8);
        (words | flags) % STANDINGS
    }

    fn at(index: usize) -> Standing {
        let flag = |place: u32| index >> place & 1 == 1;
        Standing {
            education: (index & 7) as u8,
            canadian_study: (index >> 3 & 3) as u8,
            has_offer: flag(5),
            has_certificate: flag(6),
            has_funds: flag(7),
            is_in_canada: flag(8),
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
