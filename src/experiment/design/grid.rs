//! The points of a grid: one value of each list, in every combination.

/// Which value of each list a point of a grid takes, counted from 0. The last list changes fastest; the grid
/// has as many points as the product of the lengths.
///
/// # Panics
/// If the grid has no such point.
pub fn grid_indices(lengths: &[usize], point: usize) -> Vec<usize> {
    let mut indices = vec![0; lengths.len()];
    let mut rest = point;
    for (index, length) in indices.iter_mut().zip(lengths).rev() {
        assert!(*length > 0, "a list of a grid is empty: {lengths:?}");
        *index = rest % length;
        rest /= length;
    }
    assert!(rest == 0, "a grid of {lengths:?} values has no point {point}");
    indices
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_list_changes_fastest() {
        let points: Vec<Vec<usize>> = (0..6).map(|point| grid_indices(&[2, 3], point)).collect();
        assert_eq!(points, [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
        assert_eq!(grid_indices(&[2, 1, 4], 7), [1, 0, 3]);
    }

    #[test]
    fn a_grid_of_no_list_has_a_single_point() {
        assert!(grid_indices(&[], 0).is_empty());
    }

    #[test]
    #[should_panic(expected = "has no point 6")]
    fn a_point_beyond_the_grid_is_a_mistake_of_ours() {
        grid_indices(&[2, 3], 6);
    }
}
