//! A run that goes on under another model: how it forks at a reform.

use std::sync::Arc;

use super::State;
use super::observed::Observed;
use super::state::Agenda;
use crate::model::Model;
use crate::policy::law::Law;
use crate::policy::rules::Eligibility;
use crate::record::Record;

impl<'model> State<'model> {
    /// The same state, going on under another model from today on.
    ///
    /// Candidates, open invitations and applications, the department's ledger and the random numbers are
    /// those of the run so far. Rounds, sizes and planned nominations are found in the other model by date
    /// and type. If the other law judges candidates differently already, all are scored again at once; a
    /// change of today comes with today's events. Under an equal model the run goes on as if it had not
    /// forked.
    ///
    /// Limit: a trace or a log of candidates names rounds by their place in the plan, from here on in that of
    /// the other model. To read one across a fork, take both plans. Rows of rounds have a date and a type.
    ///
    /// # Panics
    /// If the run has not begun, or if the models differ in a foundation of the state: the scale, the
    /// arrival streams, the provinces, or a last day after that of the run.
    #[must_use]
    pub fn under(mut self, model: &'model Model, record: &mut Record) -> State<'model> {
        let model = model.of_replication(self.randomness.replication());
        self.assert_can_go_on_under(model);
        let before = self.model;
        let is_same_base = match (&before.base, &model.base) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        let next_stock = self.agenda.nominee_stocks.get(self.next_stock).map(|stock| stock.day);
        self.model = model;
        self.agenda = Agenda::of(model);
        let (today, midnight) = (self.today, self.midnight);
        self.next_round = model.plan.partition_point(|round| round.instruction.drawn_at < midnight);
        self.next_census = model.census_days.partition_point(|day| *day < today);
        self.next_stock = model.nominee_stocks.partition_point(|stock| stock.day < today);
        if model.nominee_stocks.get(self.next_stock).map(|stock| stock.day) != next_stock {
            self.left_over = None;
        }
        if !is_same_base {
            self.take_sizes();
        }
        self.go_on_under_law(&before.law, record);
        self.learn_cutoffs();
        self
    }

    fn assert_can_go_on_under(&self, model: &Model) {
        let (before, place) = (self.model, self.place());
        let (ours, theirs) = (&before.population, &model.population);
        assert!(self.today >= before.start, "{place}: the run has not begun");
        assert!(model.end <= before.end, "{place}: nothing is scheduled after {}", before.end);
        assert!(ours.scale == theirs.scale, "{place}: scales {} and {}", ours.scale, theirs.scale);
        assert!(
            ours.streams.len() == theirs.streams.len(),
            "{place}: {} and {} arrival streams",
            ours.streams.len(),
            theirs.streams.len()
        );
        let (provinces, others) = (ours.nomination.provinces.len(), theirs.nomination.provinces.len());
        assert!(provinces == others, "{place}: {provinces} and {others} provinces");
        let (groups, others) = (ours.nomination.groups(), theirs.nomination.groups());
        assert!(groups == others, "{place}: {groups} and {others} groups of nominees");
    }

    /// Puts the other law in force as it was when today began.
    fn go_on_under_law(&mut self, before: &Law, record: &mut Record) {
        let law = &self.model.law;
        let in_force = if self.is_morning_over { self.today } else { self.today - 1 };
        let rules_before = self.rules;
        self.rules = law.rules_on(in_force);
        let has_same_groups = before.programs() == law.programs() && before.categories() == law.categories();
        if has_same_groups {
            self.rescore(rules_before, record);
        } else {
            self.observed.translate(before, law);
            self.rescore_all(record);
        }
    }
}

impl Observed {
    /// Renames the programs and categories of remembered rounds, whose bits are others in another law. Rounds
    /// of those that it does not have are forgotten.
    fn translate(&mut self, before: &Law, after: &Law) {
        for cutoff in &mut self.cutoffs {
            cutoff.eligible.admitted = translated(cutoff.eligible.admitted, before, after);
            cutoff.eligible.excluded = translated(cutoff.eligible.excluded, before, after);
        }
        self.cutoffs.retain(|cutoff| !cutoff.eligible.admitted.is_empty());
    }
}

/// The same programs and categories by the bits of another law.
fn translated(groups: Eligibility, before: &Law, after: &Law) -> Eligibility {
    let names: Vec<&String> = before.programs().iter().chain(before.categories()).collect();
    let mut translated = Eligibility::NONE;
    for index in groups.indices() {
        translated |= after.admitted_by(names[index]).unwrap_or(Eligibility::NONE);
    }
    translated
}
