//! The columns of a table of rounds, found by their names in English and French.

use std::collections::BTreeMap;

use super::meaning::{IsNeeded, MEANINGS, Meaning};
use super::notation::folded;
use super::tables::COUNT_COLUMNS;
use crate::document::reader::nearest;
use crate::scenario::Chosen;

/// Fields of counts of IRCC's file, in the order of [`COUNT_COLUMNS`].
pub(super) fn count_field(place: usize) -> &'static str {
    const FIELDS: [&str; COUNT_COLUMNS.len()] = [
        "dd1", "dd2", "dd3", "dd4", "dd5", "dd6", "dd7", "dd8", "dd9", "dd10", "dd11", "dd12", "dd13",
        "dd14", "dd15", "dd16", "dd17", "dd18",
    ];
    FIELDS[place]
}

/// The field of IRCC's file with the date in words.
pub(super) const FULL_DATE: &str = "drawDateFull";

/// A meaning that two columns may have, and the field under which the second is read.
pub(super) struct Rival {
    /// The field of IRCC's file of the first.
    pub field: &'static str,
    /// The field of the second.
    pub second: &'static str,
}

/// Meanings of which a second column must agree with the first.
pub(super) const RIVALS: [Rival; 2] =
    [Rival { field: "drawDate", second: "second date" }, Rival { field: "drawSize", second: "second size" }];

/// Names of a date that may be another one, or the name of a weekday.
const OTHER_DATES: [&str; 4] = ["day", "jour", "date issued", "issue date"];

/// Words of columns that hold another figure than that of the round.
const OTHER_FIGURE: [&str; 13] = [
    "cumulative",
    "cumulatif",
    "cumulees",
    "average",
    "avg",
    "mean",
    "moyenne",
    "highest",
    "maximum",
    "max",
    "year",
    "annee",
    "change",
];

