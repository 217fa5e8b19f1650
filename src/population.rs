//! People: arrivals, their profiles, their lives in the pool, nominations and responses to invitations.

mod admission;
mod arrival;
mod arrival_day;
mod behaviour;
mod distribution;
mod event;
mod factor;
mod form;
pub mod key;
mod life;
mod nomination;
mod occupation;
pub(crate) mod outcome;
mod people;
mod person;
mod plausible;
mod processing;
mod province;
mod response;
mod sample;
mod shares;
mod stay;
mod stream;
mod trajectory;

pub use arrival::Arrivals;
pub use arrival_day::Arrival;
pub use behaviour::{Announcement, ArrivalResponse, Behaviour, Effort, Motivation, Surge};
pub use distribution::{ByYear, Cumulative};
pub use event::LifeEvent;
pub use factor::{
    AgeModel, Children, FirstLanguage, LanguageModel, LatentLevel, SecondLanguage, SpouseChance, SpouseModel,
};
pub use life::{JobBank, Life, Paper};
pub use nomination::{InvitedNominees, Nomination, NominationBand};
pub use outcome::{Renewal, Retest};
pub use people::Population;
pub use person::{Occasion, PersonId};
pub use plausible::{OLDEST_CANDIDATE, least_education, youngest_age};
pub use processing::{LogDays, Processing, ProgramProcessing, Suspension};
pub use province::{NominationRule, Occupations, Province};
pub use response::{Response, RoundBasis};
pub use shares::Shares;
pub use stay::{Comeback, Moment, Situation, Stay};
pub use stream::{ArrivalStream, Citizenship, StreamPeople};
pub use trajectory::{Knot, Slope, Trajectory, Transformation};
