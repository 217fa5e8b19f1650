//! Options for a run that ends when the intervals of its means are narrow enough.

use crate::cli::file_target::refused;
use crate::document::problem::InvalidInput;
use crate::experiment::precision::{PreciseOutcome, Precision, Widest};
use crate::model::{Model, Notice};
use crate::report::manifest::RanPrecision;
use crate::report::terminal::wrapped;
use crate::report::words::{Words, message, precision_reached};

/// Most replications unless the user states another number.
const MOST_REPLICATIONS: u32 = 1000;

#[derive(Debug, clap::Args)]
pub struct PrecisionOptions {
    /// Add replications, in batches of 20 (of a calibrated population, of as many as it has members), until
    /// the 95 % interval of the mean of an outcome in each year (of a comparison, of the mean difference) is
    /// at most NUMBER wide on either side:
    /// cutoff:0.5, cutoff.cec:0.5 for one type of rounds, admissions:200.
    #[arg(long, value_name = "OUTCOME:NUMBER", conflicts_with = "replications")]
    precision: Option<Precision>,
    /// Most replications of a run with --precision [default: 1000].
    #[arg(long, value_name = "N", requires = "precision", allow_negative_numbers = true,
          value_parser = clap::value_parser!(u32).range(2..=1_000_000))]
    most_replications: Option<u32>,
}

/// The end of a run: when it is precise, or has the most replications.
#[derive(Clone, Copy)]
pub struct Until<'a> {
    pub precision: &'a Precision,
    /// Replications of a batch.
    pub batch: u32,
    /// Most replications: whole batches of a calibrated population.
    pub most: u32,
}

impl PrecisionOptions {
    /// The precision that is asked for.
    pub fn asked(&self) -> Option<&Precision> {
        self.precision.as_ref()
    }

    /// The end of a run of a model, if a precision is asked for.
    ///
    /// # Errors
    /// If the plan holds no round of the type, or a batch has more replications than the most.
    pub fn until(&self, model: &Model) -> Result<Option<Until<'_>>, InvalidInput> {
        let Some(precision) = &self.precision else { return Ok(None) };
        if precision.outcome == PreciseOutcome::Cutoff {
            check_type(precision, model)?;
        }
        let members = model.members();
        let batch = Precision::batch(members);
        let most = self.most_replications.unwrap_or(MOST_REPLICATIONS.max(batch));
        if members == 0 {
            return Ok(Some(Until { precision, batch, most }));
        }
        if most < batch {
            let title = format!(
                "`--most-replications` is {most}, and the calibrated population has {members} members"
            );
            return Err(refused(
                title,
                &format!("expected {members} or more: a batch simulates each member"),
            ));
        }
        Ok(Some(Until { precision, batch, most: most - most % batch }))
    }
}

/// Refuses a precision of cutoffs that no round of the plan has.
fn check_type(precision: &Precision, model: &Model) -> Result<(), InvalidInput> {
    let types = model.held_types();
    if types.is_empty() {
        let title = format!("`--precision {precision}` asks for cutoffs, and the plan holds no round");
        return Err(refused(title, "expected a scenario with rounds, or admissions:NUMBER"));
    }
    match &precision.round_type {
        Some(asked) if !types.contains(&asked) => {
            let names: Vec<String> = types.iter().map(|held| format!("`{held}`")).collect();
            let title = format!("`--precision {precision}`: the plan holds no round of the type `{asked}`");
            Err(refused(title, &format!("expected one of {}", names.join(", "))))
        }
        Some(_) | None => Ok(()),
    }
}

impl Until<'_> {
    /// The end of the batch that goes on after so many replications.
    pub fn end_of_batch(&self, replications: u32) -> u32 {
        (replications / self.batch + 1) * self.batch
    }

    /// Whether so many replications end a batch and are precise enough.
    pub fn is_complete(&self, replications: u32, widest: impl FnOnce() -> Option<Widest>) -> bool {
        let is_whole = replications > 0 && replications.is_multiple_of(self.batch);
        is_whole && widest().is_some_and(|widest| self.precision.is_met_by(&widest))
    }

    /// The precision for the manifest, once the run has ended.
    pub fn ran(&self, widest: Option<&Widest>) -> RanPrecision {
        RanPrecision {
            asked: self.precision.to_string(),
            most_replications: self.most,
            is_reached: self.is_met_by(widest),
            widest: widest.map(|widest| format!("{} {}", widest.outcome.name, widest.outcome.year)),
            half_width: widest.and_then(|widest| widest.half_width),
        }
    }

    /// The notices on so many replications: they are too few for members, or for the precision.
    pub fn notices(&self, model: &Model, widest: Option<&Widest>, replications: u32) -> Vec<Notice> {
        let missed = (!self.is_met_by(widest)).then(|| Notice::Imprecise {
            asked: self.precision.to_string(),
            replications,
            outcome: widest.map(|widest| (widest.outcome.name.clone(), widest.outcome.year)),
            half_width: widest.and_then(|widest| widest.half_width),
        });
        // The notice on the most replications was given before the run.
        let few = model.few_replications(replications).filter(|_| replications < self.most);
        few.into_iter().chain(missed).collect()
    }

    /// A sentence on the precision, if the run reached it.
    pub fn reached(&self, widest: Option<&Widest>, words: &Words) -> Option<String> {
        let widest = widest.filter(|widest| self.precision.is_met_by(widest))?;
        let half_width = widest.half_width?;
        let reached = precision_reached(&widest.outcome.name, widest.outcome.year, half_width);
        let asked = self.precision.to_string();
        let message = message!("precise", asked = asked.as_str(), reached = reached);
        Some(format!("{}\n\n", wrapped(&words.text(&message))))
    }

    fn is_met_by(&self, widest: Option<&Widest>) -> bool {
        widest.is_some_and(|widest| self.precision.is_met_by(widest))
    }
}
