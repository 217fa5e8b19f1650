//! Odds in words: tables of probabilities, ties, what a year brings and which change helps most.

use super::terminal::{Column, worded_table};
use super::words::{Message, Words, message, short_name};
use crate::experiment::odds::candidate::{Candidate, Change, Given};
use crate::experiment::odds::count::{ChangeOdds, Horizon, HorizonOdds, TypeOdds};
use crate::experiment::odds::life::{Cause, LifeChange};
use crate::policy::law::Law;
use crate::time::Day;

/// Profiles whose odds are told one by one; of more, each gets a line.
pub const MOST_IN_DETAIL: usize = 3;
/// A share of paths that is worth a sentence.
const LEAST_TIE: f64 = 0.01;

/// The odds of a candidate, to be told.
#[derive(Clone, Copy)]
pub struct OddsReport<'a> {
    /// The candidate.
    pub candidate: &'a Candidate,
    /// As it stands, then after each change.
    pub odds: &'a [ChangeOdds],
    /// What the year brings.
    pub life: &'a [LifeChange],
    /// The law.
    pub law: &'a Law,
    /// The day that odds count from.
    pub on: Day,
    /// The words.
    pub words: &'a Words,
}

/// The day that odds count from, and the paths.
#[derive(Clone, Copy, Debug)]
pub struct Counted {
    /// The day.
    pub on: Day,
    /// The day of the newest count.
    pub origin: Day,
    /// Paths in all.
    pub paths: usize,
    /// Paths of each replication.
    pub of_replication: usize,
}

/// The sentence that says from which day odds count.
pub fn counted_from(counted: Counted, words: &Words) -> String {
    let Counted { on, origin, paths, of_replication } = counted;
    let kind = if on == origin { "origin" } else { "later" };
    words.text(&message!(
        "odds-first",
        on = on,
        kind = kind,
        origin = origin,
        paths = paths,
        of = of_replication,
        replications = paths / of_replication
    ))
}

impl OddsReport<'_> {
    /// The odds of a candidate in paragraphs.
    pub fn text(&self) -> String {
        let words = self.words;
        let mut parts = vec![words.text(&self.heading())];
        let now = &self.odds[0];
        if now.by_type.len() < 2 {
            parts.push(words.text(&message!("odds-no-round")));
        } else {
            parts.push(format!("{}\n{}", words.text(&message!("odds-title")), self.by_type(now)));
            parts.push(words.say_messages(&self.sentences(now)).join("\n"));
        }
        parts.push(self.changes());
        parts.extend(self.best());
        parts.push(words.say_messages(&self.life_messages()).join("\n"));
        parts.join("\n\n") + "\n"
    }

    fn score(&self) -> u16 {
        let standing = self.candidate.standing(Change::None, self.law, self.on);
        standing.map_or(0, |standing| standing.score)
    }

    fn heading(&self) -> Message {
        let (score, at) = (self.score().to_string(), self.candidate.submitted_at.to_string());
        match self.candidate.given {
            Given::Score(_) => message!("odds-score", score = score, at = at),
            Given::Profile(..) => {
                message!("odds-profile", name = self.candidate.name.as_str(), score = score, at = at)
            }
        }
    }

    fn by_type(&self, now: &ChangeOdds) -> String {
        let mut columns = vec![Column::Words(message!("column-rounds"))];
        columns.extend(horizon_columns());
        columns.push(Column::Words(message!("column-half")));
        let lines = now.by_type.iter().map(|of_type| {
            let name = match &of_type.round_type {
                Some(round_type) => self.words.argument(&short_name(round_type.name())),
                None => self.words.text(&message!("odds-any")),
            };
            let half = of_type.horizons[Horizon::ALL.len() - 1].median_date;
            let mut line = vec![name];
            line.extend(of_type.horizons.iter().map(|odds| percent(odds.probability)));
            line.push(half.map_or("-".to_owned(), |day| day.to_string()));
            line
        });
        worded_table(self.words, &columns, lines)
    }

    /// The interval, a tie, and a score that no path reaches.
    fn sentences(&self, now: &ChangeOdds) -> Vec<Message> {
        let mut messages = Vec::new();
        let year = any(now).horizons[Horizon::ALL.len() - 1];
        if let Some((low, high)) = year.interval {
            messages.push(message!(
                "odds-interval",
                percent = percent(year.probability),
                low = percent(low),
                high = percent(high)
            ));
        }
        if now.is_below_all {
            messages.push(message!("odds-below", score = self.score().to_string()));
            return messages;
        }
        messages.push(if now.tie.probability < LEAST_TIE {
            message!("odds-no-tie")
        } else {
            message!(
                "odds-tie",
                percent = percent(now.tie.probability),
                share = percent(now.tie.share),
                at = self.candidate.submitted_at.to_string()
            )
        });
        messages
    }

    fn changes(&self) -> String {
        let title = match self.candidate.given {
            Given::Score(_) => message!("odds-gains"),
            Given::Profile(..) => message!("odds-changes"),
        };
        let mut columns = vec![Column::Words(message!("column-change"))];
        columns.extend(horizon_columns());
        let lines = self.odds.iter().map(|changed| {
            let mut line = vec![self.words.text(&change(changed.change))];
            line.extend(any(changed).horizons.iter().map(|odds| percent(odds.probability)));
            line
        });
        format!("{}\n{}", self.words.text(&title), worded_table(self.words, &columns, lines))
    }

    /// The single change of a profile that moves the odds most, over all horizons together, and the horizon
    /// in which it moves them most.
    fn best(&self) -> Option<String> {
        let Given::Profile(..) = self.candidate.given else { return None };
        let (now, changed) = self.odds.split_first()?;
        let best = changed.iter().max_by(|one, other| gain(now, one).total_cmp(&gain(now, other)))?;
        if gain(now, best) <= 0.0 {
            return None;
        }
        let gains: Vec<f64> =
            (0..Horizon::ALL.len()).map(|place| probability(best, place) - probability(now, place)).collect();
        let most = gains.iter().copied().fold(0.0, f64::max);
        let place = gains.iter().position(|gain| *gain >= most).unwrap_or(0);
        let horizon = match Horizon::ALL[place] {
            Horizon::Next => message!("odds-next"),
            Horizon::Months(months) => message!("odds-within", months = months),
        };
        Some(self.words.text(&message!(
            "odds-best",
            change = change(best.change),
            horizon = horizon,
            before = percent(probability(now, place)),
            after = percent(probability(best, place))
        )))
    }

    fn life_messages(&self) -> Vec<Message> {
        let Given::Profile(_, tested) = &self.candidate.given else { return vec![message!("odds-bare")] };
        if tested.first.is_none() && self.life.is_empty() {
            return vec![message!("odds-no-test-date")];
        }
        if self.life.is_empty() {
            return vec![message!("odds-no-life")];
        }
        self.life.iter().map(life_message).collect()
    }
}

