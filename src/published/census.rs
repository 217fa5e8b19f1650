//! A count of the pool by score band, published or simulated.

use crate::time::Day;

/// Most candidates of a whole pool.
pub const MOST_CANDIDATES: u32 = 10_000_000;

/// Lowest and highest score of IRCC's disjoint bands, from the top.
pub const BANDS: [(u16, u16); 15] = [
    (601, 1200),
    (501, 600),
    (491, 500),
    (481, 490),
    (471, 480),
    (461, 470),
    (451, 460),
    (441, 450),
    (431, 440),
    (421, 430),
    (411, 420),
    (401, 410),
    (351, 400),
    (301, 350),
    (0, 300),
];

/// IRCC's bands that are sums of five of [`BANDS`], published beside them.
pub const WIDE_BANDS: [(u16, u16); 2] = [(451, 500), (401, 450)];

/// A count of the pool by score band, published or simulated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Census {
    /// The day, before its rounds.
    pub date: Day,
    /// Candidates in each of [`BANDS`]; none where no figure was published.
    pub candidates: [Option<u32>; BANDS.len()],
    /// Candidates in the pool.
    pub total: u32,
}

impl Census {
    /// The sum of the bands; none where a band has no figure.
    pub fn band_sum(&self) -> Option<u32> {
        self.candidates.iter().copied().sum()
    }

    /// Whether the bands do not add up to the total.
    pub fn is_uneven(&self) -> bool {
        self.band_sum().is_some_and(|sum| sum != self.total)
    }
}
