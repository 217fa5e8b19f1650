//! Which programs and categories a candidate is eligible for, as a set of bits.

use std::ops::{BitAnd, BitOr, BitOrAssign};

/// A set of programs and categories: programs are the first bits, categories follow, in the order of
/// [`crate::policy::law::Law::programs`] and [`crate::policy::law::Law::categories`].
///
/// A nominee has the bit of the Provincial Nominee Program and those of the federal programs. The round
/// decides whether nominees are invited in a program or category round (assumption A15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eligibility(pub u32);

impl Eligibility {
    /// The empty set: not eligible to be in the pool.
    pub const NONE: Eligibility = Eligibility(0);

    /// The set of one bit.
    pub fn bit(index: usize) -> Eligibility {
        assert!(index < 32, "bit {index} of a set of 32");
        Eligibility(1 << index)
    }

    /// Whether nothing is in the set.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the sets have something in common: the test of a round's type against a candidate.
    ///
    /// ```
    /// # use drawsim::policy::rules::Eligibility;
    /// let both = Eligibility::bit(0) | Eligibility::bit(2);
    /// assert!(both.intersects(Eligibility::bit(2)));
    /// assert!(!both.intersects(Eligibility::bit(1)));
    /// ```
    #[inline]
    pub fn intersects(self, other: Eligibility) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether one bit is in the set.
    #[inline]
    pub fn has(self, index: usize) -> bool {
        self.intersects(Eligibility::bit(index))
    }

    /// The indices in the set, rising.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..32).filter(move |index| self.0 & (1 << index) != 0)
    }
}

impl BitOr for Eligibility {
    type Output = Eligibility;
    fn bitor(self, other: Eligibility) -> Eligibility {
        Eligibility(self.0 | other.0)
    }
}

impl BitOrAssign for Eligibility {
    fn bitor_assign(&mut self, other: Eligibility) {
        self.0 |= other.0;
    }
}

impl BitAnd for Eligibility {
    type Output = Eligibility;
    fn bitand(self, other: Eligibility) -> Eligibility {
        Eligibility(self.0 & other.0)
    }
}
