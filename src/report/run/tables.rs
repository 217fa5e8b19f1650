//! The tables of a run across replications.

use super::report::RunReport;
use crate::experiment::judging::in_progress::inventory_errors;
use crate::experiment::judging::landings::landings_errors;
use crate::experiment::judging::planned_years::invitations;
use crate::experiment::judging::tables::{applications, cutoff_errors, pool_errors};
use crate::experiment::{cutoffs, targets};
use crate::report::folder::ResultFolder;
use crate::table::TableError;

impl RunReport<'_> {
    /// Writes the tables of findings across replications.
    ///
    /// # Errors
    /// If a file cannot be written; the error names it.
    pub fn write_tables(&self, folder: &ResultFolder) -> Result<(), TableError> {
        let findings = self.findings;
        let name = &findings.scenario;
        folder.write_table("cutoffs", &cutoffs::cutoffs(name, &findings.cutoffs))?;
        if !findings.is_replay {
            folder.write_table("targets", &targets::targets(name, &findings.targets))?;
        }
        if !findings.cutoff_errors.is_empty() {
            folder.write_table("cutoff_errors", &cutoff_errors(name, &findings.cutoff_errors))?;
        }
        if !findings.pool_fit.is_empty() {
            folder.write_table("pool_errors", &pool_errors(name, &findings.pool_fit))?;
        }
        if !findings.applications.is_empty() {
            folder.write_table("applications", &applications(name, &findings.applications))?;
        }
        if !findings.landings.is_empty() {
            folder.write_table("landings_errors", &landings_errors(name, &findings.landings))?;
        }
        if !findings.in_progress.is_empty() {
            folder.write_table("inventory_errors", &inventory_errors(name, &findings.in_progress))?;
        }
        if !findings.planned_years.is_empty() {
            folder.write_table("invitations", &invitations(name, &findings.planned_years))?;
        }
        Ok(())
    }
}
