//! What kept landings from a target, one cause at a time, and its words.

use std::fmt;

use crate::policy::instruction::RoundType;
use crate::record::Bound;
use crate::time::Day;

/// What kept landings from a target. Numbers of persons are means over replications.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cause {
    /// No round is left to the planner.
    NoRoundPlanned,
    /// Rounds are left to the planner, but none of the year.
    NoRoundOfYear(i16),
    /// How much was decided before rounds could be planned.
    Decided(Decided),
    /// The target, or a range with another end, was known too late.
    Announced {
        /// The day on which it became known.
        on: Day,
        /// How much was decided when rounds were next planned; none if they never were.
        decided: Option<Decided>,
        /// Whether rounds were planned before it, for the year.
        was_planned: bool,
    },
    /// Some of those to be invited were left out by a bound on sizes, or by the time that is left.
    Bound {
        /// Which one.
        bound: Bound,
        /// Its values, as stated.
        values: Vec<u32>,
        /// Part of the plannings for the year.
        part: f64,
    },
    /// No federal round was held from a day to another.
    Pause {
        /// The first day without one.
        from: Day,
        /// The last.
        to: Day,
    },
    /// No round that invites nominees was held from a day to another.
    NomineePause {
        /// The first day without one.
        from: Day,
        /// The last.
        to: Day,
    },
    /// The least size of a round, which is more than what was missed.
    Coarse(u32),
    /// Rounds of a type that found fewer candidates than planned, a replication.
    Short(RoundType, f64),
    /// The range is aimed at, but so many persons too few or too many landed for it.
    OutsideRange(f64, f64, f64),
    /// The planner itself expected to miss it.
    Steady,
    /// The same, and another year the other way: rounds count for both.
    Weighed {
        /// The other year.
        year: i16,
        /// Its target.
        target: f64,
        /// Persons then expected in it.
        expected: f64,
    },
    /// Something else came than was expected when the year's rounds were planned.
    Unforeseen {
        /// The day of the planning.
        on: Day,
        /// Persons then expected.
        expected: f64,
    },
    /// No round that invites nominees is held after a day, or at all.
    NoNominees(Option<Day>),
    /// Nominations decide the rest.
    Nominations {
        /// Whether they are planned to meet targets, in the year before and in the year.
        are_planned: [bool; 2],
        /// Invitations of nominees.
        invited: Invited,
        /// Applications of theirs in progress at the year's last count.
        open: f64,
    },
    /// No round is sized for an overlay, but these reach it.
    French {
        /// Invitations by rounds of `french`.
        invited: Invited,
        /// Parts of the federal target that such rounds have in the year, one after another; none where none does.
        shares: Vec<f64>,
        /// The least size of a round, if those to be invited were too few for it in some replication.
        least: Option<u32>,
    },
}

/// What was decided on a day of planning.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decided {
    /// The day.
    pub on: Day,
    /// Whether these are the first rounds that are planned at all.
    pub is_first: bool,
    /// Whether rounds ahead whose size is not the planner's are part of it.
    pub has_stated: bool,
    /// Persons landed or expected on what was decided.
    pub persons: f64,
    /// The same as a part of what was wanted; none if that was nobody.
    pub part: Option<f64>,
    /// Persons expected on all that was still to be planned.
    pub ahead: f64,
}

