//! The keys of a population file and what each may hold.

use super::occupation::{Listed, read_occupation_shares, read_occupations};
use super::{
    ArrivalStream, Arrivals, ByYear, Cumulative, LanguageModel, Life, Nomination, NominationBand, Population,
    Processing, ProgramProcessing, Response, SecondLanguage, SpouseModel,
};
use crate::policy::profile::Language;
use crate::scenario::PopulationForm;
use crate::scenario::document::Value;
use crate::scenario::problem::Problems;
use crate::scenario::reader::{Field, Reader};

impl Population {
    /// Reads the people of a scenario; every problem of the population file and its tables is reported.
    pub fn read(form: &PopulationForm, problems: &Problems) -> Option<Population> {
        let listed = read_occupations(&form.occupations, problems);
        let reader = Reader::new(&form.document, "", problems)?;
        reader.find("title").text();
        reader.find("occupations");
        // Names of streams that are wrong in themselves are known all the same: they are no mistake elsewhere.
        let named = reader.need("stream").table();
        let names: Option<Vec<String>> =
            named.as_ref().map(|table| table.keys().map(str::to_owned).collect());
        let streams = named.and_then(|table| read_streams(table, &listed.unwrap_or_default()));
        let share = read_by_stream(&reader.need("share"), names.as_deref(), 0.0..=1.0);
        let eligible = read_by_stream(&reader.need("eligible_share"), names.as_deref(), 0.001..=1.0);
        let arrivals = reader.need("arrivals").table().and_then(|table| read_arrivals(table, share, &reader));
        let language = reader.need("language").table().and_then(read_language);
        let spouse = reader.need("spouse").table().and_then(read_spouse);
        let life = reader.need("life").table().and_then(read_life);
        let response = reader.need("response").table().and_then(read_response);
        let processing = reader.need("processing").table().and_then(read_processing);
        let nomination = reader.need("nomination").table().and_then(read_nomination);
        reader.finish();
        let mut streams = streams?;
        for (stream, share) in streams.iter_mut().zip(eligible?) {
            stream.eligible_share = share;
        }
        Some(Population {
            arrivals: arrivals?,
            streams,
            language: language?,
            spouse: spouse?,
            life: life?,
            response: response?,
            processing: processing?,
            nomination: nomination?,
            scale: form.scale,
        })
    }
}

fn read_arrivals(reader: Reader<'_>, share: Option<Vec<ByYear>>, top: &Reader<'_>) -> Option<Arrivals> {
    let year_field = reader.need("year");
    let years: Vec<Option<(i16, f64, f64)>> = year_field.list().iter().map(read_year).collect();
    let month_field = reader.need("month");
    let month = month_field.numbers(12, 0.0..=f64::INFINITY);
    reader.finish();
    let years = years.into_iter().collect::<Option<Vec<_>>>()?;
    if years.is_empty() && matches!(year_field.node.map(|node| &node.value), Some(Value::List(_))) {
        year_field.wrong(format!("`{}` states no year", year_field.path), "expected at least one year");
    }
    if month.as_ref().is_some_and(|month| month.iter().sum::<f64>() <= 0.0) {
        month_field.wrong(
            format!("the weights of `{}` are all 0", month_field.path),
            "expected at least one above 0",
        );
    }
    let share = share?;
    for (year, ..) in &years {
        let sum: f64 = share.iter().map(|share| share.at(*year)).sum();
        if (sum - 1.0).abs() > 1e-6 {
            top.find("share").wrong(
                format!("the shares of the streams in {year} sum to {sum:.4}"),
                "expected them to sum to 1",
            );
            return None;
        }
    }
    Some(Arrivals { years, month: month?.try_into().ok()?, share })
}

fn read_year(field: &Field<'_>) -> Option<(i16, f64, f64)> {
    let reader = field.table()?;
    let year = reader.need("year").integer(2015..=2100);
    let eligible = reader.need("eligible").rate();
    let returns_field = reader.need("returns");
    let returns = returns_field.rate();
    reader.need("source").text();
    reader.finish();
    if let (Some(eligible), Some(returns)) = (eligible, returns)
        && returns > eligible
    {
        returns_field.mismatch::<()>(&format!("at most the {eligible} eligible profiles of the year"));
        return None;
    }
    Some((year? as i16, eligible?, returns?))
}

