//! The reader of a population file: its keys, their bounds, and the checks across them.

mod arrival;
mod invitation;
mod life;
mod occupation;
mod province;
mod stream;
mod value;

use super::Population;
use crate::document::problem::Problems;
use crate::document::reader::{Field, Reader};
use crate::policy::law::Law;
use crate::scenario::PopulationForm;
use arrival::{BY_STREAM, read_arrivals};
use invitation::{read_nomination, read_processing, read_response};
use life::{read_behaviour, read_life};
use occupation::read_occupations;
use stream::{read_language, read_spouse, read_streams};
use value::optional;

impl Population {
    /// Reads the people of a scenario; every problem of the population file and its tables is reported.
    ///
    /// `law` is the published one, under which the share of the people is computed who are eligible when they
    /// arrive.
    pub fn read(form: &PopulationForm, law: &Law, problems: &Problems) -> Option<Population> {
        let mut population = read(form, problems)?;
        population.find_eligible_shares(law, None);
        Some(population)
    }

    /// Reads people whose eligible shares are not yet known.
    pub(crate) fn read_unjudged(form: &PopulationForm, problems: &Problems) -> Option<Population> {
        read(form, problems)
    }

    /// Reads people like those of a `known` population. Eligible shares are taken over for streams whose
    /// people are the same.
    pub(crate) fn read_like(
        form: &PopulationForm,
        law: &Law,
        known: &Population,
        problems: &Problems,
    ) -> Option<Population> {
        let mut population = read(form, problems)?;
        population.find_eligible_shares(law, Some(known));
        Some(population)
    }
}

/// Reads people; the share of them who are eligible when they arrive is not yet known.
fn read(form: &PopulationForm, problems: &Problems) -> Option<Population> {
    let listed = read_occupations(&form.occupations, problems);
    let reader = Reader::new(&form.document, "", problems)?;
    reader.find("title").text();
    let published = optional(&reader.find("published"), Field::date);
    reader.need("occupations");
    // A stream with a mistake still counts as known, so that other tables may name it.
    let named = reader.need("stream").table();
    let names: Option<Vec<String>> = named.as_ref().map(|table| table.keys().map(str::to_owned).collect());
    let streams = named.and_then(|table| read_streams(table, &listed.unwrap_or_default()));
    for old in ["share", "eligible_share"] {
        if reader.key_origin(old).is_some() {
            reader.find(old);
            reader.wrong_key(old, format!("`{old}` is no longer a table of a population"), BY_STREAM);
        }
    }
    let arrivals = reader.need("arrivals").table().and_then(read_arrivals);
    let language = reader.need("language").table().and_then(read_language);
    let spouse = reader.need("spouse").table().and_then(read_spouse);
    let life = reader.need("life").table().and_then(read_life);
    let behaviour =
        reader.need("behaviour").table().and_then(|table| read_behaviour(table, names.as_deref()));
    let response = reader.need("response").table().and_then(read_response);
    let processing = reader.need("processing").table().and_then(read_processing);
    let nomination = reader.need("nomination").table().and_then(read_nomination);
    reader.finish();
    Some(Population {
        arrivals: arrivals?,
        streams: streams?,
        language: language?,
        spouse: spouse?,
        life: life?,
        behaviour: behaviour?,
        response: response?,
        processing: processing?,
        nomination: nomination?,
        published: published?,
        scale: form.scale,
    })
}
