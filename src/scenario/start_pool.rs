//! The pool with which a run starts.

/// What the pool holds on the first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartPool {
    /// As many candidates in each band as in the newest published snapshot.
    Published,
    /// Empty, with no application in progress.
    Empty,
    /// The pool that a simulation of the months before leads to.
    SpinUp,
}

impl StartPool {
    /// Names in a scenario, in the order of the variants.
    pub const NAMES: [&str; 3] = ["published", "empty", "spin_up"];
    /// All variants.
    pub const ALL: [StartPool; 3] = [StartPool::Published, StartPool::Empty, StartPool::SpinUp];

    /// Its name in a scenario.
    pub fn name(self) -> &'static str {
        StartPool::NAMES[self as usize]
    }
}
