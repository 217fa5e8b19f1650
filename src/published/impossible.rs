//! Figures of rounds and counts that cannot be right under the law of their day.

mod fault;

use std::collections::BTreeMap;

use crate::policy::instruction::{ALL_PROGRAMS, RoundNumber};
use crate::policy::law::Law;
use crate::policy::noc;
use crate::policy::profile::{
    Abilities, CanadianStudy, Education, GridFacts, JobOffer, Language, Occupation, Profile, Residence,
    Spouse,
};
use crate::policy::rules::Rules;
use crate::published::census::{BANDS, Census, WIDE_BANDS};
use crate::time::{Day, Instant};

pub use fault::{Band, Fault, Impossible, Kept};

/// The highest score of the CRS.
pub const HIGHEST_SCORE: u32 = 1200;

/// The figures of a round that are judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Its number.
    pub number: RoundNumber,
    /// Its day.
    pub date: Day,
    /// Its second.
    pub drawn_at: Instant,
    /// Its type.
    pub round_type: String,
    /// Its size.
    pub size: u32,
    /// Its cutoff.
    pub cutoff: u32,
    /// Its tie-break.
    pub tie_break: Option<Instant>,
}

/// No round invited more than 27,332; the bound is generous.
const LARGEST_SIZE: u32 = 100_000;

/// Share of the total by which bands may miss it: IRCC's own counts do by less.
const TOLERANCE: f64 = 0.01;

/// All that is impossible about rounds, by their number.
pub fn of_rounds(rounds: &[Figures]) -> BTreeMap<RoundNumber, Vec<Fault>> {
    let law = Law::published();
    let mut highest: BTreeMap<Day, u16> = BTreeMap::new();
    let mut seen: BTreeMap<(Day, &str, u32, u32), RoundNumber> = BTreeMap::new();
    let mut found: BTreeMap<RoundNumber, Vec<Fault>> = BTreeMap::new();
    for round in rounds {
        let rules = law.rules_on(round.date);
        let since = *law.change_days().iter().rev().find(|day| **day <= round.date).unwrap_or(&Day::LAUNCH);
        let highest = *highest.entry(since).or_insert_with(|| highest_without_nomination(rules, round.date));
        let mut faults = Vec::new();
        let key = (round.date, round.round_type.as_str(), round.size, round.cutoff);
        // A round that is left out as another's repetition has no other fault of its own.
        if let Some(first) = seen.get(&key) {
            found.insert(round.number, vec![Fault::Twice { number: round.number, first: *first }]);
            continue;
        }
        seen.insert(key, round.number);
        // Of a type that the law does not know any score is possible.
        let is_known = law.admitted_by(&round.round_type).is_some();
        let highest = if is_known { highest } else { HIGHEST_SCORE as u16 };
        let points = Points { highest, nomination: nomination(rules, round.date) };
        faults.extend(cutoff(round, points));
        faults.extend(tie_break(round, rules));
        if !faults.is_empty() {
            found.insert(round.number, faults);
        }
    }
    found
}

/// Points of a day: the highest score without a nomination, and those of a nomination.
#[derive(Clone, Copy)]
struct Points {
    highest: u16,
    nomination: u16,
}

impl Points {
    /// Whether the size may be the cutoff of the round, and the cutoff its size.
    fn may_exchange(self, round: &Figures) -> bool {
        // A round had the cutoff 75: any score that its candidates can have may be one.
        let scores = match round.round_type.as_str() {
            "pnp" => u32::from(self.nomination) + 1..=HIGHEST_SCORE,
            _ => 1..=u32::from(self.highest),
        };
        scores.contains(&round.size) && round.cutoff <= LARGEST_SIZE
    }
}

fn cutoff(round: &Figures, points: Points) -> Option<Fault> {
    let Points { highest, nomination } = points;
    let Figures { number, size, cutoff, .. } = *round;
    let like_cutoff = |figure: u32| (300..=u32::from(highest)).contains(&figure);
    let exchanged = Some(Fault::Exchanged { number, size, cutoff });
    let score = u16::try_from(cutoff).unwrap_or(u16::MAX);
    match round.round_type.as_str() {
        _ if cutoff > HIGHEST_SCORE && points.may_exchange(round) => exchanged,
        _ if cutoff > HIGHEST_SCORE => Some(Fault::AboveScale { number, cutoff }),
        // A cutoff of 0 is one that is missing.
        "pnp" if (1..=nomination).contains(&score) && (u32::from(nomination) + 1..1000).contains(&size) => {
            exchanged
        }
        "pnp" if score <= nomination => Some(Fault::NomineeCutoff { number, cutoff: score, nomination }),
        "pnp" => None,
        // Few nominees may be at the top of a round of all programs, but then it is small.
        name if ALL_PROGRAMS.contains(&name) => {
            exchanged.filter(|_| score > highest && score % 50 == 0 && like_cutoff(size))
        }
        name if score > highest => {
            let too_high =
                Fault::CutoffTooHigh { number, round_type: name.to_owned(), cutoff: score, highest };
            if like_cutoff(size) { exchanged } else { Some(too_high) }
        }
        _ => None,
    }
}

