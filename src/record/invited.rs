//! Counts of invited candidates and of applicants, by year, program and group.

use crate::policy::program::Program;
use crate::published::attribute::{Attribute, Counted, Invitation};
pub use crate::published::invited::InvitedGroup;
use crate::time::Day;

/// Counts by program, attribute and group.
type Tally = [[[u32; Attribute::MOST_GROUPS]; Attribute::ALL.len()]; Program::ALL.len()];

/// Counts of invited candidates and of applicants, by year, program and group, in order of year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InvitedCounts(Vec<YearCounts>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct YearCounts {
    year: i16,
    /// Boxed, since years are moved when one is put between them.
    invited: Box<Tally>,
    applied: Box<Tally>,
    /// Invitations of the year that lead to an application, also one of the next year or after the run.
    leading: u32,
}

impl InvitedCounts {
    /// Counts an invitation in its year. One that leads to an application by the last day of the run counts
    /// once more, in the year of the application.
    pub fn add(&mut self, invitation: &Invitation<'_>, applies_on: Option<Day>, last: Day) {
        let groups = Attribute::ALL.map(|attribute| attribute.group_of(invitation));
        let program = invitation.program.index();
        let counts = self.year(invitation.day.year());
        count(&mut counts.invited, program, groups);
        counts.leading += u32::from(applies_on.is_some());
        if let Some(day) = applies_on.filter(|day| *day <= last) {
            count(&mut self.year(day.year()).applied, program, groups);
        }
    }

    fn year(&mut self, year: i16) -> &mut YearCounts {
        // Nearly always the last year, or the one before it.
        let before = self.0.iter().rposition(|counts| counts.year <= year);
        let place = before.filter(|place| self.0[*place].year == year).unwrap_or_else(|| {
            let place = before.map_or(0, |place| place + 1);
            let (invited, applied) = (Box::new(Tally::default()), Box::new(Tally::default()));
            self.0.insert(place, YearCounts { year, invited, applied, leading: 0 });
            place
        });
        &mut self.0[place]
    }

    /// Every group of every year and program, all together first; a program itself is divided by all but
    /// programs.
    pub fn groups(&self) -> Vec<InvitedGroup> {
        let mut groups = Vec::new();
        for YearCounts { year, .. } in &self.0 {
            for program in [None].into_iter().chain(Program::ALL.map(Some)) {
                for attribute in Attribute::ALL {
                    if program.is_some() && attribute == Attribute::Program {
                        continue;
                    }
                    let places = 0..attribute.groups().len();
                    groups.extend(places.map(|group| InvitedGroup {
                        year: *year,
                        program,
                        attribute,
                        group,
                    }));
                }
            }
        }
        groups
    }

    /// Persons of a group.
    pub fn count(&self, group: InvitedGroup, counted: Counted) -> u32 {
        self.of_division(group, counted)[group.group]
    }

    /// The share of a group in its year, program and attribute, counted as the published figures count; none
    /// if the count is 0.
    pub fn share(&self, group: InvitedGroup) -> Option<f64> {
        let counts = self.of_division(group, group.attribute.counted());
        let whole: u32 = counts.iter().sum();
        (whole > 0).then(|| f64::from(counts[group.group]) / f64::from(whole))
    }

    /// Invitations of a year, and the number of them that ever lead to an application.
    pub fn leading(&self, year: i16) -> (u32, u32) {
        let place = self.0.binary_search_by_key(&year, |counts| counts.year);
        let leading = place.map_or(0, |place| self.0[place].leading);
        let any = InvitedGroup { year, program: None, attribute: Attribute::Program, group: 0 };
        (self.of_division(any, Counted::Invited).iter().sum(), leading)
    }

    fn of_division(&self, group: InvitedGroup, counted: Counted) -> [u32; Attribute::MOST_GROUPS] {
        let mut sums = [0; Attribute::MOST_GROUPS];
        let Ok(place) = self.0.binary_search_by_key(&group.year, |counts| counts.year) else { return sums };
        let tally = match counted {
            Counted::Invited => &self.0[place].invited,
            Counted::Applied => &self.0[place].applied,
        };
        for program in Program::ALL.into_iter().filter(|one| group.program.is_none_or(|only| only == *one)) {
            let counts = tally[program.index()][group.attribute.index()];
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += count;
            }
        }
        sums
    }

    /// Replaces each count by its value under a function.
    pub fn map(&mut self, change: impl Fn(u32) -> u32) {
        for counts in &mut self.0 {
            let tallies = [&mut counts.invited, &mut counts.applied];
            for count in tallies.into_iter().flat_map(|tally| tally.iter_mut().flatten().flatten()) {
                *count = change(*count);
            }
            counts.leading = change(counts.leading);
        }
    }
}

