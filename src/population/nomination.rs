//! Nominations by provinces: their spread over scores and over the provinces.

use super::{ByYear, Cumulative, Province};
use crate::policy::profile::{Profile, Residence};
use crate::rng::Sample;

/// Nominations by provinces, and numbers of nominees invited where no count of them is published.
#[derive(Clone, Debug, PartialEq)]
pub struct Nomination {
    /// Bands of core score with the share of nominations that falls in each.
    pub(crate) bands: Vec<NominationBand>,
    /// Share of nominations that go to candidates who live in Canada, in every band.
    pub(crate) in_canada: ByYear,
    /// Nominees invited in the all-program rounds of past years.
    pub(crate) invited: Vec<InvitedNominees>,
    /// The provinces and territories, at least one.
    pub(crate) provinces: Vec<Province>,
    /// Power of their number with which the lowest score of nominees falls, without the points of the
    /// nomination; 0 if cutoffs are reported as simulated.
    pub(crate) cutoff_power: f64,
    /// Destinations of people: shares of the provinces, and last the share of places without nominations.
    settle: Cumulative,
    band_of_score: Vec<u8>,
}

/// Nominees invited in a year's all-program rounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InvitedNominees {
    /// The calendar year.
    pub year: i16,
    /// Nominees invited.
    pub count: f64,
}

/// A band of core scores and its share of nominations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NominationBand {
    /// Lowest core score.
    pub from: u16,
    /// Highest core score.
    pub to: u16,
    /// Share of nominations.
    pub share: f64,
}

impl Nomination {
    /// From bands and provinces, at least one of each, the share in Canada, and the nominees invited in past
    /// years. Cutoffs are reported as simulated.
    ///
    /// # Panics
    /// If no band is given, or the shares of provinces have no positive sum.
    pub fn new(
        bands: Vec<NominationBand>,
        in_canada: ByYear,
        invited: Vec<InvitedNominees>,
        provinces: Vec<Province>,
    ) -> Nomination {
        let band_of_score = (0..=1200).map(|score| nearest_band(&bands, score)).collect();
        let mut settle: Vec<f64> = provinces.iter().map(|province| province.settle).collect();
        settle.push((1.0 - settle.iter().sum::<f64>()).max(0.0));
        let settle = Cumulative::new(&settle);
        Nomination { bands, in_canada, invited, provinces, cutoff_power: 0.0, settle, band_of_score }
    }

    /// Bands of core score with the share of nominations that falls in each.
    pub fn bands(&self) -> &[NominationBand] {
        &self.bands
    }

    /// Share of nominations that go to candidates who live in Canada, by year.
    pub fn in_canada(&self) -> &ByYear {
        &self.in_canada
    }

    /// The provinces and territories, at least one.
    pub fn provinces(&self) -> &[Province] {
        &self.provinces
    }

    /// Number of groups over which nominations are spread: each band has one abroad and one in Canada.
    pub fn groups(&self) -> usize {
        2 * self.bands.len()
    }

    /// A person's destination, from a sample: the index of a province, or the number of provinces for a place
    /// without nominations.
    pub fn destination(&self, sample: Sample) -> u8 {
        self.settle.value(sample) as u8
    }

    /// The name of a destination's province in sentences.
    ///
    /// # Panics
    /// If the destination is a place without nominations.
    pub fn label(&self, destination: u8) -> &str {
        &self.provinces[usize::from(destination)].label
    }

    /// The group of a candidate and the province of the destination; none if the destination is a place
    /// without nominations. The core score is that of sections A to C; outside all bands it counts in the
    /// nearest.
    #[inline]
    pub fn place(&self, destination: u8, residence: Residence, core_score: u16) -> Option<(usize, usize)> {
        let group = 2 * usize::from(self.band_of_score[usize::from(core_score)])
            + usize::from(residence == Residence::Canada);
        let province = usize::from(destination);
        (province < self.provinces.len()).then_some((group, province))
    }

    /// Whether the province of the destination may nominate a candidate: the profile and the core score meet
    /// one of its rules.
    pub fn nominates(&self, destination: u8, profile: &Profile, core_score: u16) -> bool {
        self.provinces
            .get(usize::from(destination))
            .is_some_and(|province| province.nominates(profile, core_score))
    }

    /// The share of nominations that goes to each group in a year.
    pub fn shares(&self, year: i16) -> Vec<f64> {
        let in_canada = self.in_canada.at(year);
        self.bands.iter().flat_map(|band| [band.share * (1.0 - in_canada), band.share * in_canada]).collect()
    }

    /// Each province's share of the national allocation of a year; all 0 if none has any.
    pub fn allocation(&self, year: i16) -> Vec<f64> {
        let weights: Vec<f64> = self.provinces.iter().map(|province| province.weight(year)).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| if sum > 0.0 { weight / sum } else { 0.0 }).collect()
    }

    /// Nominations that each province issues in a month of a year: its own number, or its share of the
    /// national one.
    pub fn monthly(&self, year: i16, national: f64) -> Vec<f64> {
        let shares = self.provinces.iter().zip(self.allocation(year));
        shares.map(|(province, share)| province.own_number(year).unwrap_or(national * share)).collect()
    }

    /// The national number of a month of a year at which all provinces together issue `total`. Provinces with
    /// a number of their own issue it; the rest of the total over the shares of the others is the answer, at
    /// least 0.
    pub fn national(&self, year: i16, total: f64) -> f64 {
        let (mut own, mut shares) = (0.0, 0.0);
        for (province, share) in self.provinces.iter().zip(self.allocation(year)) {
            match province.own_number(year) {
                Some(number) => own += number,
                None => shares += share,
            }
        }
        if shares > 0.0 { (total - own).max(0.0) / shares } else { 0.0 }
    }
}

