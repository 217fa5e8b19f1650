//! The tables of a population file on responses, processing and nominations.

use super::province::read_provinces;
use super::value::{optional, read_by_year, read_years};
use crate::document::reader::{Field, Reader};
use crate::population::{
    InvitedNominees, Nomination, NominationBand, Processing, ProgramProcessing, Response, Suspension,
};

pub fn read_response(reader: Reader<'_>) -> Option<Response> {
    let apply = reader.need("apply").table().and_then(|table| {
        let shares = ["cec", "fsw", "fst", "pnp", "category"].map(|key| table.need(key).share());
        table.finish();
        shares.into_iter().collect::<Option<Vec<f64>>>()
    });
    let decline = reader.need("decline").share();
    let decline_within_days = reader.need("decline_within_days").integer(1..=60);
    reader.finish();
    let apply = apply?;
    Some(Response {
        apply: [apply[0], apply[1], apply[2], apply[3]],
        apply_category: apply[4],
        decline: decline?,
        decline_within_days: decline_within_days? as u32,
    })
}

pub fn read_processing(reader: Reader<'_>) -> Option<Processing> {
    let spread = reader.need("spread").number(0.0..=3.0);
    let landing = reader.need("landing_days").table().and_then(|table| {
        let (canada, abroad) =
            (table.need("canada").number(0.0..=3660.0), table.need("abroad").number(0.0..=3660.0));
        table.finish();
        Some((canada?, abroad?))
    });
    let programs: Vec<Option<ProgramProcessing>> = ["cec", "fsw", "fst", "pnp"]
        .iter()
        .map(|program| reader.need(program).table().and_then(read_program_processing))
        .collect();
    reader.finish();
    let programs = programs.into_iter().collect::<Option<Vec<_>>>()?;
    let (landing_days_canada, landing_days_abroad) = landing?;
    Some(Processing {
        programs: programs.try_into().ok()?,
        spread: spread?,
        landing_days_canada,
        landing_days_abroad,
    })
}

fn read_program_processing(reader: Reader<'_>) -> Option<ProgramProcessing> {
    let months_p80 = read_by_year(&reader.need("months_p80"), 0.1..=240.0);
    let refused = reader.need("refused").share();
    let family = read_by_year(&reader.need("family"), 0.0..=10.0);
    let suspended = optional(&reader.find("suspended"), read_suspension);
    reader.finish();
    Some(ProgramProcessing {
        months_p80: months_p80?,
        refused: refused?,
        family: family?,
        suspended: suspended?,
    })
}

fn read_suspension(field: &Field<'_>) -> Option<Suspension> {
    let reader = field.table()?;
    let (from, to_field) = (reader.need("from").date(), reader.need("to"));
    let to = to_field.date();
    reader.finish();
    let (from, to) = (from?, to?);
    if from >= to {
        to_field.wrong(format!("a suspension from {from} to {to}"), "expected a later day than `from`");
        return None;
    }
    Some(Suspension { from, to })
}

pub fn read_nomination(reader: Reader<'_>) -> Option<Nomination> {
    let bands_field = reader.need("core_score");
    let items = bands_field.list();
    let bands: Vec<Option<NominationBand>> = items.iter().map(read_band).collect();
    check_bands(&items, &bands);
    let cutoff_power = reader.need("cutoff_power").number(0.01..=1.0);
    let in_canada = read_by_year(&reader.need("in_canada"), 0.0..=1.0);
    let invited = read_invited(&reader.need("invited"));
    let provinces = read_provinces(&reader);
    reader.finish();
    let bands = bands.into_iter().collect::<Option<Vec<NominationBand>>>()?;
    let sum: f64 = bands.iter().map(|band| band.share).sum();
    if (sum - 1.0).abs() > 1e-6 {
        bands_field.wrong(
            format!("the shares of `{}` sum to {sum:.4}", bands_field.path),
            "expected them to sum to 1",
        );
        return None;
    }
    let mut nomination = Nomination::new(bands, in_canada?, invited?, provinces?);
    nomination.cutoff_power = cutoff_power?;
    Some(nomination)
}

fn read_invited(field: &Field<'_>) -> Option<Vec<InvitedNominees>> {
    let years = read_years(field, 0.0..=f64::INFINITY)?;
    Some(years.into_iter().map(|(year, count)| InvitedNominees { year, count }).collect())
}

/// A score lies in one band at most.
fn check_bands(items: &[Field<'_>], bands: &[Option<NominationBand>]) {
    for (place, (item, band)) in items.iter().zip(bands).enumerate() {
        let Some(band) = band else { continue };
        let mut before = bands[..place].iter().flatten();
        if let Some(other) = before.find(|other| other.from <= band.to && band.from <= other.to) {
            item.wrong(
                format!(
                    "`{}`, {} to {}, overlaps {} to {}",
                    item.path, band.from, band.to, other.from, other.to
                ),
                "expected bands without a score in common",
            );
        }
    }
}

fn read_band(field: &Field<'_>) -> Option<NominationBand> {
    let reader = field.table()?;
    let (from, to) = (reader.need("from").integer(0..=600), reader.need("to").integer(0..=600));
    let share = reader.need("share").share();
    reader.finish();
    let (from, to) = (from?, to?);
    if to < from {
        field.wrong(format!("`{}` ends below its start", field.path), "expected `from` to be at most `to`");
    }
    Some(NominationBand { from: from as u16, to: to as u16, share: share? })
}
