//! A candidate over time: score and eligibility on a day, as the candidate stands and after a change.

use crate::policy::law::Law;
use crate::policy::profile::{Abilities, Language, Profile};
use crate::policy::rules::Eligibility;
use crate::profiles::test_days::TestDays;
use crate::time::{Day, Instant};

/// Most points of the CRS.
const MOST_POINTS: u16 = 1200;
/// Points gained that odds of a bare score are shown for; the last are those of a nomination.
const GAINS: [u16; 4] = [10, 25, 50, NOMINATION];
const NOMINATION: u16 = 600;
/// The level that additional points and the category for French ask for.
const FRENCH_LEVEL: u8 = 7;
/// The highest level that counts.
const HIGHEST_LEVEL: u8 = 10;
const MONTHS: u8 = 12;

/// A candidate whose odds are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// What is known.
    pub given: Given,
    /// When the profile was submitted.
    pub submitted_at: Instant,
}

/// What is known of a candidate.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
    /// A score that stays, with programs and categories.
    Score(Standing),
    /// A profile, with the days of its language tests.
    Profile(Box<Profile>, TestDays),
}

/// Score, programs and categories on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The score.
    pub score: u16,
    /// Programs and categories.
    pub eligibility: Eligibility,
}

/// A single change of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// None: the candidate as it stands.
    None,
    /// So many points more.
    Points(u16),
    /// One level more in each ability of the first language, with a new test.
    Clb,
    /// New language tests with the same levels.
    NewTest,
    /// French at NCLC 7 in all abilities.
    French,
    /// One more year of skilled work in Canada.
    CanadianWork,
    /// A nomination by a province.
    Nomination,
}

impl Change {
    /// Its name in tables.
    pub fn name(self) -> String {
        match self {
            Change::None => "none".to_owned(),
            Change::Points(points) => format!("plus_{points}"),
            Change::Clb => "clb".to_owned(),
            Change::NewTest => "new_test".to_owned(),
            Change::French => "french".to_owned(),
            Change::CanadianWork => "canadian_work".to_owned(),
            Change::Nomination => "nomination".to_owned(),
        }
    }

    /// A profile after the change; none if nothing changes.
    fn of(self, profile: &Profile) -> Option<Profile> {
        let changed = match self {
            Change::None | Change::Points(_) | Change::NewTest => *profile,
            Change::Clb => {
                let levels = profile.first.0.map(|level| (level + 1).min(HIGHEST_LEVEL));
                Profile { first: Abilities(levels), ..*profile }
            }
            Change::French => with_french(profile),
            Change::CanadianWork => Profile {
                canadian_work_years: profile.canadian_work_years.saturating_add(1),
                recent_canadian_months: (profile.recent_canadian_months + MONTHS).min(36),
                occupation_months: (profile.occupation_months + MONTHS).min(36),
                continuous_months: profile.continuous_months.saturating_add(MONTHS).min(120),
                ..*profile
            },
            Change::Nomination => Profile { nominated: true, ..*profile },
        };
        (changed != *profile).then_some(changed)
    }
}

fn with_french(profile: &Profile) -> Profile {
    let raised = |levels: Abilities| Abilities(levels.0.map(|level| level.max(FRENCH_LEVEL)));
    match profile.first_language {
        Language::French => Profile { first: raised(profile.first), ..*profile },
        Language::English => {
            let french = profile.second.unwrap_or(Abilities([0; 4]));
            Profile { second: Some(raised(french)), ..*profile }
        }
    }
}

impl Candidate {
    /// The candidate as it stands, then the single changes that change it.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = vec![Change::None];
        match &self.given {
            Given::Score(_) => changes.extend(GAINS.map(Change::Points)),
            Given::Profile(profile, tested) => {
                let single = [Change::Clb, Change::French, Change::CanadianWork, Change::Nomination];
                changes.extend(single.into_iter().filter(|change| change.of(profile).is_some()));
                changes.extend((*tested != TestDays::default()).then_some(Change::NewTest));
            }
        }
        changes
    }

    /// Score and eligibility on a day after a change; none if the candidate may not be in the pool then.
    pub fn standing(&self, change: Change, law: &Law, on: Day) -> Option<Standing> {
        match &self.given {
            Given::Score(standing) => {
                let Change::Points(points) = change else { return Some(*standing) };
                let is_nominated = points == NOMINATION;
                let nominees = if is_nominated { law.nominees() } else { Eligibility::NONE };
                Some(Standing {
                    score: (standing.score + points).min(MOST_POINTS),
                    eligibility: standing.eligibility | nominees,
                })
            }
            Given::Profile(profile, tested) => {
                let expiries = change.renewed(*tested, profile.first_language).expiries(law);
                let is_over = |expiry: Option<Day>| expiry.is_some_and(|expiry| expiry <= on);
                if is_over(expiries.first) {
                    return None;
                }
                let mut changed = change.of(profile).unwrap_or(**profile);
                if is_over(expiries.second) {
                    changed.second = None;
                }
                if let Some(spouse) = changed.spouse.as_mut().filter(|_| is_over(expiries.spouse)) {
                    spouse.language = None;
                }
                let verdict = law.rules_on(on).judge(&changed, on);
                let standing = Standing { score: verdict.score, eligibility: verdict.eligibility };
                (!standing.eligibility.is_empty()).then_some(standing)
            }
        }
    }

    /// When the profile that is in the pool at an instant was submitted: one that has run out is submitted
    /// again on that day.
    pub fn submitted_before(&self, law: &Law, instant: Instant) -> Instant {
        let mut submitted = self.submitted_at;
        loop {
            let months = i32::from(law.rules_on(submitted.day()).profile_validity_months());
            let expiry = submitted.day().plus_months(months.max(1)).start();
            if expiry > instant {
                return submitted;
            }
            submitted = expiry;
        }
    }
}

