//! The tables of a result that hold every replication, with the columns that the file contract names.

mod admissions;
mod flows;
mod inventory;
mod invited;
mod nominations;
mod pool;
mod quarter_plans;
mod rounds;

pub use self::admissions::{
    Admission, MonthlyAdmission, admissions, admissions_monthly, by_month_and_program, by_year_and_line,
};
pub use self::flows::flows;
pub use self::inventory::inventory;
pub use self::invited::invited;
pub use self::nominations::nominations;
pub use self::pool::pool;
pub use self::quarter_plans::quarter_plans;
pub use self::rounds::rounds;

/// Description of a column that every table of a scenario has.
pub(crate) const SCENARIO: &str = "Name of the scenario's file, without its ending.";
const REPLICATION: &str = "Index of the replication, from 0.";

/// Decimals of shares.
const SHARE_DECIMALS: usize = 5;

/// The rows of all replications, one after another, each with the index of its replication.
fn rows_of<T>(replications: &[(u32, impl AsRef<[T]>)]) -> Vec<(u32, &T)> {
    let mut all = Vec::new();
    for (replication, rows) in replications {
        all.extend(rows.as_ref().iter().map(|row| (*replication, row)));
    }
    all
}

#[cfg(test)]
mod tests;
