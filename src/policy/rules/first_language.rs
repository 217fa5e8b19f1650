//! The first official language of a skilled worker.
//!
//! Rule: Immigration and Refugee Protection Regulations, section 79: a skilled worker designates English or
//! French as the first official language. Its levels have to reach the program's minimum and earn up to 24
//! points; the other language earns 4.

use super::Rules;
use super::grid::GridBreakdown;
use super::subject::Subject;
use crate::policy::profile::{Language, Profile};
use crate::time::Day;

impl Rules {
    /// The groups of the grid whose minimum of language and pass mark a profile meets. A profile that
    /// designates no first language meets them with either one.
    pub(super) fn passing_grid(&self, subject: Subject<'_>, teer: u8) -> u32 {
        let passing = self.passing_as_written(subject, teer);
        if passing == self.groups_of_grid || subject.profile.designates_first_language {
            return passing;
        }
        let swapped = subject.profile.with_other_language_first();
        passing | swapped.map_or(0, |profile| self.passing_as_written(subject.with(&profile), teer))
    }

    /// The same with the profile's first language as the first.
    fn passing_as_written(&self, subject: Subject<'_>, teer: u8) -> u32 {
        if self.grid.breakdown(subject).passed {
            self.groups_of_grid & self.gates.open_to_language(subject.profile.first, teer)
        } else {
            0
        }
    }

    /// The points in the grid under the language that the profile designates, or that serves it better.
    pub(super) fn better_grid(&self, profile: &Profile, on: Day) -> GridBreakdown {
        let subject = Subject::new(profile, on);
        let written = self.grid.breakdown(subject);
        let swapped = match profile.designates_first_language {
            true => None,
            false => profile.with_other_language_first(),
        };
        let Some(other) = swapped else { return written };
        let swapped = self.grid.breakdown(subject.with(&other));
        let teer = self.teer[usize::from(profile.occupation.0)];
        let serves = |profile: &Profile, points: GridBreakdown| {
            let meets_minimum = self.meets_minimum(profile, teer);
            let is_english = profile.first_language == Language::English;
            (points.passed && meets_minimum, meets_minimum, points.total, is_english)
        };
        if serves(&other, swapped) > serves(profile, written) { swapped } else { written }
    }

    /// Whether the first language reaches the minimum of a program that asks for the grid.
    fn meets_minimum(&self, profile: &Profile, teer: u8) -> bool {
        self.groups_of_grid & self.gates.open_to_language(profile.first, teer) != 0
    }

    /// The profile with the first language that serves the candidate best: the one under which a program with
    /// the grid is open, then the one with the higher score, then English. The profile designates it.
    ///
    /// Assumption A45: a candidate compares scores, not points of the grid, where the grid decides nothing.
    pub fn with_first_language_chosen(&self, profile: &Profile, on: Day) -> Profile {
        let written = Profile { designates_first_language: true, ..*profile };
        let Some(swapped) = written.with_other_language_first() else { return written };
        let serves = |profile: &Profile| {
            let passes = self.eligibility(profile, on).0 & self.groups_of_grid != 0;
            (passes, self.score(profile, on), profile.first_language == Language::English)
        };
        if serves(&swapped) > serves(&written) { swapped } else { written }
    }
}
