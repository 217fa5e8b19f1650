//! Long names of levers as labels: their ends are kept, and no two become alike.

use super::canvas::Font;

/// Least room for letters beside a number.
const LEAST_ROOM: f64 = 24.0;

/// Names that fit into a width: whole where they fit, else their last parts after a `…`; where two would be
/// alike, their beginnings as well.
pub fn short_labels(names: &[String], font: Font, width: f64) -> Vec<String> {
    let mut labels: Vec<String> = names.iter().map(|name| ending(name, font, width)).collect();
    for place in 0..names.len() {
        let is_doubled = (0..names.len()).any(|other| other != place && labels[other] == labels[place]);
        if is_doubled && names[place] != labels[place] {
            labels[place] = both_ends(&names[place], font, width);
        }
    }
    numbered(&labels, font, width)
}

/// Gives a number to each label that stands there already, if there is room for one.
fn numbered(labels: &[String], font: Font, width: f64) -> Vec<String> {
    let mut known: Vec<String> = Vec::new();
    for (place, label) in labels.iter().enumerate() {
        let doubled = labels[..place].iter().filter(|before| *before == label).count();
        let number = format!(" ({})", doubled + 1);
        let room = width - font.room(&number);
        known.push(match doubled {
            0 => label.clone(),
            _ if room < LEAST_ROOM => label.clone(),
            _ => last_letters(label.trim_start_matches('…'), font, room) + &number,
        });
    }
    known
}

/// The whole name, or as many of its last parts as fit.
fn ending(name: &str, font: Font, width: f64) -> String {
    if font.room(name) <= width {
        return name.to_owned();
    }
    let mut parts = name.match_indices('.').map(|(place, _)| format!("…{}", &name[place + 1..]));
    parts.find(|label| font.room(label) <= width).unwrap_or_else(|| last_letters(name, font, width))
}

/// As many letters of the end as fit.
fn last_letters(name: &str, font: Font, width: f64) -> String {
    let starts = name.char_indices().map(|(place, _)| place);
    if font.room(name) <= width {
        return name.to_owned();
    }
    let mut labels = starts.map(|start| format!("…{}", &name[start..]));
    labels.find(|label| font.room(label) <= width).unwrap_or_else(|| "…".to_owned())
}

/// The first letters and the last ones, about as many of each.
fn both_ends(name: &str, font: Font, width: f64) -> String {
    let letters: Vec<char> = name.chars().collect();
    for kept in (1..letters.len() / 2).rev() {
        let [first, last] = [&letters[..kept], &letters[letters.len() - kept..]];
        let label: String = first.iter().chain(&['…']).chain(last).collect();
        if font.room(&label) <= width {
            return label;
        }
    }
    last_letters(name, font, width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(names: &[&str], width: f64) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        short_labels(&names, Font::plain(12.5), width)
    }

    #[test]
    fn a_name_that_is_too_long_keeps_its_last_parts() {
        assert_eq!(labels(&["plan.cec.size"], 200.0), ["plan.cec.size"]);
        let long = "population.behaviour.effort.size";
        assert_eq!(labels(&[long], 150.0), ["…effort.size"]);
        assert_eq!(labels(&[long], 60.0), ["…size"]);
        assert!(labels(&["an_unbroken_name_of_a_lever"], 100.0)[0].starts_with('…'));
    }

    #[test]
    fn two_names_with_one_ending_stay_apart() {
        let names = ["population.response.apply.cec", "population.response.decline.apply.cec"];
        let labels = labels(&names, 110.0);
        assert_ne!(labels[0], labels[1]);
        assert!(labels.iter().all(|label| Font::plain(12.5).room(label) <= 130.0), "{labels:?}");
    }
}
