//! Names of rounds in English and French.

use std::ops::Range;

use crate::document::figure::is_digits;

/// The word before the number of a version.
const VERSION: &str = "version";

/// Round types, each with the words by which a name is recognised: without accents and capitals.
const TYPES: [(&str, &[&str]); 17] = [
    ("physicians_ca", &["physicians", "medecins"]),
    ("senior_managers_ca", &["senior managers", "cadres superieurs"]),
    ("researchers_ca", &["researchers", "chercheurs"]),
    ("military", &["military", "militaires"]),
    ("no_program_specified", &["no program specified", "aucun programme"]),
    ("general", &["general", "all program", "tous les programmes"]),
    ("pnp", &["provincial nominee", "candidats des provinces", "candidats provinciaux", "pnp", "pcp"]),
    ("cec", &["canadian experience", "experience canadienne", "cec"]),
    ("fst", &["federal skilled trades", "travailleurs de metiers specialises", "fst", "fstp", "ptmsf"]),
    ("fsw", &["federal skilled worker", "travailleurs qualifies", "fsw", "fswp", "ptqf"]),
    ("french", &["french", "francais", "francophone"]),
    ("healthcare", &["healthcare", "health care", "health", "sante"]),
    ("stem", &["stem", "stim", "science, technology", "sciences, technologie"]),
    ("transport", &["transport"]),
    ("agriculture", &["agriculture"]),
    ("education", &["education"]),
    ("trades", &["trade", "metiers"]),
];

/// A word of names of other types: French categories are trades of a kind.
const TRADES: &str = "metiers";
/// Types of candidates with Canadian experience, whose names may say so.
const EXPERIENCED: &str = "_ca";
/// Words that turn a name around.
const NOT: [&str; 9] = ["no", "not", "non", "without", "except", "excluding", "sans", "sauf", "hors"];

/// A round's name as read: its type and the version of its category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RoundName {
    pub round_type: String,
    /// Such as `Version 2`, or `2026-Version 2`; empty for programs.
    pub version: String,
    /// Whether the type is one of the project's.
    pub is_known: bool,
}

/// Reads a round's name in English or French, such as `Healthcare occupations (Version 1)`, or a type of the
/// program. An unknown name becomes a type of its own.
pub(super) fn round_name(name: &str) -> RoundName {
    let lower = folded(name);
    let version_at = lower.find(VERSION);
    let version = version_at.map_or(String::new(), |at| version(&lower[..at], &lower[at + VERSION.len()..]));
    let bare =
        lower[..version_at.unwrap_or(lower.len())].trim_end_matches(|sign: char| !sign.is_alphabetic());
    let own = TYPES.iter().map(|(own, _)| *own).find(|own| *own == lower.trim());
    let known = own.or_else(|| known_type(bare));
    let round_type = known.map_or_else(|| own_name(bare), str::to_owned);
    RoundName { round_type, version, is_known: known.is_some() }
}

/// A text without accents, capitals and signs of typesetting, so that spellings compare.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for sign in text.chars().flat_map(char::to_lowercase) {
        match sign {
            'à' | 'á' | 'â' | 'ä' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ò' | 'ó' | 'ô' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'œ' => folded.push_str("oe"),
            '’' | '‘' | 'ʼ' => folded.push('\''),
            // An accent that stands alone behind its letter.
            '\u{300}'..='\u{36f}' => {}
            sign if sign.is_whitespace() => folded.push(' '),
            sign => folded.push(sign),
        }
    }
    folded
}

/// A version as it is written: `Version 2`, or `2026-Version 2` where a year stands before it.
fn version(before: &str, after: &str) -> String {
    let before = before.trim_end();
    let year = before.rsplit([' ', '(', ',']).next().unwrap_or_default().trim_end_matches(['-', '–']);
    let year = if year.len() == 4 && is_digits(year) { format!("{year}-") } else { String::new() };
    let number = after.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    format!("{year}Version {}", &number[..digits]).trim_end().to_owned()
}

