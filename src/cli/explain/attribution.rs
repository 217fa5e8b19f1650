//! Two scenarios: the change of a mean cutoff in parts.

use std::iter::once;

use super::arguments::{Arguments, few_replications};
use crate::cli::output;
use crate::cli::session::{Session, Work};
use crate::document::problem::InvalidInput;
use crate::experiment::Workers;
use crate::experiment::explain::{
    Attribution, Compared, Design, Explanation, Question, Span, check_span, check_type, explain_table,
    explained, usual_type, years,
};
use crate::experiment::same_people::check_same_people;
use crate::model::Model;
use crate::model::mixture::Pair;
use crate::policy::instruction::RoundType;
use crate::report::description::Description;
use crate::report::explain::{AttributionReport, expected_time};
use crate::report::folder::ResultFolder;
use crate::report::manifest::RanReform;
use crate::scenario::{Overlay, Scenario};

/// Both scenarios.
struct Loaded {
    base: Scenario,
    reform: Scenario,
    models: [Model; 2],
}

/// Explains the change between two scenarios.
pub fn explain(arguments: &Arguments, reform: &str) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let overlay = Overlay { replications: arguments.replications, ..arguments.common.overlay() };
    let Loaded { base, reform, models: [model, other] } = load([&arguments.base, reform], &overlay)?;
    check_same_people(&base, once(&reform))?;
    for one in [&model, &other] {
        session.name_categories(&one.law);
    }
    session.notify(model.notices().into_iter().chain(other.notices()));
    let round_type = arguments.round_type(usual_type(&model));
    check_type(&model, &round_type).or_else(|_| check_type(&other, &round_type))?;
    let asked = arguments.from.zip(arguments.to).map(|(from, to)| Span { from, to });
    asked.map_or(Ok(()), |span| check_span(&model, span))?;
    let spans = asked.map_or_else(|| years(Span { from: model.start, to: model.end }), |span| vec![span]);
    let question = Question { round_type, spans };
    let pair = Pair::new(&model, &other)?;
    let design = Design::new(pair.differing(), arguments.permutations, model.seed);
    let attribution = Attribution { pair: &pair, question: &question, design: &design };
    let members = base.population.members.as_ref();
    let usual = few_replications(base.replications, model.members());
    let replications = arguments.replications.unwrap_or(usual);
    let runs = attribution.runs(replications);
    let inputs = [base.inputs().all(), reform.inputs().all()].concat();
    let folder = session.open_some(arguments.common.output.as_deref(), &inputs)?;
    let threads = arguments.common.threads(runs);
    let explanation = run(&session, attribution, Asked { replications, threads })?;
    session.note_simulated();
    let report = AttributionReport {
        base: &model.name,
        reform: &other.name,
        round_type: &question.round_type,
        asked,
        explanation: &explanation,
        replications,
        runs,
        scale: base.population.scale,
        words: session.words(),
    };
    let mut text = report.text();
    if let Some(folder) = folder {
        write(&folder, [&base, &reform], &question.round_type, &explanation)?;
        Description::new(&reform, &other, &overlay).write(&folder, session.words())?;
        session.note_reforms(vec![RanReform::of(&reform)]);
        let work = Work { replications, threads, members, inputs: &inputs };
        let path = session.finish(folder, &base, work)?;
        text += &format!("Result: {}\n", path.display());
    }
    output::print(&text)
}

/// Loads both scenarios; the problems of both are reported together.
fn load(names: [&str; 2], overlay: &Overlay) -> Result<Loaded, InvalidInput> {
    match names.map(|name| Model::load(name, overlay)) {
        [Ok((base, model)), Ok((reform, other))] => Ok(Loaded { base, reform, models: [model, other] }),
        [first, second] => {
            let broken: Vec<InvalidInput> = [first.err(), second.err()].into_iter().flatten().collect();
            Err(InvalidInput::joined(broken).expect("one of two is broken"))
        }
    }
}

struct Asked {
    replications: u32,
    threads: usize,
}

/// Runs everything; the expected time follows from the first two runs.
fn run(session: &Session, attribution: Attribution<'_>, asked: Asked) -> anyhow::Result<Explanation> {
    let Asked { replications, threads } = asked;
    let workers = Workers::start(threads)?;
    let runs = attribution.runs(replications);
    let progress = session.bar(runs, "runs");
    let started = session.seconds();
    let first = attribution.first(&workers, &|| progress.inc(1));
    let both = session.seconds() - started;
    // The first two runs share at most two threads; the others are spread over all.
    let each = both * threads.min(2) as f64 / 2.0;
    let seconds = each * runs as f64 / threads as f64;
    session.tell(&session.words().text(&expected_time(seconds, runs)));
    let splits = attribution.replicate(replications, &first, &workers, &|| progress.inc(1));
    progress.finish_and_clear();
    Ok(explained(attribution.question, attribution.design, &splits))
}

fn write(
    folder: &ResultFolder,
    scenarios: [&Scenario; 2],
    round_type: &RoundType,
    explanation: &Explanation,
) -> anyhow::Result<()> {
    let [base, reform] = scenarios.map(|scenario| scenario.name_in_tables.as_str());
    let compared = Compared { base, reform, round_type: round_type.name() };
    folder.write_table("explain", &explain_table(compared, &explanation.spans))?;
    Ok(())
}
