//! Reads lists of rounds, each with its date.

use std::collections::BTreeMap;

use super::form::{
    NO_ROUND, Period, PlanForm, PlanRounds, ReadRounds, RoundForm, SINGLE, UnheldReason, UnheldRounds,
    filled_list, one_name, read_hour,
};
use super::sizing::{Sizes, Sizing};
use crate::document::problem::{Problem, Problems};
use crate::document::reader::{Field, Reader};
use crate::document::source::Origin;
use crate::time::{Day, Instant};

/// A round of a list as far as it could be read.
struct ReadRound {
    /// The round, if nothing of it is wrong.
    form: Option<RoundForm>,
    /// Where it stands.
    origin: Option<Origin>,
    /// When it is held.
    drawn_at: Option<Instant>,
    /// Its type, and where that was written.
    round_type: Option<(String, Origin)>,
}

/// Reads the rounds of a plan's list; those of which something is wrong are left out.
pub fn read(reader: &Reader<'_>, span: Option<Period>, unheld: &mut Vec<UnheldRounds>) -> ReadRounds {
    without_late(read_list(&reader.need("rounds"), Some(reader), span), span, unheld)
}

/// Reads `[[round]]`: single rounds beside the plans.
pub fn read_single(
    field: &Field<'_>,
    span: Option<Period>,
    unheld: &mut Vec<UnheldRounds>,
) -> Option<PlanForm> {
    let origin = field.node?.origin.clone();
    let read = without_late(read_list(field, None, span), span, unheld);
    let ReadRounds { rounds, unread, is_whole, sized } = read;
    let days: Vec<Day> = match &rounds {
        PlanRounds::Stated(stated) => stated.iter().map(|round| round.date).collect(),
        PlanRounds::Published { .. } => Vec::new(),
    };
    let never = (Day::from_number(1), Day::from_number(0));
    let (from, to) = days.iter().copied().min().zip(days.iter().copied().max()).unwrap_or(never);
    Some(PlanForm {
        name: SINGLE.to_owned(),
        origin,
        from,
        to,
        is_ended: true,
        rounds,
        sized,
        unread,
        idle_changes: Vec::new(),
        is_whole,
    })
}

/// The rounds without those after the run, which are no mistake: they are reported among `unheld`.
fn without_late(read: ReadRounds, span: Option<Period>, unheld: &mut Vec<UnheldRounds>) -> ReadRounds {
    let (PlanRounds::Stated(rounds), Some(Period { last, .. })) = (&read.rounds, span) else { return read };
    let (held, late): (Vec<RoundForm>, Vec<RoundForm>) =
        rounds.iter().cloned().partition(|round| round.date <= last);
    unheld.extend(late.into_iter().map(|round| UnheldRounds {
        types: vec![round.round_type],
        holiday: round.date,
        working_day: round.date,
        reason: UnheldReason::AfterRun(last),
    }));
    ReadRounds { rounds: PlanRounds::Stated(held), ..read }
}

fn read_list(field: &Field<'_>, plan: Option<&Reader<'_>>, span: Option<Period>) -> ReadRounds {
    let items = filled_list(field, NO_ROUND);
    let mut read: Vec<ReadRound> = items.iter().map(|round| read_round(round, plan, span)).collect();
    // Single rounds may come from several files and stand in any order.
    if plan.is_none() {
        read.sort_by_key(|round| round.drawn_at);
    }
    check_order(&read, field.problems());
    let is_whole = read.iter().all(|round| round.form.is_some());
    let (whole, broken): (Vec<ReadRound>, Vec<ReadRound>) =
        read.into_iter().partition(|round| round.form.is_some());
    let rounds = PlanRounds::Stated(whole.into_iter().filter_map(|round| round.form).collect());
    let unread = broken.into_iter().filter_map(|round| round.round_type).collect();
    ReadRounds { rounds, sized: Vec::new(), unread, is_whole }
}

