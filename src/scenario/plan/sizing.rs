//! The size of a round: what decides how many persons it invites.

use std::collections::BTreeMap;

use crate::document::reader::{Field, Reader, misspelt};
use crate::document::relative::Relative;
use crate::document::tree::{Origin, Value};

/// Most persons that a round may be stated to invite.
pub(crate) const MOST: i64 = 1_000_000;

/// What decides how many persons a round invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sizing {
    /// A number of persons.
    Persons(u32),
    /// A number of persons from a lowest to a highest, each equally likely; sampled in each replication.
    Between(u32, u32),
    /// A part of the candidates who are eligible on the day, in millionths.
    Eligible(u32),
    /// All nominees in the pool.
    Nominees,
    /// Everyone at or above a score.
    AtOrAbove(u16),
    /// As many as the planner decides, to meet the targets.
    Planned,
    /// So many times the size that the round of that day and type has in the scenario that `sizes` names.
    AsInBase(Times),
}

/// A multiple of a size, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times(u32);

impl Times {
    /// The size itself.
    pub const ONE: Times = Times(1_000_000);
    /// The greatest multiple.
    const MOST: f64 = 1_000.0;

    /// A multiple; none above a thousand.
    fn read(times: f64) -> Option<Times> {
        (0.0..=Times::MOST).contains(&times).then(|| Times((times * 1e6).round() as u32))
    }

    /// The multiple as a number.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// The multiple of a size, as a whole number of persons.
    pub(crate) fn of(self, size: u32) -> u32 {
        (f64::from(size) * f64::from(self.0) / 1e6).round() as u32
    }
}

impl Sizing {
    /// Whether a planner sizes the round: that of the scenario, or that of the one whose sizes it takes.
    pub fn is_planned(self) -> bool {
        matches!(self, Sizing::Planned | Sizing::AsInBase(_))
    }

    /// The number of persons that is expected before the run; none where it depends on the pool or on the
    /// planner.
    pub fn expected(self) -> Option<f64> {
        match self {
            Sizing::Persons(size) => Some(f64::from(size)),
            Sizing::Between(low, high) => Some(0.5 * (f64::from(low) + f64::from(high))),
            Sizing::Eligible(_)
            | Sizing::Nominees
            | Sizing::AtOrAbove(_)
            | Sizing::Planned
            | Sizing::AsInBase(_) => None,
        }
    }

    /// The number of persons, where it is stated.
    pub fn stated(self) -> Option<u32> {
        match self {
            Sizing::Persons(size) => Some(size),
            Sizing::Between(..)
            | Sizing::Eligible(_)
            | Sizing::Nominees
            | Sizing::AtOrAbove(_)
            | Sizing::Planned
            | Sizing::AsInBase(_) => None,
        }
    }
}

/// What decides the sizes of rounds: `size` or `cutoff` of a table, or those of the table around it.
#[derive(Clone, Copy)]
pub(super) struct Sizes<'a> {
    /// The round.
    pub round: &'a Reader<'a>,
    /// The plan around it; none if the round stands alone.
    pub plan: Option<&'a Reader<'a>>,
    /// Whether all of them are PNP rounds.
    pub is_pnp: bool,
}

