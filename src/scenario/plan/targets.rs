//! What the planner of `kind = "targets"` is told: shares of types of rounds, bounds, and how steady it is to be.

use crate::scenario::document::Origin;
use crate::scenario::reader::Reader;

/// How rounds are planned that are to meet the targets.
#[derive(Clone, Debug)]
pub struct TargetsForm {
    /// Types of rounds with their shares of the Federal High Skilled target.
    pub split: Vec<Split>,
    /// Fewest persons that a round invites that invites anybody.
    pub least: u32,
    /// Most persons that a round invites.
    pub most: u32,
    /// How much a change of size from quarter to quarter weighs against a missed target.
    pub steadiness: f64,
    /// Whether the target itself is aimed at, or its range.
    pub aim: Aim,
}

/// What a planner aims at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Aim {
    /// The target of the year.
    #[default]
    Target,
    /// Anything within the range of the plan: as many are invited as in the last year while that ends within it.
    Range,
}

/// A type of rounds and its share of a target.
#[derive(Clone, Debug)]
pub struct Split {
    /// Name of the type.
    pub round_type: String,
    /// Share of the persons who are to land: 0 to 1.
    pub share: f64,
    /// Where it was written.
    pub origin: Origin,
}

impl Default for TargetsForm {
    fn default() -> TargetsForm {
        TargetsForm { split: Vec::new(), least: 1, most: 10_000, steadiness: 0.001, aim: Aim::Target }
    }
}

/// Reads `[targets]`.
pub fn read_targets(reader: Reader<'_>) -> Option<TargetsForm> {
    let usual = TargetsForm::default();
    let split_field = reader.need("split");
    let split = split_field.table().map(|table| {
        let read = |name| {
            let origin = table.key_origin(name)?.clone();
            Some(Split { round_type: String::from(name), share: table.find(name).share()?, origin })
        };
        let split: Vec<Option<Split>> = table.keys().map(read).collect();
        table.finish();
        split
    });
    let bound = |key: &str, usual: u32| {
        let field = reader.find(key);
        if field.node.is_some() { field.integer(1..=1_000_000) } else { Some(i64::from(usual)) }
    };
    let (least, most) = (bound("least", usual.least), bound("most", usual.most));
    let steadiness_field = reader.find("steadiness");
    let steadiness = match steadiness_field.node {
        Some(_) => steadiness_field.number(1e-6..=100.0),
        None => Some(usual.steadiness),
    };
    let aim_field = reader.find("aim");
    let aim = match aim_field.node {
        Some(_) => aim_field.choice(&["target", "range"]).map(|place| [Aim::Target, Aim::Range][place]),
        None => Some(usual.aim),
    };
    let most_field = reader.find("most");
    reader.finish();
    let split = split?.into_iter().collect::<Option<Vec<Split>>>()?;
    // A sum of nothing is -0, which would be printed.
    let sum = 0.0 + split.iter().map(|one| one.share).sum::<f64>();
    if sum > 1.0 + 1e-9 || sum <= 0.0 {
        let path = &split_field.path;
        split_field.wrong_together(
            format!("the shares of `{path}` sum to {sum:.4}"),
            "expected shares that sum to 1, or to less: the rest is spread over all of them in proportion",
        );
        return None;
    }
    let (least, most) = (least? as u32, most? as u32);
    if most < least {
        most_field.mismatch::<()>(&format!("{least}, the fewest, or more"));
        return None;
    }
    Some(TargetsForm { split, least, most, steadiness: steadiness?, aim: aim? })
}
