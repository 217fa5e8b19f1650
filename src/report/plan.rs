//! Answers of `drawsim plan`: sentences, tables and the chart of the frontier.

mod points;
mod sizes;
mod target;

use self::target::Answered;
use crate::experiment::inverse::table::Varied;
use crate::experiment::inverse::{Answer, PlanPoint, Question, Smoothest};
use crate::model::Model;
use crate::report::chart::{self, Chart, FrontierText};
use crate::report::rounds::scale_note;
use crate::report::words::{Words, message, short};

/// A planned scenario, and the language of the report.
#[derive(Clone, Copy)]
pub struct PlanReport<'a> {
    /// The scenario with its meaning.
    pub model: &'a Model,
    /// Title of the scenario.
    pub scenario_title: &'a str,
    /// The short description of the scenario, line by line, for the foot of charts.
    pub described: &'a [String],
    /// Replications of each plan.
    pub replications: u32,
    /// The catalogue.
    pub words: &'a Words,
}

impl PlanReport<'_> {
    /// How each plan was run, and how to run it with the full population.
    pub fn runs(&self) -> String {
        let scale = self.model.population.scale;
        let full = if scale < 1.0 { message!("plan-runs-sampled") } else { message!("plan-runs-full") };
        let scale = short(scale, 6);
        self.words.text(&message!("plan-runs", replications = self.replications, scale = scale, full = full))
    }

    /// The target that keeps a cutoff, in sentences.
    pub fn target(&self, answer: &Answer, question: &Question) -> String {
        Answered { answer, question, model: self.model }.text(self.words)
    }

    /// The number of runs behind an answer.
    pub fn count_of_runs(&self, runs: u32) -> String {
        self.words.text(&message!("answer-runs", runs = runs))
    }

    /// The sizes with the least variability, and all plans that were tried.
    pub fn sizes(&self, smoothest: &Smoothest) -> String {
        sizes::text(smoothest, self.words)
    }

    /// Mean CRS of the invited against persons admitted, as a table.
    pub fn frontier(&self, frontier: &[PlanPoint]) -> String {
        let title = self.words.text(&message!("plan-frontier"));
        format!("{title}\n{}\n\n", points::text(frontier, Varied::TargetFactor, self.words))
    }

    /// Mean CRS of the invited against persons admitted, as a chart.
    pub fn frontier_chart(&self, frontier: &[PlanPoint]) -> Chart {
        let PlanReport { model, words, .. } = *self;
        let title = words.text(&message!("frontier-title"));
        let title = &words.assuming_carried_crs(title, &model.law, model.end);
        let mut notes = vec![words.text(&message!("frontier-scenario", title = self.scenario_title))];
        notes.extend_from_slice(self.described);
        notes.extend(words.carried_crs(&model.law, model.end));
        notes.extend(scale_note(model.population.scale, words));
        chart::frontier(FrontierText { title, notes: &notes, words }, frontier, self.replications)
    }
}
