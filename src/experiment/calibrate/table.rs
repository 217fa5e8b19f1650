//! The tables of a calibration: parameters, fit to each target, correlations, members.

use super::error_model::BAND_GROUPS;
use super::fit::{Calibration, Fitted};
use super::target::{Figure, Target};
use crate::document::problem::InvalidInput;
use crate::policy::program::Program;
use crate::published::invited::ALL_PROGRAMS;
use crate::published::submissions::SUBMITTED_SCORES;
use crate::table::{About, Table};

/// Correlations nearer to 0 are left out of their table.
const LEAST_CORRELATION: f64 = 0.5;

/// Names of the runs.
const ONE_STEP: &str = "one_step";
const FREE_RUN: &str = "free_run";

const WRITTEN: &str = "By `drawsim calibrate`.";

const PARAMETERS: About = About {
    name: "parameters",
    row: "One row for each parameter of the calibration, on its transformed scale, as an offset from the \
          population file that it starts from.",
    key: &["parameter"],
    written: WRITTEN,
};

const TARGETS: About = About {
    name: "calibration_targets",
    row: "One row for each published figure that the calibration is compared with, at its best point.",
    key: &["run", "kind", "group", "date"],
    written: WRITTEN,
};

const CORRELATIONS: About = About {
    name: "correlations",
    row: "One row for each two parameters that the figures cannot tell apart: those whose posterior \
          correlation is 0.5 or more, or -0.5 or less.",
    key: &["parameter", "other"],
    written: WRITTEN,
};

/// A parameter before and after the fit.
pub struct ParameterRow {
    /// Its name: the key, with the day of a knot or what it is of a course over time.
    pub parameter: String,
    /// Mean of the prior.
    pub prior_mean: f64,
    /// Standard deviation of the prior.
    pub prior_sd: f64,
    /// Value at the best point.
    pub value: f64,
    /// Standard deviation after the fit, by Laplace's approximation, without widening.
    pub sd: f64,
}

impl ParameterRow {
    /// Distance from the prior mean, in prior standard deviations.
    fn moved(&self) -> f64 {
        (self.value - self.prior_mean) / self.prior_sd
    }

    /// The part of the prior's standard deviation that the figures took away: 0 says nothing was learned.
    pub fn learned(&self) -> f64 {
        1.0 - self.sd / self.prior_sd
    }
}

/// A target with what the best point says of it.
pub struct TargetRow {
    /// `one_step` or `free_run`.
    pub run: &'static str,
    /// The published figure.
    pub target: Target,
    /// The simulated value; none where the run did not come to it.
    pub simulated: Option<f64>,
}

impl TargetRow {
    /// Kind of the figure.
    pub fn kind(&self) -> &'static str {
        self.target.figure.kind()
    }

    /// Whether it is compared with the free run.
    pub fn is_free(&self) -> bool {
        self.run == FREE_RUN
    }

    /// How far the simulated value lies above the published one: the logarithm of their ratio, or for shares
    /// and cutoffs their difference.
    pub fn difference(&self) -> f64 {
        self.target.difference(self.simulated)
    }

    /// The error, in the standard deviations that the error model allows.
    pub fn error(&self) -> f64 {
        self.target.error(self.simulated)
    }
}

/// Two parameters that trade off.
pub struct CorrelationRow {
    parameter: String,
    other: String,
    correlation: f64,
}

/// The parameters, in the order of the spec.
pub fn parameter_rows(calibration: &Calibration, fitted: &Fitted) -> Vec<ParameterRow> {
    let best = &fitted.optima[0];
    let mut rows = Vec::new();
    for (place, (name, prior)) in calibration.priors().iter().enumerate() {
        rows.push(ParameterRow {
            parameter: name.clone(),
            prior_mean: prior.mean,
            prior_sd: prior.sd,
            value: best.point[place],
            sd: best.covariance[(place, place)].sqrt(),
        });
    }
    rows
}

/// The targets, those of the one-step run first.
///
/// # Errors
/// If the people of the best point cannot be read, which a fit would have refused.
pub fn target_rows(calibration: &Calibration, fitted: &Fitted) -> Result<Vec<TargetRow>, InvalidInput> {
    let comparisons = calibration.comparisons();
    let values = calibration.evaluator().values(&fitted.optima[0].point, comparisons)?;
    let mut rows = Vec::new();
    for (comparison, values) in comparisons.iter().zip(values) {
        let run = if comparison.window.is_some() { ONE_STEP } else { FREE_RUN };
        let targets = comparison.targets.iter().cloned().zip(values);
        rows.extend(targets.map(|(target, simulated)| TargetRow { run, target, simulated }));
    }
    Ok(rows)
}

