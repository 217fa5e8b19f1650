//! drawsim simulates Canada's Express Entry: candidates, rounds of invitations, cutoffs.
//!
//! The modules stand in the order in which data flows; each uses only those above it.

pub mod time;

pub mod scenario;

pub mod policy;

pub mod published;

pub mod experiment;
