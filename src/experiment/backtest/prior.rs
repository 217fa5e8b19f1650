//! What holds of a type of rounds before any prediction of the chain is judged.

use crate::experiment::backtest::row::Method;
use crate::experiment::forecast::learned::{Learned, STACKED, weights_of_few};
use crate::experiment::forecast::model_error::ModelError;
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::policy::program::Program;

/// The errors and the weights that a chain starts from: those learned before it, or those set by hand.
#[derive(Clone, Copy, Debug)]
pub struct Prior<'a>(pub Option<&'a Learned>);

impl Prior<'_> {
    /// The model error of a method. What was learned before the chain says it of the simulation; others learn
    /// from the three years before.
    pub fn error(self, round_type: &RoundType, method: Method) -> ModelError {
        match self.0 {
            Some(learned) if method == Method::Simulation => learned.of(round_type).error(method),
            _ => error(round_type),
        }
    }

    /// The weights in the next round and in rounds far ahead, in the order of [`STACKED`], of a type of which
    /// so many rounds were published.
    pub fn weights(self, round_type: &RoundType, held: usize) -> [[f64; STACKED.len()]; 2] {
        let set = || weights_of_few(round_type, held).unwrap_or_else(|| weights(round_type));
        let Some(learned) = self.0 else { return [set(); 2] };
        let methods = learned.of_held(round_type, held).methods;
        [methods.map(|method| method.next), methods.map(|method| method.far)]
    }
}

/// Standard deviations of the model error before any error is known: of the constant part, and of the part at
/// 365 days.
///
/// Assumption A55: set by hand.
fn error(round_type: &RoundType) -> ModelError {
    let (constant, per_year) = match (round_type.group(), round_type.name()) {
        (RoundGroup::Program(Program::Cec), _) => (1.5, 4.0),
        (RoundGroup::FrenchSpeakers, _) => (6.0, 10.0),
        (RoundGroup::AllPrograms, _) => (8.0, 8.0),
        (RoundGroup::Nominees, _) => (15.0, 15.0),
        (_, "healthcare") => (8.0, 20.0),
        (_, "trades") => (12.0, 40.0),
        (RoundGroup::Program(_) | RoundGroup::Other, _) => (12.0, 25.0),
    };
    ModelError::of_deviations(constant, per_year)
}

/// Weights before any prediction is judged, in the order of [`STACKED`].
///
/// Assumption A55: set by hand.
fn weights(round_type: &RoundType) -> [f64; STACKED.len()] {
    match round_type.group() {
        RoundGroup::Nominees => [0.3, 0.0, 0.0, 0.7],
        _ => [0.7, 0.15, 0.15, 0.0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_sum_to_one_and_nominees_go_by_the_regression() {
        for name in ["cec", "french", "general", "pnp", "trades"] {
            assert!((weights(&RoundType::new(name)).iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert_eq!(weights(&RoundType::new("pnp")), [0.3, 0.0, 0.0, 0.7]);
        assert_eq!(error(&RoundType::new("trades")).constant, 144.0);
        assert_eq!(error(&RoundType::new("no_program_specified")).per_year, 64.0);
    }

    #[test]
    fn what_was_learned_before_takes_the_place_of_what_was_set_by_hand() {
        let learned = Learned::carried();
        let cec = RoundType::new("cec");
        let (set, known) = (Prior(None), Prior(Some(&learned)));
        assert_eq!(set.weights(&cec, 20), [[0.7, 0.15, 0.15, 0.0]; 2]);
        assert_eq!(set.weights(&cec, 2), [[0.4, 0.6, 0.0, 0.0]; 2]);
        assert_eq!(known.weights(&cec, 2)[1][0], learned.of(&cec).methods[0].far);
        assert_eq!(set.error(&cec, Method::Simulation), ModelError { constant: 2.25, per_year: 16.0 });
        assert_eq!(known.error(&cec, Method::Simulation), learned.of(&cec).methods[0].error);
        assert_eq!(known.error(&cec, Method::Persistence), set.error(&cec, Method::Persistence));
    }
}
