//! What age, education, work and occupation can be true of one person.
//!
//! Assumption A42: the youngest ages below are those of a person who never paused. Secondary school ends at
//! 18; a bachelor's degree takes three years, a second credential or a master's degree one or two more, a
//! doctorate three after that. A year of work may overlap with studies: co-operative terms, part-time work.

use crate::policy::noc::UnitGroup;
use crate::policy::profile::Education;

/// Youngest age in years at the end of each level of education, in the order of [`Education::ALL`].
const YOUNGEST: [f64; 8] = [18.0, 18.0, 19.0, 20.0, 21.0, 22.0, 22.0, 26.0];
/// Years of work that may lie before the end of studies.
const OVERLAP: f64 = 1.0;
/// Youngest age at a first submission.
pub const YOUNGEST_CANDIDATE: f64 = 19.0;
/// Oldest age at a first submission.
pub const OLDEST_CANDIDATE: f64 = 52.0;

/// The youngest age, in years, of a person with this education and so many full years of work in all.
pub fn youngest_age(education: Education, work_years: u8) -> f64 {
    let graduation = YOUNGEST[education as usize];
    let worked = f64::from(work_years);
    (graduation + (worked - OVERLAP).max(0.0)).max(18.0 + worked).max(YOUNGEST_CANDIDATE)
}

/// The lowest education of those who work in a unit group.
///
/// Assumption A43: NOC 2021 says of each TEER what is usually required: a university degree for TEER 1, a
/// college program or an apprenticeship for TEER 2 and 3. Its unit groups state where the law or the trade
/// asks for more or less: professors hold a graduate degree, regulated health and legal professions a
/// professional degree, software and the arts admit a college diploma.
pub fn least_education(group: &UnitGroup) -> Education {
    let begins_with = |codes: &[&str]| codes.iter().any(|code| group.code.starts_with(code));
    match group.teer {
        1 if begins_with(&["41200"]) => Education::Masters,
        1 if begins_with(&["3110", "3111", "31120", "31200", "41101"]) => Education::Masters,
        1 if begins_with(&["2122", "2123", "5"]) => Education::TwoYear,
        1 => Education::Bachelor,
        0 => Education::Secondary,
        2 if begins_with(&["22", "32"]) => Education::OneYear,
        2 => Education::Secondary,
        _ => Education::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::noc;

    fn least(code: &str) -> Education {
        least_education(noc::unit_group(noc::find(code).unwrap()))
    }

    #[test]
    fn a_young_person_with_a_degree_has_not_worked_for_long() {
        // 21 at graduation, one year of work besides studies, four after: 25.
        assert_eq!(youngest_age(Education::Bachelor, 5), 25.0);
        assert_eq!(youngest_age(Education::Bachelor, 0), 21.0);
        assert_eq!(youngest_age(Education::Doctorate, 1), 26.0);
        // Work counts from 18 on for those who left school then.
        assert_eq!(youngest_age(Education::Secondary, 5), 23.0);
        assert_eq!(youngest_age(Education::None, 0), 19.0);
    }

    #[test]
    fn professions_ask_for_their_degree() {
        assert_eq!(least("41200"), Education::Masters); // university professors
        assert_eq!(least("31102"), Education::Masters); // general practitioners
        assert_eq!(least("31301"), Education::Bachelor); // registered nurses
        assert_eq!(least("21232"), Education::TwoYear); // software developers
        assert_eq!(least("32101"), Education::OneYear); // licensed practical nurses
        assert_eq!(least("72106"), Education::Secondary); // welders
    }
}
