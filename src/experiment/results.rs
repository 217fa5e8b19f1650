//! The tables of a result that hold every replication, with the columns that the file contract names.

mod admissions;
mod flows;
mod inventory;
mod invited;
mod invited_groups;
mod invited_monthly;
mod nominations;
mod pool;
mod quarter_plans;
mod rounds;

pub(crate) use self::admissions::{
    MonthlyAdmission, admissions, admissions_monthly, by_month_and_program, by_year_and_line, persons,
};
pub(crate) use self::flows::flows;
pub(crate) use self::inventory::inventory;
pub(crate) use self::invited::invited;
pub(crate) use self::invited_groups::{GroupedInvited, by_group, invited_groups};
pub(crate) use self::invited_monthly::{InvitedMeans, MonthlyInvited, by_month, invited_monthly};
pub(crate) use self::nominations::nominations;
pub(crate) use self::pool::pool;
pub(crate) use self::quarter_plans::quarter_plans;
pub use self::rounds::{Compared, rounds};

#[cfg(test)]
mod tests;
