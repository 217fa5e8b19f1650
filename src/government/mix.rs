//! The kinds of candidates that rounds of a type are expected to invite.

use super::outlook::Outlook;
use crate::government::kind::{ByKind, Families, Kind, MixPart, mix};
use crate::model::{PlannedRound, Sizing};
use crate::policy::instruction::RoundType;
use crate::policy::profile::Residence;
use crate::policy::program::Program;
use crate::round::Seen;
use crate::time::DAYS_PER_YEAR;

impl Outlook<'_> {
    /// The invited of a type's rounds under federal programs, as shares of all invited.
    ///
    /// The shares are those of the last year. If no such round was held then, they are those of a round held
    /// today, else of the last round ever. Without any round all invited are candidates under the type's own
    /// program, with one family member each. Rounds of nominees alone have none.
    pub(crate) fn federal_mix(&self, round_type: &RoundType) -> Vec<MixPart> {
        let lately = self.ledger.mix_lately(round_type, self.today);
        let today = if lately.is_empty() { mix(&[self.invited_today(round_type)]) } else { lately };
        let mut mix = if today.is_empty() { self.ledger.last_mix(round_type) } else { today };
        mix.retain(|part| part.kind.program != Program::Pnp);
        let program = round_type.program();
        if mix.is_empty() && program != Program::Pnp {
            let speaks_french = round_type.is_french();
            mix = vec![stand_in(Kind { program, residence: usual_residence(program), speaks_french })];
        }
        mix
    }

    /// Nominees by kind: invited in the last year, else in the pool, else abroad with one family member.
    pub(crate) fn nominee_mix(&self) -> Vec<MixPart> {
        let lately = self.ledger.program_mix(Program::Pnp, self.today);
        let known = if lately.is_empty() { mix(&[self.nominees_by_kind()]) } else { lately };
        let abroad = Kind { program: Program::Pnp, residence: Residence::Abroad, speaks_french: false };
        if known.is_empty() { vec![stand_in(abroad)] } else { known }
    }

    /// The invited of the next round of a type, if it were held today, by kind. A planned round has the
    /// type's share of the last year's invitations, for the usual days between such rounds.
    fn invited_today(&self, round_type: &RoundType) -> ByKind<Families> {
        let Some(next) = self.next_of_type(round_type) else { return ByKind::default() };
        let size = match next.sizing {
            Sizing::Planned => {
                let share = self.known.terms().map_or(0.0, |terms| terms.share(round_type));
                let lately = f64::from(self.ledger.invited_lately(self.today, |_| true));
                (share * lately * self.usual_days(next) / DAYS_PER_YEAR).round() as u32
            }
            Sizing::Persons(size) => self.known.sampled_size(size),
            Sizing::AsInBase(times) => self.known.sampled_size(self.given_size(next, times)),
            // The expected size is rounded down.
            sizing @ Sizing::Between(..) => self.known.sampled_size(sizing.expected().unwrap_or(0.0) as u32),
            Sizing::Eligible(millionths) => self.known.sampled_size(self.part_of_eligible(next, millionths)),
            Sizing::AtOrAbove(_) | Sizing::Nominees => self.pool.present(),
        };
        self.would_invite(next, size)
    }

    /// The candidates that a round of so many simulated candidates would invite now, by kind.
    fn would_invite(&self, planned: &PlannedRound, size: u32) -> ByKind<Families> {
        let mut by_kind = ByKind::<Families>::default();
        for seen in self.pool.would_be_invited(planned.eligible, size, self.rules.tie_break()) {
            let program = self.known.program_of_invitation(planned, self.rules, seen.eligibility);
            by_kind[Kind::of(program, seen.profile).index()].add(u32::from(seen.profile.family_members()));
        }
        by_kind
    }

    /// Nominees in the pool, by kind.
    fn nominees_by_kind(&self) -> ByKind<Families> {
        let mut by_kind = ByKind::<Families>::default();
        for Seen { profile, .. } in self.pool.seen_nominees() {
            by_kind[Kind::of(Program::Pnp, profile).index()].add(u32::from(profile.family_members()));
        }
        by_kind
    }
}

/// All invited as one kind, where no candidate of a program has been invited yet.
fn stand_in(kind: Kind) -> MixPart {
    MixPart { kind, share: 1.0, members: 1.0 }
}

/// The residence of most candidates of a program.
fn usual_residence(program: Program) -> Residence {
    if program == Program::Cec { Residence::Canada } else { Residence::Abroad }
}
