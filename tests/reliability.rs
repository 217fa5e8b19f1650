//! What must hold whatever happens: broken texts, odd places, kills, limits of the machine.

#[path = "reliability/place.rs"]
mod place;

#[path = "reliability/texts.rs"]
mod texts;

#[path = "reliability/messages.rs"]
mod messages;

#[path = "reliability/targets.rs"]
mod targets;

#[path = "reliability/kept.rs"]
mod kept;

#[path = "reliability/machine.rs"]
mod machine;

#[path = "reliability/cells.rs"]
mod cells;