/// Invitations of a type of rounds in a year and the one before it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Invited {
    /// The year.
    pub year: i16,
    /// In the year before it, if that is known.
    pub before: Option<f64>,
    /// In the year.
    pub in_year: f64,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cause::NoRoundPlanned => write!(f, "no round is planned to meet it"),
            Cause::NoRoundOfYear(year) => write!(f, "no federal round of {year} is left to the planner"),
            Cause::Decided(decided) => write!(f, "{decided}"),
            Cause::Announced { on, decided, was_planned } => {
                announced(f, *on, decided.as_ref(), *was_planned)
            }
            Cause::Bound { bound, values, part } => reached(f, *bound, values, *part),
            Cause::Pause { from, to } => {
                write!(f, "no federal round was held from {from} to {to}, {} days", *to - *from + 1)
            }
            Cause::NomineePause { from, to } => write!(
                f,
                "no round that invites nominees was held from {from} to {to}, {} days",
                *to - *from + 1
            ),
            Cause::Coarse(least) => write!(
                f,
                "a round invites {least} persons or nobody (`targets.least`), and one round more or less is more than was missed"
            ),
            Cause::Short(name, count) => {
                write!(f, "{count:.1} rounds of `{name}` found fewer candidates than planned")
            }
            Cause::OutsideRange(low, high, miss) => write!(
                f,
                "the range is aimed at (`targets.aim`), from {low:.0} to {high:.0} persons, and missed by {miss:.0}"
            ),
            Cause::Weighed { year, target, expected } => write!(
                f,
                "the planner weighed it against {year}, in which it expected {expected:.0} persons for a target of \
                 {target:.0}, and against steady sizes (`targets.steadiness`)"
            ),
            Cause::Steady => write!(f, "steady sizes were preferred (`targets.steadiness`)"),
            Cause::Unforeseen { on, expected } => write!(
                f,
                "on {on} {expected:.0} persons were expected: what came otherwise could not be known"
            ),
            Cause::NoNominees(after) => {
                let after = after.map_or(String::new(), |day| format!(" after {day}"));
                write!(
                    f,
                    "no round that invites nominees is held{after}: they wait, however many are nominated"
                )
            }
            Cause::Nominations { are_planned, invited, open } => nominations(f, are_planned, invited, *open),
            Cause::French { invited, shares, least } => {
                french(f, invited, shares)?;
                let words = |least| {
                    let when = if invited.in_year > 0.0 { "in some replications" } else { "since" };
                    format!(", {when} those to be invited were too few for one of {least} (`targets.least`)")
                };
                write!(f, "{}", least.map_or(String::new(), words))
            }
        }
    }
}

fn reached(f: &mut fmt::Formatter<'_>, bound: Bound, values: &[u32], part: f64) -> fmt::Result {
    let values = values.iter().map(u32::to_string).collect::<Vec<String>>().join(" and ");
    match bound {
        Bound::Most => write!(f, "rounds were at their largest, {values} (`targets.most`)")?,
        Bound::Least => {
            write!(f, "those to be invited were too few for a round, fewer than {values} (`targets.least`)")?;
        }
        Bound::Late => write!(
            f,
            "ten months go by from a nomination to a landing: to make up for what it lacked would have taken more than half \
             as many nominations again as the next target asks for in the long run, so that it was let go"
        )?,
    }
    write!(f, ", {}", how_often(part))
}

fn nominations(
    f: &mut fmt::Formatter<'_>,
    are_planned: &[bool; 2],
    invited: &Invited,
    open: f64,
) -> fmt::Result {
    let year = invited.year;
    let who = match are_planned {
        [true, true] => "which are planned to meet targets".to_owned(),
        [false, false] => "which provinces issue".to_owned(),
        [false, true] => format!("which are planned to meet targets from {year} on"),
        [true, false] => format!("which were planned to meet targets until {}", year - 1),
    };
    write!(
        f,
        "nominations decide the rest, {who} (`nominations.per_month`): {invited}, and {open:.0} of their applications were \
         still in progress at the year's last count"
    )
}

impl fmt::Display for Decided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Decided { on, persons, ahead, .. } = self;
        let when = if self.is_first { "rounds were first planned" } else { "the year was first planned for" };
        let stated = if self.has_stated { ", and rounds of stated sizes," } else { "" };
        write!(
            f,
            "on {on}, when {when}, invitations issued before{stated} were to bring {persons:.0} persons"
        )?;
        write!(f, "{}, and all to come {ahead:.0} more", self.part_in_words())
    }
}

impl Decided {
    fn part_in_words(&self) -> String {
        self.part.map_or(String::new(), |part| format!(", {:.0} % of it", 100.0 * part))
    }
}

impl fmt::Display for Invited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Invited { year, before, in_year } = self;
        match before {
            Some(before) => {
                write!(f, "{before:.0} were invited in {} and {in_year:.0} in {year}", year - 1)
            }
            None => write!(f, "{in_year:.0} were invited in {year}"),
        }
    }
}

/// In how many of the times that the year was planned for, of all replications.
fn how_often(part: f64) -> String {
    const TIMES: &str = "of the times the year was planned for";
    match part {
        1.0.. => "every time the year was planned for".to_owned(),
        0.005.. => format!("in {:.0} % {TIMES}", 100.0 * part),
        _ => format!("in less than 1 % {TIMES}"),
    }
}

fn announced(
    f: &mut fmt::Formatter<'_>,
    on: Day,
    decided: Option<&Decided>,
    was_planned: bool,
) -> fmt::Result {
    write!(f, "announced on {on}")?;
    match decided {
        Some(decided) => {
            let later = if decided.on == on {
                ", when".to_owned()
            } else {
                format!("; on {}, when rounds were next planned,", decided.on)
            };
            write!(
                f,
                "{later} {:.0} persons were already decided{}",
                decided.persons,
                decided.part_in_words()
            )
        }
        None if was_planned => write!(f, ", after the last planning for the year"),
        None => Ok(()),
    }
}

