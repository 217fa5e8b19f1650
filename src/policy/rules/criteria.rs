//! What a program or a category asks for, compiled.

use super::breakdown::lowest_in;
use crate::policy::law::key::{EDUCATION, MEASURES};
use crate::policy::law::sheet::Sheet;
use crate::policy::noc::{self, UNIT_GROUPS};
use crate::policy::profile::{Abilities, JobOffer, Language, Profile, Residence};

/// Everything a program or category asks of a profile but its occupation, which is a table by itself.
/// Zero months, level 0 and `false` ask for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Months of work, by the order of [`MEASURES`].
    work: [u16; MEASURES.len()],
    /// Levels in one official language, by TEER of the occupation and ability.
    language: [[u8; 4]; 6],
    asks_language: bool,
    french_level: u8,
    english_level: u8,
    education: u8,
    canadian_study: u8,
    residence: Option<Residence>,
    ages: (u8, u8),
    job_offer: bool,
    trade_certificate: bool,
    job_offer_or_trade_certificate: bool,
    funds: bool,
    /// Needs a nomination, and eligibility under a program that does not.
    pub nomination: bool,
    /// Needs the pass mark of the FSW grid.
    pub fsw_grid: bool,
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
        let oldest = sheet.whole(&key("maximum_age")).map_or(u8::MAX, |_| level("maximum_age"));
        Some(Criteria {
            work: MEASURES.map(|measure| sheet.small(&key(&format!("work.{measure}")))),
            asks_language: language.iter().flatten().any(|level| *level > 0),
            language,
            french_level: level("french_level"),
            english_level: level("english_level"),
            education: word("education", &EDUCATION) as u8,
            canadian_study: word("canadian_study", &["none", "short", "long"]) as u8,
            residence: [None, Some(Residence::Canada), Some(Residence::Abroad)]
                [word("residence", &["anywhere", "canada", "abroad"])],
            ages: (level("minimum_age"), oldest),
            job_offer: flag("job_offer"),
            trade_certificate: flag("trade_certificate"),
            job_offer_or_trade_certificate: flag("job_offer_or_trade_certificate"),
            funds: flag("funds"),
            nomination: flag("nomination"),
            fsw_grid: flag("fsw_grid"),
        })
    }

    /// Whether a profile meets everything but occupation, nomination and grid.
    #[inline]
    pub fn are_met(&self, profile: &Profile, age: usize, teer: u8) -> bool {
        self.work_is_enough(profile)
            && self.language_is_enough(profile, teer)
            && profile.education as u8 >= self.education
            && profile.canadian_study as u8 >= self.canadian_study
            && self.residence.is_none_or(|residence| residence == profile.residence)
            && (usize::from(self.ages.0)..=usize::from(self.ages.1)).contains(&age)
            && (!self.job_offer || profile.job_offer != JobOffer::None)
            && (!self.trade_certificate || profile.trade_certificate)
            && (!self.job_offer_or_trade_certificate
                || profile.trade_certificate
                || profile.job_offer != JobOffer::None)
            && (!self.funds || profile.funds)
    }

    #[inline]
    fn work_is_enough(&self, profile: &Profile) -> bool {
        let months = months_of_work(profile);
        // Without short circuits: all seven are compared at once.
        self.work.iter().zip(months).fold(true, |enough, (needed, worked)| enough & (worked >= *needed))
    }

    #[inline]
    fn language_is_enough(&self, profile: &Profile, teer: u8) -> bool {
        let needed = &self.language[usize::from(teer)];
        let reaches = |levels: Abilities| {
            levels.0.iter().zip(needed).fold(true, |enough, (level, needed)| enough & (level >= needed))
        };
        (!self.asks_language || reaches(profile.first) || profile.second.is_some_and(reaches))
            && (self.french_level == 0 || lowest_in(profile, Language::French) >= self.french_level)
            && (self.english_level == 0 || lowest_in(profile, Language::English) >= self.english_level)
    }
}

/// Months of work of a profile, by the order of [`MEASURES`].
///
/// Assumption: a profile knows neither the last five years nor the sum of work in Canada and abroad in the
/// last three. `occupation_any` (for the five years of the skilled trades) is the longer of the months in
/// the last three years and the longest unbroken stretch; `recent` the larger of the months in Canada and
/// those in the primary occupation.
#[inline]
fn months_of_work(profile: &Profile) -> [u16; MEASURES.len()] {
    let canadian_recent = u16::from(profile.recent_canadian_months);
    let occupation_recent = u16::from(profile.occupation_months);
    let occupation_continuous = u16::from(profile.continuous_months);
    [
        canadian_recent,
        u16::from(profile.canadian_work_years) * 12,
        u16::from(profile.foreign_work_years) * 12,
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
