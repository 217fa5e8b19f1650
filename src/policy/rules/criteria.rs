//! What a program or a category asks for, compiled.

use crate::policy::noc::{self, UNIT_GROUPS};
use crate::policy::profile::{Abilities, Residence};
use crate::policy::value::key::{EDUCATION, MEASURES};
use crate::policy::value::sheet::Sheet;

/// Everything a program or category asks of a profile but its occupation, which is a table by itself.
/// A minimum of zero asks for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Fewest months of work by measure, in the order of [`MEASURES`].
    pub work: [u8; MEASURES.len()],
    /// Lowest education, as its place in [`EDUCATION`].
    pub education: u8,
    /// Least study in Canada.
    pub canadian_study: u8,
    /// Where the candidate has to live.
    pub residence: Option<Residence>,
    /// Youngest and oldest age.
    pub ages: (u8, u8),
    /// Needs a job offer.
    pub job_offer: bool,
    /// Needs a certificate of qualification.
    pub trade_certificate: bool,
    /// Needs one or the other.
    pub offer_or_certificate: bool,
    /// Needs settlement funds.
    pub funds: bool,
    /// Lowest level of all four abilities in French, and in English.
    pub french: u8,
    /// The same in English.
    pub english: u8,
    /// Levels in one official language, by TEER of the occupation and ability.
    pub language: [[u8; 4]; 6],
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
        let residence = word("residence", &["anywhere", "canada", "abroad"]);
        Some(Criteria {
            // No profile has as many months as a byte holds, so a longer time is as far out of reach.
            work: MEASURES
                .map(|measure| sheet.small(&key(&format!("work.{measure}"))).min(u16::from(u8::MAX)) as u8),
            education: word("education", &EDUCATION) as u8,
            canadian_study: word("canadian_study", &["none", "short", "long"]) as u8,
            residence: [None, Some(Residence::Canada), Some(Residence::Abroad)][residence],
            ages: (
                level("minimum_age"),
                sheet.whole(&key("maximum_age")).map_or(u8::MAX, |_| level("maximum_age")),
            ),
            job_offer: flag("job_offer"),
            trade_certificate: flag("trade_certificate"),
            offer_or_certificate: flag("job_offer_or_trade_certificate"),
            funds: flag("funds"),
            french: level("french_level"),
            english: level("english_level"),
            language,
            nomination: flag("nomination"),
            fsw_grid: flag("fsw_grid"),
        })
    }

    /// Whether turning this age makes a group admit or shut out.
    pub fn birthday_matters(&self, age: usize) -> bool {
        let (youngest, oldest) = self.ages;
        age == usize::from(youngest) || age == usize::from(oldest) + 1
    }
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
