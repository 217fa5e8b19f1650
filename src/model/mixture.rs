//! Two scenarios on the same people: the groups of their differences, and the models between them, which
//! have some groups of the one and the rest of the other.

mod differing;
mod group;
mod pair;
mod people;
mod rounds;

pub use group::{DifferenceGroup, GroupSet};
pub use pair::{Pair, Sides};
