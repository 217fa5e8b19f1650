//! What a program or a category asks for, compiled.

use super::breakdown::Lowest;
use crate::policy::law::key::{EDUCATION, MEASURES};
use crate::policy::law::sheet::Sheet;
use crate::policy::noc::{self, UNIT_GROUPS};
use crate::policy::profile::{Abilities, JobOffer, Profile, Residence};

/// Places of a profile's facts, each a byte of which a group can ask for a minimum.
const WORK: usize = 0;
const EDUCATION_LEVEL: usize = WORK + MEASURES.len();
const CANADIAN_STUDY: usize = EDUCATION_LEVEL + 1;
const IN_CANADA: usize = CANADIAN_STUDY + 1;
const ABROAD: usize = IN_CANADA + 1;
const AGE: usize = ABROAD + 1;
/// How far the age lies below [`MOST`]: a minimum here is a maximum of age.
const YOUTH: usize = AGE + 1;
const JOB_OFFER: usize = YOUTH + 1;
const CERTIFICATE: usize = JOB_OFFER + 1;
const OFFER_OR_CERTIFICATE: usize = CERTIFICATE + 1;
const FUNDS: usize = OFFER_OR_CERTIFICATE + 1;
const FRENCH: usize = FUNDS + 1;
const ENGLISH: usize = FRENCH + 1;
/// A power of two, so that a place is found without a test.
const PLACES: usize = 32;
/// Greatest fact and minimum: the eighth bit of each byte is kept free for comparing.
const MOST: u8 = 127;

/// Language levels that are told apart; more counts as the last.
const LEVELS: usize = 16;

/// A profile as bytes, each at its place.
pub struct Facts {
    bytes: [u8; PLACES],
    /// Levels in the first and in the second language, the latter 0 without a test.
    languages: [[u8; 4]; 2],
}

/// Everything a program or category asks of a profile but its occupation, which is a table by itself.
/// A minimum of zero asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Places with the least that a group asks for there; most groups ask for one or two things.
    minimums: Vec<(u8, u8)>,
    /// Levels in one official language, by TEER of the occupation and ability.
    language: [[u8; 4]; 6],
    /// Needs a nomination, and eligibility under a program that does not.
    pub nomination: bool,
    /// Needs the pass mark of the FSW grid.
    pub fsw_grid: bool,
}

impl Facts {
    /// The facts of a profile of this age.
    #[inline(always)]
    pub(super) fn of(profile: &Profile, lowest: Lowest, age: usize) -> Facts {
        let has_offer = profile.job_offer != JobOffer::None;
        let age = age.min(usize::from(MOST)) as u8;
        let mut bytes = [0; PLACES];
        for (place, months) in months_of_work(profile).into_iter().enumerate() {
            bytes[WORK + place] = months;
        }
        bytes[EDUCATION_LEVEL] = profile.education as u8;
        bytes[CANADIAN_STUDY] = profile.canadian_study as u8;
        bytes[IN_CANADA] = u8::from(profile.residence == Residence::Canada);
        bytes[ABROAD] = u8::from(profile.residence == Residence::Abroad);
        bytes[AGE] = age;
        bytes[YOUTH] = MOST - age;
        bytes[JOB_OFFER] = u8::from(has_offer);
        bytes[CERTIFICATE] = u8::from(profile.trade_certificate);
        bytes[OFFER_OR_CERTIFICATE] = u8::from(has_offer || profile.trade_certificate);
        bytes[FUNDS] = u8::from(profile.funds);
        bytes[FRENCH] = lowest.french;
        bytes[ENGLISH] = lowest.english;
        Facts { bytes, languages: [profile.first.0, profile.second.map_or([0; 4], |levels| levels.0)] }
    }
}

impl Criteria {
    /// Compiles the table of a group, such as `programs.cec`, or `None` if it is not in force.
    pub fn compile(sheet: &Sheet<'_>, table: &str) -> Option<Criteria> {
        let key = |name: &str| format!("{table}.{name}");
        let flag = |name: &str| sheet.flag(&key(name)).unwrap_or(false);
        let level = |name: &str| u8::try_from(sheet.small(&key(name))).expect("a level or an age is small");
        let word = |name: &str, words: &[&str]| {
            let found = sheet.text(&key(name)).unwrap_or(words[0]);
            words.iter().position(|word| *word == found).expect("the reader admits only these words")
        };
        sheet.text(&key("name"))?;
        if sheet.flag(&key("in_force")) == Some(false) {
            return None;
        }
        let abilities = Abilities::NAMES.map(|ability| level(&format!("language.{ability}")));
        let language = [0, 1, 2, 3, 4, 5].map(|teer: u8| {
            let all_four = level(&format!("language_by_teer.{teer}"));
            abilities.map(|ability| ability.max(all_four))
        });
        let mut minimum = [0; PLACES];
        for (place, measure) in MEASURES.iter().enumerate() {
            // No profile has as many months as `MOST`, so a longer time is as far out of reach.
            minimum[WORK + place] = sheet.small(&key(&format!("work.{measure}"))).min(u16::from(MOST)) as u8;
        }
        minimum[EDUCATION_LEVEL] = word("education", &EDUCATION) as u8;
        minimum[CANADIAN_STUDY] = word("canadian_study", &["none", "short", "long"]) as u8;
        let residence = word("residence", &["anywhere", "canada", "abroad"]);
        minimum[IN_CANADA] = u8::from(residence == 1);
        minimum[ABROAD] = u8::from(residence == 2);
        minimum[AGE] = level("minimum_age");
        minimum[YOUTH] =
            sheet.whole(&key("maximum_age")).map_or(0, |_| MOST - level("maximum_age").min(MOST));
        minimum[JOB_OFFER] = u8::from(flag("job_offer"));
        minimum[CERTIFICATE] = u8::from(flag("trade_certificate"));
        minimum[OFFER_OR_CERTIFICATE] = u8::from(flag("job_offer_or_trade_certificate"));
        minimum[FUNDS] = u8::from(flag("funds"));
        minimum[FRENCH] = level("french_level");
        minimum[ENGLISH] = level("english_level");
        Some(Criteria {
            minimums: (0..).zip(minimum).filter(|(_, least)| *least > 0).collect(),
            language,
            nomination: flag("nomination"),
            fsw_grid: flag("fsw_grid"),
        })
    }

