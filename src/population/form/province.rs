//! Provinces and their rules in a population file.

use super::read_by_year;
use crate::document::reader::{Field, Reader, misspelt};
use crate::policy::noc;
use crate::policy::profile::Residence;
use crate::population::{NominationRule, Occupations, Province};

/// Most provinces and territories that a file may state.
const MOST_PROVINCES: usize = 100;

/// Reads `province` and `remove` of the table of nominations; without provinces one stands for all.
pub fn read_provinces(reader: &Reader<'_>) -> Option<Vec<Province>> {
    let (field, removed) = (reader.find("province"), reader.find("remove"));
    if field.node.is_none() {
        return remove(&removed, &[], vec![Province::of_all()]);
    }
    let table = field.table()?;
    let names: Vec<&str> = table.keys().collect();
    let provinces: Vec<Option<Province>> = names
        .iter()
        .map(|name| table.find(name).table().and_then(|reader| read_province(name, reader)))
        .collect();
    table.finish();
    if names.is_empty() || names.len() > MOST_PROVINCES {
        let title = format!("`{}` states {} provinces", field.path, names.len());
        field.wrong(title, format!("expected from 1 to {MOST_PROVINCES}"));
        return None;
    }
    let provinces = provinces.into_iter().collect::<Option<Vec<Province>>>();
    let settle: f64 = provinces.iter().flatten().map(|province| province.settle).sum();
    if settle > 1.0 + 1e-6 {
        let title = format!("the shares `settle` of `{}` sum to {settle:.4}", field.path);
        field.wrong(title, "expected at most 1; the rest settle where nobody is nominated");
        return None;
    }
    remove(&removed, &names, provinces?)
}

fn remove(removed: &Field<'_>, names: &[&str], mut provinces: Vec<Province>) -> Option<Vec<Province>> {
    for item in removed.list() {
        let name = item.text()?;
        match names.iter().position(|known| *known == name) {
            Some(place) => provinces[place].nominates = false,
            None => {
                let title = format!("there is no province `{name}` to remove");
                let node = item.node.expect("an item of a list is there");
                item.problems().push(misspelt(&node.origin, title, name, names));
                return None;
            }
        }
    }
    Some(provinces)
}

fn read_province(name: &str, reader: Reader<'_>) -> Option<Province> {
    let label = reader.need("label").text().map(str::to_owned);
    let settle = reader.need("settle").share();
    let weight = read_by_year(&reader.need("weight"), 0.0..=f64::INFINITY);
    let number = reader.find("per_month");
    let per_month = number.node.is_some().then(|| read_by_year(&number, 0.0..=f64::INFINITY));
    let rules: Vec<Option<NominationRule>> =
        reader.find("rules").list().iter().map(|rule| rule.table().and_then(read_rule)).collect();
    reader.finish();
    Some(Province {
        name: name.to_owned(),
        label: label?,
        settle: settle?,
        weight: weight?,
        per_month: per_month.map_or(Some(None), |number| number.map(Some))?,
        rules: rules.into_iter().collect::<Option<Vec<NominationRule>>>()?,
        nominates: true,
    })
}

/// Every key may be absent, and then nothing is asked for.
fn read_rule(reader: Reader<'_>) -> Option<NominationRule> {
    let number = |key: &str, most: i64| -> Option<i64> {
        let field = reader.find(key);
        if field.node.is_none() { Some(0) } else { field.integer(0..=most) }
    };
    let residence = reader.find("residence");
    let residence = residence.node.is_some().then(|| residence.choice(&["canada", "abroad"]));
    let core_score = number("core_score", 600);
    let canadian_work_years = number("canadian_work_years", 10);
    let (language, french) = (number("language", 10), number("french", 10));
    let offer = reader.find("job_offer");
    let job_offer = if offer.node.is_none() { Some(false) } else { offer.flag() };
    let (teer, listed) = (reader.find("teer"), reader.find("occupations"));
    let of_teer = teer.node.is_some().then(|| read_occupations(&teer, occupations_of_teer));
    let of_list = listed.node.is_some().then(|| read_occupations(&listed, occupations_beginning_with));
    reader.finish();
    let occupations = match (of_teer, of_list) {
        (None, None) => None,
        (Some(one), None) | (None, Some(one)) => Some(one?),
        (Some(one), Some(other)) => Some(one?.and(&other?)),
    };
    let residence = match residence {
        None => None,
        Some(place) => Some(if place? == 0 { Residence::Canada } else { Residence::Abroad }),
    };
    Some(NominationRule {
        residence,
        core_score: core_score? as u16,
        canadian_work_years: canadian_work_years? as u8,
        language: language? as u8,
        french: french? as u8,
        job_offer: job_offer?,
        occupations,
    })
}

/// The occupations of all items of a list.
fn read_occupations(
    field: &Field<'_>,
    of_item: fn(&Field<'_>, &mut Occupations) -> Option<()>,
) -> Option<Occupations> {
    let mut occupations = Occupations::default();
    let items: Vec<Option<()>> = field.list().iter().map(|item| of_item(item, &mut occupations)).collect();
    items.into_iter().collect::<Option<Vec<()>>>()?;
    Some(occupations)
}

fn occupations_of_teer(item: &Field<'_>, into: &mut Occupations) -> Option<()> {
    let teer = item.integer(0..=5)?;
    let codes = noc::unit_groups().iter().filter(|group| i64::from(group.teer) == teer);
    codes.filter_map(|group| noc::find(&group.code)).for_each(|occupation| into.insert(occupation));
    Some(())
}

/// A code of the classification, or its first digits.
fn occupations_beginning_with(item: &Field<'_>, into: &mut Occupations) -> Option<()> {
    let digits = item.text()?;
    let mut found = noc::beginning_with(digits).peekable();
    if digits.is_empty() || found.peek().is_none() {
        item.wrong(
            format!("no unit group of NOC 2021 begins with `{digits}`"),
            "expected a code such as \"31301\", or its first digits",
        );
        return None;
    }
    found.for_each(|occupation| into.insert(occupation));
    Some(())
}
