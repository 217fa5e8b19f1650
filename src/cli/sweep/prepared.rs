//! A sweep before its first point: read, checked, measured on its base, and kept as a plan.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use crate::cli::budget::{byte_size, time};
use crate::cli::file_target::refused;
use crate::cli::options::{Common, Replications};
use crate::cli::session::Session;
use crate::document::plural::plural;
use crate::document::problem::InvalidInput;
use crate::experiment::design::UnitDesign;
use crate::experiment::sensitivity::{LEAST_BASE_POINTS, LEAST_TRAJECTORIES};
use crate::experiment::sweep::budget::{Allowance, Choice, Pace, choose};
use crate::experiment::sweep::{
    Cost, Design, Difference, PLAN, PlanFile, SweepPlan, SweepSpec, Sweeping, YearlyOutcome, asked,
    bytes_of_rows, cells, check_settings, context, first_values, half_width_of, model_of,
};
use crate::model::Model;
use crate::report::folder::WORK;
use crate::report::manifest::Stopwatch;
use crate::scenario::{Overlay, Scenario};
use crate::table::TableWriter;

/// Options of commands that plan a sweep.
#[derive(Debug, Args)]
pub struct Planning {
    /// File that states a sweep, or a sweep that the program carries.
    pub spec: String,
    /// Time that the sweep may take on this machine's threads, such as 30m or 2h: scale and replications are
    /// chosen to fit, and written into the plan.
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub budget: Option<Duration>,
    #[command(flatten)]
    pub replications: Replications,
    #[command(flatten)]
    pub common: Common,
}

/// A time, and how it was typed.
#[derive(Clone, Debug)]
pub struct Duration {
    typed: String,
    seconds: f64,
}

/// Reads a time such as `90s`, `30m` or `1.5h`.
fn duration(text: &str) -> Result<Duration, String> {
    let wrong = || "expected a time such as 90s, 30m or 2h".to_owned();
    let unit = match text.chars().last() {
        Some('s') => 1.0,
        Some('m') => 60.0,
        Some('h') => 3600.0,
        _ => return Err(wrong()),
    };
    let number: f64 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
    let seconds = number * unit;
    if !seconds.is_finite() || seconds <= 0.0 {
        return Err(wrong());
    }
    Ok(Duration { typed: text.to_owned(), seconds })
}

/// A sweep that can be run.
pub struct Prepared {
    /// The plan.
    pub plan: SweepPlan,
    /// Its base.
    pub base: Scenario,
    /// The model of the base.
    pub model: Model,
    /// The plan as it is kept.
    pub file: PlanFile,
    /// Where the result will stand.
    pub place: PathBuf,
}

impl Prepared {
    /// The folder of the work.
    pub fn work(&self) -> PathBuf {
        self.place.join(WORK)
    }
}

/// Reads a sweep, takes the plan of its folder or makes one, and says what it will cost.
pub fn prepare(asked: &Planning, session: &mut Session) -> anyhow::Result<Prepared> {
    let spec = SweepSpec::load(&asked.spec)?;
    let place = asked.common.output_or(&spec.name);
    session.check_place(&place)?;
    let kept = PlanFile::read(&place.join(WORK))?;
    let prepared = match &kept {
        Some(kept) => again(asked, spec, kept, place)?,
        None => anew(asked, spec, place, session)?,
    };
    session.print(&said(&prepared, asked.common.threads(u64::from(prepared.file.cells))))?;
    Ok(prepared)
}

/// Says that a design is too small for indices of sensitivity.
fn tell_small(spec: &SweepSpec, session: &Session) {
    let small = match spec.design {
        Design::Sampled(UnitDesign::Saltelli { base_points }) => {
            ((base_points as usize) < LEAST_BASE_POINTS).then_some(("base points", LEAST_BASE_POINTS))
        }
        Design::Sampled(UnitDesign::Morris { trajectories, .. }) => {
            ((trajectories as usize) < LEAST_TRAJECTORIES).then_some(("trajectories", LEAST_TRAJECTORIES))
        }
        Design::Sampled(UnitDesign::LatinHypercube { .. } | UnitDesign::Sobol { .. })
        | Design::Grid
        | Design::Table(_) => None,
    };
    if let Some((things, least)) = small {
        session.tell(&format!("`drawsim sensitivity` needs at least {least} {things}; this sweep has fewer"));
    }
}

