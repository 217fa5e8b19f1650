//! The National Occupational Classification 2021: its 516 unit groups, with their national median wages.
//!
//! Source: NOC 2021 version 1.0 (Statistics Canada and ESDC); wages: Job Bank 2025, national, CAD an hour
//! (contains information licensed under the Open Government Licence - Canada).

use std::sync::LazyLock;

use super::profile::Occupation;

/// Number of unit groups, and so of rows that an [`Occupation`] can index.
pub const UNIT_GROUPS: usize = 516;

/// A unit group: the finest level of the classification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitGroup {
    /// Five digits, such as `21231`.
    pub code: String,
    /// What the group is called.
    pub title: String,
    /// Training, education, experience and responsibilities: 0 (management) to 5.
    pub teer: u8,
    /// First two digits of the code; `00` is senior management.
    pub major_group: String,
    /// National median wage in cents (CAD) an hour; one group has none.
    pub median_wage_cents: Option<u32>,
}

static TABLE: LazyLock<Vec<UnitGroup>> = LazyLock::new(read_table);

/// All unit groups by code, rising: the rows that [`Occupation`] indexes.
pub fn unit_groups() -> &'static [UnitGroup] {
    &TABLE
}

/// The unit group of an occupation.
///
/// # Panics
/// If the occupation does not index the table.
pub fn unit_group(occupation: Occupation) -> &'static UnitGroup {
    &TABLE[usize::from(occupation.0)]
}

/// The occupation with this code of five digits, if the classification has it.
///
/// ```
/// # use drawsim::policy::noc;
/// let engineer = noc::find("21231").unwrap();
/// assert_eq!(noc::unit_group(engineer).title, "Software engineers and designers");
/// assert_eq!(noc::find("99999"), None);
/// ```
pub fn find(code: &str) -> Option<Occupation> {
    TABLE.binary_search_by(|group| group.code.as_str().cmp(code)).ok().map(occupation)
}

/// All occupations whose code begins with these digits: a major group, a minor group or one unit group.
pub fn beginning_with(digits: &str) -> impl Iterator<Item = Occupation> {
    let start = TABLE.partition_point(|group| group.code.as_str() < digits);
    TABLE[start..]
        .iter()
        .take_while(move |group| group.code.starts_with(digits))
        .enumerate()
        .map(move |(offset, _)| occupation(start + offset))
}

fn occupation(row: usize) -> Occupation {
    Occupation(u16::try_from(row).expect("the table has 516 rows"))
}

fn read_table() -> Vec<UnitGroup> {
    let mut reader = csv::Reader::from_reader(include_str!("noc/unit_groups.csv").as_bytes());
    let groups: Vec<UnitGroup> = reader
        .records()
        .map(|record| {
            let record = record.expect("the embedded table of unit groups is well formed");
            UnitGroup {
                code: record[0].to_owned(),
                title: record[1].to_owned(),
                teer: record[2].parse().expect("a TEER is a digit"),
                major_group: record[3].to_owned(),
                median_wage_cents: cents(&record[4]),
            }
        })
        .collect();
    assert_eq!(groups.len(), UNIT_GROUPS);
    assert!(groups.is_sorted_by(|left, right| left.code < right.code));
    groups
}

/// Dollars such as `40.38` in cents; empty is none.
fn cents(dollars: &str) -> Option<u32> {
    if dollars.is_empty() {
        return None;
    }
    let (whole, fraction) = dollars.split_once('.').unwrap_or((dollars, "0"));
    let fraction = format!("{fraction:0<2}");
    let digits = format!("{whole}{}", &fraction[..2]);
    Some(digits.parse().expect("a wage is a decimal number"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn teer_counts_are_those_of_the_classification() {
        let mut counts = [0; 6];
        unit_groups().iter().for_each(|group| counts[usize::from(group.teer)] += 1);
        assert_eq!(counts, [48, 97, 162, 69, 95, 45]);
    }

    #[test]
    fn wages_are_cents() {
        assert_eq!(unit_group(find("00010").unwrap()).median_wage_cents, Some(4038));
        assert_eq!(unit_group(find("00013").unwrap()).median_wage_cents, None);
        assert_eq!(cents("15.8"), Some(1580));
    }

    #[test]
    fn a_major_group_is_found_by_its_digits() {
        let senior: Vec<&str> = beginning_with("00").map(|row| unit_group(row).code.as_str()).collect();
        assert_eq!(senior, ["00010", "00011", "00012", "00013", "00014", "00015"]);
        assert_eq!(beginning_with("998").count(), 0);
        assert_eq!(beginning_with("21231").count(), 1);
    }
}
