//! `drawsim run`: the main job.

use std::path::Path;

use anyhow::Context;

use super::session::{Session, Work};
use super::{Common, Replications};
use crate::document::plural::plural;
use crate::experiment::cutoffs::CutoffRow;
use crate::experiment::event_log::EventWriter;
use crate::experiment::judging::pool_fit::PoolFitRow;
use crate::experiment::judging::{cutoff_error, invited, outcomes, planned_years, pool_fit};
use crate::experiment::results::{MonthlyAdmission, by_month_and_program, by_year_and_line};
use crate::experiment::{
    Ensemble, complete_ensemble, cutoffs, results, run_logged, targets, trace_candidate,
};
use crate::model::Model;
use crate::policy::instruction::RoundNumber;
use crate::policy::levels::Line;
use crate::published::{self, Census};
use crate::record::Whom;
use crate::record::invited::InvitedGroup;
use crate::report;
use crate::report::chart::{self, Federal, PoolNotes, Title};
use crate::report::folder::ResultFolder;
use crate::report::history;
use crate::report::pool_fit::NomineeCount;
use crate::report::replay;
use crate::report::words::Words;
use crate::scenario::{Overlay, Scenario};
use crate::table::TableError;
use crate::time::Day;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `history`.
    scenario: String,
    /// Tell one candidate's history, in replication 0: the ID-th to submit a first profile, counted from 1, or a person's id
    /// as the log prints it.
    #[arg(long, value_name = "ID", allow_negative_numbers = true)]
    trace: Option<Whom>,
    /// Write the log of all candidates, every event of every replication, into candidates.parquet.
    #[arg(long)]
    candidates: bool,
    #[command(flatten)]
    replications: Replications,
    #[command(flatten)]
    common: Common,
}

/// Reads the scenario, runs it, writes the result folder, and says what came out.
pub fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let common = &arguments.common;
    let mut session = Session::start(common);
    let overlay = Overlay { replications: arguments.replications.replications, ..common.overlay() };
    let (scenario, model) = Model::load(&arguments.scenario, &overlay)?;
    session.notify(&model.notices());
    let folder = session.open(&common.output_or(&scenario.name))?;
    let threads = session.threads(scenario.replications.into());
    let progress = session.bar(scenario.replications.into(), "replications");
    progress.set_message(format!("{} ", scenario.name));
    let traced = arguments.trace.map(|whom| trace_candidate(&model, whom)).transpose()?;
    let (first, trace) = traced.unzip();
    let ensemble = if arguments.candidates {
        write_log(&folder, &model, scenario.replications, || progress.inc(1))
            .map_err(|error| folder.relocated(error))?
    } else {
        progress.inc(u64::from(first.is_some()));
        complete_ensemble(&model, first, scenario.replications, threads, || progress.inc(1))
            .map_err(super::no_threads)?
    };
    progress.finish_and_clear();
    session.note_simulated();
    let history = trace.map(|trace| history::text(&model, &trace));
    if let Some(history) = &history {
        folder.write("trace.txt", history)?;
    }
    let rows = cutoffs::summarise(&ensemble, |number| published_cutoff(&model, number));
    write_tables(&folder, &model, &ensemble, &rows)?;
    write_charts(&folder, &model, &scenario.title, &ensemble, &rows)?;
    let work = Work { replications: scenario.replications, threads, inputs: &scenario.inputs().all() };
    let path = session.finish(folder, &scenario, work)?;
    if let Some(history) = history {
        let gap = if common.writing.quiet { "" } else { "\n" };
        super::print(&format!("{history}{gap}"))?;
    }
    session.print(&summary(&scenario, &model, &ensemble, &rows, &path, &session)).with_context(|| {
        format!("the result is whole in `{}`, but its summary cannot be printed", path.display())
    })
}

fn write_log(
    folder: &ResultFolder,
    model: &Model,
    replications: u32,
    is_done: impl Fn(),
) -> Result<Ensemble, TableError> {
    let mut writer = EventWriter::create(&folder.path().join("candidates.parquet"), model)?;
    let ensemble =
        run_logged(model, replications, |replication, chunk| writer.write(replication, chunk), is_done)?;
    writer.finish()?;
    Ok(ensemble)
}

fn published_cutoff(model: &Model, number: RoundNumber) -> Option<u16> {
    model.published_round(number).and_then(|round| round.cutoff)
}

