//! A score taken apart: points by factor and section, with every cap.

use std::ops::Range;

use super::crs::{Crs, Steps, YEARS};
use super::section::{Factor, Section};
use super::subject::{Lowest, Subject};
use crate::policy::profile::{Abilities, Profile};

/// Places of the factors of sections A and B, and of section D but the nomination, in [`Factor::ALL`].
const CORE: Range<usize> = 0..5;
const SPOUSE: Range<usize> = 5..8;
const BESIDES_NOMINATION: Range<usize> = 14..18;

/// The parts of a score. Factors of section C stand before the cap of their pair, languages after theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// Points of each factor, in the order of [`Factor::ALL`].
    pub points: [u16; Factor::ALL.len()],
    /// Points of the factors that a reform added, summed by section.
    pub added: [u16; 4],
    /// Section A, capped.
    pub core: u16,
    /// Section B, capped.
    pub spouse: u16,
    /// Education with language and Canadian work, capped.
    pub education_pair: u16,
    /// Foreign work with language and Canadian work, capped.
    pub foreign_work_pair: u16,
    /// Section C, capped.
    pub transferability: u16,
    /// Section D, capped.
    pub additional: u16,
    /// Section D without the nomination, capped.
    pub additional_without_nomination: u16,
    /// The score.
    pub total: u16,
    /// The score without the points of a nomination.
    pub core_total: u16,
}

impl Breakdown {
    /// Points of one factor.
    pub fn factor(&self, factor: Factor) -> u16 {
        self.points[factor as usize]
    }

    /// Sections A to C: the points without offers, study, French, siblings and nominations.
    #[inline(always)]
    pub fn human_capital(&self) -> u16 {
        self.core + self.spouse + self.transferability
    }

    /// Points of a section, capped.
    pub fn section(&self, section: Section) -> u16 {
        match section {
            Section::Core => self.core,
            Section::Spouse => self.spouse,
            Section::Transferability => self.transferability,
            Section::Additional => self.additional,
        }
    }

    /// Adds up a profile under these tables; `added` are the points of added factors by section.
    ///
    /// Always inlined, so that a caller who reads only the total pays for nothing else.
    #[inline(always)]
    pub(super) fn compute(crs: &Crs, subject: Subject<'_>, added: [u16; 4]) -> Breakdown {
        let Subject { profile, lowest, age } = subject;
        let mut points = [0; Factor::ALL.len()];
        core(crs, profile, age, &mut points);
        spouse(crs, profile, &mut points);
        transferability(crs, profile, lowest, &mut points);
        additional(crs, profile, lowest, &mut points);
        let column = &crs.columns[usize::from(profile.spouse.is_some())];
        let core = (points[CORE].iter().sum::<u16>() + added[0]).min(column.cap);
        let spouse = (points[SPOUSE].iter().sum::<u16>() + added[1]).min(crs.spouse_cap);
        let education_pair = (points[Factor::EducationLanguage as usize]
            + points[Factor::EducationCanadianWork as usize])
            .min(crs.education_pair_cap);
        let foreign_work_pair = (points[Factor::ForeignWorkLanguage as usize]
            + points[Factor::ForeignWorkCanadianWork as usize])
            .min(crs.foreign_work_pair_cap);
        let transferability =
            (education_pair + foreign_work_pair + points[Factor::CertificateLanguage as usize] + added[2])
                .min(crs.transferability_cap);
        let besides_nomination = points[BESIDES_NOMINATION].iter().sum::<u16>() + added[3];
        let additional = (besides_nomination + points[Factor::Nomination as usize]).min(crs.additional_cap);
        let additional_without_nomination = besides_nomination.min(crs.additional_cap);
        let human_capital = core + spouse + transferability;
        Breakdown {
            points,
            added,
            core,
            spouse,
            education_pair,
            foreign_work_pair,
            transferability,
            additional,
            additional_without_nomination,
            total: (human_capital + additional).min(crs.total_cap),
            core_total: (human_capital + additional_without_nomination).min(crs.total_cap),
        }
    }
}

