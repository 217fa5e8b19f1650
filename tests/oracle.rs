//! The pool and the round against slow, obvious ones, on many random inputs and on cases computed by hand.

#[path = "oracle/candidates.rs"]
mod candidates;

#[path = "oracle/round.rs"]
mod round;

#[path = "oracle/pool.rs"]
mod pool;