fn write_tables(
    folder: &ResultFolder,
    model: &Model,
    ensemble: &Ensemble,
    rows: &[CutoffRow],
) -> anyhow::Result<()> {
    let name = &ensemble.scenario;
    let counts = || ensemble.replications.iter().zip(0u32..);
    let rounds: Vec<_> = counts().map(|(counts, index)| (index, counts.rounds.as_slice())).collect();
    let censuses: Vec<_> = counts().map(|(counts, index)| (index, counts.censuses.as_slice())).collect();
    let published = |number| model.published_round(number);
    let snapshot = |day: Day| -> Option<&Census> {
        let place = model.published.censuses.binary_search_by_key(&day, |census| census.date);
        place.ok().map(|place| &model.published.censuses[place])
    };
    let replayed = model.is_replay().then_some(&published as &dyn Fn(RoundNumber) -> Option<_>);
    let flows: Vec<_> = counts().map(|(counts, index)| (index, counts.flows.as_slice())).collect();
    let landed: Vec<_> =
        counts().map(|(counts, index)| (index, by_year_and_line(&counts.landings))).collect();
    folder.write_table("rounds", &results::rounds(name, &rounds, replayed))?;
    folder.write_table("cutoffs", &cutoffs::cutoffs(name, rows))?;
    let arrivals = &model.population.arrivals;
    folder
        .write_table("flows", &results::flows(name, &flows, |year| arrivals.ineligible_per_eligible(year)))?;
    let level = |line, year| targets::level(model, line, year);
    folder.write_table("admissions", &results::admissions(name, &landed, level))?;
    if !model.is_replay() {
        folder.write_table("targets", &targets::targets(name, &targets::rows(ensemble, model)))?;
        let issued = planned_years::by_group(ensemble, model);
        if !issued.is_empty() {
            folder.write_table("invitations", &planned_years::invitations(name, &issued))?;
        }
    }
    if !model.targets.planning_days.is_empty() {
        let plans: Vec<_> =
            counts().map(|(counts, index)| (index, counts.quarter_plans.as_slice())).collect();
        folder.write_table("plan", &results::quarter_plans(name, &plans))?;
    }
    write_invited(folder, model, ensemble)?;
    folder.write_table("pool", &results::pool(name, &censuses, snapshot))?;
    let inventories: Vec<_> =
        counts().map(|(counts, index)| (index, counts.inventories.as_slice())).collect();
    folder.write_table("inventory", &results::inventory(name, &inventories))?;
    let nominated: Vec<_> = counts().map(|(counts, index)| (index, &counts.nominated)).collect();
    let nominations = results::nominations(name, &nominated, &model.population.nomination);
    folder.write_table("nominations", &nominations)?;
    Ok(())
}

/// The tables of the invited and of monthly admissions, beside what was published if the run replays it.
fn write_invited(folder: &ResultFolder, model: &Model, ensemble: &Ensemble) -> anyhow::Result<()> {
    let name = &ensemble.scenario;
    let counts = || ensemble.replications.iter().zip(0u32..);
    let people: Vec<_> = counts().map(|(counts, index)| (index, &counts.invited)).collect();
    let by_month = |landings| by_month_and_program(landings, model.start, model.end);
    let months: Vec<_> = counts().map(|(counts, index)| (index, by_month(&counts.landings))).collect();
    let years = invited::replayed_years(model);
    let share = |group: InvitedGroup| {
        let InvitedGroup { year, program, attribute, group } = group;
        let shares = years.contains(&year).then_some(&model.published.shares)?;
        published::invited::find(shares, year, program, attribute, group)
    };
    folder.write_table("invited", &results::invited(name, &people, share))?;
    let persons = |row: &MonthlyAdmission| {
        let admissions = model.is_replay().then_some(&model.published.admissions)?;
        published::admissions::find(admissions, row.year, row.month, row.program)
    };
    folder.write_table("admissions_monthly", &results::admissions_monthly(name, &months, persons))?;
    Ok(())
}

