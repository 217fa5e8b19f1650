//! What the user asks `drawsim explain`.

use crate::cli::options::{Common, day};
use crate::policy::instruction::RoundType;
use crate::time::Day;

const AFTER_HELP: &str = "\
    Of two scenarios, the change of the mean cutoff is shown in parts that add up: inflow, scores and rules, \
    round sizes, category carve-outs, nominations, behaviour, exits.\n\
    Of one scenario with --from and --to, a stock-and-flow account of the candidates at or above a cutoff.\n\
    Without `-o` no result folder is written.";

/// Most replications unless the user states another number: each takes many runs.
const REPLICATIONS: u32 = 10;

#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Arguments {
    /// A scenario file, or the name of one that the program carries, such as `baseline`.
    pub base: String,
    /// The reform. Without it, --from and --to name two days of BASE.
    pub reform: Option<String>,
    /// Type of the rounds whose cutoffs are explained [default: cec, or else the type planned most often].
    #[arg(long, value_name = "TYPE")]
    pub round_type: Option<String>,
    /// First day; of two scenarios, of the rounds whose cutoffs are averaged [default: by calendar year].
    #[arg(long, value_name = "DATE", value_parser = day, requires = "to")]
    pub from: Option<Day>,
    /// Last day.
    #[arg(long, value_name = "DATE", value_parser = day, requires = "from")]
    pub to: Option<Day>,
    /// Lowest score of the candidates of one scenario [default: the cutoff of the last round up to --to].
    #[arg(long, value_parser = clap::value_parser!(u16).range(0..=1200), conflicts_with = "reform")]
    pub score: Option<u16>,
    /// Orders to sample if more than five groups differ: an even number.
    #[arg(long, default_value_t = 24, value_parser = permutations)]
    pub permutations: u32,
    /// Replications [default: 10, or those of the scenario if it has fewer].
    #[arg(long, allow_negative_numbers = true)]
    pub replications: Option<u32>,
    #[command(flatten)]
    pub common: Common,
}

impl Arguments {
    /// The type of rounds that is asked about, or a usual one.
    pub fn round_type(&self, usual: Option<RoundType>) -> RoundType {
        let named = self.round_type.as_deref().map(RoundType::new);
        named.or(usual).unwrap_or_else(|| RoundType::new("cec"))
    }
}

/// The default number of replications: at most 10, and a multiple of the members if these are 10 or fewer.
pub fn few_replications(of_scenario: u32, members: u32) -> u32 {
    let few = of_scenario.min(REPLICATIONS);
    if (1..=few).contains(&members) { few / members * members } else { few }
}

fn permutations(text: &str) -> Result<u32, String> {
    let number = text.parse::<u32>().ok();
    let even = number.filter(|number| (2..=1000).contains(number) && number.is_multiple_of(2));
    even.ok_or_else(|| "expected an even number from 2 to 1000".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_run_equally_often_where_there_are_few() {
        let few = [(50, 25), (50, 0), (50, 4), (3, 0), (3, 2)];
        assert_eq!(few.map(|(scenario, members)| few_replications(scenario, members)), [10, 10, 8, 3, 2]);
    }

    #[test]
    fn a_number_of_permutations_is_even() {
        assert_eq!(
            (permutations("24"), permutations("3").is_err(), permutations("0").is_err()),
            (Ok(24), true, true)
        );
    }
}
