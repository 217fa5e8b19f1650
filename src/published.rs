//! Figures that IRCC published: rounds and counts of the pool, in the same row types as simulated ones;
//! composition of invitations; admissions.

pub mod admissions;
pub mod attribute;
mod census;
pub mod form;
pub(crate) mod import;
pub mod impossible;
pub mod inventory;
pub mod invited;
pub mod landings;
mod round;
pub mod rounds;
pub mod snapshots;
pub mod submissions;
pub mod warning;
pub mod whole;

pub use census::{BANDS, Census, MOST_CANDIDATES};
pub use round::{InvitedByProgram, MOST_PERSONS, Round};
pub use warning::Warning;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::document::library;
use crate::document::problem::Problems;
use crate::document::tree::Source;
use crate::policy::instruction::RoundNumber;
use crate::scenario::TableReading;
use crate::time::Day;
use admissions::PublishedAdmissions;
use form::{OwnForm, Places};
use impossible::Kept;
use inventory::PublishedInventory;
use invited::PublishedShare;
use landings::PublishedLandings;
use submissions::PublishedSubmissions;

/// The published tables that a scenario names.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Rounds of invitations; none where the file is missing.
    pub rounds: Option<&'a Arc<Source>>,
    /// Counts of the pool.
    pub snapshots: Option<&'a Arc<Source>>,
    /// How both are read if they have another form.
    pub reading: &'a TableReading,
    /// Composition of the invited.
    pub invited: Option<&'a Arc<Source>>,
    /// Admissions by month and program.
    pub admissions: Option<&'a Arc<Source>>,
    /// Persons with an application in progress.
    pub inventory: Option<&'a Arc<Source>>,
    /// Admissions by period and program.
    pub landings: Option<&'a Arc<Source>>,
    /// Profiles submitted, by year.
    pub submissions: Option<&'a Arc<Source>>,
}

impl Tables<'_> {
    /// Whether all tables have the same texts as others, and are read in the same way.
    pub(crate) fn has_texts_of(&self, others: &Tables<'_>) -> bool {
        let (own, theirs) = (self.all(), others.all());
        let texts = own.into_iter().zip(theirs);
        self.reading == others.reading
            && texts
                .into_iter()
                .all(|(own, other)| own.map(|source| &source.text) == other.map(|source| &source.text))
    }

    fn all(&self) -> [Option<&Arc<Source>>; 7] {
        let Tables { rounds, snapshots, invited, admissions, inventory, landings, submissions, .. } = *self;
        [rounds, snapshots, invited, admissions, inventory, landings, submissions]
    }
}

/// All published figures that a scenario names: read once, shared by all models made from them.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Rounds, in the order in which they were held.
    pub rounds: Vec<Round>,
    /// Counts of the pool, in order of date.
    pub censuses: Vec<Census>,
    /// Composition of the invited, for comparison.
    pub shares: Vec<PublishedShare>,
    /// Admissions, for comparison.
    pub admissions: Vec<PublishedAdmissions>,
    /// Persons with an application in progress, for comparison.
    pub inventories: Vec<PublishedInventory>,
    /// Admissions of periods, for comparison.
    pub landings: Vec<PublishedLandings>,
    /// Profiles submitted in a year: what a calibration aims at.
    pub submissions: Vec<PublishedSubmissions>,
    /// Warnings about these tables.
    pub warnings: Vec<Warning>,
    /// The table that the rounds were read from.
    rounds_table: Option<OwnForm>,
    counts_table: Option<OwnForm>,
    /// Every round that the program carries, by number and date.
    carried: Vec<(RoundNumber, Day)>,
}

/// How much of the published tables could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Whole,
    /// Rounds and counts of the pool, but not the figures for comparison.
    RoundsAndCensuses,
    /// Less than that.
    Partial,
}

impl Published {
    /// Rounds and counts of the pool alone, without any figure for comparison.
    pub(crate) fn of_rounds(rounds: Vec<Round>, censuses: Vec<Census>) -> Published {
        Published { rounds, censuses, ..Published::default() }
    }

