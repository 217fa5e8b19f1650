//! The rules in force on one day, compiled: the score of a profile, and its programs and categories.
//!
//! The hot path reads arrays only: no text, no allocation, no floating point.

mod breakdown;
mod criteria;
mod crs;
mod eligibility;
pub mod factor;
mod first_language;
mod gates;
mod grid;
mod invitation;
pub mod section;
mod subject;

pub use breakdown::Breakdown;
pub use eligibility::Eligibility;
pub use grid::GridBreakdown;
pub use invitation::TieBreak;
pub use section::{Factor, Section};

use std::sync::Arc;

use crate::policy::noc;
use crate::policy::profile::{Occupation, Profile};
use crate::policy::value::sheet::Sheet;
use crate::time::Day;
use criteria::Criteria;
use crs::Crs;
use factor::AddedFactor;
use gates::Gates;
use grid::Grid;
use invitation::Terms;
use subject::Subject;

/// Score and eligibility of a profile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The total score, 0 to 1,200.
    pub score: u16,
    /// The score of sections A to C.
    pub human_capital: u16,
    /// Programs and categories; if there are none, both scores are 0.
    pub eligibility: Eligibility,
}

/// The rules of one day. Bits of programs and categories are those of the [`crate::policy::law::Law`] it is
/// from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    // Large tables that few changes of the law touch: rules of several days hold the same ones.
    crs: Arc<Crs>,
    gates: Arc<Gates>,
    crs_known: bool,
    added: Vec<AddedFactor>,
    program_count: usize,
    /// Programs, then categories, by bit; `None` when not in force.
    groups: Vec<Option<Criteria>>,
    /// For each occupation the groups in force that take it.
    groups_by_occupation: Vec<u32>,
    /// The groups that need a nomination, and those that need the pass mark of the grid.
    groups_of_nominees: u32,
    groups_of_grid: u32,
    teer: Vec<u8>,
    wage_tier: Vec<u8>,
    program_order: Vec<usize>,
    grid: Grid,
    /// By age: whether turning it can change an eligibility.
    ages_of_eligibility: Vec<bool>,
    terms: Terms,
}

impl Rules {
    /// Compiles the values in force; programs and categories get the bits of these lists. Tables that equal
    /// those of `before` are shared with it.
    pub(super) fn compile(
        sheet: &Sheet<'_>,
        programs: &[String],
        categories: &[String],
        before: Option<&Rules>,
    ) -> Rules {
        let tables: Vec<String> = programs
            .iter()
            .map(|name| format!("programs.{name}"))
            .chain(categories.iter().map(|name| format!("categories.{name}")))
            .collect();
        let groups: Vec<Option<Criteria>> =
            tables.iter().map(|table| Criteria::compile(sheet, table)).collect();
        let mut groups_by_occupation = vec![0; noc::UNIT_GROUPS];
        for (bit, table) in tables.iter().enumerate() {
            if groups[bit].is_some() {
                for (bits, taken) in groups_by_occupation.iter_mut().zip(criteria::occupations(sheet, table))
                {
                    *bits |= u32::from(taken) << bit;
                }
            }
        }
        let groups_of_nominees = criteria::groups_where(&groups, |group| group.nomination);
        let groups_of_grid = criteria::groups_where(&groups, |group| group.fsw_grid);
        let grid = Grid::compile(sheet);
        let ages_of_eligibility = (0..crs::AGES)
            .map(|age| {
                let mut in_force = groups.iter().flatten();
                age > 0 && (grid.birthday_matters(age) || in_force.any(|group| group.birthday_matters(age)))
            })
            .collect();
        Rules {
            ages_of_eligibility,
            crs: kept(Crs::compile(sheet), before.map(|rules| &rules.crs)),
            crs_known: sheet.flag("crs.known") != Some(false),
            added: sheet
                .names("crs.factor")
                .into_iter()
                .filter_map(|name| AddedFactor::compile(sheet, name))
                .collect(),
            program_count: programs.len(),
            gates: kept(Gates::compile(&groups), before.map(|rules| &rules.gates)),
            groups,
            groups_by_occupation,
            groups_of_nominees,
            groups_of_grid,
            teer: noc::unit_groups().iter().map(|group| group.teer).collect(),
            wage_tier: factor::wage_tiers(sheet),
            program_order: program_order(sheet, programs),
            grid,
            terms: Terms::compile(sheet),
        }
    }