impl Sizes<'_> {
    /// Reads the size of each of some types that take turns: `size = { french = "x 2" }` names some of them,
    /// and the planner sizes the rest.
    pub fn read_by_type(self, types: &[(String, Origin)]) -> Option<BTreeMap<String, Sizing>> {
        let all = |size: Sizing| types.iter().map(|(name, _)| (name.clone(), size)).collect();
        let field = self.round.find("size");
        let Some(Value::Table(table)) = field.node.map(|node| &node.value) else {
            return self.read().map(all);
        };
        let is_one = ["low", "high", "eligible"].iter().any(|key| table.contains_key(*key));
        if is_one || table.is_empty() || self.round.find("categories").node.is_none() {
            return self.read().map(all);
        }
        let reader = field.table()?;
        let mut sizes: BTreeMap<String, Sizing> = all(Sizing::Planned);
        let names: Vec<&str> = types.iter().map(|(name, _)| name.as_str()).collect();
        let mut are_read = true;
        for name in reader.keys() {
            let size = reader.find(name);
            if let (false, Some(origin)) = (names.contains(&name), reader.key_origin(name)) {
                let title = format!("`{}` is the size of a type that the plan does not hold", size.path);
                field.problems().push(misspelt(origin, title, name, &names));
                are_read = false;
                continue;
            }
            let size = read_size(&size);
            are_read &= size.is_some();
            sizes.extend(size.map(|size| (name.to_owned(), size)));
        }
        are_read.then_some(sizes)
    }

    /// Reads the size.
    pub fn read(self) -> Option<Sizing> {
        let around = self.plan.filter(|_| !is_sized(self.round)).filter(|plan| is_sized(plan));
        let reader = around.unwrap_or(self.round);
        if reader.find("cutoff").node.is_some() {
            if reader.find("size").node.is_some() {
                let title = format!("`{}` stands beside `size`", reader.find("cutoff").path);
                reader.wrong_key("cutoff", title, "expected one of them");
                return None;
            }
            return read_cutoff(reader);
        }
        let field = reader.need_one("size", "cutoff");
        let size = read_size(&field)?;
        match size {
            Sizing::Planned if self.is_pnp => Some(Sizing::Nominees),
            Sizing::AsInBase(_) if self.is_pnp => {
                let title = format!("`{}` multiplies a size", field.path);
                field.wrong(title, "PNP rounds invite all nominees: there is no size to multiply");
                None
            }
            Sizing::Nominees if !self.is_pnp => no_size(&field),
            _ => Some(size),
        }
    }
}

fn is_sized(reader: &Reader<'_>) -> bool {
    ["size", "cutoff"].iter().any(|key| reader.find(key).node.is_some())
}

/// The size of a round: a number of persons, a range, a share of the eligible candidates, or a word.
fn read_size(field: &Field<'_>) -> Option<Sizing> {
    let value = &field.node?.value;
    if let Some(times) = Relative::of(value).and_then(Relative::factor) {
        let read = Times::read(times).map(Sizing::AsInBase);
        return read.or_else(|| no_size(field));
    }
    match value {
        Value::Table(_) => {}
        Value::Text(_) if field.is_word("nominees") => return Some(Sizing::Nominees),
        Value::Text(_) if field.is_word("targets") => return Some(Sizing::Planned),
        Value::Text(_) => return no_size(field),
        _ => return field.integer(1..=MOST).map(|size| Sizing::Persons(size as u32)),
    }
    let reader = field.table()?;
    let part_field = reader.find("eligible");
    if part_field.node.is_some() {
        let part = part_field.share();
        reader.finish();
        let millionths = (part? * 1e6).round() as u32;
        if millionths == 0 {
            part_field.mismatch::<()>("a part of the eligible above 0, such as 0.05");
            return None;
        }
        return Some(Sizing::Eligible(millionths));
    }
    let low = reader.need("low").integer(1..=MOST);
    let high_field = reader.need("high");
    let high = high_field.integer(1..=MOST);
    reader.finish();
    let (low, high) = (low?, high?);
    if high < low {
        high_field.mismatch::<()>(&format!("{low}, the lowest size, or more"));
        return None;
    }
    Some(Sizing::Between(low as u32, high as u32))
}

fn no_size(field: &Field<'_>) -> Option<Sizing> {
    field.mismatch(
        "a whole number of persons, { low, high }, { eligible }, \"targets\", a multiple such as \
         \"x 2\", or for `pnp` \"nominees\"",
    )
}

/// The score at or above which everyone is invited.
fn read_cutoff(reader: &Reader<'_>) -> Option<Sizing> {
    reader.find("cutoff").integer(0..=1200).map(|score| Sizing::AtOrAbove(score as u16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_between_two_bounds_is_expected_in_their_middle() {
        assert_eq!(Sizing::Between(100, 201).expected(), Some(150.5));
        assert_eq!(Sizing::Persons(500).expected(), Some(500.0));
        assert_eq!(Sizing::AtOrAbove(480).expected(), None);
        assert_eq!(Sizing::Between(100, 201).stated(), None);
    }
}
