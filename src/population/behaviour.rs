//! Responses of people to cutoffs and announced reforms. Each response has a switch, a size and a delay.

use crate::time::Day;

/// The declared responses of a population; a scenario may switch off or change each.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Assumption A40: days for which a cutoff is remembered.
    pub memory_days: u32,
    /// Greater effort of candidates near a recent cutoff.
    pub effort: Effort,
    /// More arrivals after a visible fall of cutoffs.
    pub arrivals: ArrivalResponse,
    /// Arrivals and effort between the announcement of a scenario's reform and its first day.
    pub announcement: Announcement,
}

/// Assumption A22: candidates a little below a recent cutoff that they could have met take tests, learn
/// French and seek nominations more often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Whether the response is part of the simulation.
    pub is_on: bool,
    /// Additional rate, as a share of the rate of all others.
    pub size: f64,
    /// Points below a cutoff that count as near.
    pub within: u16,
    /// Days from a round to the response.
    pub delay_days: u32,
}

/// Assumption A23: a cutoff far below the last one of its type brings additional arrivals.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalResponse {
    /// Whether the response is part of the simulation.
    pub is_on: bool,
    /// Additional arrivals for a fall of 100 points, as a share of the usual ones.
    pub size: f64,
    /// Smallest fall of a cutoff with a response, in points.
    pub fall: u16,
    /// Days from the round to the first additional arrival.
    pub delay_days: u32,
    /// Days with additional arrivals.
    pub days: u32,
    /// Arrival streams that respond, as indices into [`Population::streams`](super::Population::streams).
    pub streams: Vec<usize>,
}

/// Assumption A24: arrivals change while a reform is announced and not yet in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announcement {
    /// Whether the response is part of the simulation.
    pub is_on: bool,
    /// Additional arrivals, as a share of the usual ones (negative: people wait).
    pub arrivals: f64,
    /// Days from the announcement to the response.
    pub delay_days: u32,
}

/// The effort of a candidate to raise the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motivation {
    /// As candidates usually do.
    Usual,
    /// More, since the score lies near a recent cutoff.
    NearCutoff,
}

impl Effort {
    /// The greatest rate of a candidate over the usual rate, at least 1.
    pub fn most(&self) -> f64 {
        if self.is_on { 1.0 + self.size } else { 1.0 }
    }

    /// Whether an event scheduled at the greatest rate happens, given a uniform number: always near a cutoff,
    /// and otherwise as often as the usual rate asks.
    pub(super) fn is_made(&self, uniform: f64, motivation: Motivation) -> bool {
        match motivation {
            Motivation::NearCutoff => true,
            Motivation::Usual => uniform * self.most() < 1.0,
        }
    }

    /// Whether a score lies below a cutoff and near it.
    pub fn is_near(&self, score: u16, cutoff: u16) -> bool {
        self.is_on && score < cutoff && cutoff - score <= self.within
    }
}

/// A period with additional arrivals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Surge {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Additional arrivals, as a share of the usual ones.
    pub size: f64,
}

impl ArrivalResponse {
    /// The additional arrivals after a cutoff on `day`, given the one before of the same type; none if the
    /// fall is small.
    pub fn surge(&self, day: Day, before: u16, cutoff: u16) -> Option<Surge> {
        let fall = before.saturating_sub(cutoff);
        let from = day + 1 + self.delay_days as i32;
        (self.is_on && fall >= self.fall.max(1)).then(|| Surge {
            from,
            to: from + self.days as i32 - 1,
            size: self.size * f64::from(fall) / 100.0,
        })
    }
}