fn french(f: &mut fmt::Formatter<'_>, invited: &Invited, shares: &[f64]) -> fmt::Result {
    write!(f, "no round is sized for it, an overlay of the other lines: ")?;
    let Invited { year, before, in_year } = *invited;
    if in_year == 0.0 {
        return match before {
            Some(before) if before > 0.0 => {
                write!(
                    f,
                    "rounds of `french` invited {before:.0} in {}, and none is held in {year}",
                    year - 1
                )
            }
            Some(_) => write!(f, "no round of `french` is held in {} and {year}", year - 1),
            None => write!(f, "no round of `french` is held in {year}"),
        };
    }
    write!(f, "{invited} by rounds of `french`")?;
    let shares: Vec<String> = shares.iter().map(|share| format!("{:.1} %", 100.0 * share)).collect();
    if shares.is_empty() {
        return Ok(());
    }
    write!(f, ", which have {} of the federal target", shares.join(" and then "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn decided() -> Decided {
        let on = day("2026-01-01");
        Decided { on, is_first: true, has_stated: false, persons: 80.4, part: Some(0.804), ahead: 12.0 }
    }

    #[test]
    fn what_was_decided_is_told_with_its_part_and_what_was_to_come() {
        let words = "on 2026-01-01, when rounds were first planned, invitations issued before were to bring 80 persons, \
                     80 % of it, and all to come 12 more";
        assert_eq!(Cause::Decided(decided()).to_string(), words);
        let other = Decided { is_first: false, has_stated: true, part: None, ..decided() };
        let words = "on 2026-01-01, when the year was first planned for, invitations issued before, and rounds of stated \
                     sizes, were to bring 80 persons, and all to come 12 more";
        assert_eq!(other.to_string(), words);
    }

    #[test]
    fn an_announcement_is_told_with_the_next_planning() {
        let told = |on, decided| Cause::Announced { on: day(on), decided, was_planned: true }.to_string();
        let words = "announced on 2026-01-01, when 80 persons were already decided, 80 % of it";
        assert_eq!(told("2026-01-01", Some(decided())), words);
        let words = "announced on 2025-12-31; on 2026-01-01, when rounds were next planned, 80 persons were already \
                     decided, 80 % of it";
        assert_eq!(told("2025-12-31", Some(decided())), words);
        assert_eq!(told("2026-12-31", None), "announced on 2026-12-31, after the last planning for the year");
    }

    #[test]
    fn how_often_a_bound_was_reached_is_told_in_words() {
        let told = |part| Cause::Bound { bound: Bound::Most, values: vec![600, 800], part }.to_string();
        let words = "rounds were at their largest, 600 and 800 (`targets.most`), ";
        let rest = |part| told(part).strip_prefix(words).unwrap().to_owned();
        assert_eq!(rest(1.0), "every time the year was planned for");
        assert_eq!(rest(0.404), "in 40 % of the times the year was planned for");
        assert_eq!(rest(0.001), "in less than 1 % of the times the year was planned for");
    }

    #[test]
    fn french_rounds_that_are_not_held_are_not_spoken_of_as_held() {
        let told = |before, in_year, shares: &[f64]| {
            let invited = Invited { year: 2026, before: Some(before), in_year };
            let told = Cause::French { invited, shares: shares.to_vec(), least: None }.to_string();
            told.strip_prefix("no round is sized for it, an overlay of the other lines: ").unwrap().to_owned()
        };
        assert_eq!(told(0.0, 0.0, &[]), "no round of `french` is held in 2025 and 2026");
        let words = "rounds of `french` invited 48000 in 2025, and none is held in 2026";
        assert_eq!(told(48_000.0, 0.0, &[]), words);
        let words = "48000 were invited in 2025 and 20 in 2026 by rounds of `french`";
        assert_eq!(told(48_000.0, 20.0, &[]), words);
        let words = format!("{words}, which have 16.5 % and then 8.2 % of the federal target");
        assert_eq!(told(48_000.0, 20.0, &[0.165, 0.082]), words);
        let invited = Invited { year: 2026, before: None, in_year: 0.0 };
        let told = Cause::French { invited, shares: Vec::new(), least: None }.to_string();
        assert!(told.ends_with(": no round of `french` is held in 2026"), "{told}");
    }
}
