//! The outcomes of one replication: from its counts, or from the rows of a stored result.

use std::collections::BTreeMap;

use super::outcome::{GroupKey, Key, Outcome, Subject};
use crate::experiment::results::{
    GroupedInvited, InvitedMeans, MonthlyAdmission, MonthlyInvited, by_group, by_month, by_month_and_program,
};
use crate::model::Model;
use crate::policy::program::Program;
use crate::published::Round;
use crate::record::Counts;
use crate::record::invited_people::GroupedBy;
use crate::time::Day;

/// Rows of one replication, at full scale.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// Admissions by month and program.
    pub admissions: Vec<MonthlyAdmission>,
    /// The invited by month and program.
    pub invited: Vec<MonthlyInvited>,
    /// The invited by year and group.
    pub groups: Vec<GroupedInvited>,
}

/// Outcomes of one replication.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// By month and by year.
    pub outcomes: BTreeMap<Key, f64>,
    /// By group and year.
    pub groups: BTreeMap<GroupKey, f64>,
}

impl Values {
    /// Drops what is known of the invited.
    pub fn drop_people(&mut self) {
        self.groups.clear();
        self.outcomes.retain(|key, _| match key.outcome {
            Outcome::Cutoff | Outcome::FirstCutoff | Outcome::Invited | Outcome::Admissions => true,
            Outcome::MeanScore
            | Outcome::ShareInCanada
            | Outcome::ShareFrench
            | Outcome::MeanAge
            | Outcome::WaitDays => false,
        });
    }
}

impl Rows {
    /// The rows of counts at full scale.
    pub fn of(counts: Counts, model: &Model) -> Rows {
        let scale = model.population.scale;
        Rows {
            admissions: by_month_and_program(&counts.landings, model.start, model.end),
            invited: by_month(&counts.invited_people, scale),
            groups: by_group(&counts.invited_people, &model.population.stream_names(), scale),
            rounds: counts.rounds,
        }
    }

    /// The outcomes; `first` is the first day of rounds with a difference in force.
    pub fn values(&self, first: Option<Day>) -> Values {
        let mut means = Means::default();
        self.add_people(&mut means);
        let mut outcomes = means.finish();
        outcomes.extend(self.monthly_cutoffs());
        outcomes.extend(self.first_cutoffs(first));
        outcomes.extend(self.sums());
        Values { outcomes, groups: self.group_values() }
    }

    /// Cutoffs by month; those of a year depend on the months of both sides.
    fn monthly_cutoffs(&self) -> BTreeMap<Key, f64> {
        let mut means = Means::default();
        for round in &self.rounds {
            let Some(cutoff) = round.cutoff else { continue };
            let subject = Subject::Rounds(round.round_type.clone());
            let (year, month) = (round.date.year(), round.date.month());
            means.add(Of { outcome: Outcome::Cutoff, subject, year, month }, f64::from(cutoff), 1.0);
        }
        let mut months = means.finish();
        months.retain(|key, _| key.month.is_some());
        months
    }

    fn add_people(&self, means: &mut Means) {
        for MonthlyInvited { year, month, program, invited, means: own } in &self.invited {
            for subject in [Subject::All, Subject::Program(*program)] {
                for (outcome, value) in outcomes_of(*own) {
                    let of = Of { outcome, subject: subject.clone(), year: *year, month: *month };
                    means.add(of, value, f64::from(*invited));
                }
            }
        }
    }

    /// The cutoff of the first round of each type from a day on.
    fn first_cutoffs(&self, first: Option<Day>) -> BTreeMap<Key, f64> {
        let mut firsts = BTreeMap::new();
        let Some(day) = first else { return firsts };
        for round in self.rounds.iter().filter(|round| round.date >= day) {
            let Some(cutoff) = round.cutoff else { continue };
            let subject = Subject::Rounds(round.round_type.clone());
            let key = Key { outcome: Outcome::FirstCutoff, subject, year: day.year(), month: None };
            firsts.entry(key).or_insert(f64::from(cutoff));
        }
        firsts
    }

    /// Invitations and admissions of months and years. A month in which a replication has none counts as 0
    /// where the tables hold every month.
    fn sums(&self) -> BTreeMap<Key, f64> {
        let mut sums = BTreeMap::new();
        for round in &self.rounds {
            let (year, month) = (round.date.year(), round.date.month());
            let of_type = (Subject::Rounds(round.round_type.clone()), round.invited);
            let by_program = round.invited_by_program.map(|mut invited| {
                Program::ALL.map(|program| (Subject::Program(program), *invited.of(program)))
            });
            let parts = by_program.into_iter().flatten();
            for (subject, persons) in parts.chain([of_type, (Subject::All, round.invited)]) {
                let of = Of { outcome: Outcome::Invited, subject, year, month };
                add(&mut sums, of, f64::from(persons));
            }
        }
        for MonthlyAdmission { year, month, program, persons } in &self.admissions {
            for subject in [Subject::Program(*program), Subject::All] {
                let of = Of { outcome: Outcome::Admissions, subject, year: *year, month: *month };
                add(&mut sums, of, f64::from(*persons));
            }
        }
        sums
    }

    fn group_values(&self) -> BTreeMap<GroupKey, f64> {
        let mut values = BTreeMap::new();
        for row in &self.groups {
            let GroupedInvited { year, by, place, group, invited, wait_days } = row;
            let place = if *by == GroupedBy::Stream { 0 } else { *place };
            let key = |outcome| GroupKey { outcome, by: *by, place, group: group.clone(), year: *year };
            values.insert(key(Outcome::Invited), f64::from(*invited));
            values.insert(key(Outcome::WaitDays), *wait_days);
        }
        values
    }
}

/// The outcomes that are means over the invited.
fn outcomes_of(means: InvitedMeans) -> [(Outcome, f64); 5] {
    [
        (Outcome::MeanScore, means.score),
        (Outcome::ShareInCanada, means.in_canada),
        (Outcome::ShareFrench, means.french),
        (Outcome::MeanAge, means.age),
        (Outcome::WaitDays, means.wait_days),
    ]
}

/// What a value is of.
#[derive(Clone)]
struct Of {
    outcome: Outcome,
    subject: Subject,
    year: i16,
    month: i8,
}

impl Of {
    /// Its month and its year.
    fn keys(self) -> [Key; 2] {
        let Of { outcome, subject, year, month } = self;
        let year_key = Key { outcome, subject, year, month: None };
        [Key { month: Some(month), ..year_key.clone() }, year_key]
    }
}

fn add(sums: &mut BTreeMap<Key, f64>, of: Of, value: f64) {
    for key in of.keys() {
        *sums.entry(key).or_default() += value;
    }
}

/// Weighted means in the making: sums of values times weights, and of weights.
#[derive(Default)]
struct Means(BTreeMap<Key, (f64, f64)>);

impl Means {
    fn add(&mut self, of: Of, value: f64, weight: f64) {
        for key in of.keys() {
            let (sum, weights) = self.0.entry(key).or_default();
            (*sum, *weights) = (*sum + value * weight, *weights + weight);
        }
    }

    fn finish(self) -> BTreeMap<Key, f64> {
        let weighted = self.0.into_iter().filter(|(_, (_, weights))| *weights > 0.0);
        weighted.map(|(key, (sum, weights))| (key, sum / weights)).collect()
    }
}