fn write_charts(
    folder: &ResultFolder,
    model: &Model,
    scenario_title: &str,
    ensemble: &Ensemble,
    rows: &[CutoffRow],
) -> anyhow::Result<()> {
    let words = Words::english();
    let carried_on = words.carried_crs(&model.law, model.end);
    let types = rows.iter().map(|row| row.round_type.name());
    let thinned = report::rounds::thinned_cutoffs(ensemble.scale, types);
    let cutoff_notes: Vec<String> = carried_on.iter().cloned().chain(thinned).collect();
    let notes: Vec<String> = carried_on.into_iter().chain(report::rounds::thinning(ensemble.scale)).collect();
    // What a look-ahead finds is that of its scenario, which it names; a replay is one of history.
    let titled = |title: &str| {
        let title = Title::from(words.assuming_carried_crs(title.to_owned(), &model.law, model.end));
        if model.is_replay() { title } else { title.with(format!("Scenario: {scenario_title}")) }
    };
    let title = match (model.is_replay(), model.law.is_reformed()) {
        (true, false) => &chart::cutoff_finding(rows),
        // How near a reform comes to what was published is no finding.
        (true, true) => scenario_title,
        (false, _) => &chart::ahead_finding(rows),
    };
    chart::cutoff_trend(titled(title), rows, &cutoff_notes).write(folder, "cutoff_trend")?;
    let counts = ensemble.replications.iter().zip(0u32..);
    let censuses: Vec<_> = counts.map(|(counts, index)| (index, counts.censuses.as_slice())).collect();
    let nominees = NomineeCount::of(model);
    let title = report::pool_fit::finding(&compared_pool(ensemble, model), nominees);
    let published = &model.published.censuses;
    let pool_notes = PoolNotes { nominees: nominees.map(NomineeCount::note), run: notes.clone() };
    chart::pool_trend(titled(&title), &censuses, published, &pool_notes).write(folder, "pool_trend")?;
    let landed = targets::across(ensemble, model);
    if !model.is_replay() && !landed.is_empty() {
        let title = titled(&chart::admissions_finding(&landed));
        let shares = words.restated_shares(model);
        let notes: Vec<String> = shares.into_iter().chain(notes).collect();
        chart::admissions(title, &landed, federal(model), &notes).write(folder, "admissions")?;
    }
    Ok(())
}

/// Whether the scenario states which part of the federal targets lands by way of the pool.
fn federal(model: &Model) -> Federal {
    let line = Line::FederalHighSkilled;
    let is_part = (model.start.year()..=model.end.year())
        .any(|year| model.levels.by_pool(line, year, model.end) != model.levels.known(line, year, model.end));
    if is_part { Federal::ByPool } else { Federal::Whole }
}

/// The pool beside the published counts. A run that does not replay was only started from one, and what a reform makes
/// of the pool is no finding about the replay: nothing is compared then.
fn compared_pool(ensemble: &Ensemble, model: &Model) -> Vec<PoolFitRow> {
    if !model.is_replay() || model.law.is_reformed() {
        return Vec::new();
    }
    pool_fit::by_range_and_year(ensemble, &model.published.censuses)
}

/// The summary that the command prints.
fn summary(
    scenario: &Scenario,
    model: &Model,
    ensemble: &Ensemble,
    rows: &[CutoffRow],
    path: &Path,
    session: &Session,
) -> String {
    let replications = plural(ensemble.replications.len() as u64, "replication");
    let mut text = format!("{}\n\n", scenario.title);
    let count = ensemble.replications.len() as u32;
    text += &report::cutoffs::fit(&cutoff_error::by_type_and_year(rows), count, model.law.is_reformed());
    text += &report::cutoffs::ahead(&cutoffs::ahead(ensemble, rows), count);
    text += &report::pool_fit::text(&compared_pool(ensemble, model), NomineeCount::of(model));
    // Who a reform invites is no finding about the replay.
    if !model.law.is_reformed() {
        let years = invited::replayed_years(model);
        let shares = invited::by_group(ensemble, &model.published.shares, &years);
        let applications = outcomes::applications(ensemble, model);
        text += &replay::text(&shares, &applications, &outcomes::admissions(ensemble, model));
        text += &replay::left_out(&model.published.years_left_out(), model);
    }
    if !model.is_replay() {
        text += &report::targets::text(&targets::rows(ensemble, model), ensemble);
        text += &report::issued::text(&planned_years::by_group(ensemble, model));
    }
    text += &report::rounds::text(ensemble, rows);
    text + &format!("{replications} in {:.1} s. Result: {}", session.seconds(), path.display())
}
