//! A dated block of the law or of a reform: values that hold from a day on, and the instrument that sets
//! them.

use std::collections::{BTreeMap, BTreeSet};

use super::LawValue;
use super::key::{Kind, Pattern};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader, misspelt};
use crate::document::source::Origin;
use crate::document::tree::{Node, Value};
use crate::policy::noc;
use crate::time::Day;

/// The author of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// A block of the embedded law files.
    Published,
    /// A `[[policy.change]]` of a scenario.
    Scenario,
}

/// A dated block: it sets the keys it names and leaves all others as they were.
#[derive(Clone, Debug)]
pub struct Change {
    /// First day on which the values hold.
    pub date: Day,
    /// Day on which the public learned of it, where a reform says so.
    pub announced: Option<Day>,
    /// The instrument that sets the values.
    pub instrument: String,
    /// Section or words of the instrument, where they help a reader to find it.
    pub cites: Option<String>,
    /// Why the value was chosen, where no source states it.
    pub assumption: Option<String>,
    /// Published law or a scenario's reform.
    pub author: Author,
    /// The values by full key, such as `crs.education.bachelor.with_spouse`.
    pub settings: BTreeMap<String, Setting>,
    /// Keys that are there with a value that could not be read; each has been reported.
    pub unreadable: BTreeSet<String>,
    /// Where the block stands.
    pub origin: Origin,
    /// Where its date stands.
    pub date_origin: Origin,
}

/// A value of a block and where it was written.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What the key is set to.
    pub value: LawValue,
    /// Where the value stands.
    pub origin: Origin,
    /// Where the name of its program, category or factor stands, or else the value.
    pub name_origin: Origin,
}

const HEADER: [&str; 5] = ["date", "announced", "instrument", "cites", "assumption"];

impl Change {
    /// Reads the block at a place in its list and reports its problems; `None` without a usable date.
    pub fn read(node: &Node, author: Author, place: usize, problems: &Problems) -> Option<Change> {
        let path = match author {
            Author::Published => format!("change[{place}]"),
            Author::Scenario => format!("policy.change[{place}]"),
        };
        let header = Reader::new(node, &path, problems)?;
        let date = header.need("date");
        let announced = header.find("announced");
        let instrument = match author {
            Author::Published => header.need("instrument").text(),
            Author::Scenario => header.find("instrument").text().or(Some("the scenario")),
        };
        let cites = header.find("cites").text().map(str::to_owned);
        let assumption = header.find("assumption").text().map(str::to_owned);
        let (first_day, known_day) = (date.date(), announced.date());
        if let (Some(first_day), Some(known_day)) = (first_day, known_day)
            && known_day > first_day
        {
            announced.wrong(
                format!("`{path}.announced` is {known_day}, after the change of {first_day}"),
                "expected a day up to the date of the change",
            );
        }
        let body = Reader::new(node, "", problems)?;
        let before = problems.len();
        let mut values = Values::default();
        values.read_table(&body, Nesting { block: &path, patterns: &Pattern::all(), depth: 0, name: None });
        if values.settings.is_empty() && problems.len() == before {
            let expected = "expected at least one value in the block of this date";
            match date.node {
                Some(_) => date.wrong("this change sets nothing", expected),
                None => header.wrong("this change sets nothing", "expected a date and at least one value"),
            }
        }
        Some(Change {
            date: first_day?,
            announced: known_day,
            instrument: instrument?.to_owned(),
            cites,
            assumption,
            author,
            settings: values.settings,
            unreadable: values.unreadable,
            origin: node.origin.clone(),
            date_origin: date.node?.origin.clone(),
        })
    }
}

/// Whether a block, even a wrong one, adds and changes no program and no category: it names only other keys
/// of the law.
pub(crate) fn leaves_groups_alone(block: &Node) -> bool {
    let patterns = Pattern::all();
    let aside = Problems::new();
    let Some(block) = Reader::new(block, "", &aside) else { return false };
    block.keys().all(|key| {
        let is_law = patterns.iter().any(|pattern| pattern.admits(0, key));
        HEADER.contains(&key) || (is_law && !matches!(key, "programs" | "categories"))
    })
}

/// The values of a block while it is read.
#[derive(Default)]
struct Values {
    settings: BTreeMap<String, Setting>,
    unreadable: BTreeSet<String>,
}

/// The place of a table in its block: a depth of the path.
#[derive(Clone, Copy)]
struct Nesting<'a> {
    /// Full name of the block.
    block: &'a str,
    /// The patterns that admit the path so far.
    patterns: &'a [Pattern],
    depth: usize,
    /// Where the name of a program, category or factor of the path stands.
    name: Option<&'a Origin>,
}

impl Values {
    /// Reads a table of the block.
    fn read_table(&mut self, table: &Reader<'_>, nesting: Nesting<'_>) {
        let Nesting { block, patterns, depth, .. } = nesting;
        for key in table.keys().filter(|key| depth > 0 || !HEADER.contains(key)) {
            let field = table.find(key);
            let origin = table.key_origin(key).expect("a key that is there has a place");
            let admitted: Vec<Pattern> =
                patterns.iter().copied().filter(|pattern| pattern.admits(depth, key)).collect();
            let is_name = admitted.iter().any(|pattern| pattern.is_free(depth));
            let name = if is_name { Some(origin) } else { nesting.name };
            match admitted.iter().find(|pattern| pattern.depth() == depth + 1) {
                _ if admitted.is_empty() => {
                    table.problems().push(unknown_key(origin, &field.path, key, nesting));
                }
                Some(pattern) => self.read_leaf(&field, pattern.kind, table.problems(), name),
                None => {
                    if let Some(inner) = field.table() {
                        let nesting = Nesting { block, patterns: &admitted, depth: depth + 1, name };
                        self.read_table(&inner, nesting);
                    }
                }
            }
        }
    }

