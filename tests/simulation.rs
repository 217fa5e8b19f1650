//! Whole runs: against theory, against the published facts, and person by person.

#[path = "simulation/model.rs"]
mod model;

#[path = "simulation/theory.rs"]
mod theory;

#[path = "simulation/people.rs"]
mod people;

#[path = "simulation/samplers.rs"]
mod samplers;

#[path = "simulation/start.rs"]
mod start;

#[path = "simulation/replay.rs"]
mod replay;

#[path = "simulation/events.rs"]
mod events;

#[path = "simulation/behaviour.rs"]
mod behaviour;

#[path = "simulation/marginals.rs"]
mod marginals;

#[path = "simulation/plausible.rs"]
mod plausible;

#[path = "simulation/submissions.rs"]
mod submissions;

#[path = "simulation/nominations.rs"]
mod nominations;

#[path = "simulation/fork.rs"]
mod fork;