/// The sweep of a plan that is kept: nothing is measured again.
fn again(asked: &Planning, spec: SweepSpec, kept: &PlanFile, place: PathBuf) -> anyhow::Result<Prepared> {
    let base = base(asked, &spec, kept.cost.scale)?;
    let outcomes: Option<Vec<YearlyOutcome>> = kept.outcomes.iter().map(|name| name.parse().ok()).collect();
    let replications = match kept.cost.budget {
        Some(_) => kept.replications,
        None => replications(asked, &spec, &base),
    };
    let outcomes = outcomes.unwrap_or_default();
    let context = context(&base, &outcomes);
    let plan = SweepPlan::new(spec, replications, outcomes, context)?;
    let file = PlanFile::of(&plan, &base, kept.cost.clone());
    if file.hash != kept.hash {
        let path = place.join(WORK).join(PLAN);
        let differences: Vec<String> =
            kept.differences(&file).into_iter().map(|what| described(what, kept, &file)).collect();
        let title = format!("`{}` is the plan of another sweep: {}", path.display(), differences.join("; "));
        let expected = "expected another folder with `-o`, the sweep as it was planned, or no folder `work`";
        return Err(refused(title, expected).into());
    }
    let model = Model::new(&base)?;
    Ok(Prepared { plan, base, model, file, place })
}

/// What differs between the plan that is kept and the sweep.
fn described(what: Difference, kept: &PlanFile, new: &PlanFile) -> String {
    match what {
        Difference::Version => {
            format!("it was made by drawsim {}, and this is {}", kept.version, new.version)
        }
        Difference::File => format!("`{}` has another text", new.file.name),
        Difference::Points => "the table of points has another text".to_owned(),
        Difference::Base => "the base or its settings are others".to_owned(),
        Difference::Inputs => "a file that the base reads has changed".to_owned(),
        Difference::Replications => {
            format!("it has {} replications, and not {}", kept.replications, new.replications)
        }
        Difference::Outcomes => "the outcomes are others".to_owned(),
        Difference::Commit => "drawsim was built from another commit".to_owned(),
    }
}

fn anew(
    typed: &Planning,
    spec: SweepSpec,
    place: PathBuf,
    session: &mut Session,
) -> anyhow::Result<Prepared> {
    let base = base(typed, &spec, None)?;
    let stated = replications(typed, &spec, &base);
    let unmeasured = SweepPlan::new(spec.clone(), stated, Vec::new(), String::new())?;
    let measured = Measured::of(&unmeasured, &base)?;
    check_settings(Sweeping { plan: &unmeasured, base: &base, model: &measured.model })?;
    let threads = typed.common.threads(u64::from(unmeasured.cells.count()));
    let outcomes = asked(&spec.outcomes, &measured.outcomes)?;
    tell_small(&spec, session);
    let (base, choice) = match &typed.budget {
        None => (base, None),
        Some(budget) => {
            let scale = base.population.scale;
            let cells = unmeasured.cells.count();
            let seconds = budget.seconds * threads as f64;
            let allowed = Allowance { seconds, cells, replications: stated, scale };
            let pace = pace(&unmeasured, &base, &measured)?;
            let choice = choose(pace, allowed).ok_or_else(|| too_short(budget, pace, allowed, threads))?;
            (self::base(typed, &spec, Some(choice.scale))?, Some(choice))
        }
    };
    let replications = choice.map_or(stated, |choice| choice.replications);
    let measured = if choice.is_some() { Measured::of(&unmeasured, &base)? } else { measured };
    let context = context(&base, &outcomes);
    let plan = SweepPlan::new(spec, replications, outcomes, context)?;
    let budget = typed.budget.as_ref();
    let precise = budget.and_then(|_| half_width_of(&measured.model, &plan));
    let cost = Cost {
        seconds_per_cell: rounded(measured.seconds_per_cell),
        seconds_per_replication: rounded(measured.seconds_per_replication),
        bytes_per_row: bytes_of_rows(&plan).round(),
        budget: budget.map(|budget| budget.typed.clone()),
        scale: choice.map(|choice| choice.scale),
        precise_outcome: precise.as_ref().map(|(outcome, _)| outcome.to_string()),
        expected_half_width: precise.map(|(_, width)| rounded(width)),
    };
    let file = PlanFile::of(&plan, &base, cost);
    session.note_simulated();
    let work = place.join(WORK);
    let path = work.join(PLAN);
    let is_first = file.write_first(&work).with_context(|| format!("cannot write `{}`", path.display()))?;
    if !is_first {
        // Another shard was faster.
        let kept = PlanFile::read(&work)?.unwrap_or_else(|| file.clone());
        return again(typed, plan.spec, &kept, place);
    }
    write_cells(&plan, &work)?;
    Ok(Prepared { plan, base, model: measured.model, file, place })
}

/// Cells of a batch of their table.
const BATCH_CELLS: u32 = 1 << 14;

/// Writes the table of cells into a folder.
pub fn write_cells(plan: &SweepPlan, folder: &Path) -> anyhow::Result<()> {
    let mut writer = TableWriter::create(folder, "cells", &cells(plan, &[]))?;
    let count = plan.cells.count();
    for start in (0..count).step_by(BATCH_CELLS as usize) {
        let batch: Vec<_> = (start..(start + BATCH_CELLS).min(count)).map(|at| plan.cells.cell(at)).collect();
        writer.write(&cells(plan, &batch))?;
    }
    Ok(writer.finish()?)
}