/// A table of numbers by year for each stream, in the order of the streams.
fn read_by_stream(
    field: &Field<'_>,
    streams: Option<&[String]>,
    range: std::ops::RangeInclusive<f64>,
) -> Option<Vec<ByYear>> {
    let (reader, streams) = (field.table()?, streams?);
    let numbers: Vec<Option<ByYear>> =
        streams.iter().map(|name| read_by_year(&reader.need(name), range.clone())).collect();
    reader.finish();
    numbers.into_iter().collect()
}

fn read_by_year(field: &Field<'_>, range: std::ops::RangeInclusive<f64>) -> Option<ByYear> {
    let stated = read_years(field, range)?;
    if stated.is_empty() {
        field.wrong(
            format!("`{}` states no year", field.path),
            "expected numbers by year, such as 2021 = 0.2",
        );
        return None;
    }
    Some(ByYear::new(stated))
}

fn read_years(field: &Field<'_>, range: std::ops::RangeInclusive<f64>) -> Option<Vec<(i16, f64)>> {
    let reader = field.table()?;
    let read = |key| {
        let number = reader.find(key).number(range.clone());
        let year = key.parse::<i16>().ok().filter(|year| (2015..=2100).contains(year));
        if year.is_none() {
            reader.find(key).wrong(format!("`{key}` is not a year"), "expected a year from 2015 to 2100");
        }
        Some((year?, number?))
    };
    let stated: Vec<Option<(i16, f64)>> = reader.keys().map(read).collect();
    reader.finish();
    stated.into_iter().collect()
}

fn read_streams(reader: Reader<'_>, listed: &[Listed]) -> Option<Vec<ArrivalStream>> {
    let streams: Vec<Option<ArrivalStream>> = reader
        .keys()
        .map(|name| reader.find(name).table().and_then(|table| read_stream(name, table, listed)))
        .collect();
    reader.finish();
    streams.into_iter().collect()
}

fn read_stream(name: &str, reader: Reader<'_>, listed: &[Listed]) -> Option<ArrivalStream> {
    reader.find("label").text();
    let age = reader.need("age").table().and_then(|table| {
        let (mean, sd) = (table.need("mean").number(19.0..=52.0), table.need("sd").rate());
        table.finish();
        Some((mean?, sd?))
    });
    let spouse = reader.need("spouse").table().and_then(|table| {
        let (level, slope) = (table.need("at_29").share(), table.need("per_year").number(-1.0..=1.0));
        table.finish();
        Some((level?, slope?))
    });
    let education = read_shares(&reader.need("education"), 8);
    let first = reader.need("first_language").table().and_then(read_first_language);
    let second = reader.need("second_language").table().and_then(|table| {
        let (share, mean, sd) =
            (table.need("share").share(), table.need("mean").rate(), table.need("sd").rate());
        table.finish();
        Some(SecondLanguage { share: share?, mean: mean?, sd: sd? })
    });
    let canadian_work = read_shares(&reader.need("canadian_work"), 6);
    let foreign_work = read_shares(&reader.need("foreign_work"), 6);
    let canadian_study = read_shares(&reader.need("canadian_study"), 3);
    let sibling = reader.need("sibling").share();
    let job_offer = reader.need("job_offer").table().and_then(|table| {
        let share = table.need("share").share();
        let rate = read_by_year(&table.need("rate"), 0.0..=f64::INFINITY);
        table.finish();
        Some((share?, rate?))
    });
    let certificate = reader.find("trade_certificate");
    let trade_certificate = if certificate.node.is_some() { certificate.share() } else { Some(0.0) };
    let works_in_canada = reader.need("works_in_canada").flag();
    let occupation = read_occupation_shares(&reader.need("occupation"), listed);
    reader.finish();
    let (occupation, occupations) = occupation?;
    let (first_language, first_level) = first?;
    let (job_offer, job_offer_rate) = job_offer?;
    Some(ArrivalStream {
        name: name.to_owned(),
        age: age?,
        spouse: spouse?,
        education: education?,
        first_language,
        first_level,
        second_language: second?,
        canadian_work: canadian_work?,
        foreign_work: foreign_work?,
        canadian_study: canadian_study?,
        sibling: sibling?,
        job_offer,
        job_offer_rate,
        trade_certificate: trade_certificate?,
        works_in_canada: works_in_canada?,
        occupation,
        occupations,
        eligible_share: ByYear::new(vec![(2015, 1.0)]),
    })
}