/// Pairs of parameters with a high correlation at the best point.
pub fn correlation_rows(calibration: &Calibration, fitted: &Fitted) -> Vec<CorrelationRow> {
    let (names, covariance) = (calibration.priors(), &fitted.optima[0].covariance);
    let mut rows = Vec::new();
    for one in 0..names.len() {
        for other in one + 1..names.len() {
            let scale = (covariance[(one, one)] * covariance[(other, other)]).sqrt();
            let correlation = covariance[(one, other)] / scale;
            if correlation.abs() >= LEAST_CORRELATION {
                let (parameter, other) = (names[one].0.clone(), names[other].0.clone());
                rows.push(CorrelationRow { parameter, other, correlation });
            }
        }
    }
    rows
}

/// `parameters`: priors, values, and what was learned.
pub fn parameters(rows: &[ParameterRow]) -> Table {
    Table::of(&PARAMETERS, rows)
        .text("parameter", "Key of the population file, and what of its course over time.", |row| {
            Some(row.parameter.as_str())
        })
        .number("prior_mean", "Mean of the prior.", |row| Some(row.prior_mean))
        .number("prior_sd", "Standard deviation of the prior.", |row| Some(row.prior_sd))
        .number("value", "Value at the best point.", |row| Some(row.value))
        .number("sd", "Standard deviation after the fit, without widening.", |row| Some(row.sd))
        .number("moved", "Distance from the prior mean, in prior standard deviations.", |row| {
            Some(row.moved())
        })
        .number(
            "learned",
            "Part of the prior's standard deviation that the figures took away: 0 says nothing was learned.",
            |row| Some(row.learned()),
        )
        .finish()
}

/// `calibration_targets`: the fit to each published figure.
pub fn targets(rows: &[TargetRow]) -> Table {
    Table::of(&TARGETS, rows)
        .text("run", "`one_step`, or `free_run` where errors add up.", |row| Some(row.run))
        .text("kind", "Kind of figure.", |row| Some(row.target.figure.kind()))
        .text("group", "Type of round, scores, program or group of the invited.", |row| {
            Some(group(&row.target.figure))
        })
        .day("date", "Day, or first day of the period, of the figure.", |row| Some(row.target.day))
        .number("published", "Published value.", |row| Some(row.target.published))
        .number("simulated", "Simulated value; empty where the run did not come to it.", |row| row.simulated)
        .number("sd", "Standard deviation that the error model allows.", |row| Some(row.target.sd))
        .number("error", "Error in these standard deviations.", |row| Some(row.target.error(row.simulated)))
        .finish()
}

/// `correlations`: parameters that trade off.
pub fn correlations(rows: &[CorrelationRow]) -> Table {
    Table::of(&CORRELATIONS, rows)
        .text("parameter", "A parameter.", |row| Some(row.parameter.as_str()))
        .text("other", "The other one.", |row| Some(row.other.as_str()))
        .number("correlation", "Posterior correlation, from -1 to 1.", |row| Some(row.correlation))
        .finish()
}

/// The table of members, as CSV: a row a member, a column a key of the population file.
pub fn members(calibration: &Calibration, fitted: &Fitted) -> String {
    let mut text = String::new();
    let after = calibration.spec().window.to + 1;
    for (place, member) in fitted.members.iter().enumerate() {
        let assignments = calibration.evaluator().parameters.member_assignments(member, after);
        if place == 0 {
            let columns = assignments.iter().map(|assignment| assignment.path.to_string());
            text += &format!("member,{}\n", columns.collect::<Vec<_>>().join(","));
        }
        let values = assignments.iter().map(|assignment| assignment.value.to_string());
        text += &format!("{},{}\n", place + 1, values.collect::<Vec<_>>().join(","));
    }
    text
}

/// The group of a figure, as tables name it.
fn group(figure: &Figure) -> String {
    match figure {
        Figure::Round { round_type, number } | Figure::Cutoff { round_type, number } => {
            format!("{} {number}", round_type.name())
        }
        Figure::Band { group, .. } => {
            let (low, high) = BAND_GROUPS[*group];
            format!("{low}-{high}")
        }
        Figure::Submissions => "eligible".to_owned(),
        Figure::Invited(group) => {
            let program = group.program.map_or("all", |program| program.name());
            format!("{program} {} {}", group.attribute.name(), group.attribute.groups()[group.group])
        }
        Figure::Admissions(program) => program.name().to_owned(),
        Figure::SubmittedScore { range } => {
            let (low, high) = SUBMITTED_SCORES[*range];
            format!("{low}-{high}")
        }
        Figure::InProgress(program) => program.map_or(ALL_PROGRAMS, Program::name).to_owned(),
    }
}
