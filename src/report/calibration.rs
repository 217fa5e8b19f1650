//! What a calibration reports in the terminal: the fit by kind of figure, and what was not learned.

use std::collections::BTreeMap;

use super::terminal::{Column, worded_table};
use super::words::{Words, decimal, message};
use crate::experiment::calibrate::Fitted;
use crate::experiment::calibrate::table::{CorrelationRow, ParameterRow, TargetRow};

/// A parameter of which less than this part of the prior's spread was taken away was not learned.
const LEAST_LEARNED: f64 = 0.1;

/// Everything that the summary of a calibration shows.
pub struct CalibrationReport<'a> {
    /// The optima and members.
    pub fitted: &'a Fitted,
    /// The parameters.
    pub parameters: &'a [ParameterRow],
    /// The targets at the best point.
    pub targets: &'a [TargetRow],
    /// Parameters that trade off.
    pub correlations: &'a [CorrelationRow],
}

impl CalibrationReport<'_> {
    /// The summary, at most a screen.
    pub fn text(&self, words: &Words) -> String {
        let best = &self.fitted.optima[0];
        let asked = message!(
            "calibration-asked",
            parameters = self.parameters.len(),
            targets = self.targets.len(),
            starts = self.fitted.optima.len()
        );
        let objective = message!(
            "calibration-objective",
            first = decimal(best.path[0], 0),
            last = decimal(best.objective, 0),
            steps = best.path.len() - 1
        );
        let unknown = self.parameters.iter().filter(|row| row.learned() < LEAST_LEARNED).count();
        let learned = message!(
            "calibration-learned",
            unknown = unknown,
            parameters = self.parameters.len(),
            pairs = self.correlations.len(),
            members = self.fitted.members.len()
        );
        [words.text(&asked), words.text(&objective), self.fit(words), words.text(&learned)].join("\n\n")
            + "\n"
    }

    /// Root mean square errors by run and kind of figure.
    fn fit(&self, words: &Words) -> String {
        let mut kinds: BTreeMap<(&str, &str), Vec<f64>> = BTreeMap::new();
        for row in self.targets {
            kinds.entry((row.run, row.kind())).or_default().push(row.error());
        }
        let columns = [
            Column::Words(message!("column-run")),
            Column::Words(message!("column-figures")),
            Column::Figures(message!("column-count")),
            Column::Figures(message!("column-mean-error")),
            Column::Figures(message!("column-rms-error")),
        ];
        let mut lines = Vec::new();
        for ((run, kind), errors) in kinds {
            let count = errors.len() as f64;
            let mean = errors.iter().sum::<f64>() / count;
            let square = errors.iter().map(|error| error * error).sum::<f64>() / count;
            lines.push([
                run.replace('_', " "),
                kind.to_owned(),
                errors.len().to_string(),
                format!("{mean:.2}"),
                format!("{:.2}", square.sqrt()),
            ]);
        }
        let title = words.text(&message!("calibration-fit"));
        format!("{title}\n{}", worded_table(words, &columns, lines))
    }
}
