//! Notices: facts for the reader of a run.

use crate::policy::instruction::RoundType;
use crate::policy::levels::{CarriedTarget, Line, RestatedShare};
use crate::published::Warning;
use crate::scenario::{IdleChange, UnheldRounds};
use crate::time::Day;

/// A fact for the reader of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// About the start of the run, or its rounds.
    Run(RunNotice),
    /// Rounds of a holiday that cannot be moved.
    UnheldRounds(UnheldRounds),
    /// About `[targets]`.
    Targets(TargetsNotice),
    /// About the Levels Plan.
    Levels(LevelsNotice),
    /// About nominations.
    Nominations(NominationsNotice),
    /// The points of the CRS are not published from a day on, and those before it are carried on.
    CarriedCrs(Day),
    /// Keys of the members of a calibrated population that the scenario states for all of them.
    Restated(Vec<String>),
    /// Fewer than two replications of a member of a calibrated population.
    FewReplications {
        /// Number of members.
        members: u32,
        /// Number of replications.
        replications: u32,
    },
    /// A run with the most replications that it may have, before it was as precise as asked for.
    Imprecise {
        /// The precision that was asked for.
        asked: String,
        /// Number of replications.
        replications: u32,
        /// The mean with the widest interval: type of rounds or line, and year; none without an outcome.
        outcome: Option<(String, i16)>,
        /// Half the width of that interval; none if a single replication has the outcome.
        half_width: Option<f64>,
    },
    /// A calibrated population whose members are too few for intervals.
    FewMembers {
        /// Their number.
        members: u32,
        /// The number that intervals need.
        least: u32,
    },
    /// Origins of a backtest that start from the fitted people of the program, whichever the scenario names.
    FittedPeople {
        /// The day of the newest figures of these people.
        published: Day,
    },
    /// About a category of the scenario.
    Category(CategoryNotice),
    /// Types of published rounds that the law does not know: nothing simulates them.
    UnknownTypes(Vec<RoundType>),
    /// Types of the rounds ahead of which none was published yet.
    NewTypes(Vec<RoundType>),
    /// Something odd about a published table.
    Published(Warning),
}

/// Notices on a category that the scenario adds, or whose occupations it states.
#[derive(Clone, Debug, PartialEq)]
pub enum CategoryNotice {
    /// The part of the candidates who arrive that is eligible.
    Share {
        /// Name of the category in the law.
        name: String,
        /// The part.
        share: f64,
        /// First day of the category.
        on: Day,
    },
    /// Occupations that no candidate has.
    WithoutCandidates {
        /// Name of the category in the law.
        name: String,
        /// NOC 2021 codes.
        codes: Vec<String>,
    },
}

