//! Messages of the answer to `drawsim plan --cutoff`: which Federal High Skilled target keeps a cutoff.

mod point;

use self::point::there;
use crate::experiment::inverse::{Answer, CutoffPoint, FACTORS, Found, Interval, Question, WINDOW_DAYS};
use crate::experiment::targets::news;
use crate::model::Model;
use crate::policy::levels::Line;
use crate::report::words::{Argument, Message, Words, decimal, message, short};

/// An answer with its question.
pub struct Answered<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// The question.
    pub question: &'a Question,
    /// The model that it was put to.
    pub model: &'a Model,
}

impl Answered<'_> {
    /// The answer, the search, and the uncertainty; a sentence a line.
    pub fn text(&self, words: &Words) -> String {
        words.say_messages(&self.messages()).join("\n")
    }

    fn messages(&self) -> Vec<Message> {
        let mut messages = self.found();
        messages.extend(self.by_express_entry());
        messages.extend(self.tried());
        messages.extend(self.which_plan());
        messages.push(message!("answer-runs", runs = self.answer.runs()));
        messages
    }

    /// The target, the cutoff there, and the interval of the target.
    fn found(&self) -> Vec<Message> {
        let kept = self.kept();
        let all = self.answer.replications;
        match &self.answer.found {
            Found::Least(point, interval) => vec![
                message!("answer-least", target = self.target(point.factor), kept = kept),
                message!("answer-there", cutoff = there(point, all)),
                self.interval(*interval),
            ],
            Found::All(point) => {
                let target = self.target(point.factor);
                let found = if self.answer.tried.iter().all(|point| self.question.is_kept(point)) {
                    message!("answer-all", target = target, kept = kept)
                } else {
                    message!("answer-smallest", target = target, kept = kept)
                };
                vec![found, message!("answer-at-smallest", cutoff = there(point, all))]
            }
            Found::None(point) => vec![
                message!("answer-none", target = self.target(point.factor), kept = kept),
                message!("answer-at-largest", cutoff = there(point, all)),
                match (point.rounds, point.spent_rounds) {
                    (_, 0) => message!("answer-larger-may"),
                    (all, spent) if spent == all => message!("answer-larger-cannot"),
                    (rounds, spent) => message!("answer-larger-partly", spent = spent, rounds = rounds),
                },
            ],
        }
    }

    fn interval(&self, interval: Interval) -> Message {
        let (fewest, most) = (self.persons(*FACTORS.start()), self.persons(*FACTORS.end()));
        match interval {
            Interval::Between(Some(low), Some(high)) => {
                message!("interval-within", low = self.persons(low), high = self.persons(high))
            }
            Interval::Between(Some(low), None) => {
                message!("interval-open-above", low = self.persons(low), most = most)
            }
            Interval::Between(None, Some(high)) => {
                message!("interval-open-below", fewest = fewest, high = self.persons(high))
            }
            Interval::Between(None, None) => message!("interval-open", fewest = fewest, most = most),
            Interval::Flat => message!("interval-flat"),
            Interval::Lone => message!("interval-lone"),
        }
    }

    /// The targets that were tried, and the doubts about the answer.
    fn tried(&self) -> Vec<Message> {
        let (low, high) = (short(*FACTORS.start(), 1), short(*FACTORS.end(), 1));
        let tried = &self.answer.tried;
        let Found::Least(least, _) = &self.answer.found else {
            return vec![message!("tried-ends", low = low, high = high)];
        };
        let mut messages = vec![message!("tried-search", low = low, high = high, count = tried.len())];
        let larger: Vec<&CutoffPoint> = tried.iter().filter(|point| point.factor > least.factor).collect();
        let missed = larger.iter().filter(|point| !self.question.is_kept(point)).count();
        if missed > 0 {
            messages.push(message!("tried-larger-miss", missed = missed, all = larger.len()));
        }
        if tried.iter().any(|point| point.cutoff.is_none()) {
            messages.push(message!("tried-without-invitations"));
        }
        messages
    }

    /// How much of such a target comes by way of Express Entry; none where that is all of it.
    fn by_express_entry(&self) -> Option<Message> {
        let factor = match &self.answer.found {
            Found::Least(point, _) | Found::All(point) | Found::None(point) => point.factor,
        };
        let part =
            self.model.levels.by_pool(Line::FederalHighSkilled, self.question.by.year(), self.question.by);
        let part = part.and_then(|level| level.aim()).filter(|part| *part != self.plans_target())?;
        let percent = decimal(100.0 * part / self.plans_target(), 1);
        Some(message!("answer-by-express-entry", percent = percent, persons = decimal(part * factor, 0)))
    }

    /// Which target the factor refers to, where the one of the year changes in the run.
    fn which_plan(&self) -> Option<Message> {
        let (year, by) = (self.question.by.year(), self.question.by);
        let known = |day| self.model.levels.known(Line::FederalHighSkilled, year, day);
        let (on, before) = news(self.model, self.model.end, known)?;
        let before = decimal(before.aim()?, 0);
        Some(if on <= by {
            message!("answer-announced-before", year = year, on = on, before = before)
        } else {
            message!("answer-announced-later", year = year, on = on, by = by, before = before)
        })
    }

    /// The Federal High Skilled target of the year asked about, in persons.
    fn plans_target(&self) -> f64 {
        let level =
            self.model.levels.known(Line::FederalHighSkilled, self.question.by.year(), self.question.by);
        level.and_then(|level| level.aim()).expect("a planned year has a target")
    }

    fn persons(&self, factor: f64) -> Argument {
        decimal(self.plans_target() * factor, 0)
    }

    fn target(&self, factor: f64) -> Message {
        message!(
            "answer-target",
            persons = self.persons(factor),
            year = self.question.by.year(),
            factor = decimal(factor, 2)
        )
    }

    fn kept(&self) -> Message {
        message!(
            "answer-kept",
            name = self.question.round_type.name(),
            score = format!("{:.0}", self.question.cutoff),
            days = WINDOW_DAYS,
            by = self.question.by
        )
    }
}

#[cfg(test)]
mod tests;
