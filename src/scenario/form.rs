//! The keys of a scenario file and what each may hold.

use super::document::{Node, Origin};
use super::library::Base;
use super::people::read_population;
use super::plan::{NominationForm, PlanForm, TargetsForm, read_nominations, read_plan, read_targets};
use super::problem::Problems;
use super::reader::{Field, Reader};
use super::{Draft, Scenario, StartPool, library, open_named, overlay};
use crate::time::Day;

/// What only a whole scenario needs.
struct Rest<'a> {
    title: Option<&'a str>,
    start_pool: Option<(StartPool, Origin)>,
    seed: Option<i64>,
    replications: Option<i64>,
    plans: Vec<Option<PlanForm>>,
    nominations: Option<NominationForm>,
    /// Nothing where it is wrong, `None` within where the scenario has none.
    targets: Option<Option<TargetsForm>>,
}

/// Reads what can be read of a scenario; what is missing or wrong is reported.
pub fn read(root: &Node, name: &str, base: &Base, problems: &Problems) -> Option<Draft> {
    let reader = Reader::new(root, "", problems)?;
    let title = read_title(&reader.need("title"));
    reader.find("description").text();
    let span = read_span(&reader);
    let start_pool = read_start_pool(&reader.find("start_pool"));
    let seed = reader.need("seed").integer(0..=i64::MAX);
    let replications = reader.need("replications").integer(1..=1_000_000);
    let population = reader.need("population").table().and_then(|table| read_population(table, base));
    let plans = reader.need("plan").list();
    let plans: Vec<Option<PlanForm>> = plans.iter().map(|plan| read_plan(plan, span)).collect();
    let nominations = reader.need("nominations").table().and_then(read_nominations);
    let targets = reader.find("targets");
    let targets =
        targets.node.is_none().then_some(None).or_else(|| targets.table().and_then(read_targets).map(Some));
    let levels = reader.find("levels").node.cloned();
    let reforms = reader.find("policy").table().map(read_policy).unwrap_or_default();
    let published = reader.find("published").table();
    let rounds = read_published(published.as_ref(), "rounds", "published/rounds.csv", base);
    let snapshots = read_published(published.as_ref(), "snapshots", "published/pool_snapshots.csv", base);
    let invited = read_published(published.as_ref(), "invited", "published/invited.csv", base);
    let admissions = read_published(published.as_ref(), "admissions", "published/admissions.csv", base);
    published.into_iter().for_each(Reader::finish);
    reader.finish();
    let draft = Draft {
        span: span.map(|(start, end)| start..=end),
        population,
        reforms,
        levels,
        rounds: rounds.map(|opened| opened.source),
        snapshots: snapshots.map(|opened| opened.source),
        invited: invited.map(|opened| opened.source),
        admissions: admissions.map(|opened| opened.source),
        scenario: None,
    };
    let rest = Rest { title, start_pool, seed, replications, plans, nominations, targets };
    let scenario = whole(&draft, rest, name, root);
    Some(Draft { scenario, ..draft })
}

/// One line of words.
fn read_title<'a>(field: &Field<'a>) -> Option<&'a str> {
    let title = field.text()?;
    let found = if title.trim().is_empty() {
        "is empty"
    } else if title.contains(char::is_control) {
        "holds a character that is not printed, such as a line's end"
    } else {
        return Some(title);
    };
    field.wrong(format!("`{}` {found}", field.path), "expected what the scenario asks, in a line");
    None
}

/// The scenario, if nothing of it is missing.
fn whole(draft: &Draft, rest: Rest<'_>, name: &str, root: &Node) -> Option<Scenario> {
    let span = draft.span.as_ref()?;
    Some(Scenario {
        name: name.to_owned(),
        title: rest.title?.to_owned(),
        start: *span.start(),
        end: *span.end(),
        start_pool: rest.start_pool,
        seed: rest.seed? as u64,
        replications: rest.replications? as u32,
        population: draft.population.clone()?,
        plans: rest.plans.into_iter().collect::<Option<Vec<PlanForm>>>()?,
        nominations: rest.nominations?,
        targets: rest.targets?,
        levels: draft.levels.clone(),
        reforms: draft.reforms.clone(),
        rounds: draft.rounds.clone()?,
        snapshots: draft.snapshots.clone()?,
        invited: draft.invited.clone()?,
        admissions: draft.admissions.clone()?,
        resolved: overlay::to_toml(root),
    })
}

/// The blocks of the law's reforms: what they may hold is for the law to say.
fn read_policy(reader: Reader<'_>) -> Vec<Node> {
    let blocks = reader.find("change").list();
    reader.finish();
    blocks.iter().filter_map(|block| block.node.cloned()).collect()
}

fn read_span(reader: &Reader<'_>) -> Option<(Day, Day)> {
    let (start, end) = (reader.need("start"), reader.need("end"));
    let (first, last) = (start.date(), end.date());
    let (first, last) = (first?, last?);
    let launch = Day::new(2015, 1, 1)?;
    if first < launch {
        start.wrong(
            format!("`start` is {first}"),
            format!("expected {launch}, the launch of Express Entry, or later"),
        );
        return None;
    }
    if last < first {
        end.wrong(format!("`end` is {last}"), format!("expected {first}, the start, or a later date"));
        return None;
    }
    if last.year() > 2100 {
        end.wrong(format!("`end` is {last}"), "expected a date up to 2100-12-31");
        return None;
    }
    Some((first, last))
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
) -> Option<library::Opened> {
    match published.map(|reader| reader.find(key)) {
        Some(field) if field.node.is_some() => open_named(&field, base),
        _ => library::open_beside(shipped, &Base::Carried(String::new())).ok(),
    }
}
