//! The differences between two scenarios: values as they are written, targets of the Levels Plans, and law.

mod entries;
mod first_day;
mod law;
mod levels;
mod row;
mod side;

pub use law::of_published_law;
pub use row::{Difference, Part};
pub use side::Side;
