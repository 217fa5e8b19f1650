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

/// Settlement funds in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Funds {
    /// For families of 1 to 7.
    by_size: [u32; 7],
    /// For each person more.
    each_more: u32,
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
    /// Settlement funds.
    pub funds: Option<Funds>,
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
            funds: Funds::compile(sheet),
        }
    }
}

impl Funds {
    fn compile(sheet: &Sheet<'_>) -> Option<Funds> {
        let mut by_size = [0; 7];
        for (place, amount) in by_size.iter_mut().enumerate() {
            *amount = dollars(sheet, &(place + 1).to_string())?;
        }
        Some(Funds { by_size, each_more: dollars(sheet, "each_more").unwrap_or(0) })
    }

    /// What a family of this size needs.
    pub fn of_family(self, family_size: u8) -> u32 {
        let size = usize::from(family_size.max(1));
        let more = u32::try_from(size.saturating_sub(self.by_size.len())).expect("a family is small");
        self.by_size[size.min(self.by_size.len()) - 1] + more * self.each_more
    }
}

fn dollars(sheet: &Sheet<'_>, name: &str) -> Option<u32> {
    let amount = sheet.whole(&format!("funds.{name}"))?;
    Some(u32::try_from(amount).expect("the key's range fits 32 bits"))
}