/// What a day changes by itself.
fn life_message(life: &LifeChange) -> Message {
    let LifeChange { day, cause, before, after } = *life;
    let cause = match cause {
        Cause::Birthday(age) => message!("odds-birthday", age = age),
        Cause::FirstTest => message!("odds-first-test"),
        Cause::SecondTest => message!("odds-second-test"),
        Cause::SpouseTest => message!("odds-spouse-test"),
        Cause::Law => message!("odds-law"),
    };
    let change = match (before, after) {
        (Some(before), Some(after)) => {
            message!("odds-points", before = u32::from(before), after = u32::from(after))
        }
        (Some(_), None) => message!("odds-leaves"),
        (None, Some(after)) => message!("odds-returns", after = u32::from(after)),
        (None, None) => message!("odds-stays-out"),
    };
    message!("odds-life", day = day, cause = cause, change = change)
}

/// Many profiles, a line each.
pub fn listing(reports: &[OddsReport<'_>], words: &Words) -> String {
    let mut columns =
        vec![Column::Words(message!("column-profile")), Column::Figures(message!("column-score"))];
    columns.extend(horizon_columns());
    columns.push(Column::Words(message!("column-half")));
    let lines = reports.iter().map(|report| {
        let odds = any(&report.odds[0]);
        let half = odds.horizons[Horizon::ALL.len() - 1].median_date;
        let mut line = vec![report.candidate.name.clone(), report.score().to_string()];
        line.extend(odds.horizons.iter().map(|odds| percent(odds.probability)));
        line.push(half.map_or("-".to_owned(), |day| day.to_string()));
        line
    });
    let title = words.text(&message!("odds-many", profiles = reports.len()));
    format!("{title}\n{}\n", worded_table(words, &columns, lines))
}

fn horizon_columns() -> Vec<Column> {
    let heading = |horizon: &Horizon| match *horizon {
        Horizon::Next => Column::Figures(message!("column-next")),
        Horizon::Months(months) => Column::Figures(message!("column-months", months = months)),
    };
    Horizon::ALL.iter().map(heading).collect()
}

/// The odds in any round.
fn any(changed: &ChangeOdds) -> &TypeOdds {
    changed.by_type.last().expect("odds in any round stand last")
}

fn probability(changed: &ChangeOdds, place: usize) -> f64 {
    let HorizonOdds { probability, .. } = any(changed).horizons[place];
    probability
}

/// What a change gains over all horizons.
fn gain(now: &ChangeOdds, changed: &ChangeOdds) -> f64 {
    (0..Horizon::ALL.len()).map(|place| probability(changed, place) - probability(now, place)).sum()
}

fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

fn change(change: Change) -> Message {
    match change {
        Change::None => message!("odds-now"),
        Change::Points(points) => message!("odds-change-points", points = u32::from(points)),
        Change::Clb => message!("odds-change-clb"),
        Change::NewTest => message!("odds-change-test"),
        Change::French => message!("odds-change-french"),
        Change::CanadianWork => message!("odds-change-work"),
        Change::Nomination => message!("odds-change-nomination"),
    }
}
