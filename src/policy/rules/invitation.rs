//! Terms of profiles and invitations: validity, tie-break, Job Bank duty and settlement funds.

use crate::policy::value::sheet::Sheet;

/// How candidates with the score of the cutoff are divided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TieBreak {
    /// The earlier submission is invited first. Rule: Ministerial Instructions 2017-1, from 2017-06-06.
    SubmissionTime,
    /// Everyone at the cutoff is invited. Rule: before 2017-06-06.
    EveryoneAtTheCutoff,
}

/// Terms of profiles and invitations on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Days in which an invitation may be answered.
    pub invitation_validity_days: u16,
    /// Months for which a profile stays in the pool.
    pub profile_validity_months: u16,
    /// Months for which a language test holds.
    pub language_test_months: u16,
    /// Months for which an assessment of foreign education holds.
    pub education_assessment_months: u16,
    /// Days in which a candidate without nomination or offer must register with the Job Bank.
    pub job_bank_days: Option<u16>,
    /// How ties are broken.
    pub tie_break: TieBreak,
    /// Settlement funds in dollars for families of 1 to 7, and for each person more.
    pub funds: Option<([u32; 7], u32)>,
}

impl Terms {
    /// Compiles the terms.
    pub fn compile(sheet: &Sheet<'_>) -> Terms {
        let job_bank_duty = sheet.flag("profile.job_bank_duty") == Some(true);
        Terms {
            invitation_validity_days: sheet.small("invitation.validity_days"),
            profile_validity_months: sheet.small("profile.validity_months"),
            language_test_months: sheet.small("profile.language_test_months"),
            education_assessment_months: sheet.small("profile.education_assessment_months"),
            job_bank_days: job_bank_duty.then(|| sheet.small("profile.job_bank_days")),
            tie_break: match sheet.text("invitation.tie_break") {
                Some("everyone_at_the_cutoff") => TieBreak::EveryoneAtTheCutoff,
                _ => TieBreak::SubmissionTime,
            },
            funds: funds(sheet),
        }
    }
}

fn funds(sheet: &Sheet<'_>) -> Option<([u32; 7], u32)> {
    let mut by_size = [0; 7];
    for (size, amount) in by_size.iter_mut().enumerate() {
        *amount = dollars(sheet, &(size + 1).to_string())?;
    }
    Some((by_size, dollars(sheet, "each_more").unwrap_or(0)))
}

fn dollars(sheet: &Sheet<'_>, name: &str) -> Option<u32> {
    let amount = sheet.whole(&format!("funds.{name}"))?;
    Some(u32::try_from(amount).expect("the key's range fits 32 bits"))
}
