//! Targets of a calibration: published figures, what a run says of each, and how far both may differ.

use std::ops::RangeInclusive;

use super::error_model::ErrorModel;
use super::means::Means;
use crate::model::one_step::Window;
use crate::policy::instruction::{RoundNumber, RoundType};
use crate::policy::program::Program;
use crate::published::attribute::Attribute;
use crate::published::invited::PublishedShare;
use crate::published::{Census, Published, admissions};
use crate::record::invited::InvitedGroup;
use crate::time::{Day, Month};

/// A published figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What it counts.
    pub figure: Figure,
    /// The day, or the first day of the period, that it belongs to.
    pub day: Day,
    /// The published value.
    pub published: f64,
    /// Standard deviation of the error.
    pub sd: f64,
}

/// What a published figure counts.
#[derive(Clone, Debug, PartialEq)]
pub enum Figure {
    /// Candidates at or above the cutoff of a round: its size.
    Round {
        /// Its number.
        number: RoundNumber,
        /// Its type.
        round_type: RoundType,
    },
    /// Candidates of a group of bands, in the mean of a month or of a quarter.
    Band {
        /// The place of the group in [`super::BAND_GROUPS`].
        group: usize,
        /// Months of which it is the mean.
        months: i32,
    },
    /// Eligible profiles of a year.
    Submissions,
    /// Share of a group of the invited.
    Invited(InvitedGroup),
    /// Persons admitted in a year under a program.
    Admissions(Program),
    /// Share of the eligible profiles of a year in a published range of scores at submission.
    SubmittedScore {
        /// The place of the range.
        range: usize,
    },
    /// Persons with an application in progress at the end of a day, under a program or under all of them.
    InProgress(Option<Program>),
    /// The cutoff of a round of the free run.
    Cutoff {
        /// The number of the round.
        number: RoundNumber,
        /// Its type.
        round_type: RoundType,
    },
}

/// Kinds of figures.
pub const KINDS: [&str; 8] =
    ["rounds", "bands", "submissions", "submitted_scores", "invited", "admissions", "inventories", "cutoffs"];

impl Figure {
    /// A word for its kind, as tables and specs name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Figure::Round { .. } => "rounds",
            Figure::Band { .. } => "bands",
            Figure::Submissions => "submissions",
            Figure::Invited(_) => "invited",
            Figure::Admissions(_) => "admissions",
            Figure::SubmittedScore { .. } => "submitted_scores",
            Figure::InProgress(_) => "inventories",
            Figure::Cutoff { .. } => "cutoffs",
        }
    }

    /// Whether errors of it are differences; else they are logarithms of ratios.
    fn is_difference(&self) -> bool {
        matches!(self, Figure::Invited(_) | Figure::SubmittedScore { .. } | Figure::Cutoff { .. })
    }
}

impl Target {
    /// The error of a simulated value, in standard deviations. A value that no run gave counts as one that is
    /// far off: a tenth of the published one, or the published one less a hundred points.
    pub fn error(&self, simulated: Option<f64>) -> f64 {
        self.difference(simulated) / self.sd
    }

    /// The same in its own unit: the logarithm of a ratio, or a difference of shares or of points.
    pub fn difference(&self, simulated: Option<f64>) -> f64 {
        if self.figure.is_difference() {
            match (simulated, &self.figure) {
                (Some(simulated), _) => simulated - self.published,
                (None, Figure::Cutoff { .. }) => -MISSING_POINTS,
                (None, _) => -self.published,
            }
        } else {
            let least = LEAST_PART * self.published.max(1.0);
            (simulated.unwrap_or(0.0).max(least) / self.published.max(1.0)).ln()
        }
    }
}

/// Smallest part of a published count that an error sees.
const LEAST_PART: f64 = 0.02;
/// What a round without a cutoff is short of, in points.
const MISSING_POINTS: f64 = 80.0;

/// Factor on the standard deviation of bands that do not add up to the total of their count.
///
/// One of their numbers is wrong, and it is not known which.
const UNEVEN_FACTOR: f64 = 2.0;

/// Months after which the admissions of a run no longer hang on what was before it.
const MONTHS_OF_APPLICATIONS: i32 = 30;
/// Fewest persons of a division of the invited that is a target.
const FEW_PERSONS: u32 = 1_000;

/// The period of a mean count of the pool.
#[derive(Clone, Copy, Debug)]
enum Period {
    Month,
    Quarter,
}

/// Sources of targets.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The published tables.
    pub published: &'a Published,
    /// The error model.
    pub errors: &'a ErrorModel,
    /// Simulated candidates for each real one.
    pub scale: f64,
}