impl Change {
    /// The days of the tests that are left of some, in a profile with this first language: a new test holds
    /// for longer than odds look ahead.
    fn renewed(self, tested: TestDays, first: Language) -> TestDays {
        match (self, first) {
            (Change::NewTest, _) => TestDays::default(),
            (Change::Clb, _) | (Change::French, Language::French) => TestDays { first: None, ..tested },
            (Change::French, Language::English) => TestDays { second: None, ..tested },
            (Change::None | Change::Points(_) | Change::CanadianWork | Change::Nomination, _) => tested,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> Profile {
        Profile {
            canadian_work_years: 1,
            recent_canadian_months: 30,
            ..Profile::new(day("1995-06-01"), Abilities([9; 4]))
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_change_changes_one_fact() {
        assert_eq!(Change::Clb.of(&profile()).unwrap().first, Abilities([10; 4]));
        assert_eq!(Change::French.of(&profile()).unwrap().second, Some(Abilities([7; 4])));
        let worked = Change::CanadianWork.of(&profile()).unwrap();
        assert_eq!((worked.canadian_work_years, worked.recent_canadian_months), (2, 36));
        assert!(Change::Nomination.of(&profile()).unwrap().nominated);
        let best = Profile { first: Abilities([10; 4]), ..profile() };
        assert_eq!(Change::Clb.of(&best), None);
    }

    #[test]
    fn a_bare_score_gains_points_and_six_hundred_come_with_a_nomination() {
        let law = Law::published();
        let eligibility = law.admitted_by("cec").unwrap();
        let given = Given::Score(Standing { score: 505, eligibility });
        let candidate = Candidate { name: "505".to_owned(), given, submitted_at: day("2025-12-14").start() };
        assert_eq!(candidate.changes().len(), 5);
        let standing = |change| candidate.standing(change, &law, day("2026-01-01")).unwrap();
        assert_eq!(standing(Change::Points(50)), Standing { score: 555, eligibility });
        assert_eq!(standing(Change::Points(600)).score, 1105);
        assert!(standing(Change::Points(600)).eligibility.intersects(law.nominees()));
    }

    #[test]
    fn without_a_valid_test_a_profile_leaves_the_pool() {
        let law = Law::published();
        let occupation = crate::policy::noc::find("21231").unwrap();
        let profile = Profile { occupation, occupation_months: 30, continuous_months: 30, ..profile() };
        let tested = TestDays { first: Some(day("2024-03-01")), ..TestDays::default() };
        let given = Given::Profile(Box::new(profile), tested);
        let candidate = Candidate { name: "a".to_owned(), given, submitted_at: day("2025-12-14").start() };
        // Tests hold for 24 months.
        assert!(candidate.standing(Change::None, &law, day("2026-02-28")).is_some());
        assert!(candidate.standing(Change::None, &law, day("2026-03-01")).is_none());
        assert!(candidate.standing(Change::Clb, &law, day("2026-03-01")).is_some());
    }
    #[test]
    fn without_its_second_test_a_profile_stays_with_fewer_points() {
        let law = Law::published();
        let occupation = crate::policy::noc::find("21231").unwrap();
        let second = Some(Abilities([7; 4]));
        let profile =
            Profile { occupation, occupation_months: 30, continuous_months: 30, second, ..profile() };
        let tested = TestDays { second: Some(day("2024-03-01")), ..TestDays::default() };
        let given = Given::Profile(Box::new(profile), tested);
        let candidate = Candidate { name: "a".to_owned(), given, submitted_at: day("2025-12-14").start() };
        let french = law.admitted_by("french").unwrap();
        let standing = |change, on: &str| candidate.standing(change, &law, day(on)).unwrap();
        let (before, after) = (standing(Change::None, "2026-02-28"), standing(Change::None, "2026-03-01"));
        // French at NCLC 7 with English at CLB 9: 50 additional points, and 3 for each ability.
        assert_eq!(before.score - after.score, 62);
        assert!(before.eligibility.intersects(french) && !after.eligibility.intersects(french));
        assert_eq!(standing(Change::NewTest, "2026-03-01"), before);
        assert_eq!(standing(Change::French, "2026-03-01"), before);
        assert_eq!(standing(Change::Nomination, "2026-03-01").score, after.score + 600);
    }
}
