//! The columns of a table of rounds, found by their names in English and French.

use std::collections::BTreeMap;

use super::notation::folded;
use super::tables::COUNT_COLUMNS;
use crate::document::reader::nearest;

/// What a column of a round may hold.
pub(super) struct Meaning {
    /// The field of IRCC's file that holds it.
    pub field: &'static str,
    /// Its name in `--columns`.
    pub option: &'static str,
    /// Whether a round needs it.
    pub is_needed: IsNeeded,
    /// Names of such columns, the surest first: without accents, capitals and signs.
    names: &'static [&'static str],
    /// Words that give a longer name away.
    words: &'static [&'static str],
}

/// Whether a round can be read without a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsNeeded {
    Yes,
    No,
}

/// The columns of a round, in the order of the search.
pub(super) const MEANINGS: [Meaning; 8] = [
    Meaning {
        field: "drawDate",
        option: "date",
        is_needed: IsNeeded::Yes,
        names: &[
            "drawdate",
            "date",
            "draw date",
            "round date",
            "date of draw",
            "date of round",
            "date drawn",
            "drawdatefull",
            "date de la ronde",
            "date du tirage",
            "date de ronde",
            "day",
            "jour",
            "date issued",
            "issue date",
        ],
        words: &["date"],
    },
    Meaning {
        field: "drawCutOff",
        option: "tie_break",
        is_needed: IsNeeded::No,
        names: &[
            "drawcutoff",
            "tie break",
            "tiebreak",
            "tie breaking",
            "tie breaker",
            "tie breaking rule",
            "tie break rule",
            "tie break time",
            "departage",
            "bris d egalite",
            "regle de departage",
        ],
        words: &["tie", "tiebreak", "tiebreaking", "tiebreaker", "departage", "egalite"],
    },
    Meaning {
        field: "drawDateTime",
        option: "time",
        is_needed: IsNeeded::No,
        names: &[
            "drawdatetime",
            "drawn at",
            "datetime",
            "date time",
            "date and time",
            "time",
            "round time",
            "draw time",
            "time utc",
            "heure",
            "date et heure",
            "heure de la ronde",
        ],
        words: &["time", "heure"],
    },
    Meaning {
        field: "drawNumber",
        option: "number",
        is_needed: IsNeeded::No,
        names: &[
            "drawnumber",
            "round number",
            "draw number",
            "round no",
            "draw no",
            "number",
            "no",
            "n",
            "num",
            "round",
            "draw",
            "round id",
            "draw id",
            "round num",
            "draw num",
            "numero",
            "numero de la ronde",
            "numero de ronde",
            "numero du tirage",
            "ronde",
            "tirage",
            "#",
            "round #",
            "draw #",
            "id",
        ],
        words: &["numero", "#"],
    },
    Meaning {
        field: "drawName",
        option: "type",
        is_needed: IsNeeded::Yes,
        names: &[
            "drawname",
            "round type",
            "draw type",
            "type of round",
            "type of draw",
            "type",
            "published name",
            "round name",
            "draw name",
            "program or category",
            "program",
            "programs",
            "programme",
            "category",
            "categorie",
            "stream",
            "volet",
            "class",
            "type de ronde",
            "type de tirage",
            "nom de la ronde",
            "programme ou categorie",
            "name",
            "nom",
        ],
        words: &["type", "program", "programs", "programme", "category", "categorie", "stream", "volet"],
    },
    Meaning {
        field: "drawSize",
        option: "size",
        is_needed: IsNeeded::Yes,
        names: &[
            "drawsize",
            "invitations issued",
            "invitations",
            "itas issued",
            "itas",
            "ita",
            "ita issued",
            "number of invitations",
            "number of itas",
            "invitations sent",
            "itas sent",
            "size",
            "round size",
            "draw size",
            "invited",
            "candidates invited",
            "nombre d invitations",
            "invitations emises",
            "nombre d invitations emises",
            "invitations envoyees",
            "invites",
            "taille",
            "nombre invitations",
        ],
        words: &["invitations", "itas", "ita", "invited", "invites"],
    },
    Meaning {
        field: "drawCRS",
        option: "cutoff",
        is_needed: IsNeeded::Yes,
        names: &[
            "drawcrs",
            "cutoff",
            "cut off",
            "crs cutoff",
            "crs cut off",
            "cutoff score",
            "cut off score",
            "crs",
            "crs score",
            "crs cutoff score",
            "lowest crs score",
            "lowest crs",
            "lowest score",
            "minimum crs score",
            "minimum crs",
            "minimum score",
            "min crs",
            "min score",
            "crs min",
            "score",
            "points",
            "scg",
            "note scg",
            "score scg",
            "seuil",
            "seuil scg",
            "note minimale",
            "score minimal",
            "note",
            "pointage",
            "pointage minimal",
            "note de passage",
            "score du scg",
        ],
        words: &["crs", "scg", "cutoff", "score", "seuil", "pointage"],
    },
    Meaning {
        field: "drawDistributionAsOn",
        option: "pool_as_of",
        is_needed: IsNeeded::No,
        names: &["drawdistributionason", "pool as of", "as of", "distribution as of", "pool date"],
        words: &[],
    },
];

/// Fields of counts of IRCC's file, in the order of [`COUNT_COLUMNS`].
pub(super) fn count_field(place: usize) -> &'static str {
    const FIELDS: [&str; COUNT_COLUMNS.len()] = [
        "dd1", "dd2", "dd3", "dd4", "dd5", "dd6", "dd7", "dd8", "dd9", "dd10", "dd11", "dd12", "dd13",
        "dd14", "dd15", "dd16", "dd17", "dd18",
    ];
    FIELDS[place]
}

/// A column that the user named for a meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The meaning, by its name in `--columns`.
    pub option: String,
    /// The column's name in the file.
    pub name: String,
}

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
            if let Some(place) = meaning.names.iter().find_map(known) {
                places.insert(meaning.field, place);
            }
        }
    }
    find_counts(names, &mut places);
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

/// Columns that stand for nothing yet, with a word of a meaning in their names.
fn by_words(meaning: &Meaning, names: &[String], places: &Places) -> Vec<usize> {
    let is_free = |place: &usize| !places.values().any(|taken| taken == place);
    let has_word = |name: &str| name.split(' ').any(|word| meaning.words.contains(&word));
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
    fn columns_that_are_missing_or_unclear_are_named_and_the_user_decides() {
        let names = ["When", "kind", "ITA total", "ITA cumulative", "crs"];
        let unclear = Fault::Unclear {
            option: "size",
            names: vec!["ITA total".to_owned(), "ITA cumulative".to_owned()],
        };
        assert_eq!(find(&names, &[]).unwrap_err(), [Fault::Missing("date"), Fault::Missing("type"), unclear]);
        let chosen = [("date", "When"), ("type", "Kind"), ("size", "ITA total")]
            .map(|(option, name)| Chosen { option: option.to_owned(), name: name.to_owned() });
        assert_eq!(find(&names, &chosen).unwrap()["drawSize"], 2);
        let wrong = [Chosen { option: "date".to_owned(), name: "Whem".to_owned() }];
        assert!(matches!(&find(&names, &wrong).unwrap_err()[0],
                         Fault::NoSuchColumn { nearest: Some(name), .. } if name == "When"));
    }
}
