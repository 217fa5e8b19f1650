//! Forecasts as distributions: methods side by side, each with its model error, and their weighted mean.
//!
//! `distribution` holds a predicted cutoff as quantiles. `model_error` learns how far a method is off, from
//! its past errors. `stack` weighs methods by how well they did. `pnp_regression` is a method for rounds of
//! nominees. `coupling` makes paths of a forecast. `learned` is the file of what a backtest has learned.
//! `ahead` simulates the rounds to come,
//! `methods` has what the other methods say of them, and `rounds` makes the forecast of each.

pub mod ahead;
pub mod coupling;
pub mod distribution;
pub mod learned;
mod methods;
pub mod model_error;
pub mod pnp_regression;
pub mod rounds;
pub mod row;
pub mod stack;
pub mod ties;
