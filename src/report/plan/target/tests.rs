//! Answers in words.

use super::*;
use crate::experiment::inverse::CutoffPoint;
use crate::experiment::spread::Spread;
use crate::policy::instruction::RoundType;
use crate::scenario::Overlay;

const LEAST: &str = "A Federal High Skilled target of 99,900 persons for 2027, 0.90 times the plan's, keeps \
                     the mean cutoff of `cec` rounds at or below 500 in the 91 days to 2027-12-31.\n";

fn point(factor: f64, cutoffs: &[f64]) -> CutoffPoint {
    CutoffPoint {
        factor,
        cutoff: Spread::of_points(cutoffs.to_vec()),
        replications: cutoffs.len() as u32,
        rounds: 12,
        spent_rounds: 0,
    }
}

fn sentences(found: Found, tried: Vec<CutoffPoint>) -> String {
    let (_, model) = Model::load("baseline", &Overlay::default()).unwrap();
    let by = "2027-12-31".parse().unwrap();
    let question = Question { round_type: RoundType::new("cec"), cutoff: 500.0, by };
    let answer = Answer { found, tried, replications: 2 };
    Answered { answer: &answer, question: &question, model: &model }.text(&Words::english())
}

#[test]
fn an_interval_beyond_the_targets_tried_is_open() {
    let least = point(0.9, &[499.0, 501.0]);
    for (interval, start) in [
        (Interval::Between(Some(0.8), Some(1.0)), "95 % interval 88,800 to 111,000: "),
        (Interval::Between(Some(0.8), None), "95 % interval 88,800 to 277,500 or more: "),
        (Interval::Between(None, Some(1.0)), "95 % interval 44,400 or less to 111,000: "),
        (Interval::Flat, "No interval: the cutoff does not fall"),
    ] {
        let text = sentences(Found::Least(least, interval), vec![point(0.4, &[520.0; 2]), least]);
        assert!(text.lines().nth(2).unwrap().starts_with(start), "{text}");
    }
}

#[test]
fn an_uncertain_answer_says_what_speaks_against_it() {
    let least = point(0.9, &[500.0]);
    let tried = vec![point(0.4, &[]), least, point(0.95, &[502.0; 2]), point(2.5, &[400.0; 2])];
    let text = sentences(Found::Least(least, Interval::Lone), tried);
    let expected = format!(
        "{LEAST}The cutoff there is 500.0, over 1 of 2 replications; the others have no invitation there.\n\
         No interval: only one replication held such a round.\n\
         Targets of all planned years were multiplied by 0.4 to 2.5; 4 factors were tried (Brent's method). \
         The answer is the smallest that keeps the cutoff.\n\
         By chance 1 of 2 larger targets tried do not keep it: the answer is uncertain to that degree.\n\
         Replications without invitations do not count as meeting the cutoff.\n\
         Runs: 8."
    );
    assert_eq!(text, expected);
}

#[test]
fn the_smallest_and_the_largest_target_tried_need_not_agree() {
    let (low, high) = (point(0.4, &[499.0, 501.0]), point(2.5, &[501.0; 2]));
    let text = sentences(Found::All(low), vec![low, high]);
    assert!(
        text.contains("; the largest does not.\nThe cutoff at the smallest target tried is 500.0 (95 % ")
    );
}

#[test]
fn a_cutoff_that_no_target_keeps_says_whether_a_larger_one_may() {
    for (spent_rounds, sentence) in [
        (0, "\nA larger target may keep it: "),
        (5, "\nA larger target makes few rounds larger: 5 of 12 in these days"),
        (12, "\nA larger target cannot keep it: "),
    ] {
        let most = CutoffPoint { spent_rounds, ..point(2.5, &[510.0; 2]) };
        let text = sentences(Found::None(most), vec![point(0.4, &[520.0; 2]), most]);
        assert!(text.contains(sentence), "{text}");
    }
}