    /// The least that is asked for at a place.
    fn minimum(&self, wanted: u8) -> u8 {
        self.minimums.iter().find(|(place, _)| *place == wanted).map_or(0, |(_, least)| *least)
    }

    /// Whether turning this age makes a group admit or shut out.
    pub fn birthday_matters(&self, age: usize) -> bool {
        let minimum = |place: usize| usize::from(self.minimum(place as u8));
        let is_too_old = |age: usize| usize::from(MOST).saturating_sub(age) < minimum(YOUTH);
        age == minimum(AGE) || is_too_old(age) != is_too_old(age - 1)
    }
}

/// The criteria of all groups together, turned around: for each fact the groups that it satisfies, a bit a group. So a
/// profile is held against all of them at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gates {
    /// The facts that some group asks for: place, and by value the groups that ask for no more.
    facts: Vec<(u8, [u32; MOST as usize + 1])>,
    /// By TEER of the occupation, ability and level: the groups that ask for no more in that ability.
    language: Box<[[[u32; LEVELS]; 4]; 6]>,
}

impl Gates {
    /// Turns the criteria around; the place of a group is its bit.
    pub fn compile(groups: &[Option<Criteria>]) -> Gates {
        let groups_where = |is_satisfied: &dyn Fn(&Criteria) -> bool| {
            let satisfied =
                groups.iter().zip(0..).filter(|(group, _)| group.as_ref().is_some_and(is_satisfied));
            satisfied.fold(0, |bits, (_, bit)| bits | 1 << bit)
        };
        let is_asked = |place: u8| groups.iter().flatten().any(|group| group.minimum(place) > 0);
        let of_place = |place: u8| {
            let of_value = |value: usize| groups_where(&|group| usize::from(group.minimum(place)) <= value);
            (place, std::array::from_fn(of_value))
        };
        let language = [0, 1, 2, 3, 4, 5].map(|teer: usize| {
            [0, 1, 2, 3].map(|ability: usize| {
                std::array::from_fn(|level| {
                    groups_where(&|group| usize::from(group.language[teer][ability]) <= level)
                })
            })
        });
        Gates {
            facts: (0..PLACES as u8).filter(|place| is_asked(*place)).map(of_place).collect(),
            language: Box::new(language),
        }
    }

    /// The groups of which a profile meets everything but occupation, nomination and grid.
    #[inline(always)]
    pub fn open_to(&self, facts: &Facts, teer: u8) -> u32 {
        let needed = &self.language[usize::from(teer)];
        let reached = |levels: [u8; 4]| {
            let of = |ability: usize| needed[ability][usize::from(levels[ability]).min(LEVELS - 1)];
            of(0) & of(1) & of(2) & of(3)
        };
        let open = reached(facts.languages[0]) | reached(facts.languages[1]);
        let value = |place: u8| usize::from(facts.bytes[usize::from(place) % PLACES].min(MOST));
        self.facts.iter().fold(open, |open, (place, groups)| open & groups[value(*place)])
    }
}

/// Months of work of a profile, by the order of [`MEASURES`].
///
/// Assumption: a profile knows neither the last five years nor the sum of work in Canada and abroad in the
/// last three. `occupation_any` (for the five years of the skilled trades) is the longer of the months in
/// the last three years and the longest unbroken stretch; `recent` the larger of the months in Canada and
/// those in the primary occupation.
#[inline(always)]
fn months_of_work(profile: &Profile) -> [u8; MEASURES.len()] {
    let canadian_recent = profile.recent_canadian_months;
    let occupation_recent = profile.occupation_months;
    let occupation_continuous = profile.continuous_months;
    [
        canadian_recent,
        profile.canadian_work_years.min(10) * 12,
        profile.foreign_work_years.min(10) * 12,
        occupation_recent,
        occupation_continuous,
        occupation_recent.max(occupation_continuous),
        canadian_recent.max(occupation_recent),
    ]
}

/// Which occupations a group takes, by row of the classification.
pub fn occupations(sheet: &Sheet<'_>, table: &str) -> Vec<bool> {
    let listed = sheet.texts(&format!("{table}.occupations"));
    let excluded = sheet.texts(&format!("{table}.occupations_excluded")).unwrap_or_default();
    let teers = sheet.wholes(&format!("{table}.teer"));
    let mut taken = vec![listed.is_none(); UNIT_GROUPS];
    for digits in listed.unwrap_or_default() {
        noc::beginning_with(digits).for_each(|occupation| taken[usize::from(occupation.0)] = true);
    }
    for digits in excluded {
        noc::beginning_with(digits).for_each(|occupation| taken[usize::from(occupation.0)] = false);
    }
    for (taken, group) in taken.iter_mut().zip(noc::unit_groups()) {
        *taken &= teers.is_none_or(|teers| teers.contains(&i64::from(group.teer)));
    }
    taken
}
