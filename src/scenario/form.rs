//! Reads the keys of a scenario file.

use std::sync::Arc;

use super::category::read_categories;
use super::content::{Draft, Gap, PopulationForm, Scenario, SizesForm, Written};
use super::key::{EXTENDS, SECTIONS};
use super::named_file::{open_named, open_named_by};
use super::people::read_population;
use super::plan::{
    Context, HolidayCalendar, LostDays, NominationForm, NominationPacing, PerMonth, Period, ReadPlans,
    read_nominations, read_plans, read_targets,
};
use super::sizes;
use super::start_pool::StartPool;
use super::table_reading::TableReading;
use crate::document::library;
use crate::document::library::Base;
use crate::document::problem::Problems;
use crate::document::reader::{Field, Reader};
use crate::document::tree::{Node, Origin, Source, Table, Value};
use crate::time::Day;

/// Reads a scenario. Missing and wrong parts are reported and replaced by harmless ones.
pub fn read(root: &Node, name: &str, base: &Base, problems: &Problems) -> Option<Draft> {
    let reader = Reader::new(root, "", problems)?;
    let title = read_title(&reader.find("title"));
    reader.find("description").text();
    let span = read_span(&reader);
    let start_pool = read_start_pool(&reader.find("start_pool"));
    let warm_up_months = read_warm_up_months(&reader.find("warm_up_months"));
    let seed = reader.need("seed").integer(0..=i64::MAX);
    let replications = reader.need("replications").integer(1..=1_000_000);
    let population = reader.need("population").table().and_then(|table| read_population(table, base));
    let calendar = reader.find("calendar");
    let calendar = calendar.table().map_or_else(|| Some(HolidayCalendar::default()), HolidayCalendar::read);
    let is_calendar_whole = calendar.is_some();
    let calendar = calendar.unwrap_or_default();
    let sizes = SizesForm::read(&reader.find("sizes"));
    let context = Context { span, calendar: &calendar };
    let ReadPlans { mut plans, are_whole, unheld } = read_plans(&reader, context);
    sizes::settle(&mut plans, sizes.as_ref(), &reader);
    let nominations = reader.need("nominations").table().and_then(read_nominations);
    let targets = reader.find("targets");
    let targets = targets.node.map(|_| targets.table().map(|table| read_targets(table)).unwrap_or_default());
    let levels = read_levels(&reader.find("levels"));
    let mut reforms = reader.find("policy").table().map(read_policy).unwrap_or_default();
    reforms.extend(read_categories(&reader.find("category"), span));
    let published = reader.find("published").table();
    let rounds = read_published(published.as_ref(), "rounds", "published/rounds.csv", base);
    let snapshots = read_published(published.as_ref(), "snapshots", "published/pool_snapshots.csv", base);
    let invited = read_published(published.as_ref(), "invited", "published/invited.csv", base);
    let admissions = read_published(published.as_ref(), "admissions", "published/admissions.csv", base);
    let inventory = read_published(published.as_ref(), "inventory", "published/inventory.csv", base);
    let landings = read_published(published.as_ref(), "landings", "published/landings.csv", base);
    let submissions = read_published(published.as_ref(), "submissions", "published/submissions.csv", base);
    let table_reading = published.as_ref().map(TableReading::read).unwrap_or_default();
    published.into_iter().for_each(Reader::finish);
    let extends = reader.find(EXTENDS);
    if extends.node.is_some() {
        let expected = "expected it in the scenario's file: it can only be stated there";
        extends.wrong("`extends` cannot be set", expected);
    }
    reader.finish_with(full_name);
    let mut gaps = Gaps(Vec::from_iter((!are_whole || !is_calendar_whole).then_some(Gap::Plans)));
    let span = gaps.filled(Gap::Span, span, || EVER);
    let scenario = Scenario {
        name: name.to_owned(),
        name_in_tables: name.to_owned(),
        title: title.unwrap_or_default().to_owned(),
        start: span.first,
        end: span.last,
        start_pool,
        warm_up_months: warm_up_months.unwrap_or(WARM_UP_MONTHS),
        seed: seed.unwrap_or_default() as u64,
        replications: replications.unwrap_or(1) as u32,
        population: gaps.filled(Gap::Population, population, no_people),
        plans,
        calendar,
        lost_days: LostDays::default(),
        unheld_rounds: unheld,
        sizes,
        nominations: nominations.unwrap_or_else(no_nominations),
        targets,
        levels,
        reforms,
        rounds: gaps.filled(Gap::Rounds, rounds, nothing),
        snapshots: gaps.filled(Gap::Snapshots, snapshots, nothing),
        table_reading,
        invited: gaps.filled(Gap::Invited, invited, nothing),
        admissions: gaps.filled(Gap::Admissions, admissions, nothing),
        inventory: gaps.filled(Gap::Inventory, inventory, nothing),
        landings: gaps.filled(Gap::Landings, landings, nothing),
        submissions: gaps.filled(Gap::Submissions, submissions, nothing),
        resolved: root.to_toml(),
        written: Written { root: root.clone(), base: base.clone() },
        extended: None,
    };
    Some(Draft { scenario, gaps: gaps.0 })
}

