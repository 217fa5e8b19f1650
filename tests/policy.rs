//! The law against its sources: published examples, published tables, hand-computed cases, a second scorer.

#[path = "policy/people.rs"]
mod people;

#[path = "policy/examples.rs"]
mod examples;

#[path = "policy/tables.rs"]
mod tables;

#[path = "policy/second_scorer.rs"]
mod second_scorer;

#[path = "policy/properties.rs"]
mod properties;

#[path = "policy/eligibility.rs"]
mod eligibility;

#[path = "policy/dates.rs"]
mod dates;

#[path = "policy/reforms.rs"]
mod reforms;

#[path = "policy/errors.rs"]
mod errors;
