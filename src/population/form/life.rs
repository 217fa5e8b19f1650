//! The tables of a population file on lives in the pool and on behaviour.

use super::value::read_by_year;
use crate::document::reader::{Field, Reader, misspelt};
use crate::population::{Announcement, ArrivalResponse, Behaviour, Effort, JobBank, Life, Paper};

pub fn read_life(reader: Reader<'_>) -> Option<Life> {
    let withdrawal_rate = reader.need("withdrawal_rate").rate();
    let return_after_expiry = reader.need("return_after_expiry").share();
    let return_after_withdrawal = reader.need("return_after_withdrawal").share();
    let return_within_days = reader.need("return_within_days").integer(1..=366);
    let retest_rate = reader.need("retest_rate").rate();
    let retest_gain = reader.need("retest_gain").share();
    let work_year = reader.need("work_year").share();
    let return_after_lapse = reader.need("return_after_lapse").share();
    let status_loss = reader.need("status_loss").table().and_then(|table| {
        let (rate, leaves) = (table.need("rate").rate(), table.need("leaves").share());
        table.finish();
        Some((rate?, leaves?))
    });
    let credential_rate = reader.need("credential_rate").rate();
    let spouse_test_rate = reader.need("spouse_test_rate").rate();
    let french_rate = reader.need("french_rate").rate();
    let job_offer_loss_rate = reader.need("job_offer_loss_rate").rate();
    let language_test = reader.need("language_test").table().and_then(read_paper);
    let education_assessment = reader.need("education_assessment").table().and_then(read_paper);
    let job_bank = reader.need("job_bank").table().and_then(|table| {
        let registered = read_by_year(&table.need("registered"), 0.0..=1.0);
        let offer_factor = table.need("offer_factor").number(1.0..=100.0);
        table.finish();
        Some(JobBank { registered: registered?, offer_factor: offer_factor? })
    });
    reader.finish();
    let (status_loss_rate, status_loss_leaves) = status_loss?;
    Some(Life {
        withdrawal_rate: withdrawal_rate?,
        return_after_expiry: return_after_expiry?,
        return_after_withdrawal: return_after_withdrawal?,
        return_after_lapse: return_after_lapse?,
        return_within_days: return_within_days? as u32,
        retest_rate: retest_rate?,
        retest_gain: retest_gain?,
        work_year: work_year?,
        status_loss_rate,
        status_loss_leaves,
        credential_rate: credential_rate?,
        spouse_test_rate: spouse_test_rate?,
        french_rate: french_rate?,
        job_offer_loss_rate: job_offer_loss_rate?,
        language_test: language_test?,
        education_assessment: education_assessment?,
        job_bank: job_bank?,
    })
}

fn read_paper(reader: Reader<'_>) -> Option<Paper> {
    let oldest = reader.need("oldest_months").integer(0..=120);
    let renewed = reader.need("renewed").share();
    reader.finish();
    Some(Paper { oldest_months: oldest? as u32, renewed: renewed? })
}

/// Days for which a cutoff is remembered where a population does not say.
const MEMORY_DAYS: u32 = 120;

/// The declared responses; arrivals respond in the named streams.
pub fn read_behaviour(reader: Reader<'_>, streams: Option<&[String]>) -> Option<Behaviour> {
    let memory = reader.find("memory_days");
    let memory_days = match memory.node {
        Some(_) => memory.integer(1..=3_660).map(|days| days as u32),
        None => Some(MEMORY_DAYS),
    };
    let effort = reader.need("effort").table().and_then(read_effort);
    let arrivals = reader.need("arrivals").table().and_then(|table| read_arrivals(table, streams));
    let announcement = reader.need("announcement").table().and_then(read_announcement);
    reader.finish();
    Some(Behaviour {
        memory_days: memory_days?,
        effort: effort?,
        arrivals: arrivals?,
        announcement: announcement?,
    })
}

fn read_effort(reader: Reader<'_>) -> Option<Effort> {
    let (is_on, size) = (reader.need("on").flag(), reader.need("size").rate());
    let within = reader.need("within").integer(0..=1200);
    let delay = reader.need("delay_days").integer(0..=366);
    reader.finish();
    Some(Effort { is_on: is_on?, size: size?, within: within? as u16, delay_days: delay? as u32 })
}

fn read_arrivals(reader: Reader<'_>, streams: Option<&[String]>) -> Option<ArrivalResponse> {
    let (is_on, size) = (reader.need("on").flag(), reader.need("size").rate());
    let fall = reader.need("fall").integer(1..=1200);
    let delay = reader.need("delay_days").integer(0..=366);
    let days = reader.need("days").integer(1..=366);
    let listed = reader.need("streams").list();
    reader.finish();
    let streams = streams?;
    let answering: Vec<Option<usize>> = listed.iter().map(|name| stream_index(name, streams)).collect();
    Some(ArrivalResponse {
        is_on: is_on?,
        size: size?,
        fall: fall? as u16,
        delay_days: delay? as u32,
        days: days? as u32,
        streams: answering.into_iter().collect::<Option<Vec<usize>>>()?,
    })
}

fn stream_index(field: &Field<'_>, streams: &[String]) -> Option<usize> {
    let name = field.text()?;
    let index = streams.iter().position(|stream| stream == name);
    if let (None, Some(node)) = (index, field.node) {
        let title = format!("there is no arrival stream `{name}`");
        field.problems().push_with(&title, || {
            let known: Vec<&str> = streams.iter().map(String::as_str).collect();
            misspelt(&node.origin, title.clone(), name, &known)
        });
    }
    index
}

fn read_announcement(reader: Reader<'_>) -> Option<Announcement> {
    let (is_on, arrivals) = (reader.need("on").flag(), reader.need("arrivals").number(-1.0..=10.0));
    let delay = reader.need("delay_days").integer(0..=366);
    reader.finish();
    Some(Announcement { is_on: is_on?, arrivals: arrivals?, delay_days: delay? as u32 })
}
