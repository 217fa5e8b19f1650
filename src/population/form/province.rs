//! The tables of a population file on provinces and their rules of nomination.

use super::value::{optional, read_by_year};
use crate::document::reader::{Field, Reader, misspelt};
use crate::policy::noc;
use crate::policy::profile::Residence;
use crate::population::{NominationRule, Occupations, Province};

/// Most provinces and territories that a file may state.
const MOST_PROVINCES: usize = 100;

/// Reads `province` and `remove` of the table of nominations; without provinces, one province stands for all.
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
        field.wrong(title, "expected at most 1; the rest settle in places without nominations");
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
    let per_month = optional(&reader.find("per_month"), |field| read_by_year(field, 0.0..=f64::INFINITY));
    let rules: Vec<Option<NominationRule>> =
        reader.find("rules").list().iter().map(|rule| rule.table().and_then(read_rule)).collect();
    reader.finish();
    Some(Province {
        name: name.to_owned(),
        label: label?,
        settle: settle?,
        weight: weight?,
        per_month: per_month?,
        rules: rules.into_iter().collect::<Option<Vec<NominationRule>>>()?,
        nominates: true,
    })
}

/// Every key may be absent; the rule then sets no such condition.
fn read_rule(reader: Reader<'_>) -> Option<NominationRule> {
    let residence = optional(&reader.find("residence"), |field| field.choice(&["canada", "abroad"]));
    let core_score = least(&reader, "core_score", 600);
    let canadian_work_years = least(&reader, "canadian_work_years", 10);
    let (language, french) = (least(&reader, "language", 10), least(&reader, "french", 10));
    let job_offer = optional(&reader.find("job_offer"), Field::flag);
    let of_teer = optional(&reader.find("teer"), |field| read_occupations(field, occupations_of_teer));
    let of_list =
        optional(&reader.find("occupations"), |field| read_occupations(field, occupations_beginning_with));
    reader.finish();
    let occupations = match (of_teer?, of_list?) {
        (Some(of_teer), Some(of_list)) => Some(of_teer.and(&of_list)),
        (of_teer, of_list) => of_teer.or(of_list),
    };
    Some(NominationRule {
        residence: residence?.map(|place| if place == 0 { Residence::Canada } else { Residence::Abroad }),
        core_score: core_score? as u16,
        canadian_work_years: canadian_work_years? as u8,
        language: language? as u8,
        french: french? as u8,
        job_offer: job_offer?.unwrap_or(false),
        occupations,
    })
}

/// A least value of a rule, from 0 to `most`; 0 if the key is absent.
fn least(reader: &Reader<'_>, key: &str, most: i64) -> Option<i64> {
    Some(optional(&reader.find(key), |field| field.integer(0..=most))?.unwrap_or(0))
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
    for occupation in codes.filter_map(|group| noc::find(&group.code)) {
        into.insert(occupation);
    }
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
    for occupation in found {
        into.insert(occupation);
    }
    Some(())
}