/// Why the columns are not clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// There is no such meaning.
    NoSuchMeaning(Chosen),
    /// There is no such column.
    NoSuchColumn { chosen: Chosen, nearest: Option<String> },
    /// No column has a name for it.
    Missing(&'static str),
    /// Several columns may be meant.
    Unclear { option: &'static str, names: Vec<String> },
}

/// The place of a column for each field of IRCC's file that it stands for.
pub(super) type Places = BTreeMap<&'static str, usize>;

/// Finds the columns of a table by their names; all faults at once.
pub(super) fn find(names: &[&str], chosen: &[Chosen]) -> Result<Places, Vec<Fault>> {
    let bare: Vec<String> = names.iter().map(|name| bare(name)).collect();
    let (mut places, mut faults) = (Places::new(), Vec::new());
    for chosen in chosen {
        let Some(meaning) = MEANINGS.iter().find(|meaning| meaning.option == chosen.option) else {
            faults.push(Fault::NoSuchMeaning(chosen.clone()));
            continue;
        };
        let exact = names.iter().position(|name| name.trim() == chosen.name.trim());
        let alike = || bare.iter().position(|name| *name == self::bare(&chosen.name));
        match exact.or_else(alike) {
            Some(place) => _ = places.insert(meaning.field, place),
            None => {
                let nearest = nearest(&chosen.name, names).map(str::to_owned);
                faults.push(Fault::NoSuchColumn { chosen: chosen.clone(), nearest });
            }
        }
    }
    for meaning in MEANINGS {
        if !places.contains_key(meaning.field) {
            let free = |place: &usize| !places.values().any(|taken| taken == place);
            let known = |name: &&str| bare.iter().position(|bare| bare == name).filter(free);
            let Some(place) = meaning.names.iter().find_map(known) else { continue };
            let same = (0..bare.len()).filter(|other| bare[*other] == bare[place]);
            let same: Vec<String> = same.map(|place| names[place].to_owned()).collect();
            if same.len() > 1 {
                faults.push(Fault::Unclear { option: meaning.option, names: same });
            }
            places.insert(meaning.field, place);
        }
    }
    find_counts(names, &mut places);
    find_full_date(&bare, &mut places);
    find_rivals(&bare, chosen, &mut places);
    for meaning in MEANINGS {
        if !places.contains_key(meaning.field) {
            match by_words(&meaning, &bare, &places).as_slice() {
                [place] => _ = places.insert(meaning.field, *place),
                found if meaning.is_needed == IsNeeded::Yes => faults.push(match found {
                    [] => Fault::Missing(meaning.option),
                    _ => Fault::Unclear {
                        option: meaning.option,
                        names: found.iter().map(|place| names[*place].to_owned()).collect(),
                    },
                }),
                _ => {}
            }
        }
    }
    if faults.is_empty() { Ok(places) } else { Err(faults) }
}

/// Counts of the pool, by IRCC's fields or by the columns of the program's own table.
fn find_counts(names: &[&str], places: &mut Places) {
    for (count, column) in COUNT_COLUMNS.iter().enumerate() {
        let field = count_field(count);
        let place = names.iter().position(|name| [field, *column].contains(&name.trim()));
        places.extend(place.map(|place| (field, place)));
    }
}

/// Second columns of a meaning, where the user named none.
fn find_rivals(names: &[String], chosen: &[Chosen], places: &mut Places) {
    for Rival { field, second } in RIVALS {
        let meaning = MEANINGS.iter().find(|meaning| meaning.field == field);
        let unnamed = meaning.filter(|meaning| chosen.iter().all(|chosen| chosen.option != meaning.option));
        let Some(meaning) = unnamed.filter(|_| places.contains_key(field)) else { continue };
        let is_alike =
            |name: &String| meaning.names.contains(&name.as_str()) && !OTHER_DATES.contains(&name.as_str());
        let is_free = |place: &usize| !places.values().any(|taken| taken == place);
        let found = (0..names.len()).find(|place| is_free(place) && is_alike(&names[*place]));
        places.extend(found.map(|place| (second, place)));
    }
}

/// IRCC's second column of the date, with the month as a word, beside the first.
fn find_full_date(names: &[String], places: &mut Places) {
    let place = names.iter().position(|name| name == "drawdatefull");
    let place = place.filter(|place| !places.values().any(|taken| taken == place));
    places.extend(place.map(|place| (FULL_DATE, place)));
}

/// Columns that stand for nothing yet, with a word of a meaning in their names.
fn by_words(meaning: &Meaning, names: &[String], places: &Places) -> Vec<usize> {
    let is_free = |place: &usize| !places.values().any(|taken| taken == place);
    let is_other = |name: &str| name.split(' ').any(|word| OTHER_FIGURE.contains(&word));
    let has_word = |name: &str| name.split(' ').any(|word| meaning.words.contains(&word)) && !is_other(name);
    (0..names.len()).filter(|place| is_free(place) && has_word(&names[*place])).collect()
}

/// A name without accents, capitals and signs: `Nombre d’invitations` as `nombre d invitations`.
fn bare(name: &str) -> String {
    let folded = folded(name).replace(['º', '°'], " ");
    let words = folded.split(|sign: char| !sign.is_alphanumeric() && sign != '#');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(names: &[&str]) -> Vec<(&'static str, usize)> {
        find(names, &[]).unwrap().into_iter().collect()
    }

    #[test]
    fn columns_are_found_in_english_and_french() {
        let page =
            ["#", "Date", "Round type", "Invitations issued", "CRS score of lowest-ranked candidate invited"];
        let expected = [("drawCRS", 4), ("drawDate", 1), ("drawName", 2), ("drawNumber", 0), ("drawSize", 3)];
        assert_eq!(found(&page), expected);
        let page = [
            "Nº",
            "Date",
            "Type de ronde",
            "Nombre d’invitations émises",
            "Note du SCG du candidat le moins bien classé",
        ];
        assert_eq!(found(&page), expected);
        assert_eq!(
            found(&["date", "itas", "crs_cutoff", "program"]),
            [("drawCRS", 2), ("drawDate", 0), ("drawName", 3), ("drawSize", 1)]
        );
    }

    #[test]
    fn columns_of_the_french_page_and_of_counts_are_known() {
        let names = [
            "No de la ronde",
            "Date",
            "Type",
            "Invitations",
            "SCG",
            "Règle pour départager les candidats",
            "Répartition en date du",
        ];
        let found = find(&names, &[]).unwrap();
        assert_eq!((found["drawNumber"], found["drawCutOff"], found["drawDistributionAsOn"]), (0, 5, 6));
        let names = ["roundNumber", "Date", "Type", "Invitations", "CRS", "CRS distribution as of"];
        let found = find(&names, &[]).unwrap();
        assert_eq!((found["drawNumber"], found["drawCRS"], found["drawDistributionAsOn"]), (0, 4, 5));
    }

    #[test]
    fn a_column_of_another_figure_is_not_taken_and_two_of_one_name_are_unclear() {
        let names = ["date", "type", "Cumulative invitations", "Average CRS"];
        assert_eq!(find(&names, &[]).unwrap_err(), [Fault::Missing("size"), Fault::Missing("cutoff")]);
        let names = ["date", "Date", "type", "# of ITAs", "Threshold"];
        let unclear = Fault::Unclear { option: "date", names: vec!["date".to_owned(), "Date".to_owned()] };
        assert_eq!(find(&names, &[]).unwrap_err(), [unclear]);
        let names =
            ["Date", "Type", "Number of invitations issued", "CRS score of lowest-ranked candidate invited"];
        assert_eq!(found(&names), [("drawCRS", 3), ("drawDate", 0), ("drawName", 1), ("drawSize", 2)]);
    }

    #[test]
    fn columns_that_are_missing_or_unclear_are_named_and_the_user_decides() {
        let names = ["When", "kind", "ITA total", "ITA general", "crs"];
        let unclear =
            Fault::Unclear { option: "size", names: vec!["ITA total".to_owned(), "ITA general".to_owned()] };
        assert_eq!(find(&names, &[]).unwrap_err(), [Fault::Missing("date"), Fault::Missing("type"), unclear]);
        let chosen = [("date", "When"), ("type", "Kind"), ("size", "ITA total")]
            .map(|(option, name)| Chosen { option: option.to_owned(), name: name.to_owned() });
        assert_eq!(find(&names, &chosen).unwrap()["drawSize"], 2);
        let wrong = [Chosen { option: "date".to_owned(), name: "Whem".to_owned() }];
        assert!(matches!(&find(&names, &wrong).unwrap_err()[0],
                         Fault::NoSuchColumn { nearest: Some(name), .. } if name == "When"));
    }
}
