//! Why a cutoff moves: the difference of two scenarios in parts, and the candidates above a cutoff between
//! two days of one scenario.

mod account;
mod account_table;
mod attribution;
mod check;
mod design;
mod level;
mod question;
mod shares;
mod table;
#[cfg(test)]
mod tests;

pub use self::account::{Asked, Flow, accounts};
pub use self::account_table::{AccountFinding, AccountLine, LineName, account_rows, account_table};
pub use self::attribution::Attribution;
pub use self::check::{check_span, check_type};
pub use self::design::Design;
pub use self::level::{Level, Stock, usual_type};
pub use self::question::{Question, Span, years};
pub use self::shares::{Explained, Explanation, Part, explained};
pub use self::table::{Compared, explain_table};
