//! The drawsim command.
fn main() {}