    /// Whether every profile has the same score, programs and categories under both. They may differ in the
    /// validity of profiles and invitations, in the tie-break and in the order of programs.
    pub(crate) fn judges_like(&self, other: &Rules) -> bool {
        let other = Rules {
            terms: self.terms.clone(),
            program_order: self.program_order.clone(),
            crs_known: self.crs_known,
            ..other.clone()
        };
        *self == other
    }

    /// Whether every profile has the same score under both.
    pub(crate) fn scores_like(&self, other: &Rules) -> bool {
        self.crs == other.crs && self.added == other.added
    }

    /// The total CRS score, 0 to 1,200, of a profile on a day of these rules.
    #[inline]
    pub fn score(&self, profile: &Profile, on: Day) -> u16 {
        self.breakdown_of(Subject::new(profile, on)).total
    }

    /// The score without the points of a nomination.
    #[inline]
    pub fn core_score(&self, profile: &Profile, on: Day) -> u16 {
        self.breakdown(profile, on).core_total
    }

    /// The points of a nomination, at most those of section D.
    ///
    /// Rule: 600 points (Ministerial Instructions, sections 28 to 30).
    pub(crate) fn points_of_nomination(&self) -> u16 {
        self.crs.nomination.min(self.crs.additional_cap)
    }

    /// The score of sections A to C: without offers, study, French, siblings and nominations.
    #[inline]
    pub fn human_capital(&self, profile: &Profile, on: Day) -> u16 {
        self.breakdown(profile, on).human_capital()
    }

    /// The same for a profile whose score is known: the score less section D, without scoring again.
    #[inline]
    pub fn human_capital_of(&self, score: u16, profile: &Profile, on: Day) -> u16 {
        if !self.added.is_empty() || score >= self.crs.total_cap {
            return self.human_capital(profile, on);
        }
        score - breakdown::additional_total(&self.crs, profile)
    }

    /// The score taken apart.
    #[inline]
    pub fn breakdown(&self, profile: &Profile, on: Day) -> Breakdown {
        self.breakdown_of(Subject::new(profile, on))
    }

    #[inline(always)]
    fn breakdown_of(&self, subject: Subject<'_>) -> Breakdown {
        let mut added = [0; 4];
        for factor in &self.added {
            added[factor.section as usize] += factor.points(subject);
        }
        Breakdown::compute(&self.crs, subject, added)
    }

    /// The factors that a reform added: name and section.
    pub fn added_factors(&self) -> impl Iterator<Item = (&str, Section)> {
        self.added.iter().map(|factor| (factor.name.as_str(), factor.section))
    }

    /// Score and eligibility together. A profile without any eligibility has no place in the pool and gets
    /// the score 0.
    #[inline]
    pub fn judge(&self, profile: &Profile, on: Day) -> Verdict {
        let subject = Subject::new(profile, on);
        let eligibility = self.eligibility_of(subject);
        if eligibility.is_empty() {
            return Verdict::default();
        }
        self.verdict(subject, eligibility)
    }

    /// The same on a birthday of a profile that was eligible so far: most birthdays change only the score.
    #[inline]
    pub(crate) fn judge_birthday(&self, profile: &Profile, on: Day, so_far: Eligibility) -> Verdict {
        let subject = Subject::new(profile, on);
        if self.ages_of_eligibility.get(subject.age).is_some_and(|matters| !matters) {
            self.verdict(subject, so_far)
        } else {
            self.judge(profile, on)
        }
    }

    #[inline]
    fn verdict(&self, subject: Subject<'_>, eligibility: Eligibility) -> Verdict {
        let breakdown = self.breakdown_of(subject);
        Verdict { score: breakdown.total, human_capital: breakdown.human_capital(), eligibility }
    }

    /// Whether turning this age can change a score or an eligibility.
    pub(crate) fn birthday_matters(&self, age: usize) -> bool {
        age > 0
            && (self.crs.birthday_matters(age)
                || self.added.iter().any(|factor| factor.birthday_matters(age))
                || self.ages_of_eligibility.get(age) == Some(&true))
    }

    /// Points of each factor that a reform added: its name, its section, the points before any cap.
    pub fn added_points(&self, profile: &Profile, on: Day) -> Vec<(&str, Section, u16)> {
        let subject = Subject::new(profile, on);
        let factors = self.added.iter();
        factors.map(|factor| (factor.name.as_str(), factor.section, factor.points(subject))).collect()
    }

    /// Programs and categories for which the profile is eligible. Without any it may not be in the pool.
    ///
    /// Rule: a category and a nomination count only together with eligibility under a federal program.
    #[inline]
    pub fn eligibility(&self, profile: &Profile, on: Day) -> Eligibility {
        self.eligibility_of(Subject::new(profile, on))
    }

