//! Criteria of a program or a category, compiled.

use crate::policy::noc::{self, UNIT_GROUPS};
use crate::policy::profile::{Abilities, Residence};
use crate::policy::value::key::{EDUCATION, MEASURES};
use crate::policy::value::sheet::Sheet;

/// The criteria of a program or category, except for the occupation, which has a table of its own. A minimum
/// of zero is no criterion.
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
        let group = GroupTable { sheet, table };
        sheet.text(&group.key("name"))?;
        if sheet.flag(&group.key("in_force")) == Some(false) {
            return None;
        }
        let abilities = Abilities::NAMES.map(|ability| group.level(&format!("language.{ability}")));
        let language = [0, 1, 2, 3, 4, 5].map(|teer: u8| {
            let all_four = group.level(&format!("language_by_teer.{teer}"));
            abilities.map(|ability| ability.max(all_four))
        });
        let residence = group.word("residence", &["anywhere", "canada", "abroad"]);
        Some(Criteria {
            // No profile has as many months as a byte holds, so a longer time is as far out of reach.
            work: MEASURES.map(|measure| {
                sheet.small(&group.key(&format!("work.{measure}"))).min(u16::from(u8::MAX)) as u8
            }),
            education: group.word("education", &EDUCATION) as u8,
            canadian_study: group.word("canadian_study", &["none", "short", "long"]) as u8,
            residence: [None, Some(Residence::Canada), Some(Residence::Abroad)][residence],
            ages: (
                group.level("minimum_age"),
                sheet.whole(&group.key("maximum_age")).map_or(u8::MAX, |_| group.level("maximum_age")),
            ),
            job_offer: group.flag("job_offer"),
            trade_certificate: group.flag("trade_certificate"),
            offer_or_certificate: group.flag("job_offer_or_trade_certificate"),
            funds: group.flag("funds"),
            french: group.level("french_level"),
            english: group.level("english_level"),
            language,
            nomination: group.flag("nomination"),
            fsw_grid: group.flag("fsw_grid"),
        })
    }

    /// Whether turning this age changes whether the group admits a profile.
    pub fn birthday_matters(&self, age: usize) -> bool {
        let (youngest, oldest) = self.ages;
        age == usize::from(youngest) || age == usize::from(oldest) + 1
    }
}

/// The table of a group in the values in force, such as `programs.cec`.
struct GroupTable<'a> {
    sheet: &'a Sheet<'a>,
    table: &'a str,
}

impl GroupTable<'_> {
    fn key(&self, name: &str) -> String {
        format!("{}.{name}", self.table)
    }

    fn flag(&self, name: &str) -> bool {
        self.sheet.flag(&self.key(name)).unwrap_or(false)
    }

    /// A level or an age.
    fn level(&self, name: &str) -> u8 {
        u8::try_from(self.sheet.small(&self.key(name))).expect("a level or an age is small")
    }

    /// The place of a word among those that the key admits; the first if it is not set.
    fn word(&self, name: &str, words: &[&str]) -> usize {
        let found = self.sheet.text(&self.key(name)).unwrap_or(words[0]);
        words.iter().position(|word| *word == found).expect("the reader admits only these words")
    }
}

/// The groups in force whose criteria have a property, a bit a group.
pub fn groups_where(groups: &[Option<Criteria>], has: impl Fn(&Criteria) -> bool) -> u32 {
    let bits = groups.iter().zip(0..).filter(|(group, _)| group.as_ref().is_some_and(&has));
    bits.fold(0, |set, (_, bit)| set | 1 << bit)
}

/// The occupations that a group admits, by row of the classification.
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