fn tie_break(round: &Figures, rules: &Rules) -> Option<Fault> {
    let tie_break = round.tie_break?;
    let number = round.number;
    let validity = i32::from(rules.profile_validity_months());
    let first = round.drawn_at.day().plus_months(-validity) - 1;
    match tie_break {
        late if late > round.drawn_at => Some(Fault::TieBreakAfter { number, tie_break }),
        early if early.day() < first => Some(Fault::TieBreakBefore { number, tie_break }),
        _ => None,
    }
}

/// What is impossible about a count of the pool, with the counts of `WIDE_BANDS` where they are stated.
pub fn of_census(census: &Census, wide: [Option<u32>; WIDE_BANDS.len()]) -> Option<Fault> {
    let Census { date: day, candidates, total } = *census;
    let stated = BANDS.iter().zip(candidates).chain(WIDE_BANDS.iter().zip(wide));
    let stated = stated.filter_map(|(band, count)| Some((*band, count?)));
    let largest = stated.max_by_key(|(_, count)| *count).filter(|(_, count)| *count > total);
    if let Some((band, count)) = largest {
        return Some(Fault::BandAboveTotal { day, band, count, total });
    }
    let tolerated = f64::from(total) * TOLERANCE;
    let sum: u64 = candidates.iter().flatten().map(|count| u64::from(*count)).sum();
    if sum as f64 > f64::from(total) + tolerated {
        let sum = u32::try_from(sum).unwrap_or(u32::MAX);
        return Some(Fault::BandsAboveTotal { day, sum, total });
    }
    WIDE_BANDS.into_iter().zip(wide).find_map(|(band, count)| {
        let count = count?;
        let parts = BANDS.iter().zip(candidates).filter(|((low, high), _)| band.0 <= *low && *high <= band.1);
        let sum = parts.map(|(_, count)| count).sum::<Option<u32>>()?;
        let is_above = f64::from(count) > f64::from(sum) + tolerated;
        is_above.then_some(Fault::BandAboveParts { day, band, count, sum })
    })
}

/// The highest score of a candidate without a nomination.
fn highest_without_nomination(rules: &Rules, on: Day) -> u16 {
    let mut highest = 0;
    for job_offer in [JobOffer::None, JobOffer::Skilled, JobOffer::SeniorManager] {
        for spouse in [None, Some(best_spouse())] {
            for first_language in [Language::English, Language::French] {
                let best = Profile { job_offer, spouse, first_language, ..best(on) };
                highest = highest.max(rules.core_score(&best, on));
            }
        }
    }
    highest
}

fn nomination(rules: &Rules, on: Day) -> u16 {
    let nominee = Profile { nominated: true, ..best(on) };
    let plain = Profile {
        sibling: false,
        job_offer: JobOffer::None,
        canadian_study: CanadianStudy::None,
        second: None,
        ..nominee
    };
    rules.score(&plain, on) - rules.core_score(&plain, on)
}

const BEST: Abilities = Abilities([10; 4]);

fn best_spouse() -> Spouse {
    Spouse { education: Education::Doctorate, language: Some(BEST), canadian_work_years: 10 }
}

