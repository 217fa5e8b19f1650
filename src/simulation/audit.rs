//! The audit of candidates: none is lost or counted twice. It runs at every round, in release builds too.

use super::State;

impl State<'_> {
    /// Checks three sums: initial + submitted = present + invited + each kind of exit; open invitations of
    /// all programs = invited; initial applications + applied = approved + refused + in progress.
    ///
    /// # Panics
    /// If a candidate was lost or counted twice.
    pub(super) fn audit(&self) {
        let mut total = self.total;
        total.add(&self.flows);
        let entered = total.submitted + total.resubmitted;
        let (present, invited) = (self.pool.present(), self.pool.invited());
        let exits = total.exits();
        let initial = self.opening.candidates;
        assert!(
            initial + i64::from(entered) == i64::from(present + invited + exits),
            "{}: {initial} were there and {entered} entered, but {present} are present, {invited} invited \
             and {exits} left: {total:?}",
            self.place(),
        );
        let unanswered = self.invitations_open.iter().sum::<u32>();
        assert!(
            unanswered == invited,
            "{}: {invited} are invited, but {unanswered} invitations are open",
            self.place(),
        );
        let open = self.applications_open.iter().sum::<u32>();
        let decided = total.approved + total.refused;
        let applied = self.opening.applications + total.applied;
        assert!(
            applied == decided + open,
            "{}: {applied} applied, but {decided} were decided and {open} are in progress",
            self.place(),
        );
    }

    /// Seed, replication and date, for a message about a broken invariant.
    pub(super) fn place(&self) -> String {
        let run = format!("seed {}, replication {}", self.randomness.seed(), self.randomness.replication());
        format!("{run}, {}", self.today)
    }
}
