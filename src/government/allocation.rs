//! The provinces' nominations where no round of a stated size decides their number: by stated numbers, or by
//! the PNP line of the Levels Plan.

use super::expectation::add;
use super::kind::Counting;
use super::nomination_plan::NominationPlan;
use super::outlook::Outlook;
use crate::government::smooth_path::{Goal, Range, Smoothing, smooth_path};
use crate::model::nominations::NOMINATED_YEARS;
use crate::model::period::{MONTHS_PER_DAY, Step, quarter};
use crate::policy::levels::Line;
use crate::policy::program::Program;
use crate::time::Day;

/// Nominations of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct DailyAllocation {
    /// Simulated nominations of all provinces; a part of one is owed to the next day.
    pub nominations: f64,
    /// The share of each province.
    pub shares: Vec<f64>,
}

impl Outlook<'_> {
    /// Nominations of each province in a month, at full scale, as known for a day.
    pub(crate) fn monthly_nominations(&self, day: Day) -> Vec<f64> {
        let planned = self.nominations.map_or(0.0, |planned| planned.on(day));
        self.known.monthly_nominations(day.year(), planned)
    }

    /// Nominations of all provinces in a month, as known for a day.
    pub(crate) fn national_nominations(&self, day: Day) -> f64 {
        self.monthly_nominations(day).iter().sum()
    }

    /// The monthly numbers spread evenly over the days of the year.
    pub(crate) fn daily_allocation(&self) -> DailyAllocation {
        let mut shares = self.monthly_nominations(self.today);
        let month: f64 = shares.iter().sum();
        for share in &mut shares {
            *share /= month.max(1e-9);
        }
        DailyAllocation { nominations: month * MONTHS_PER_DAY * self.known.scale(), shares }
    }

    /// Whether nominations are planned today, where they follow from targets. They are planned once at first,
    /// then on the first day of a quarter, the day of a new Levels Plan and each day of planning of rounds.
    /// Before the run only the current year counts.
    pub(crate) fn plans_nominations(&self) -> bool {
        let today = self.today;
        let ahead = if today < self.known.start() { 1 } else { NOMINATED_YEARS };
        let mut years = today.year()..today.year() + ahead;
        if !years.any(|year| self.known.nominates_by_targets(year)) {
            return false;
        }
        self.nominations.is_none()
            || quarter(today).first == today
            || self.known.is_publication_day()
            || self.known.is_planning_day()
    }

    /// Years whose target is not pursued by the last planned nominations.
    pub(crate) fn years_not_pursued(&self) -> &[i16] {
        let are_planned = self.known.nominates_by_targets(self.today.year());
        let planned = self.nominations.filter(|_| are_planned);
        planned.map_or(&[], |planned| &planned.not_pursued)
    }

    /// Nominations a month for the rest of the quarter and for each later quarter without a stated number:
    /// the smoothest path that meets the targets. Admissions on invitations so far, and on nominees who wait
    /// in the pool, count as expected.
    ///
    /// A nomination becomes an admission after ten months, so that a year is mostly decided when it begins.
    /// A target that would be missed by too much even at the highest pace is not pursued. The highest pace is
    /// a multiple of the even number that the next year's target needs in the long run. A year that is not
    /// pursued gets that even number.
    ///
    /// No nominations are planned for times from which no round ahead invites nominees.
    pub(crate) fn nominations_wanted(&self) -> NominationPlan {
        let years: Vec<i16> = (0..NOMINATED_YEARS).map(|later| self.today.year() + later).collect();
        let ahead = self.nominees_ahead(&years);
        let steps = ahead.open_steps(&self.steps(years[years.len() - 1]));
        let (open, closed): (Vec<Step>, Vec<Step>) =
            steps.into_iter().partition(|step| self.known.nominates_by_targets(step.first.year()));
        let mut expected = self.expected(&years, Counting::Families, |kind| kind.program == Program::Pnp);
        add(&mut expected, 1.0, &self.landings_of_waiting(&ahead));
        for step in closed {
            let landings = self.landings_of_nominations(&ahead, step);
            add(&mut expected, self.national_nominations(step.first), &landings);
        }
        let landings: Vec<Vec<f64>> =
            open.iter().map(|step| self.landings_of_nominations(&ahead, *step)).collect();
        let levels = years.iter().map(|year| self.known.level(Line::Pnp, *year));
        let targets: Vec<Option<f64>> = levels.map(|level| level?.aim()).collect();
        let stated = targets.iter().flatten();
        let mean = stated.clone().sum::<f64>() / (stated.count() as f64).max(1.0);
        // Persons admitted in all years on one nomination a month for a year.
        let today = Step { first: self.today, last: self.today };
        let persons = 12.0 * self.landings_of_nominee(today, &years).iter().sum::<f64>();
        let pacing = self.known.nomination_pacing();
        let mut not_pursued = Vec::new();
        let mut goals: Vec<Goal> = Vec::new();
        for (place, target) in targets.iter().enumerate() {
            let Some(target) = *target else { continue };
            let weights: Vec<f64> = landings.iter().map(|landings| landings[place]).collect();
            let mut wanted = target - expected[place];
            // Most nominees of a year are admitted in the next one.
            let next = targets.get(place + 1).copied().flatten().unwrap_or(target);
            let in_the_long_run = even_number(next, persons) * weights.iter().sum::<f64>();
            if wanted - pacing.most_pace * in_the_long_run > pacing.allowed_miss * target {
                not_pursued.push(years[place]);
                wanted = in_the_long_run;
            }
            goals.push(Goal { weights, wanted: Range::point(wanted), unit: target.max(mean).max(1.0) });
        }
        let level = even_number(mean, persons);
        let smoothing = Smoothing { weight: pacing.smoothing, level, start: None };
        let monthly = smooth_path(&vec![f64::INFINITY; open.len()], &goals, smoothing);
        NominationPlan { monthly: open.into_iter().zip(monthly).collect(), not_pursued }
    }
}

/// The even number of nominations a month that leads to a target in the long run; `persons` is the number
/// admitted on one nomination a month for a year.
fn even_number(target: f64, persons: f64) -> f64 {
    (target / persons.max(1e-6)).max(1e-6)
}