impl Sources<'_> {
    /// Targets of a one-step run over a window.
    pub fn one_step(&self, window: Window) -> Vec<Target> {
        let mut targets = self.rounds(window);
        targets.extend(self.bands(window, Period::Month));
        let years = whole_years(window);
        targets.extend(years.iter().filter_map(|year| self.submissions(*year)));
        targets.extend(years.iter().flat_map(|year| self.submitted_scores(*year)));
        targets.extend(self.invited(&years));
        // Applications take years: admissions of the first years stem from rounds before the warm-up.
        let settled = window.first().plus_months(MONTHS_OF_APPLICATIONS);
        for year in
            years.into_iter().filter(|year| Day::new(*year, 1, 1).expect("a year of the window") >= settled)
        {
            let programs = [Program::Cec, Program::Fsw, Program::Pnp];
            targets.extend(programs.into_iter().filter_map(|program| self.admissions(year, program)));
        }
        targets.extend(self.inventories(settled.max(window.from)..=window.to));
        targets
    }

    /// Targets of a free run over a window: cutoffs, and bands by quarter.
    pub fn free_run(&self, window: Window) -> Vec<Target> {
        let ErrorModel { cutoffs, other_cutoffs, .. } = self.errors;
        let mut targets = Vec::new();
        for round in self.rounds_of(window) {
            let Some(cutoff) = round.cutoff else { continue };
            let sd = cutoffs.get(round.round_type.name()).copied().unwrap_or(*other_cutoffs);
            targets.push(Target {
                figure: Figure::Cutoff { number: round.number, round_type: round.round_type.clone() },
                day: round.date,
                published: f64::from(cutoff),
                sd,
            });
        }
        targets.extend(self.bands(window, Period::Quarter));
        targets
    }

    /// Published rounds of a window, but those of nominees.
    fn rounds_of(&self, window: Window) -> impl Iterator<Item = &crate::published::Round> {
        let days = window.from..=window.to;
        let rounds = self.published.rounds.iter();
        rounds.filter(move |round| days.contains(&round.drawn_at.day()) && round.round_type.name() != "pnp")
    }

    fn rounds(&self, window: Window) -> Vec<Target> {
        let ErrorModel { rounds, other_rounds, .. } = self.errors;
        let mut targets = Vec::new();
        for round in self.rounds_of(window).filter(|round| round.cutoff.is_some()) {
            let model = rounds.get(round.round_type.name()).copied().unwrap_or(*other_rounds);
            // The number of a sampled pool is itself a random number: its variance is its mean.
            let chance = 1.0 / (f64::from(round.size) * self.scale);
            targets.push(Target {
                figure: Figure::Round { number: round.number, round_type: round.round_type.clone() },
                day: round.date,
                published: f64::from(round.size),
                sd: (model * model + chance).sqrt(),
            });
        }
        targets
    }

    /// Mean counts of months, or of several months together.
    fn bands(&self, window: Window, period: Period) -> Vec<Target> {
        let (months, sds) = match period {
            Period::Month => (1, &self.errors.bands),
            Period::Quarter => (3, &self.errors.quarterly_bands),
        };
        let within = |census: &&Census| (window.from..=window.to).contains(&census.date);
        let counts: Vec<&Census> = self.published.censuses.iter().filter(within).collect();
        let mut targets = Vec::new();
        let mut start = Month::of(window.from).first_day();
        while start <= window.to {
            let days = start..start.plus_months(months);
            let within = || counts.iter().copied().filter(|census| days.contains(&census.date));
            let mean = Means::of(within());
            let factor = if within().any(Census::is_uneven) { UNEVEN_FACTOR } else { 1.0 };
            for (group, sd) in sds.iter().enumerate() {
                if let Some(published) = mean.group(group).filter(|count| *count > 0.0) {
                    let figure = Figure::Band { group, months };
                    targets.push(Target { figure, day: start, published, sd: *sd * factor });
                }
            }
            start = days.end;
        }
        targets
    }

    fn submissions(&self, year: i16) -> Option<Target> {
        let stated = self.published.submissions.iter().find(|row| row.year == year)?;
        Some(Target {
            figure: Figure::Submissions,
            day: Day::new(year, 1, 1)?,
            published: f64::from(stated.eligible),
            sd: self.errors.submissions,
        })
    }

    fn submitted_scores(&self, year: i16) -> Vec<Target> {
        let stated = self.published.submissions.iter().find(|row| row.year == year);
        let (Some(stated), Some(day)) = (stated, Day::new(year, 1, 1)) else { return Vec::new() };
        let shares = stated.scores.iter().enumerate();
        let target = |(range, share): (usize, &Option<f64>)| {
            let figure = Figure::SubmittedScore { range };
            Some(Target { figure, day, published: (*share)?, sd: self.errors.submitted_scores })
        };
        shares.filter_map(target).collect()
    }

    fn inventories(&self, days: RangeInclusive<Day>) -> impl Iterator<Item = Target> {
        let inventories = self.published.inventories.iter();
        let counted = inventories.filter(move |inventory| days.contains(&inventory.counted_on()));
        counted.filter(|inventory| inventory.persons >= FEW_PERSONS).map(|inventory| Target {
            figure: Figure::InProgress(inventory.program),
            day: inventory.as_of,
            published: f64::from(inventory.persons),
            sd: self.errors.inventories,
        })
    }

    fn invited(&self, years: &[i16]) -> Vec<Target> {
        let mut targets = Vec::new();
        for share in self.published.shares.iter().filter(|share| years.contains(&share.year)) {
            let attribute = Attribute::ALL.into_iter().find(|one| one.published_as() == share.attribute);
            let (Some(attribute), Some(day)) = (attribute, Day::new(share.year, 1, 1)) else { continue };
            if share.program == Some(Program::Pnp) || self.is_small(share) {
                continue;
            }
            let group =
                InvitedGroup { year: share.year, program: share.program, attribute, group: share.group };
            let figure = Figure::Invited(group);
            targets.push(Target { figure, day, published: share.share, sd: self.errors.invited });
        }
        targets
    }

    /// Whether a share is one of few persons: it says more about chance than about people.
    fn is_small(&self, share: &PublishedShare) -> bool {
        let rows = self.published.shares.iter();
        let of_division = rows.filter(|row| {
            (row.year, row.program, row.attribute) == (share.year, share.program, share.attribute)
        });
        let counts: Vec<u32> = of_division.filter_map(|row| row.count).collect();
        !counts.is_empty() && counts.iter().sum::<u32>() < FEW_PERSONS
    }

    fn admissions(&self, year: i16, program: Program) -> Option<Target> {
        let months = (1..=12).map(|month| admissions::find(&self.published.admissions, year, month, program));
        let persons: u32 = months.collect::<Option<Vec<u32>>>()?.into_iter().sum();
        Some(Target {
            figure: Figure::Admissions(program),
            day: Day::new(year, 1, 1)?,
            published: f64::from(persons),
            sd: self.errors.admissions,
        })
    }
}