/// The band that holds a score, or the nearest one; the first of two equally near.
fn nearest_band(bands: &[NominationBand], score: u16) -> u8 {
    let distances =
        bands.iter().map(|band| band.from.saturating_sub(score).max(score.saturating_sub(band.to)));
    let nearest = distances.enumerate().min_by_key(|(_, distance)| *distance);
    nearest.expect("at least one band").0 as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::noc;
    use crate::policy::profile::{Abilities, Education};
    use crate::population::{NominationRule, Occupations};
    use crate::time::Day;

    fn profile() -> Profile {
        Profile {
            education: Education::Masters,
            canadian_work_years: 1,
            recent_canadian_months: 12,
            occupation: noc::find("21231").unwrap(),
            occupation_months: 12,
            continuous_months: 12,
            residence: Residence::Canada,
            ..Profile::new(Day::new(1993, 6, 15).unwrap(), Abilities([9, 9, 8, 7]))
        }
    }

    fn province(settle: f64, weight: f64) -> Province {
        Province { settle, weight: ByYear::new(vec![(2020, weight)]), ..Province::of_all() }
    }

    fn nomination(provinces: Vec<Province>) -> Nomination {
        let bands = vec![
            NominationBand { from: 0, to: 300, share: 0.2 },
            NominationBand { from: 301, to: 600, share: 0.8 },
        ];
        let in_canada = ByYear::new(vec![(2021, 0.5), (2023, 0.75)]);
        Nomination::new(bands, in_canada, Vec::new(), provinces)
    }

    #[test]
    fn nominations_of_a_band_are_divided_by_residence() {
        let nomination = nomination(vec![Province::of_all()]);
        let groups = [
            (300, Residence::Abroad),
            (300, Residence::Canada),
            (301, Residence::Abroad),
            (700, Residence::Canada),
        ];
        let places = groups.map(|(score, residence)| nomination.place(0, residence, score));
        assert_eq!(places, [0, 1, 2, 3].map(|group| Some((group, 0))));
        assert_eq!(nomination.place(1, Residence::Canada, 300), None);
        assert_eq!(nomination.groups(), 4);
        let shares = nomination.shares(2023);
        let expected = [0.05, 0.15, 0.2, 0.6];
        assert!(
            shares.iter().zip(expected).all(|(found, expected)| (found - expected).abs() < 1e-12),
            "{shares:?}"
        );
    }

    #[test]
    fn only_the_province_of_the_destination_nominates_and_only_by_its_rules() {
        let strict = NominationRule { core_score: 400, ..NominationRule::default() };
        let engineers = {
            let mut occupations = Occupations::default();
            occupations.insert(noc::find("21231").unwrap());
            NominationRule { occupations: Some(occupations), language: 7, ..NominationRule::default() }
        };
        let first = Province { rules: vec![strict, engineers], ..province(0.25, 3.0) };
        let second = Province { nominates: false, ..province(0.5, 1.0) };
        let nomination = nomination(vec![first, second]);
        // 0.25 and 0.5, and a quarter settles in a place without nominations.
        assert_eq!(
            [0.24, 0.26, 0.74, 0.76]
                .map(|part| nomination.destination(Sample((part * 2_f64.powi(32)) as u32))),
            [0, 1, 1, 2]
        );
        let cook = Profile { occupation: noc::find("63200").unwrap(), ..profile() };
        let weak = Profile { first: Abilities([9, 9, 8, 6]), ..profile() };
        assert_eq!([399, 400].map(|score| nomination.nominates(0, &cook, score)), [false, true]);
        assert_eq!([&profile(), &weak].map(|who| nomination.nominates(0, who, 350)), [true, false]);
        assert_eq!([1, 2].map(|place| nomination.nominates(place, &profile(), 450)), [false, false]);
    }

    #[test]
    fn a_removed_province_leaves_its_share_to_the_others_and_a_number_stands_for_a_share() {
        let provinces = vec![province(0.3, 3.0), province(0.3, 1.0), province(0.4, 4.0)];
        assert_eq!(nomination(provinces.clone()).allocation(2020), [0.375, 0.125, 0.5]);
        assert_eq!(nomination(provinces.clone()).monthly(2020, 800.0), [300.0, 100.0, 400.0]);
        let mut fewer = provinces.clone();
        fewer[2].nominates = false;
        assert_eq!(nomination(fewer).monthly(2020, 800.0), [600.0, 200.0, 0.0]);
        let mut own = provinces;
        own[1].per_month = Some(ByYear::new(vec![(2020, 50.0)]));
        let own = nomination(own);
        assert_eq!(own.monthly(2020, 800.0), [300.0, 50.0, 400.0]);
        // 750 are left to 0.875 of the allocation, so that the three issue 800 together.
        assert!((own.national(2020, 800.0) - 750.0 / 0.875).abs() < 1e-9);
        assert_eq!(own.national(2020, 40.0), 0.0);
    }
}
