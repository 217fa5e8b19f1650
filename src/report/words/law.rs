//! Messages on the law that is carried on where its values are not published, and on restated shares of
//! targets.

use super::{Argument, Message, Words, message};
use crate::model::Model;
use crate::policy::law::Law;
use crate::policy::levels::Line;
use crate::report::words::notice::restated_share;
use crate::time::Day;

impl Words {
    /// The note of a chart up to a day, if the CRS of that day is carried on.
    pub(crate) fn carried_crs(&self, law: &Law, last: Day) -> Option<String> {
        let from = law.carried_from(last)?;
        Some(self.text(&message!("carried-crs", from = from, before = from - 1)))
    }

    /// A title with the assumption that the CRS is carried on, where a chart up to a day rests on it.
    pub(crate) fn assuming_carried_crs(&self, title: String, law: &Law, last: Day) -> String {
        match law.carried_from(last) {
            Some(from) => self.text(&message!("carried-crs-title", title = title, before = from - 1)),
            None => title,
        }
    }

    /// The note of a chart of admissions where a scenario restates parts of targets.
    pub(crate) fn restated_shares(&self, model: &Model) -> Option<String> {
        let shares = model.levels.restated_shares(model.end);
        let parts: Argument =
            shares.iter().map(|share| restated_share(share, line_name(share.line))).collect();
        (!shares.is_empty()).then(|| self.text(&message!("restated-shares-note", shares = parts)))
    }
}

/// A line of the Levels Plan as charts name it.
pub(crate) fn line_name(line: Line) -> Message {
    match line {
        Line::FederalHighSkilled => message!("line-federal"),
        Line::Pnp => message!("line-pnp"),
        Line::FrenchOutsideQuebec => message!("line-french"),
    }
}