/// Counts one candidate in its group of each attribute.
fn count(tally: &mut Tally, program: usize, groups: [usize; Attribute::ALL.len()]) {
    for (counts, group) in tally[program].iter_mut().zip(groups) {
        counts[group] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::profile::{Abilities, Education, Profile, Residence};

    /// Aged 30 in 2023, a bachelor with CLB 9 in Canada, but for what is given.
    fn profile(birth_year: i16, education: Education, residence: Residence) -> Profile {
        Profile {
            education,
            canadian_work_years: 1,
            recent_canadian_months: 12,
            foreign_work_years: 1,
            occupation_months: 12,
            continuous_months: 12,
            residence,
            ..Profile::new(Day::new(birth_year, 1, 1).unwrap(), Abilities([9, 9, 9, 9]))
        }
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A bachelor of 30 under CEC who applies in the next year, a master of 35 under FSW who does not, and a
    /// bachelor of 25 under CEC who applies in the same year.
    fn three(last: &str) -> InvitedCounts {
        let mut counts = InvitedCounts::default();
        let people = [
            (profile(1993, Education::Bachelor, Residence::Canada), Program::Cec, 510, Some("2024-01-15")),
            (profile(1988, Education::Masters, Residence::Abroad), Program::Fsw, 470, None),
            (profile(1998, Education::Bachelor, Residence::Canada), Program::Cec, 480, Some("2023-12-20")),
        ];
        for (profile, program, score, applies_on) in &people {
            let invitation = Invitation { day: day("2023-12-01"), program: *program, score: *score, profile };
            counts.add(&invitation, applies_on.map(day), day(last));
        }
        counts
    }

    fn group(year: i16, program: Option<Program>, attribute: Attribute, name: &str) -> InvitedGroup {
        let group = attribute.groups().iter().position(|group| *group == name).unwrap();
        InvitedGroup { year, program, attribute, group }
    }

    #[test]
    fn invitations_count_in_their_year_and_applications_in_theirs() {
        let counts = three("2025-12-31");
        let [first, second] = [2023, 2024].map(|year| group(year, None, Attribute::Program, "cec"));
        assert_eq!(counts.count(first, Counted::Invited), 2);
        assert_eq!(counts.count(first, Counted::Applied), 1);
        assert_eq!(counts.count(second, Counted::Invited), 0);
        assert_eq!(counts.count(second, Counted::Applied), 1);
    }

    #[test]
    fn an_application_after_the_run_is_led_to_but_not_counted() {
        let counts = three("2024-01-14");
        assert_eq!(counts.leading(2023), (3, 2));
        assert_eq!(counts.leading(2024), (0, 0));
        assert_eq!(counts.count(group(2024, None, Attribute::Program, "cec"), Counted::Applied), 0);
    }

    #[test]
    fn shares_are_counted_as_the_published_figures_count() {
        let counts = three("2025-12-31");
        for (year, program, attribute, name, expected) in [
            (2023, None, Attribute::Age, "30_34", Some(1.0 / 3.0)),
            (2023, None, Attribute::Residence, "canada", Some(2.0 / 3.0)),
            (2023, Some(Program::Cec), Attribute::Education, "three_or_more", Some(1.0)),
            (2023, Some(Program::Pnp), Attribute::Education, "masters", None),
            // Only the one who applied in 2023 counts there.
            (2023, Some(Program::Cec), Attribute::ScoreBand, "451_500", Some(1.0)),
            (2024, Some(Program::Cec), Attribute::ScoreBand, "501_600", Some(1.0)),
            (2022, None, Attribute::Age, "30_34", None),
        ] {
            assert_eq!(counts.share(group(year, program, attribute, name)), expected, "{year} {name}");
        }
    }

    #[test]
    fn every_attribute_divides_all_invited() {
        let counts = three("2025-12-31");
        for attribute in Attribute::ALL {
            let groups = counts
                .groups()
                .into_iter()
                .filter(|group| (group.year, group.program, group.attribute) == (2023, None, attribute));
            assert_eq!(groups.map(|group| counts.count(group, Counted::Invited)).sum::<u32>(), 3);
        }
    }

    #[test]
    fn counts_of_a_sampled_run_are_scaled() {
        let mut counts = three("2025-12-31");
        counts.map(|count| count * 10);
        assert_eq!(counts.count(group(2023, None, Attribute::Program, "cec"), Counted::Invited), 20);
    }
}
