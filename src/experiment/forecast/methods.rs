//! What the methods beside the simulation say of rounds ahead, from the published rounds alone.

use std::collections::BTreeMap;

use super::pnp_regression::PnpRegression;
use crate::experiment::backtest::row::Method;
use crate::experiment::stock_flow::{RoundAhead, StockFlow};
use crate::policy::instruction::{RoundGroup, RoundType};
use crate::published::Round;

/// The methods, fitted to published rounds, by type of rounds.
#[derive(Clone, Debug)]
pub struct Methods {
    last: BTreeMap<RoundType, u16>,
    stocks: BTreeMap<RoundType, StockFlow>,
    nominees: Option<PnpRegression>,
}

impl Methods {
    /// Fits all methods for some types.
    pub fn fit(rounds: &[Round], types: &[RoundType]) -> Methods {
        let mut methods = Methods { last: BTreeMap::new(), stocks: BTreeMap::new(), nominees: None };
        let Some(newest) = rounds.last().map(|round| round.drawn_at.day().max(round.date)) else {
            return methods;
        };
        for round_type in types {
            let known: Vec<&Round> = rounds.iter().filter(|round| round.round_type == *round_type).collect();
            let last = known.iter().rev().find_map(|round| round.cutoff);
            methods.last.extend(last.map(|cutoff| (round_type.clone(), cutoff)));
            let stock = StockFlow::fit(&known, newest + 1);
            methods.stocks.extend(stock.map(|stock| (round_type.clone(), stock)));
            if round_type.group() == RoundGroup::Nominees {
                methods.nominees = PnpRegression::fit(&known);
            }
        }
        methods
    }

    /// The figure of a method for each of the coming rounds of a type, in order; empty where it says nothing.
    pub fn figures(&self, method: Method, round_type: &RoundType, ahead: &[RoundAhead]) -> Vec<f64> {
        match method {
            Method::Persistence => match self.last.get(round_type) {
                Some(cutoff) => vec![f64::from(*cutoff); ahead.len()],
                None => Vec::new(),
            },
            Method::StockFlow => match self.stocks.get(round_type) {
                Some(stock) => stock.predict(ahead).into_iter().map(median).collect(),
                None => Vec::new(),
            },
            Method::PnpRegression => match self.nominees.filter(|_| !round_type.is_federal()) {
                Some(line) => ahead.iter().map(|round| line.predict(round.size)).collect(),
                None => Vec::new(),
            },
            Method::Simulation | Method::Stacked => Vec::new(),
        }
    }
}

fn median(mut ensemble: Vec<f64>) -> f64 {
    ensemble.sort_by(f64::total_cmp);
    (ensemble[(ensemble.len() - 1) / 2] + ensemble[ensemble.len() / 2]) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::fixture;
    use crate::policy::instruction::RoundNumber;

    #[test]
    fn persistence_is_the_last_cutoff_and_a_method_without_rounds_says_nothing() {
        let cec = RoundType::new("cec");
        let rounds: Vec<Round> = [("2025-01-01", 510), ("2025-02-01", 505)]
            .iter()
            .zip(1..)
            .map(|((day, cutoff), number)| Round {
                number: RoundNumber::new(number),
                ..fixture::round(day.parse().unwrap(), 1000, *cutoff)
            })
            .collect();
        let types = [cec.clone(), RoundType::new("pnp")];
        let methods = Methods::fit(&rounds, &types);
        let ahead = [RoundAhead { day: "2025-03-01".parse().unwrap(), size: 500 }; 2];
        assert_eq!(methods.figures(Method::Persistence, &cec, &ahead), [505.0, 505.0]);
        // Two rounds are too few for a stock.
        assert!(methods.figures(Method::StockFlow, &cec, &ahead).is_empty());
        assert!(methods.figures(Method::Persistence, &types[1], &ahead).is_empty());
        assert!(methods.figures(Method::PnpRegression, &cec, &ahead).is_empty());
    }
}
