//! `drawsim solve-arrivals`, a command for maintainers: the eligible shares and returns of a population file.

use super::options::Settings;
use super::output;
use crate::experiment::arrival_totals::{
    STEPS, YearTotal, solve_eligible_shares, solve_returns, year_totals,
};
use crate::model::Model;
use crate::scenario::Overlay;

#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A scenario over the years of the population's totals.
    #[arg(default_value = "history", value_name = "SCENARIO")]
    scenario: String,
    #[command(flatten)]
    settings: Settings,
    /// Solve the eligible shares alone.
    #[arg(long)]
    shares: bool,
}

/// Prints the lines for the population file, and after each step its difference from the published totals.
pub fn solve_arrivals(arguments: &Arguments) -> anyhow::Result<()> {
    let overlay = Overlay { set: arguments.settings.set.clone(), ..Overlay::default() };
    let (_, mut model) = Model::load(&arguments.scenario, &overlay)?;
    for solved in solve_eligible_shares(&mut model) {
        let shares: Vec<String> =
            solved.shares.iter().map(|(year, share)| format!("{year} = {share:.4}")).collect();
        output::print(&format!("{:10} = {{ {} }}\n", solved.stream, shares.join(", ")))?;
    }
    if arguments.shares {
        return Ok(());
    }
    let (last, steps) = STEPS.split_last().expect("there are steps");
    for step in steps {
        print_totals(&solve_returns(&mut model, *step))?;
    }
    print_totals(&year_totals(&mut model, *last))
}

fn print_totals(totals: &[YearTotal]) -> anyhow::Result<()> {
    let mut text = String::from("\n");
    for YearTotal { year, returns, published, simulated } in totals {
        let difference = 100.0 * (simulated - published) / published;
        text.push_str(&format!(
            "{year}: returns = {returns:.0}; {published} published, {difference:+.2} %\n"
        ));
    }
    output::print(&text)
}
