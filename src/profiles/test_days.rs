//! The days of the language tests of a profile.

use crate::policy::law::Law;
use crate::time::Day;

/// The days of the language tests of a profile, where they are stated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TestDays {
    /// Of the test in the first official language.
    pub first: Option<Day>,
    /// Of the test in the other official language.
    pub second: Option<Day>,
    /// Of the spouse's test.
    pub spouse: Option<Day>,
}

impl TestDays {
    /// The first day on which each of these tests no longer holds, under the validity of its day.
    pub fn expiries(self, law: &Law) -> TestDays {
        let expiry = |tested: Day| tested.plus_months(i32::from(law.rules_on(tested).language_test_months()));
        TestDays {
            first: self.first.map(expiry),
            second: self.second.map(expiry),
            spouse: self.spouse.map(expiry),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_holds_for_two_years() {
        let days = TestDays { first: Some("2024-03-01".parse().unwrap()), ..TestDays::default() };
        let expiries = days.expiries(&Law::published());
        assert_eq!(expiries.first, Some("2026-03-01".parse().unwrap()));
        assert_eq!(expiries.second, None);
    }
}