fn rounded(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// The base, at a scale that was chosen or at its own.
fn base(asked: &Planning, spec: &SweepSpec, scale: Option<f64>) -> Result<Scenario, InvalidInput> {
    let mut overlay = asked.common.overlay();
    overlay.seed = overlay.seed.or(spec.seed);
    overlay.set.extend(scale.map(|scale| format!("population.scale={scale}")));
    Scenario::load(&spec.base, &Overlay { replications: asked.replications.replications, ..overlay })
}

fn replications(asked: &Planning, spec: &SweepSpec, base: &Scenario) -> u32 {
    asked.replications.replications.or(spec.replications).unwrap_or(base.replications)
}

/// What the first point of a sweep took, in its first replication.
struct Measured {
    /// The model of the base.
    model: Model,
    outcomes: BTreeSet<YearlyOutcome>,
    seconds_per_cell: f64,
    seconds_per_replication: f64,
}

impl Measured {
    fn of(plan: &SweepPlan, base: &Scenario) -> Result<Measured, InvalidInput> {
        let model = Model::new(base)?;
        // What replications of the base compute once, such as the people of a member, is no cost of a cell.
        let first = first_values(&model, 0..1);
        let point = plan.cells.cell(plan.cells.bases());
        let stopwatch = Stopwatch::start();
        let cell = model_of(Sweeping { plan, base, model: &model }, &point);
        let seconds_per_cell = stopwatch.seconds();
        let stopwatch = Stopwatch::start();
        first_values(cell.as_ref().unwrap_or(&model), 0..1);
        let seconds_per_replication = stopwatch.seconds();
        let outcomes = first.into_iter().flat_map(std::collections::BTreeMap::into_keys).collect();
        Ok(Measured { model, outcomes, seconds_per_cell, seconds_per_replication })
    }
}

/// A scale at which a second measurement is quick.
const SMALL_SCALE: f64 = 0.02;

/// The pace at any scale.
fn pace(plan: &SweepPlan, base: &Scenario, measured: &Measured) -> Result<Pace, InvalidInput> {
    let scale = base.population.scale;
    let small = (scale / 2.0).min(SMALL_SCALE);
    let smaller = Measured::of(plan, &base.with(&[("population.scale", &small.to_string())])?)?;
    let [small, large] =
        [[small, smaller.seconds_per_replication], [scale, measured.seconds_per_replication]];
    Ok(Pace::of(measured.seconds_per_cell, small, large))
}

fn too_short(budget: &Duration, pace: Pace, allowed: Allowance, threads: usize) -> InvalidInput {
    let least = Choice { replications: allowed.replications.min(2), scale: 0.01_f64.min(allowed.scale) };
    let minutes = pace.cell(least) * f64::from(allowed.cells) / threads as f64 / 60.0;
    let title = format!(
        "{} do not fit into {}: at scale {} with {} they take about {:.1} minutes",
        plural(u64::from(allowed.cells), "cell"),
        budget.typed,
        least.scale,
        plural(u64::from(least.replications), "replication"),
        minutes
    );
    refused(title, "expected a longer `--budget`, or fewer points")
}

/// What a sweep holds and costs.
fn said(prepared: &Prepared, threads: usize) -> String {
    let Prepared { plan, base, file, .. } = prepared;
    let (bases, count) = (plan.cells.bases(), plan.cells.count());
    let cost = &file.cost;
    let seconds = cost.seconds(count, plan.replications) / threads as f64;
    let bytes = cost.bytes_per_row * plan.rows() as f64;
    let mut text = format!(
        "{}\n\n{} and {}, {} each, at scale {}: {}.\nAbout {} on {}, and {} on the disk.",
        plan.spec.title,
        plural(u64::from(count - bases), "point"),
        plural(u64::from(bases), "base"),
        plural(u64::from(plan.replications), "replication"),
        base.population.scale,
        plural(plan.rows(), "run"),
        short_time(seconds),
        plural(threads as u64, "thread"),
        byte_size(bytes)
    );
    if let Some(budget) = &cost.budget {
        text += &format!("\nScale and replications were chosen for {budget}.");
    }
    if let (Some(outcome), Some(width)) = (&cost.precise_outcome, cost.expected_half_width) {
        text += &format!(
            " Expect `{outcome}` of a point within {width:.1} (95 %), and its effect closer: pairs share \
             their luck."
        );
    }
    text + "\n"
}

/// A time in words.
fn short_time(seconds: f64) -> String {
    if seconds < LONG_SECONDS { plural(seconds.ceil() as u64, "second") } else { time(seconds) }
}

/// Times from here on are told in minutes.
const LONG_SECONDS: f64 = 120.0;