/// Checks that rounds stand in order of time, one of a type at an instant: every round that is earlier than
/// the one before it, or repeats one, is reported.
fn check_order(rounds: &[ReadRound], problems: &Problems) {
    let mut latest: Option<Instant> = None;
    let mut held: BTreeMap<(Instant, &str), &Origin> = BTreeMap::new();
    for round in rounds {
        let Some((drawn_at, origin)) = round.drawn_at.zip(round.origin.as_ref()) else { continue };
        if let Some((name, _)) = &round.round_type
            && let Some(first) = held.insert((drawn_at, one_name(name)), origin)
        {
            problems.push(Problem::new(
                origin.clone(),
                format!("two rounds of the type `{name}` are held at {drawn_at}"),
                format!("expected another time; the first stands in line {}", first.line()),
            ));
        }
        match latest.filter(|latest| drawn_at < *latest) {
            Some(latest) => problems.push(Problem::new(
                origin.clone(),
                format!("this round of {} stands after one of {}", drawn_at.day(), latest.day()),
                "expected the rounds in order of date",
            )),
            None => latest = Some(drawn_at),
        }
    }
}

/// Reports rounds that lie outside their plan.
pub fn check_period(rounds: &[RoundForm], period: Period, problems: &Problems) {
    for round in rounds.iter().filter(|round| !period.contains(round.date)) {
        problems.push(Problem::new(
            round.origin.clone(),
            format!("this round of {} lies outside its plan", round.date),
            format!("expected a date of the plan, {} to {}", period.first, period.last),
        ));
    }
}

fn read_round(field: &Field<'_>, plan: Option<&Reader<'_>>, span: Option<Period>) -> ReadRound {
    let mut read = ReadRound { form: None, origin: None, drawn_at: None, round_type: None };
    let Some(reader) = field.table() else { return read };
    let date_field = reader.need("date");
    let date = date_field.date().filter(|date| is_from_start(*date, span, &date_field));
    let hour = read_hour(&reader);
    let instant = reader.find("drawn_at");
    let drawn_at = match instant.node {
        Some(_) => instant.instant().filter(|drawn_at| is_near(*drawn_at, date, &instant)),
        None => date.zip(hour).map(|(date, hour)| date.start() + hour * 3600),
    };
    let type_field = reader.need("type");
    let round_type = type_field.text().map(str::to_owned);
    let size = Sizes { round: &reader, plan, is_pnp: round_type.as_deref() == Some("pnp") }.read();
    if size == Some(Sizing::Planned) {
        reader.wrong_key(
            "size",
            "the planner sizes rounds of a rhythm alone",
            "expected a number of persons",
        );
        return read;
    }
    let origin = reader.origin().clone();
    reader.finish();
    if let (Some(date), Some(_), Some(drawn_at), Some(name), Some(size)) =
        (date, hour, drawn_at, &round_type, size)
    {
        read.form = Some(RoundForm {
            origin: origin.clone(),
            date,
            drawn_at,
            round_type: name.clone(),
            size,
            usual_days: None,
            due: date,
        });
    }
    read.drawn_at = drawn_at.filter(|_| date.is_some());
    read.round_type = round_type.zip(type_field.node.map(|node| node.origin.clone()));
    ReadRound { origin: Some(origin), ..read }
}

/// Whether a date is not before the run, if that is known; reported if not.
fn is_from_start(date: Day, span: Option<Period>, field: &Field<'_>) -> bool {
    let Some(Period { first, .. }) = span.filter(|span| date < span.first) else { return true };
    field.wrong(
        format!("`{}` is {date}", field.path),
        format!("expected a date from {first} on, the `start` of the run"),
    );
    false
}

/// Whether an instant lies within a day of a date, if that is known; reported if not.
fn is_near(drawn_at: Instant, date: Option<Day>, field: &Field<'_>) -> bool {
    let Some(date) = date.filter(|date| (drawn_at.day() - *date).abs() > 1) else { return true };
    field.wrong(
        format!("`{}` is {drawn_at}", field.path),
        format!("expected an instant of {date}, or of the day before or after"),
    );
    false
}
