//! Two days of one scenario: a stock-and-flow account.

use super::arguments::{Arguments, few_replications};
use crate::cli::output;
use crate::cli::session::{Session, Work};
use crate::experiment::Workers;
use crate::experiment::explain::{
    AccountFinding, Asked, Level, Span, Stock, account_rows, account_table, accounts, check_span, check_type,
    usual_type,
};
use crate::model::Model;
use crate::report::explain::AccountReport;
use crate::scenario::Overlay;
use crate::time::Day;

/// Explains the change between two days.
pub fn explain(arguments: &Arguments, from: Day, to: Day) -> anyhow::Result<()> {
    let mut session = Session::start(arguments.common.writing);
    let overlay = Overlay { replications: arguments.replications, ..arguments.common.overlay() };
    let (scenario, model) = Model::load(&arguments.base, &overlay)?;
    session.name_categories(&model.law);
    session.notify(model.notices());
    let span = Span { from, to };
    check_span(&model, span)?;
    let round_type = arguments.round_type(usual_type(&model));
    check_type(&model, &round_type)?;
    let stock = Stock::of(&model, &round_type, span).expect("the plan has rounds of the type");
    let usual = few_replications(scenario.replications, model.members());
    let replications = arguments.replications.unwrap_or(usual);
    let inputs = scenario.inputs().all();
    let folder = session.open_some(arguments.common.output.as_deref(), &inputs)?;
    let threads = arguments.common.threads(replications.into());
    let workers = Workers::start(threads)?;
    let level = match arguments.score {
        Some(score) => Level::Stated(score),
        None => stock.level(&model, replications, &workers)?,
    };
    let progress = session.bar(replications.into(), "replications");
    let asked = Asked { stock: &stock, score: level.score(), replications };
    let accounts = accounts(&model, asked, &workers, &|| progress.inc(1));
    progress.finish_and_clear();
    session.note_simulated();
    let scale = scenario.population.scale;
    let lines = account_rows(&accounts, scale);
    let finding = AccountFinding { stock, level, lines, replications };
    let mut text = AccountReport { finding: &finding, scale, words: session.words() }.text();
    if let Some(folder) = folder {
        folder.write_table("explain_stock", &account_table(&model.name, Some(&finding)))?;
        let members = scenario.population.members.as_ref();
        let work = Work { replications, threads, members, inputs: &inputs };
        let path = session.finish(folder, &scenario, work)?;
        text += &format!("Result: {}\n", path.display());
    }
    output::print(&text)
}
