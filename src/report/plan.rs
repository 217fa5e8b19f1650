//! The chart of the frontier, with its title and the notes at its foot.

use crate::experiment::inverse::PlanPoint;
use crate::model::Model;
use crate::report::chart::{self, Chart, FrontierText};
use crate::report::rounds::scale_note;
use crate::report::words::{Words, message};

/// Mean CRS of the invited against persons admitted, for the scenario of that title.
pub fn frontier(points: &[PlanPoint], model: &Model, scenario_title: &str, replications: u32) -> Chart {
    let words = &Words::english();
    let title = words.text(&message!("frontier-title"));
    let title = &words.assuming_carried_crs(title, &model.law, model.end);
    let mut notes = vec![words.text(&message!("frontier-scenario", title = scenario_title))];
    notes.extend(words.carried_crs(&model.law, model.end));
    notes.extend(scale_note(model.population.scale, words));
    chart::frontier(FrontierText { title, notes: &notes, words }, points, replications)
}