    /// Reads the tables; every broken row is reported. A table that could not be read is empty.
    pub fn read(tables: Tables<'_>, problems: &Problems) -> (Published, Extent) {
        let given = tables;
        let own_rounds = tables.rounds.and_then(|table| form::rounds(table, tables.reading, problems));
        let own_snapshots =
            tables.snapshots.and_then(|table| form::snapshots(table, tables.reading, problems));
        let tables = Tables {
            rounds: own_rounds.as_ref().map(|own| &own.source),
            snapshots: own_snapshots.as_ref().map(|own| &own.source),
            ..given
        };
        let rounds = tables.rounds.and_then(|table| rounds::read(table, problems));
        let order = tables.reading.order;
        let censuses = tables.snapshots.and_then(|table| snapshots::read_judged(table, order, problems));
        let shares = tables.invited.and_then(|table| invited::read(table, problems));
        let admissions = tables.admissions.and_then(|table| admissions::read(table, problems));
        let inventories = tables.inventory.and_then(|table| inventory::read(table, problems));
        let landings = tables.landings.and_then(|table| landings::read(table, problems));
        let submissions = tables.submissions.and_then(|table| submissions::read(table, problems));
        let compared = [
            shares.is_some(),
            admissions.is_some(),
            inventories.is_some(),
            landings.is_some(),
            submissions.is_some(),
        ];
        let extent = match (&rounds, &censuses) {
            (Some(_), Some(_)) if compared.iter().all(|is_read| *is_read) => Extent::Whole,
            (Some(_), Some(_)) => Extent::RoundsAndCensuses,
            _ => Extent::Partial,
        };
        let rounds = rounds.unwrap_or_default();
        let judged = censuses.unwrap_or_default();
        let warnings = match (own_rounds.as_ref(), own_snapshots.as_ref()) {
            (Some(rounds), Some(snapshots)) if problems.is_empty() => {
                let name = &snapshots.source.name;
                let (impossible, assumed) = match &snapshots.imported {
                    Some(imported) => (imported.impossible_counts(name, Kept::LeftOut), &imported.assumed),
                    None => (judged.impossible.clone(), &judged.assumed),
                };
                let mut warnings = warning::all(rounds, snapshots, &judged);
                let assumed = warning::assumed(name, assumed);
                let new: Vec<Warning> =
                    assumed.into_iter().filter(|warning| !warnings.contains(warning)).collect();
                warnings.extend(new);
                warnings.extend(impossible.into_iter().map(Warning::Impossible));
                warnings
            }
            _ => Vec::new(),
        };
        let published = Published {
            carried: carried(tables.rounds, &rounds),
            rounds,
            censuses: judged.censuses,
            shares: shares.unwrap_or_default(),
            admissions: admissions.unwrap_or_default(),
            inventories: inventories.unwrap_or_default(),
            landings: landings.unwrap_or_default(),
            submissions: submissions.unwrap_or_default(),
            warnings,
            rounds_table: own_rounds.clone(),
            counts_table: own_snapshots.clone(),
        };
        (published, extent)
    }

    /// The tables of rounds and of counts as they were read.
    pub fn own_forms(&self) -> [Option<&OwnForm>; 2] {
        [self.rounds_table.as_ref(), self.counts_table.as_ref()]
    }

    /// Years with a published round that the program carries and these rounds lack. Published figures of such
    /// a year are those of all its rounds, so they cannot be compared.
    pub(crate) fn years_left_out(&self) -> Vec<i16> {
        let numbers: BTreeSet<RoundNumber> = self.rounds.iter().map(|round| round.number).collect();
        let missing = self.carried.iter().filter(|(number, _)| !numbers.contains(number));
        let mut years: Vec<i16> = missing.map(|(_, day)| day.year()).collect();
        years.dedup();
        years
    }

    /// Where the types of these rounds were written.
    pub(crate) fn places(&self) -> Places<'_> {
        Places::new(self.rounds_table.as_ref())
    }
}

/// The rounds that the program carries, by number and date; `read` holds those of the table.
fn carried(table: Option<&Arc<Source>>, read: &[Round]) -> Vec<(RoundNumber, Day)> {
    let is_carried = table.is_some_and(|table| library::is_carried(table));
    let shipped = if is_carried { Vec::new() } else { rounds::carried() };
    let rounds = if is_carried { read } else { &shipped };
    rounds.iter().map(|round| (round.number, round.date)).collect()
}
