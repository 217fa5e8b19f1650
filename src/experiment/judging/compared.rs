//! A simulated figure with the published one, and the errors of many.

/// A simulated figure and the published one that it is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Compared {
    /// The simulated figure, on average over replications.
    pub simulated: f64,
    /// The published figure.
    pub published: f64,
}

impl Compared {
    /// Simulated less published.
    pub fn difference(self) -> f64 {
        self.simulated - self.published
    }

    /// Simulated as a part of published.
    pub fn ratio(self) -> f64 {
        self.simulated / self.published
    }

    /// The difference as a part of the published figure; none if that is 0.
    pub fn relative_difference(self) -> Option<f64> {
        (self.published > 0.0).then(|| self.ratio() - 1.0)
    }
}

/// The errors of several figures, in their unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Errors {
    /// Number of figures.
    pub count: u32,
    /// Mean absolute difference.
    pub mean_absolute: f64,
    /// Mean of simulated less published.
    pub bias: f64,
}

impl Errors {
    /// The errors of some figures; not a number if there are none.
    pub fn of(figures: &[Compared]) -> Errors {
        let count = figures.len() as f64;
        Errors {
            count: figures.len() as u32,
            mean_absolute: figures.iter().map(|figure| figure.difference().abs()).sum::<f64>() / count,
            bias: figures.iter().map(|figure| figure.difference()).sum::<f64>() / count,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_two_figures_are_those_computed_by_hand() {
        let figures = [(460.0, 450.0), (440.0, 446.0)];
        let figures = figures.map(|(simulated, published)| Compared { simulated, published });
        assert_eq!(Errors::of(&figures), Errors { count: 2, mean_absolute: 8.0, bias: 2.0 });
    }

    #[test]
    fn a_difference_from_zero_has_no_part() {
        assert_eq!(Compared { simulated: 3.0, published: 0.0 }.relative_difference(), None);
        assert_eq!(Compared { simulated: 3.0, published: 4.0 }.relative_difference(), Some(-0.25));
    }
}
