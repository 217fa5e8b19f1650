//! Lines of the Levels Plans, and their targets.

/// A line of the plans that Express Entry serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Federal High Skilled: CEC, FSW and FST.
    FederalHighSkilled,
    /// The whole Provincial Nominee Program, with nominees who never were in the pool.
    Pnp,
    /// French speakers outside Quebec: an overlay of the others, never added to them. The plans name no route
    /// for them, and no share that is admitted by way of the pool.
    FrenchOutsideQuebec,
}

impl Line {
    /// All of them.
    pub const ALL: [Line; 3] = [Line::FederalHighSkilled, Line::Pnp, Line::FrenchOutsideQuebec];

    /// Its key in scenarios.
    pub fn name(self) -> &'static str {
        match self {
            Line::FederalHighSkilled => "federal_high_skilled",
            Line::Pnp => "pnp",
            Line::FrenchOutsideQuebec => "french_outside_quebec",
        }
    }

    /// Its name in tables, which count only admissions by way of the pool.
    pub fn table_name(self) -> &'static str {
        match self {
            Line::FederalHighSkilled => "federal_high_skilled",
            Line::Pnp => "pnp_express_entry",
            Line::FrenchOutsideQuebec => "french_outside_quebec",
        }
    }
}

/// Target and range of admissions in a year under a line; a value that a plan does not state is missing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// Lower end of the range.
    pub low: Option<f64>,
    /// The target.
    pub target: Option<f64>,
    /// Upper end of the range.
    pub high: Option<f64>,
}

impl Level {
    /// The target; the middle of the range where only that is stated.
    pub fn aim(self) -> Option<f64> {
        let middle = self.low.zip(self.high).map(|(low, high)| 0.5 * (low + high));
        self.target.or(middle)
    }

    /// The range; the target stands for an end that is not stated. None if neither is stated.
    pub fn range(self) -> Option<(f64, f64)> {
        Some((self.low.or(self.target)?, self.high.or(self.target)?))
    }

    /// The sum with the level of another line, of the values that both state.
    #[must_use]
    pub fn plus(self, other: Level) -> Level {
        Level {
            low: sum(self.low, other.low),
            target: sum(self.target, other.target),
            high: sum(self.high, other.high),
        }
    }

    /// All three with so many persons more.
    #[must_use]
    pub fn moved(self, persons: f64) -> Level {
        let [low, target, high] = [self.low, self.target, self.high].map(|end| end.map(|end| end + persons));
        Level { low, target, high }
    }

    /// All three times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Level {
        let [low, target, high] =
            [self.low, self.target, self.high].map(|persons| persons.map(|persons| persons * factor));
        Level { low, target, high }
    }
}

/// The sum of two numbers, if both are stated.
fn sum(first: Option<f64>, second: Option<f64>) -> Option<f64> {
    Some(first? + second?)
}