/// The full name of the one key that ends in a word.
fn full_name(word: &str) -> Option<String> {
    let paths = SECTIONS.iter().flat_map(|section| section.keys).map(|key| key.path);
    let mut found = paths.filter(|path| path.rsplit_once('.').is_some_and(|(_, last)| last == word));
    found.next().filter(|_| found.next().is_none()).map(str::to_owned)
}

/// The gaps found so far.
struct Gaps(Vec<Gap>);

impl Gaps {
    /// The part that was read, or a harmless one and a gap.
    fn filled<T>(&mut self, gap: Gap, read: Option<T>, harmless: impl FnOnce() -> T) -> T {
        read.unwrap_or_else(|| {
            self.0.push(gap);
            harmless()
        })
    }
}

/// First and last day that a run may have.
const EVER: Period = Period { first: Day::LAUNCH, last: Day::LATEST };

fn nothing() -> Arc<Source> {
    Source::new("", "")
}

fn no_people() -> PopulationForm {
    let origin = Origin { source: nothing(), span: 0..0 };
    let document = Node { origin, value: Value::Table(Table::new()) };
    PopulationForm { document, occupations: nothing(), scale: 1.0, source: nothing(), members: None }
}

/// A number of nominations, so that plans that need one are not reported too.
fn no_nominations() -> NominationForm {
    NominationForm {
        margin: 0.0,
        per_month: vec![(EVER.first.year(), PerMonth::Persons(0.0))],
        per_month_origin: None,
        pacing: NominationPacing::default(),
    }
}

/// One line of text.
fn read_title<'a>(field: &Field<'a>) -> Option<&'a str> {
    let title = field.text()?;
    let found = if title.trim().is_empty() {
        "is empty"
    } else if title.contains(char::is_control) {
        "holds a character that is not printed, such as a line's end"
    } else {
        return Some(title);
    };
    field.wrong(format!("`{}` {found}", field.path), "expected the question of the scenario, in one line");
    None
}

/// The blocks of the law's reforms, unread: the law knows their keys.
fn read_policy(reader: Reader<'_>) -> Vec<Node> {
    let blocks = reader.find("change").list();
    reader.finish();
    blocks.iter().filter_map(|block| block.node.cloned()).collect()
}

/// The values that a scenario restates of the Levels Plans, unread: the plans know their keys. A number in
/// place of targets by year is reported here, with an example.
fn read_levels(field: &Field<'_>) -> Option<Node> {
    let mut levels = field.node?.clone();
    let Value::Table(table) = &mut levels.value else { return Some(levels) };
    let reader = field.table()?;
    for (key, entry) in table.iter_mut().filter(|(key, _)| !key.ends_with("_share")) {
        let number = reader.find(key);
        let number = number.only_if(|node| matches!(node.value, Value::Integer(_) | Value::Number(_)));
        if number.node.is_some() {
            number.mismatch::<()>("targets by year, such as { 2027 = 90_000 }");
            entry.node.value = Value::Broken; // Reported.
        }
    }
    Some(levels)
}

fn read_span(reader: &Reader<'_>) -> Option<Period> {
    let (start, end) = (reader.need("start"), reader.need("end"));
    let (first, last) = (start.date(), end.date());
    let Period { first: launch, last: latest } = EVER;
    let is_early = first.is_some_and(|first| first < launch);
    if let Some(first) = first.filter(|_| is_early) {
        let expected = format!("expected {launch}, the launch of Express Entry, or later");
        start.wrong(format!("`start` is {first}"), expected);
    }
    let (first, last) = (first?, last?);
    let expected = match first.max(launch) {
        least if last < least && is_early => {
            format!("expected {least}, the launch of Express Entry, or later")
        }
        least if last < least => format!("expected {least}, the start, or a later date"),
        _ if last > latest => format!("expected a date up to {latest}"),
        _ => return (!is_early).then_some(Period { first, last }),
    };
    end.wrong(format!("`end` is {last}"), expected);
    None
}

/// Assumption A41: months simulated before the first pool. Profiles live for twelve, so that no candidate is
/// older; the longer time is for applications, which take up to two years.
const WARM_UP_MONTHS: i32 = 30;

fn read_warm_up_months(field: &Field<'_>) -> Option<i32> {
    field.node?;
    field.integer(1..=120).map(|months| months as i32)
}

fn read_start_pool(field: &Field<'_>) -> Option<(StartPool, Origin)> {
    let choice = field.choice(&StartPool::NAMES)?;
    Some((StartPool::ALL[choice], field.node?.origin.clone()))
}

fn read_published(
    published: Option<&Reader<'_>>,
    key: &str,
    shipped: &str,
    base: &Base,
) -> Option<Arc<Source>> {
    let is_foreign = ["rounds", "snapshots"].contains(&key);
    let opened = match published.map(|reader| reader.find(key)) {
        Some(field) if field.node.is_some() && is_foreign => {
            open_named_by(&field, base, library::open_foreign_beside)
        }
        Some(field) if field.node.is_some() => open_named(&field, base),
        _ => library::open_beside(shipped, &Base::Carried(String::new())).ok(),
    };
    opened.map(|opened| opened.source)
}