fn read_first_language(reader: Reader<'_>) -> Option<(Language, (f64, f64, u8, f64))> {
    let language = reader.need("language").choice(&["english", "french"]);
    let (mean, sd) = (reader.need("mean").number(0.0..=12.0), reader.need("sd").rate());
    let (floor, drift) = (reader.need("floor").integer(0..=10), reader.need("drift").number(-5.0..=5.0));
    reader.finish();
    let language = if language? == 0 { Language::English } else { Language::French };
    Some((language, (mean?, sd?, floor? as u8, drift?)))
}

/// A list of shares that sum to 1.
fn read_shares(field: &Field<'_>, length: usize) -> Option<Cumulative> {
    let shares = field.numbers(length, 0.0..=1.0)?;
    let sum: f64 = shares.iter().sum();
    if (sum - 1.0).abs() > 0.006 {
        field.wrong(format!("the shares of `{}` sum to {sum:.4}", field.path), "expected them to sum to 1");
        return None;
    }
    Some(Cumulative::new(&shares))
}

fn read_language(reader: Reader<'_>) -> Option<LanguageModel> {
    let offset = reader.need("offset").numbers(4, -5.0..=5.0);
    let (person, ability) = (reader.need("person").share(), reader.need("ability").share());
    let credentials = reader.need("credentials").number(-5.0..=5.0);
    reader.finish();
    Some(LanguageModel {
        offset: offset?.try_into().ok()?,
        person: person?,
        ability: ability?,
        credentials: credentials?,
    })
}

fn read_spouse(reader: Reader<'_>) -> Option<SpouseModel> {
    let tested = reader.need("tested").share();
    let language = reader.need("language").table().and_then(|table| {
        let (mean, sd) = (table.need("mean").number(0.0..=12.0), table.need("sd").rate());
        table.finish();
        Some((mean?, sd?))
    });
    let education = read_shares(&reader.need("education"), 8);
    let canadian_work = read_shares(&reader.need("canadian_work"), 6);
    reader.finish();
    let (mean, sd) = language?;
    Some(SpouseModel { tested: tested?, mean, sd, education: education?, canadian_work: canadian_work? })
}

fn read_life(reader: Reader<'_>) -> Option<Life> {
    let withdrawal_rate = reader.need("withdrawal_rate").rate();
    let return_after_expiry = reader.need("return_after_expiry").share();
    let return_after_withdrawal = reader.need("return_after_withdrawal").share();
    let return_within_days = reader.need("return_within_days").integer(1..=366);
    let retest_rate = reader.need("retest_rate").rate();
    let retest_gain = reader.need("retest_gain").share();
    let work_year = reader.need("work_year").share();
    reader.finish();
    Some(Life {
        withdrawal_rate: withdrawal_rate?,
        return_after_expiry: return_after_expiry?,
        return_after_withdrawal: return_after_withdrawal?,
        return_within_days: return_within_days? as u32,
        retest_rate: retest_rate?,
        retest_gain: retest_gain?,
        work_year: work_year?,
    })
}

fn read_response(reader: Reader<'_>) -> Option<Response> {
    let apply = reader.need("apply").table().and_then(|table| {
        let share = |key: &str| table.need(key).share();
        let shares = [share("cec"), share("fsw"), share("fst"), share("pnp"), share("category")];
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

fn read_processing(reader: Reader<'_>) -> Option<Processing> {
    let spread = reader.need("spread").number(0.0..=3.0);
    let landing = reader.need("landing_days").table().and_then(|table| {
        let (canada, abroad) = (table.need("canada").rate(), table.need("abroad").rate());
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
    let persons = read_by_year(&reader.need("persons"), 1.0..=10.0);
    reader.finish();
    Some(ProgramProcessing { months_p80: months_p80?, refused: refused?, persons: persons? })
}

fn read_nomination(reader: Reader<'_>) -> Option<Nomination> {
    let bands_field = reader.need("core_score");
    let bands: Vec<Option<NominationBand>> = bands_field.list().iter().map(read_band).collect();
    let invited = read_years(&reader.need("invited"), 0.0..=f64::INFINITY);
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
    Some(Nomination::new(bands, invited?))
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