    fn read_leaf(&mut self, field: &Field<'_>, kind: Kind, problems: &Problems, name: Option<&Origin>) {
        let Some(node) = field.node else { return };
        match read_value(field, kind, problems) {
            Some(value) => {
                let origin = node.origin.clone();
                let name_origin = name.unwrap_or(&origin).clone();
                self.settings.insert(field.path.clone(), Setting { value, origin, name_origin });
            }
            None => {
                self.unreadable.insert(field.path.clone());
            }
        }
    }
}

fn unknown_key(origin: &Origin, path: &str, key: &str, nesting: Nesting<'_>) -> Problem {
    let Nesting { block, patterns, depth, .. } = nesting;
    let table = path.rsplit_once('.').map_or(block, |(table, _)| table);
    let title = format!("unknown key `{key}` in `{table}`");
    if let Some(expected) = patterns.iter().find_map(|pattern| pattern.described(depth)) {
        return Problem::new(origin.clone(), title, format!("expected {expected}"));
    }
    let mut known: Vec<&str> = patterns.iter().flat_map(|pattern| pattern.words(depth)).collect();
    if depth == 0 {
        known.extend(HEADER);
    }
    known.sort_unstable();
    known.dedup();
    misspelt(origin, title, key, &known)
}

fn read_value(field: &Field<'_>, kind: Kind, problems: &Problems) -> Option<LawValue> {
    match kind {
        Kind::Points => field.integer(0..=1200).map(LawValue::Whole),
        Kind::Whole(low, high) => field.integer(low..=high).map(LawValue::Whole),
        Kind::Decimal => read_decimal(field),
        Kind::Flag => field.flag().map(LawValue::Flag),
        Kind::Word(words) => field.choice(words).map(|index| LawValue::Text(words[index].to_owned())),
        Kind::Text => field.text().map(|text| LawValue::Text(text.to_owned())),
        Kind::Day => field.date().map(LawValue::Day),
        Kind::Occupations => read_occupations(field, problems),
        Kind::Programs => {
            let names: Vec<String> =
                field.list().iter().filter_map(|item| item.text().map(str::to_owned)).collect();
            Some(LawValue::Texts(names))
        }
        Kind::Teers => {
            let teers: Vec<i64> = field.list().iter().filter_map(|item| item.integer(0..=5)).collect();
            Some(LawValue::Wholes(teers))
        }
    }
}

fn read_decimal(field: &Field<'_>) -> Option<LawValue> {
    let number = field.number(0.0..=1_000_000.0)?;
    let hundredths = (number * 100.0).round();
    if (hundredths / 100.0 - number).abs() > 1e-9 {
        return field.mismatch("a number with at most two decimals");
    }
    Some(LawValue::Hundredths(hundredths as i64))
}

fn read_occupations(field: &Field<'_>, problems: &Problems) -> Option<LawValue> {
    let node = field.node?;
    let Value::List(_) = node.value else { return field.mismatch("a list of NOC 2021 codes") };
    let items = field.list();
    if items.is_empty() {
        field.wrong(format!("`{}` is an empty list", field.path), "expected at least one NOC 2021 code");
    }
    let mut codes: Vec<String> = items
        .iter()
        .filter_map(|item| Some((item, read_code(item, problems)?)))
        .filter_map(|(item, code)| {
            let known = !code.is_empty() && noc::beginning_with(&code).next().is_some();
            if !known && let Some(node) = item.node {
                problems.push(unknown_code(&node.origin, &code));
            }
            known.then_some(code)
        })
        .collect();
    // The order of a list means nothing: sorted, a restated list equals the list in force.
    codes.sort();
    Some(LawValue::Texts(codes))
}

/// A code as a text, or as a number of five digits. One with fewer may have lost its zeros, or be the first
/// digits of others.
fn read_code(item: &Field<'_>, problems: &Problems) -> Option<String> {
    let node = item.node?;
    let Value::Integer(number @ 0..) = node.value else { return item.text().map(str::to_owned) };
    let code = number.to_string();
    if code.len() >= 5 {
        return Some(code);
    }
    let whole = format!("{number:05}");
    let title = format!("the NOC code {number} has fewer than five digits");
    let problem = Problem::new(node.origin.clone(), title, "expected five digits, or a text");
    problems.push(problem.with_help(if noc::find(&whole).is_some() {
        format!("did you mean \"{whole}\"? All codes that begin with {number}: \"{number}\"")
    } else {
        format!("did you mean all codes that begin with {number}? Write \"{number}\"")
    }));
    None
}

fn unknown_code(origin: &Origin, code: &str) -> Problem {
    Problem::new(
        origin.clone(),
        format!("unknown NOC code `{code}`"),
        "expected a code of NOC 2021 such as 21231, or its first digits such as 72",
    )
}