/// Notices on the start of a run and on its rounds.
#[derive(Clone, Debug, PartialEq)]
pub enum RunNotice {
    /// The pool starts empty, after the launch.
    EmptyStart(Day),
    /// The first pool is the model's own, fitted to no published count.
    OwnStart(Day),
    /// The first pool is fitted to a count that is old by then.
    OldSnapshot {
        /// First day of the run.
        start: Day,
        /// Day of the count.
        snapshot: Day,
    },
    /// The run has no round.
    NoRounds,
    /// A long time before the first round.
    NoRoundsBefore {
        /// First day of the run.
        start: Day,
        /// Day of the first round.
        first: Day,
    },
    /// A long time after the last round.
    NoRoundsAfter {
        /// Day of the last round.
        last: Day,
        /// Last day of the run.
        end: Day,
    },
    /// Published rounds of a user's table that were held after the run.
    RoundsAfterEnd {
        /// How many.
        count: u32,
        /// Day of the last one.
        last: Day,
        /// Last day of the run.
        end: Day,
    },
    /// Stated sizes of a plan far above every published round.
    LargeSize {
        /// Its name.
        name: String,
        /// The largest of the sizes, in persons.
        persons: u32,
        /// Size of the largest published round.
        largest: u32,
    },
    /// A plan that begins after the run.
    LatePlan {
        /// Its name.
        name: String,
        /// Its first day.
        from: Day,
        /// Last day of the run.
        end: Day,
    },
    /// A plan that holds no round in the run.
    IdlePlan {
        /// Its name.
        name: String,
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// Days without rounds that the scenario below states, and this one does not.
    LostHolidays {
        /// How many they are.
        days: usize,
        /// The first of them.
        first: Day,
    },
    /// Pauses that the scenario below states, and this one does not.
    LostPauses {
        /// How many they are.
        pauses: usize,
        /// First day of the first of them.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// Rounds with dates of their own on days without rounds.
    StatedOnHoliday {
        /// How many they are.
        rounds: usize,
        /// Day of the first.
        first: Day,
    },
    /// A change of the law after the run.
    LateReform {
        /// Its day.
        on: Day,
        /// Last day of the run.
        end: Day,
    },
    /// A change of a plan without effect.
    IdleChange {
        /// Name of the plan.
        plan: String,
        /// The change.
        change: IdleChange,
    },
    /// A run past the last year of which holidays are stated.
    NoHolidays {
        /// That year.
        last: i16,
        /// Last day of the run.
        end: Day,
    },
    /// Rounds of a program or category that is not in force on their day.
    NotInForce {
        /// Name of the program or category.
        name: String,
        /// Number of rounds.
        rounds: u32,
    },
}

/// Notices on `[targets]` of the planner.
#[derive(Clone, Debug, PartialEq)]
pub enum TargetsNotice {
    /// Types of rounds that are left to the planner without a share of the target.
    UnsharedRounds(Vec<String>),
    /// Types of rounds with a share of the target of which no round falls into the run.
    WithoutRound(Vec<String>),
    /// Shares that do not sum to 1.
    PartialSplit {
        /// The change that states them; none for the first ones.
        from: Option<Day>,
        /// Their sum.
        sum: f64,
        /// Type and share of the sum, the largest first.
        parts: Vec<(String, f64)>,
    },
    /// A bound of the sizes of rounds far above every published round.
    LargeBound {
        /// `least` or `most`.
        key: &'static str,
        /// Its persons.
        persons: u32,
        /// Size of the largest published round.
        largest: u32,
    },
    /// Shares that sum to less than 1, whose rest is not planned.
    RestUnplanned {
        /// The change that states them; none for the first ones.
        from: Option<Day>,
        /// Their sum.
        sum: f64,
    },
    /// Types with a share that the planner does not size.
    UnplannedShares {
        /// The change that states them; none for the first ones.
        from: Option<Day>,
        /// Type and share.
        parts: Vec<(String, f64)>,
    },
    /// `[targets]` where the planner sizes no round.
    Idle,
    /// Rounds with the sizes of another scenario.
    SizesOf {
        /// Its name.
        name: String,
        /// Their number.
        rounds: usize,
    },
    /// `[targets]` that differ from those of the named scenario whose sizes the rounds have.
    IdleBesideSizes(String),
    /// A change of `[targets]` before the run.
    EarlyChange {
        /// Its day.
        on: Day,
        /// First day of the run.
        start: Day,
    },
    /// A change of `[targets]` after the last planned round.
    LateChange {
        /// Its day.
        on: Day,
        /// Day of that round.
        last: Day,
    },
    /// A change of `[targets]` that repeats what holds already.
    RepeatedChange(Day),
}

/// Notices on targets of the Levels Plan.
#[derive(Clone, Debug, PartialEq)]
pub enum LevelsNotice {
    /// Targets of the last Levels Plan that are carried on.
    Carried {
        /// Which, by the last year that is stated.
        targets: Vec<CarriedTarget>,
        /// Last year of the run.
        last: i16,
    },
    /// Parts of targets that are restated as admitted by way of the pool.
    RestatedShares(Vec<RestatedShare>),
    /// A restated target without effect.
    Idle {
        /// Line of the Levels Plan.
        line: Line,
        /// Year of the target.
        year: i16,
        /// The reason.
        reason: IdleLevel,
    },
    /// A restated share that is announced after the run.
    LateShare {
        /// Line of the Levels Plan.
        line: Line,
        /// Day of the announcement.
        announced: Day,
    },
    /// Restated targets of an overlay, which size no round, by year.
    UnplannedFrench(Vec<i16>),
    /// Restated PNP targets where nominations do not follow from targets, by year.
    UnplannedPnp(Vec<i16>),
    /// A restated target far from that of the Levels Plan.
    Far {
        /// Line of the Levels Plan.
        line: Line,
        /// Year of the target.
        year: i16,
        /// Persons as restated.
        restated: f64,
        /// Persons of the Levels Plan.
        published: f64,
    },
}

/// Notices on nominations.
#[derive(Clone, Debug, PartialEq)]
pub enum NominationsNotice {
    /// Nominations of a year that the run does not reach.
    Idle {
        /// The year.
        year: i16,
        /// Last year that the run asks for.
        last: i16,
    },
    /// Stated nominations far above every target of the PNP.
    Large {
        /// The year from which they hold.
        year: i16,
        /// Persons a month.
        per_month: f64,
        /// The largest published target of the run's years.
        target: f64,
    },
    /// Nominations that are to meet targets, without a round that invites nominees.
    WithoutRounds(Day),
    /// Reported cutoffs of rounds of nominees are corrected to full scale.
    CorrectedCutoffs {
        /// Simulated candidates for each real one.
        scale: f64,
        /// Multiplies the points of a cutoff beyond those of the nomination, where the round leaves no
        /// nominee over.
        factor: f64,
    },
    /// A margin of nominees below full scale.
    SampledMargin {
        /// Nominees that a round does not invite, as a share of its size.
        margin: f64,
        /// Simulated candidates for each real one.
        scale: f64,
    },
}

/// The reason for which a restated target has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdleLevel {
    /// Its year is before the run, which starts on this day.
    BeforeRun(Day),
    /// Its year is after the last one that the run plans for.
    AfterHorizon(i16),
    /// It is announced on this day, after the run.
    AnnouncedAfterRun(Day),
    /// It is announced on this day, after its year.
    AnnouncedAfterYear(Day),
    /// The Levels Plan states the same.
    AsPublished,
}

impl From<RunNotice> for Notice {
    fn from(notice: RunNotice) -> Notice {
        Notice::Run(notice)
    }
}

impl From<CategoryNotice> for Notice {
    fn from(notice: CategoryNotice) -> Notice {
        Notice::Category(notice)
    }
}

impl From<TargetsNotice> for Notice {
    fn from(notice: TargetsNotice) -> Notice {
        Notice::Targets(notice)
    }
}

impl From<LevelsNotice> for Notice {
    fn from(notice: LevelsNotice) -> Notice {
        Notice::Levels(notice)
    }
}

impl From<NominationsNotice> for Notice {
    fn from(notice: NominationsNotice) -> Notice {
        Notice::Nominations(notice)
    }
}