    #[inline(always)]
    fn eligibility_of(&self, subject: Subject<'_>) -> Eligibility {
        let occupation = usize::from(subject.profile.occupation.0);
        let teer = self.teer[occupation];
        let mut met = self.groups_by_occupation[occupation] & self.gates.open_to(subject, teer);
        if !subject.profile.nominated {
            met &= !self.groups_of_nominees;
        }
        if met & self.groups_of_grid != 0 {
            met &= !self.groups_of_grid | self.passing_grid(subject, teer);
        }
        let programs = (1 << self.program_count) - 1;
        if met & programs & !self.groups_of_nominees == 0 { Eligibility::NONE } else { Eligibility(met) }
    }

    /// The program an invitation is under for a candidate eligible for several: index into
    /// [`crate::policy::law::Law::programs`], by the order in force. `None` if the set holds no program.
    #[inline]
    pub fn program_of_invitation(&self, eligibility: Eligibility) -> Option<usize> {
        self.program_order.iter().copied().find(|program| eligibility.has(*program))
    }

    /// The order in which programs are tried for an invitation, as indices.
    pub fn program_order(&self) -> &[usize] {
        &self.program_order
    }

    /// Programs and categories in force.
    pub fn in_force(&self) -> Eligibility {
        let bits = self.groups.iter().enumerate().filter(|(_, group)| group.is_some());
        bits.fold(Eligibility::NONE, |set, (bit, _)| set | Eligibility::bit(bit))
    }

    /// Days in which an invitation issued under these rules may be answered.
    pub fn invitation_validity_days(&self) -> u16 {
        self.terms.invitation_validity_days
    }

    /// Months for which a profile submitted under these rules stays in the pool.
    pub fn profile_validity_months(&self) -> u16 {
        self.terms.profile_validity_months
    }

    /// Months for which a language test holds. Rule: Ministerial Instructions, section 3(4).
    pub fn language_test_months(&self) -> u16 {
        self.terms.language_test_months
    }

    /// Months for which an assessment of foreign education holds.
    pub fn education_assessment_months(&self) -> u16 {
        self.terms.education_assessment_months
    }

    /// Days in which a candidate without nomination or offer must register with the Job Bank, while that is a
    /// duty.
    pub fn job_bank_days(&self) -> Option<u16> {
        self.terms.job_bank_days
    }

    /// How ties at the cutoff are broken.
    pub fn tie_break(&self) -> TieBreak {
        self.terms.tie_break
    }

    /// Settlement funds in dollars that a family of this size needs; `None` before the first table collected.
    pub fn funds_needed(&self, family_size: u8) -> Option<u32> {
        Some(self.terms.funds?.of_family(family_size))
    }

    /// Points in the Federal Skilled Worker grid. Of two languages the first is the one that the profile
    /// designates; else the one under which the program's minimum and the pass mark are met, then the minimum
    /// alone, then the one with more points, then English.
    ///
    /// Rule: Immigration and Refugee Protection Regulations, section 79.
    pub fn fsw_grid(&self, profile: &Profile, on: Day) -> GridBreakdown {
        self.better_grid(profile, on)
    }

    /// Wage tier of an occupation, 0 to 3; see [`factor`]. Assumption: the base wage is a key of the law.
    pub fn wage_tier(&self, occupation: Occupation) -> u8 {
        self.wage_tier[usize::from(occupation.0)]
    }

    /// Whether the point values of this day's CRS are known; false from 2026-11-03 unless a reform states
    /// them.
    pub fn crs_known(&self) -> bool {
        self.crs_known
    }
}

/// The tables, or those from before if they are equal.
fn kept<T: PartialEq>(tables: T, before: Option<&Arc<T>>) -> Arc<T> {
    before.filter(|before| ***before == tables).map_or_else(|| Arc::new(tables), Arc::clone)
}

/// Programs named in `invitation.program_order` first, then the others by their bit.
///
/// Assumption: a new program that the order does not name comes last. Candidates of an older program are
/// invited under that one as before; the new program counts only for candidates of no other.
fn program_order(sheet: &Sheet<'_>, programs: &[String]) -> Vec<usize> {
    let named = sheet.texts("invitation.program_order").unwrap_or_default();
    let mut order: Vec<usize> =
        named.iter().filter_map(|name| programs.iter().position(|program| program == name)).collect();
    let unnamed: Vec<usize> = (0..programs.len()).filter(|index| !order.contains(index)).collect();
    order.extend(unnamed);
    order
}
