//! Suggestions for misspelt words.

use crate::document::problem::Problem;
use crate::document::source::Origin;

/// A problem about a word that is not among the known ones, with the nearest of them as help.
pub fn misspelt(origin: &Origin, title: String, found: &str, known: &[&str]) -> Problem {
    let problem = Problem::new(origin.clone(), title, format!("expected {}", one_of(known)));
    match nearest(found, known) {
        Some(word) => problem.with_help(format!("did you mean `{word}`?")),
        None => problem,
    }
}

/// The known word nearest to a misspelt one, whatever its capitals; none for a word of one letter.
pub fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let found = found.to_lowercase();
    let counts = letter_counts(&found);
    // Measuring a distance costs the product of both lengths: most words have other letters, and are too far.
    let alike = known.iter().filter(|word| {
        let length = word.chars().count();
        least_distance(counts, letter_counts(word)) <= 1 + length as u32 / 4
    });
    let near = alike
        .map(|word| (strsim::osa_distance(&found, &word.to_lowercase()), *word))
        .filter(|(distance, word)| *distance <= greatest_distance(&found, word));
    near.min().map(|(_, word)| word)
}

/// Letters of a word by kind, whatever their capitals; letters that share a kind are taken for one another.
type LetterCounts = [u32; 32];

fn letter_counts(word: &str) -> LetterCounts {
    let mut counts = [0; 32];
    for letter in word.chars() {
        match letter {
            '\0'..='\x7f' => counts[letter.to_ascii_lowercase() as usize % 32] += 1,
            _ => letter.to_lowercase().for_each(|letter| counts[letter as usize % 32] += 1),
        }
    }
    counts
}

/// No distance is smaller: each change takes a letter away, adds one, or both.
fn least_distance(one: LetterCounts, other: LetterCounts) -> u32 {
    let missing: u32 = one.iter().zip(other).map(|(one, other)| one.saturating_sub(other)).sum();
    let added: u32 = other.iter().zip(one).map(|(other, one)| other.saturating_sub(one)).sum();
    missing.max(added)
}

/// The greatest distance at which a word counts as misspelt.
fn greatest_distance(found: &str, word: &str) -> usize {
    let length = word.chars().count();
    // Of a short word at least one letter stays, of a longer one more than half, unless only the order of
    // the letters is wrong.
    let is_reordered = length > 3 && letters(found) == letters(word);
    let changed = if length <= 3 || is_reordered { length / 2 } else { (length - 1) / 2 };
    (1 + length / 4).min(changed)
}

/// The letters of a word in alphabetical order, whatever its capitals.
fn letters(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.to_lowercase().chars().collect();
    letters.sort_unstable();
    letters
}

/// Words in a row, the last one after "or".
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => "nothing here".to_owned(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{least_distance, letter_counts, nearest};

    proptest! {
        /// What is left out by its letters would not have been near.
        #[test]
        fn no_distance_is_smaller_than_the_least(one in "[abzABé_ß7]{0,8}", other in "[abzABé_ß7]{0,8}") {
            let distance = strsim::osa_distance(&one.to_lowercase(), &other.to_lowercase());
            prop_assert!(least_distance(letter_counts(&one), letter_counts(&other)) as usize <= distance);
        }
    }

    #[test]
    fn a_word_is_near_whatever_its_capitals_and_not_for_its_length_alone() {
        assert_eq!(nearest("CEC", &["cec", "fst"]), Some("cec"));
        assert_eq!(nearest("SEDE", &["seed"]), Some("seed"));
        assert_eq!(nearest("clb", &["CLB"]), Some("CLB"));
        assert_eq!((nearest("-", &["d"]), nearest("x", &["ab"])), (None, None));
        assert_eq!((nearest("some", &["none"]), nearest("nome", &["none"])), (None, Some("none")));
        assert_eq!(nearest("mein", &["mine"]), Some("mine"));
        assert_eq!((nearest("D", &["d"]), nearest("tp", &["to"])), (Some("d"), Some("to")));
    }
}
