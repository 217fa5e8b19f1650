//! Whom provinces nominate in the replay, against the shares that the population states.

use drawsim::policy::program::Program;
use drawsim::published::attribute::{Attribute, Counted};
use drawsim::record::Record;
use drawsim::record::invited::{InvitedCounts, InvitedGroup};

use crate::model::model;

/// Parts of a year's invited nominees, by group of an attribute.
fn nominees(invited: &InvitedCounts, year: i16, attribute: Attribute) -> Vec<f64> {
    let group = |group| InvitedGroup { year, program: Some(Program::Pnp), attribute, group };
    let counts = (0..attribute.groups().len()).map(|place| invited.count(group(place), Counted::Invited));
    let counts: Vec<f64> = counts.map(f64::from).collect();
    let sum: f64 = counts.iter().sum();
    assert!(sum > 500.0, "{sum} nominees in {year}");
    counts.iter().map(|count| count / sum).collect()
}

#[test]
fn nominees_live_in_canada_and_score_without_section_d_as_stated() {
    let model = model("scenarios/history.toml", &["population.scale=0.1"]);
    let nomination = &model.population.nomination;
    let mut record = Record::counts();
    drawsim::simulation::run(&model, 0, &mut record);
    let invited = record.into_counts().invited;
    // Bands of total scores from 601 on are bands of a hundred of the score without section D.
    let bands: [f64; 6] =
        [(0, 100), (101, 200), (201, 300), (301, 400), (401, 500), (501, 600)].map(|range| {
            let shares = nomination.bands.iter().filter(|band| (band.from, band.to) == range);
            shares.map(|band| band.share).sum()
        });
    assert!((bands.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{bands:?}");
    for year in 2017..=2025 {
        let in_canada = nominees(&invited, year, Attribute::Residence)[0];
        let stated = nomination.in_canada.at(year);
        assert!((in_canada - stated).abs() < 0.03, "{year}: {in_canada:.3} for {stated}");
        let scores = nominees(&invited, year, Attribute::ScoreBand);
        for (simulated, stated) in scores[6..].iter().zip(bands) {
            assert!((simulated - stated).abs() < 0.02, "{year}: {simulated:.3} for {stated} of {bands:?}");
        }
    }
}
