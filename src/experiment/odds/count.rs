//! Counts invitations of a candidate over coupled paths.

use super::candidate::{Candidate, Change, Standing};
use super::coupling::Coupled;
use crate::policy::instruction::RoundType;
use crate::policy::law::Law;
use crate::rng::{Purpose, Randomness};
use crate::time::Day;

/// Resamples of members for an interval.
const RESAMPLES: usize = 500;
/// The outermost resamples on either side of 95 %.
const OUTER: f64 = 0.025;

/// A time within which an invitation counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Horizon {
    /// The next round.
    Next,
    /// So many months.
    Months(i32),
}

impl Horizon {
    /// All horizons, in the order of tables.
    pub const ALL: [Horizon; 4] =
        [Horizon::Next, Horizon::Months(3), Horizon::Months(6), Horizon::Months(12)];

    /// Its name in tables.
    pub fn name(self) -> String {
        match self {
            Horizon::Next => "next".to_owned(),
            Horizon::Months(months) => format!("{months}_months"),
        }
    }
}

/// The odds of a candidate after a change.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeOdds {
    /// The change.
    pub change: Change,
    /// The odds in rounds of each type that is open to the candidate, then in any round.
    pub by_type: Vec<TypeOdds>,
    /// Whether the score is below every cutoff of these rounds.
    pub is_below_all: bool,
    /// The tie in the next round.
    pub tie: Tie,
}

/// The odds in rounds of a type.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOdds {
    /// The type; none for any round.
    pub round_type: Option<RoundType>,
    /// By [`Horizon::ALL`].
    pub horizons: [HorizonOdds; Horizon::ALL.len()],
}

/// The odds within a horizon.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HorizonOdds {
    /// The probability of an invitation.
    pub probability: f64,
    /// Its 95 % interval, from members; none of a single one.
    pub interval: Option<(f64, f64)>,
    /// The round in which the median path is invited; none if fewer than half of the paths are.
    pub median_date: Option<Day>,
}

/// A score equal to the cutoff of the next round.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tie {
    /// Share of the paths in which it is.
    pub probability: f64,
    /// Mean share, in these, of candidates with the score who submitted no later: the chance of an
    /// invitation.
    pub share: f64,
}

/// Coupled paths from a day on.
pub struct Counter<'a> {
    paths: &'a Coupled,
    law: &'a Law,
    /// Places of the rounds from the day on, up to a year.
    rounds: Vec<usize>,
    /// The last day of each horizon but the next round.
    ends: [Day; 3],
    /// Groups of each resample.
    resamples: Vec<Vec<usize>>,
    /// Paths of each group.
    sizes: Vec<f64>,
}

/// Sums over the paths for the rounds of a type.
struct Tally {
    round_type: Option<RoundType>,
    /// By horizon and group.
    sums: [Vec<f64>; Horizon::ALL.len()],
    /// Invited up to each round, over all paths.
    cumulated: Vec<(Day, f64)>,
}

/// A path as far as its rounds were counted.
#[derive(Clone, Copy)]
struct Path {
    left: f64,
    next: Option<f64>,
    within: [f64; 3],
}