/// Rule: Ministerial Instructions, sections 11 to 15; the column with a spouse only if one accompanies.
#[inline(always)]
fn core(crs: &Crs, profile: &Profile, age: usize, points: &mut [u16; 18]) {
    let column = &crs.columns[usize::from(profile.spouse.is_some())];
    let first = abilities(&column.first_language, profile.first).min(column.first_language_cap);
    let second = profile.second.map_or(0, |levels| abilities(&column.second_language, levels));
    points[Factor::Age as usize] = column.age[age.min(column.age.len() - 1)];
    points[Factor::Education as usize] = column.education[profile.education as usize];
    points[Factor::FirstLanguage as usize] = first.min(column.languages_cap);
    points[Factor::SecondLanguage as usize] =
        second.min(column.second_language_cap).min(column.languages_cap.saturating_sub(first));
    points[Factor::CanadianWork as usize] = column.canadian_work[usize::from(profile.canadian_work_years)];
}

#[inline(always)]
fn spouse(crs: &Crs, profile: &Profile, points: &mut [u16; 18]) {
    let Some(spouse) = profile.spouse else { return };
    let language = spouse.language.map_or(0, |levels| abilities(&crs.spouse_language, levels));
    points[Factor::SpouseEducation as usize] = crs.spouse_education[spouse.education as usize];
    points[Factor::SpouseLanguage as usize] = language.min(crs.spouse_language_cap);
    points[Factor::SpouseCanadianWork as usize] =
        crs.spouse_canadian_work[usize::from(spouse.canadian_work_years)];
}

/// Rule: Ministerial Instructions, sections 21 to 27; the lowest of four abilities in the first language
/// decides.
#[inline(always)]
fn transferability(crs: &Crs, profile: &Profile, lowest: Lowest, points: &mut [u16; 18]) {
    let language = usize::from(lowest.first);
    let canadian = usize::from(profile.canadian_work_years);
    let foreign = usize::from(profile.foreign_work_years).min(YEARS - 1);
    let education = profile.education as usize;
    points[Factor::EducationLanguage as usize] = crs.education_language[education][language];
    points[Factor::EducationCanadianWork as usize] = crs.education_canadian_work[education][canadian];
    points[Factor::ForeignWorkLanguage as usize] = crs.foreign_work_language[foreign][language];
    points[Factor::ForeignWorkCanadianWork as usize] = crs.foreign_work_canadian_work[foreign][canadian];
    if profile.trade_certificate {
        points[Factor::CertificateLanguage as usize] =
            crs.certificate_language[language].min(crs.certificate_cap);
    }
}

/// Rule: Ministerial Instructions, sections 28 to 30, and the points for French and for siblings since
/// 2017-06-06.
#[inline(always)]
fn additional(crs: &Crs, profile: &Profile, lowest: Lowest, points: &mut [u16; 18]) {
    points[Factor::Nomination as usize] = u16::from(profile.nominated) * crs.nomination;
    points[Factor::JobOffer as usize] = crs.job_offer[profile.job_offer as usize];
    points[Factor::CanadianStudy as usize] = crs.canadian_study[profile.canadian_study as usize];
    points[Factor::Sibling as usize] = u16::from(profile.sibling) * crs.sibling;
    if lowest.french >= crs.french_level {
        let english = lowest.english >= crs.english_level;
        points[Factor::French as usize] = crs.french[usize::from(english)];
    }
}

/// Section D by itself, capped, without added factors.
#[inline]
pub(super) fn additional_total(crs: &Crs, profile: &Profile) -> u16 {
    let mut points = [0; Factor::ALL.len()];
    additional(crs, profile, Lowest::of(profile), &mut points);
    let besides_nomination: u16 = points[BESIDES_NOMINATION].iter().sum();
    (besides_nomination + points[Factor::Nomination as usize]).min(crs.additional_cap)
}

#[inline(always)]
pub(super) fn abilities(table: &Steps, levels: Abilities) -> u16 {
    levels.0.iter().map(|level| table[usize::from(*level)]).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_factors_are_those_of_their_sections() {
        assert_eq!(places(Section::Core), CORE.collect::<Vec<_>>());
        assert_eq!(places(Section::Spouse), SPOUSE.collect::<Vec<_>>());
        let mut additional = vec![Factor::Nomination as usize];
        additional.extend(BESIDES_NOMINATION);
        assert_eq!(places(Section::Additional), additional);
        assert!(Factor::ALL.iter().enumerate().all(|(place, factor)| place == *factor as usize));
    }

    fn places(section: Section) -> Vec<usize> {
        (0..18).filter(|place| Factor::ALL[*place].section() == section).collect()
    }
}
