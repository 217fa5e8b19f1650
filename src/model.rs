//! A scenario given meaning: its law, its people, its calendar of rounds, its targets and its warm-up,
//! checked.

mod assembly;
pub(crate) mod base;
mod category_notices;
pub mod difference;
mod members;
pub(crate) mod mixture;
pub(crate) mod nominations;
pub(crate) mod nominee_stock;
mod notice;
pub(crate) mod notices;
pub mod one_step;
pub(crate) mod overlap;
pub(crate) mod period;
pub(crate) mod plan;
mod plan_notices;
mod resolved;
pub(crate) mod targets;
pub(crate) mod warm_up;

pub use crate::scenario::Sizing;
pub use assembly::Assembly;
pub(crate) use assembly::KnownModel;
pub use nominee_stock::NomineeStock;
pub use notice::{
    CategoryNotice, IdleLevel, LevelsNotice, NominationsNotice, Notice, RunNotice, TargetsNotice,
};
pub use plan::PlannedRound;
pub use resolved::Model;
pub use targets::{Targets, TargetsPeriod};
pub use warm_up::{Fit, Group, WarmUp};