/// Years of which the window holds every day.
fn whole_years(window: Window) -> Vec<i16> {
    let is_whole = |year: &i16| {
        let ends = Day::new(*year, 1, 1).zip(Day::new(*year, 12, 31));
        ends.is_some_and(|(first, last)| window.from <= first && last <= window.to)
    };
    (window.from.year()..=window.to.year()).filter(is_whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::calibrate::error_model::BAND_GROUPS;
    use crate::published::BANDS;

    fn target(figure: Figure, published: f64, sd: f64) -> Target {
        Target { figure, day: Day::new(2024, 1, 1).unwrap(), published, sd }
    }

    #[test]
    fn counts_err_in_logarithms_and_cutoffs_in_points() {
        let band = target(Figure::Band { group: 0, months: 1 }, 1000.0, 0.1);
        assert!((band.error(Some(1000.0 * 0.2_f64.exp())) - 2.0).abs() < 1e-12);
        assert!((band.error(None) - 0.02_f64.ln() / 0.1).abs() < 1e-12);
        let number = RoundNumber::new(1);
        let cutoff = target(Figure::Cutoff { number, round_type: RoundType::new("cec") }, 510.0, 5.0);
        assert_eq!((cutoff.error(Some(520.0)), cutoff.error(None)), (2.0, -16.0));
    }

    #[test]
    fn bands_of_a_count_that_does_not_add_up_count_with_twice_the_standard_deviation() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let census =
            |date: &str, total: u32| Census { date: day(date), candidates: [Some(100); BANDS.len()], total };
        let censuses = vec![census("2024-01-10", 1_500), census("2024-02-10", 1_501)];
        let published = Published::of_rounds(Vec::new(), censuses);
        let errors = ErrorModel::default();
        let sources = Sources { published: &published, errors: &errors, scale: 1.0 };
        let window = Window { from: day("2024-01-01"), to: day("2024-02-29"), warm_up_months: 18 };
        let sds: Vec<f64> = sources.bands(window, Period::Month).iter().map(|target| target.sd).collect();
        let (even, uneven) = sds.split_at(BAND_GROUPS.len());
        assert_eq!(even, errors.bands);
        assert_eq!(uneven, errors.bands.map(|sd| 2.0 * sd));
    }

    #[test]
    fn only_whole_years_of_a_window_are_judged_by_the_year() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let window = Window { from: day("2021-01-02"), to: day("2023-12-31"), warm_up_months: 18 };
        assert_eq!(whole_years(window), [2022, 2023]);
    }
}