impl<'a> Counter<'a> {
    /// Counts from a day on; the resamples depend on the seed alone.
    pub fn new(paths: &'a Coupled, law: &'a Law, on: Day, seed: u64) -> Counter<'a> {
        let ends = [3, 6, 12].map(|months| on.plus_months(months));
        let within = on..=ends[2];
        let dates = paths.rounds.iter().map(|round| round.planned.instruction.date).enumerate();
        let rounds = dates.filter(|(_, date)| within.contains(date)).map(|(place, _)| place).collect();
        let groups = paths.group_count();
        let randomness = Randomness::new(seed, 0);
        let resample = |place: usize| {
            let mut stream = randomness.stream(place as u64, Purpose::Resample, 1);
            (0..groups).map(|_| stream.below(groups as u32) as usize).collect()
        };
        let resamples = (0..RESAMPLES).map(resample).collect();
        let mut sizes = vec![0.0; groups];
        (0..paths.paths()).for_each(|path| sizes[paths.group(path)] += 1.0);
        Counter { paths, law, rounds, ends, resamples, sizes }
    }

    /// The odds of a candidate as it stands and after each single change.
    pub fn odds(&self, candidate: &Candidate) -> Vec<ChangeOdds> {
        candidate.changes().into_iter().map(|change| self.changed(candidate, change)).collect()
    }

    fn changed(&self, candidate: &Candidate, change: Change) -> ChangeOdds {
        let open = self.open(candidate, change);
        let mut types: Vec<&RoundType> = open.iter().map(|(place, _)| self.type_of(*place)).collect();
        types.sort_unstable();
        types.dedup();
        let groups = self.paths.group_count();
        let tally = |round_type: Option<&RoundType>| Tally {
            round_type: round_type.cloned(),
            sums: std::array::from_fn(|_| vec![0.0; groups]),
            cumulated: Vec::new(),
        };
        let mut tallies: Vec<Tally> = types.iter().map(|name| tally(Some(name))).collect();
        tallies.push(tally(None));
        for (place, _) in &open {
            let date = self.paths.rounds[*place].planned.instruction.date;
            let own = types.iter().position(|name| *name == self.type_of(*place));
            for at in own.into_iter().chain([types.len()]) {
                tallies[at].cumulated.push((date, 0.0));
            }
        }
        let mut tie = Tie::default();
        let mut is_below_all = true;
        let of_types: Vec<usize> = open
            .iter()
            .map(|(place, _)| types.iter().position(|name| *name == self.type_of(*place)).unwrap_or(0))
            .collect();
        for path in 0..self.paths.paths() {
            let mut states = vec![Path { left: 1.0, next: None, within: [0.0; 3] }; tallies.len()];
            let mut counted = vec![0; tallies.len()];
            for ((place, standing), own) in open.iter().zip(&of_types) {
                let round = &self.paths.rounds[*place];
                let date = round.planned.instruction.date;
                let chance = round.cutoffs[path].map(|cutoff| {
                    is_below_all &= standing.score < cutoff;
                    match standing.score.cmp(&cutoff) {
                        std::cmp::Ordering::Greater => 1.0,
                        std::cmp::Ordering::Less => 0.0,
                        std::cmp::Ordering::Equal => {
                            let day = round.planned.instruction.drawn_at.day();
                            let ties = self.paths.ties(path, *place);
                            let drawn_at = round.planned.instruction.drawn_at;
                            let submitted = candidate.submitted_before(self.law, drawn_at);
                            let share = ties.share_before(cutoff, submitted, day);
                            if states[types.len()].next.is_none() {
                                tie.probability += 1.0;
                                tie.share += share;
                            }
                            share
                        }
                    }
                });
                for at in [*own, types.len()] {
                    let state = &mut states[at];
                    if let Some(chance) = chance {
                        state.next.get_or_insert(chance);
                        state.left *= 1.0 - chance;
                    }
                    for (within, end) in state.within.iter_mut().zip(self.ends) {
                        if date <= end {
                            *within = 1.0 - state.left;
                        }
                    }
                    tallies[at].cumulated[counted[at]].1 += 1.0 - state.left;
                    counted[at] += 1;
                }
            }
            let group = self.paths.group(path);
            for (tally, state) in tallies.iter_mut().zip(&states) {
                tally.sums[0][group] += state.next.unwrap_or(0.0);
                for (sums, within) in tally.sums[1..].iter_mut().zip(state.within) {
                    sums[group] += within;
                }
            }
        }
        if tie.probability > 0.0 {
            tie.share /= tie.probability;
            tie.probability /= self.paths.paths() as f64;
        }
        let by_type = tallies.iter().map(|tally| self.type_odds(tally)).collect();
        ChangeOdds { change, by_type, is_below_all, tie }
    }

    fn type_of(&self, place: usize) -> &RoundType {
        &self.paths.rounds[place].planned.instruction.round_type
    }

    /// The rounds that are open to a candidate, with score and eligibility then.
    fn open(&self, candidate: &Candidate, change: Change) -> Vec<(usize, Standing)> {
        let mut open = Vec::new();
        for place in self.rounds.iter().copied() {
            let planned = &self.paths.rounds[place].planned;
            let instruction = &planned.instruction;
            if instruction.drawn_at < candidate.submitted_at {
                continue;
            }
            let standing = candidate.standing(change, self.law, instruction.drawn_at.day());
            let admitted = standing.filter(|standing| planned.eligible.admits(standing.eligibility));
            open.extend(admitted.map(|standing| (place, standing)));
        }
        open
    }

    fn type_odds(&self, tally: &Tally) -> TypeOdds {
        let paths = self.paths.paths() as f64;
        let reached =
            tally.cumulated.iter().find(|(_, invited)| *invited >= 0.5 * paths).map(|(date, _)| *date);
        let first = tally.cumulated.first().map(|(date, _)| *date);
        let horizons = std::array::from_fn(|place| {
            let sums = &tally.sums[place];
            let probability = sums.iter().sum::<f64>() / paths;
            let median_date = match Horizon::ALL[place] {
                Horizon::Next => first.filter(|_| probability >= 0.5),
                Horizon::Months(_) => reached.filter(|date| *date <= self.ends[place - 1]),
            };
            HorizonOdds { probability, interval: self.interval(sums), median_date }
        });
        TypeOdds { round_type: tally.round_type.clone(), horizons }
    }

    /// The 95 % interval of a probability, by resampling groups.
    fn interval(&self, sums: &[f64]) -> Option<(f64, f64)> {
        if sums.len() < 2 {
            return None;
        }
        let mean = |groups: &Vec<usize>| {
            let invited: f64 = groups.iter().map(|group| sums[*group]).sum();
            invited / groups.iter().map(|group| self.sizes[*group]).sum::<f64>()
        };
        let mut means: Vec<f64> = self.resamples.iter().map(mean).collect();
        means.sort_by(f64::total_cmp);
        let outer = (OUTER * RESAMPLES as f64) as usize;
        let within = |value: f64| value.clamp(0.0, 1.0);
        Some((within(means[outer]), within(means[RESAMPLES - 1 - outer])))
    }
}