/// The one type whose words a name has; none if it has those of several, or says that it is not of a type.
fn known_type(name: &str) -> Option<&'static str> {
    let mut found: Vec<(&'static str, &str, Range<usize>)> = Vec::new();
    for (own, words) in TYPES {
        found.extend(words.iter().flat_map(|word| places(name, word).map(move |place| (own, *word, place))));
    }
    // A word within a longer one says nothing of its own.
    let whole = found.clone();
    let is_within = |place: &Range<usize>| {
        let mut others = whole.iter().map(|(_, _, other)| other);
        others.any(|other| other.len() > place.len() && other.start <= place.start && place.end <= other.end)
    };
    found.retain(|(_, _, place)| !is_within(place));
    if found.iter().any(|(_, word, _)| *word != TRADES) {
        found.retain(|(_, word, _)| *word != TRADES);
    }
    if found.iter().any(|(own, _, _)| own.ends_with(EXPERIENCED)) {
        found.retain(|(own, _, _)| *own != "cec");
    }
    let turns = |word: &&str| {
        places(name, word).any(|place| name[place.end..].starts_with([' ', '-']) && !is_within(&place))
    };
    let (first, ..) = found.first()?;
    let is_one = found.iter().all(|(own, _, _)| own == first);
    (is_one && !NOT.iter().any(turns)).then_some(*first)
}

/// The places of a word in a name, or of the beginning of a longer word.
fn places<'a>(name: &'a str, word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let starts = name.match_indices(word).map(|(at, _)| at);
    let starts = starts.filter(|at| !name[..*at].ends_with(char::is_alphanumeric));
    starts.map(|at| at..at + word.len())
}

/// `Blue-collar work` as `blue_collar_work`.
fn own_name(name: &str) -> String {
    let words = name.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let joined = words.collect::<Vec<_>>().join("_");
    if joined.is_empty() { "unnamed".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_several_types_or_of_none_is_not_known() {
        for name in [
            "Canadian Experience Class (no PNP)",
            "PNP and CEC",
            "PNP/CEC",
            "Canadian Experience Class and Provincial Nominee Program",
            "Not STEM",
            "CEC/FSW",
            "French and healthcare",
            "Trade and transport occupations",
        ] {
            assert!(!round_name(name).is_known, "{name}: {:?}", round_name(name));
        }
        for (name, own) in [
            ("Physicians with Canadian experience", "physicians_ca"),
            ("Science, technology, engineering and math (STEM) occupations", "stem"),
            ("No program specified", "no_program_specified"),
            ("General (all programs)", "general"),
        ] {
            assert_eq!(round_name(name).round_type, own, "{name}");
        }
    }

    #[test]
    fn names_have_versions_in_several_spellings() {
        for (name, round_type, version) in [
            ("Healthcare occupations (Version 1)", "healthcare", "Version 1"),
            ("Healthcare and social services occupations (Version 2)", "healthcare", "Version 2"),
            ("French-language proficiency 2026-Version 2", "french", "2026-Version 2"),
            ("French language proficiency (version1)", "french", "Version 1"),
            ("Trade occupations, Version 2", "trades", "Version 2"),
            ("Federal Skilled Trades", "fst", ""),
            ("No Program Specified", "no_program_specified", ""),
            ("Blue-collar work (Version 1)", "blue_collar_work", "Version 1"),
            ("Aucun programme spécifié", "no_program_specified", ""),
            ("Catégorie de l’expérience canadienne", "cec", ""),
            ("Compétence linguistique en français (Version 1)", "french", "Version 1"),
            ("Générale", "general", ""),
            ("Métiers (Version 2)", "trades", "Version 2"),
            ("Métiers de l'agriculture et de l'agroalimentaire (Version 1)", "agriculture", "Version 1"),
            ("Métiers des transports (Version 1)", "transport", "Version 1"),
            ("Métiers spécialisés (Version 1)", "trades", "Version 1"),
            ("Professions de la santé et des services sociaux (Version 2)", "healthcare", "Version 2"),
            ("Professions de l’éducation (Version 1)", "education", "Version 1"),
            ("Professions des STIM (Version 1)", "stem", "Version 1"),
            ("Programme des candidats des provinces", "pnp", ""),
            ("Programme des travailleurs de métiers spécialisés (fédéral)", "fst", ""),
            ("Programme des travailleurs qualifiés (fédéral)", "fsw", ""),
            ("PNP", "pnp", ""),
            ("senior_managers_ca", "senior_managers_ca", ""),
        ] {
            let expected = RoundName {
                round_type: round_type.to_owned(),
                version: version.to_owned(),
                is_known: round_type != "blue_collar_work",
            };
            assert_eq!(round_name(name), expected);
        }
    }
}
