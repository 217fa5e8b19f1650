//! What cannot be right about a profile that can be read, or no longer holds on the day of the scores.

use crate::time::Day;

/// Something about a row that is noticed; the profile is scored as it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A test or an assessment is no longer valid on the day of the scores.
    Expired {
        /// The column of its date.
        column: String,
        /// Its date.
        dated: Day,
        /// The last day on which it held.
        last: Day,
    },
    /// The candidate has worked for more years than the age has room for.
    ManyYears {
        /// All years of work.
        years: u8,
        /// The age.
        age: i32,
    },
    /// The age is too low for the level of education.
    EarlyEducation {
        /// The age.
        age: i32,
        /// The lowest age that is likely.
        youngest: i32,
    },
    /// Months of work are more than all years of work hold.
    ManyMonths {
        /// Their column.
        column: String,
        /// The months.
        months: u8,
        /// All full years of work.
        years: u8,
    },
    /// The spouse has worked for more years than a life has room for.
    ManySpouseYears {
        /// The years.
        years: u8,
    },
    /// Study in Canada is given without a credential after secondary school.
    StudyWithoutCredential,
    /// The age and the birth date differ; the birth date is taken.
    OtherAge {
        /// The age as given.
        age: String,
        /// The age by the birth date.
        by_birth: i32,
    },
    /// A scale is given without a test.
    ScaleAlone {
        /// The column of the scale.
        column: String,
    },
}
