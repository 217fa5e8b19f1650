//! How people answer to what they see: cutoffs and announced reforms. Each response has a switch, a size and a delay.

use crate::time::Day;

/// The declared responses of a population; a scenario may switch off or change each.
#[derive(Clone, Debug, PartialEq)]
pub struct Behaviour {
    /// Candidates near a recent cutoff try harder.
    pub effort: Effort,
    /// Arrivals answer to a visible fall of cutoffs.
    pub arrivals: ArrivalResponse,
    /// Arrivals and effort between the announcement of a scenario's reform and its first day.
    pub announcement: Announcement,
}

/// Assumption A22: candidates a little below a recent cutoff that they could have met take tests, learn French and seek
/// nominations more often.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effort {
    /// Whether there is such a response.
    pub is_on: bool,
    /// How much more often, as a share of the rate of all others.
    pub size: f64,
    /// Points below a cutoff that count as near.
    pub within: u16,
    /// Days after a round before it is answered to.
    pub delay_days: u32,
}

/// Assumption A23: a cutoff far below the last one of its type brings people who would not have come.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrivalResponse {
    /// Whether there is such a response.
    pub is_on: bool,
    /// Additional arrivals for a fall of 100 points, as a share of the usual ones.
    pub size: f64,
    /// Points that a cutoff must fall to be noticed.
    pub fall: u16,
    /// Days after the round before they come.
    pub delay_days: u32,
    /// Days for which they come.
    pub days: u32,
    /// Arrival streams that answer, as indices.
    pub streams: Vec<usize>,
}

/// Assumption A24: what people do while a reform is announced and not yet in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Announcement {
    /// Whether there is such a response.
    pub is_on: bool,
    /// Additional arrivals, as a share of the usual ones (negative: people wait).
    pub arrivals: f64,
    /// Days after the announcement before anybody answers.
    pub delay_days: u32,
}

impl Effort {
    /// The rate of whoever tries hardest over that of those who do not.
    pub fn most(&self) -> f64 {
        if self.is_on { 1.0 + self.size } else { 1.0 }
    }

    /// Whether something that happens at the greatest rate happens to a candidate who tries harder, or does not.
    pub(super) fn is_made(&self, uniform: f64, tries_harder: bool) -> bool {
        tries_harder || uniform * self.most() < 1.0
    }

    /// Whether a score lies near below a cutoff.
    pub fn is_near(&self, score: u16, cutoff: u16) -> bool {
        self.is_on && score < cutoff && cutoff - score <= self.within
    }
}

/// A time in which more people arrive.
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
    /// What a cutoff on `day` brings after an earlier one of the same type.
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