/// A candidate of 25 with the best of everything, but for a spouse, a job offer and a nomination.
fn best(on: Day) -> Profile {
    let senior_manager = noc::find("00012").unwrap_or(Occupation(0));
    Profile {
        birth: on.plus_years(-25),
        education: Education::Doctorate,
        first_language: Language::English,
        designates_first_language: false,
        first: BEST,
        second: Some(BEST),
        canadian_work_years: 10,
        recent_canadian_months: 36,
        foreign_work_years: 10,
        occupation: senior_manager,
        occupation_months: 36,
        continuous_months: 120,
        trade_certificate: true,
        canadian_study: CanadianStudy::Long,
        spouse: None,
        job_offer: JobOffer::None,
        sibling: true,
        grid: GridFacts::default(),
        nominated: false,
        residence: Residence::Canada,
        funds: true,
        family_size: 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(round_type: &str, size: u32, cutoff: u32) -> Figures {
        Figures {
            number: RoundNumber::new(331),
            date: "2025-06-10".parse().unwrap(),
            drawn_at: "2025-06-10T15:00:00Z".parse().unwrap(),
            round_type: round_type.to_owned(),
            size,
            cutoff,
            tie_break: None,
        }
    }

    fn faults(figures: Figures) -> Vec<Fault> {
        of_rounds(&[figures]).into_values().flatten().collect()
    }

    /// 600 of a nomination; 500 and 100, and 50, 15 and 30 of section D since job offers lost their points.
    #[test]
    fn cutoffs_have_bounds() {
        let number = RoundNumber::new(331);
        let low = Fault::NomineeCutoff { number, cutoff: 493, nomination: 600 };
        assert_eq!(faults(figures("pnp", 471, 493)), [low]);
        assert!(matches!(faults(figures("pnp", 471, 600))[..], [Fault::NomineeCutoff { .. }]));
        assert_eq!(faults(figures("pnp", 471, 601)), []);
        let high = Fault::CutoffTooHigh { number, round_type: "cec".to_owned(), cutoff: 696, highest: 695 };
        assert_eq!(
            (faults(figures("cec", 3000, 696)), faults(figures("cec", 3000, 695))),
            (vec![high], vec![])
        );
        assert_eq!(faults(figures("general", 125, 784)), []);
    }

    #[test]
    fn exchanged_figures_are_noticed() {
        let exchanged = |size, cutoff| vec![Fault::Exchanged { number: RoundNumber::new(331), size, cutoff }];
        for (name, size, cutoff) in
            [("cec", 515, 5000), ("pnp", 731, 399), ("general", 529, 1000), ("french", 416, 1000)]
        {
            assert_eq!(faults(figures(name, size, cutoff)), exchanged(size, cutoff), "{name}");
        }
    }

    #[test]
    fn cutoffs_above_all_scores_are_exchanged_or_impossible() {
        let number = RoundNumber::new(331);
        let (size, cutoff) = (75, 27_332);
        assert_eq!(faults(figures("cec", size, cutoff)), [Fault::Exchanged { number, size, cutoff }]);
        assert_eq!(faults(figures("pnp", 5000, 1201)), [Fault::AboveScale { number, cutoff: 1201 }]);
        // 695 points at most; 600 of a nomination alone; no round as large.
        for (name, size, cutoff) in [("cec", 1000, 5100), ("pnp", 521, 1201), ("cec", 521, 300_000)] {
            let above = Fault::AboveScale { number, cutoff };
            assert_eq!(faults(figures(name, size, cutoff)), [above], "{name} {size} {cutoff}");
        }
        let missing = Fault::NomineeCutoff { number, cutoff: 0, nomination: 600 };
        assert_eq!(faults(figures("pnp", 725, 0)), [missing]);
        let other = Figures { number: RoundNumber::new(332), ..figures("cec", 515, 5000) };
        let twice = Fault::Twice { number: other.number, first: number };
        let found = of_rounds(&[figures("cec", 515, 5000), other]);
        assert_eq!(found[&RoundNumber::new(332)], [twice], "one notice of a row");
    }

    #[test]
    fn wide_bands_are_judged_by_the_total_and_by_their_parts() {
        let day = "2025-06-09".parse().unwrap();
        let census = Census { date: day, candidates: [Some(100); BANDS.len()], total: 1500 };
        let judged = |wide| of_census(&census, wide);
        assert_eq!((judged([Some(500); 2]), judged([Some(510); 2]), judged([None; 2])), (None, None, None));
        let band = (401, 450);
        let parts = Fault::BandAboveParts { day, band, count: 900, sum: 500 };
        assert_eq!(judged([Some(500), Some(900)]), Some(parts));
        let above = Fault::BandAboveTotal { day, band, count: 1501, total: 1500 };
        assert_eq!(judged([None, Some(1501)]), Some(above));
        let sum = Fault::BandsAboveTotal { day, sum: 1500, total: 1000 };
        assert_eq!(of_census(&Census { total: 1000, ..census.clone() }, [None; 2]), Some(sum));
    }

    #[test]
    fn tie_breaks_are_those_of_valid_profiles() {
        let with = |text: &str| faults(Figures { tie_break: text.parse().ok(), ..figures("cec", 3000, 520) });
        assert!(matches!(with("2025-06-10T15:00:01Z")[..], [Fault::TieBreakAfter { .. }]));
        assert!(matches!(with("1925-06-01T15:00:00Z")[..], [Fault::TieBreakBefore { .. }]));
        assert!(matches!(with("2024-06-01T15:00:00Z")[..], [Fault::TieBreakBefore { .. }]));
        assert_eq!(with("2024-06-10T15:00:00Z"), []);
    }
}
