//! `drawsim pool`: its file, which `drawsim score` reads.

use std::path::Path;
use std::process::Command;

use drawsim::model::Model;
use drawsim::published::BANDS;
use drawsim::scenario::Overlay;
use drawsim::table::Table;
use drawsim::time::Day;

fn drawsim(arguments: &str) -> String {
    let done =
        Command::new(env!("CARGO_BIN_EXE_drawsim")).args(arguments.split_whitespace()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// A folder for the files of one test.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    /// What `drawsim pool` writes with these options.
    fn pool(&self, options: &str, name: &str) -> Vec<u8> {
        let path = self.path(name);
        drawsim(&format!("pool {options} --quiet --force -o {path}"));
        std::fs::read(path).unwrap()
    }
}

/// Cells of named columns, row by row.
fn columns(path: &str, names: &[&str]) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let place = |name: &&str| {
        header.iter().position(|column| column == *name).unwrap_or_else(|| panic!("no column {name}"))
    };
    let places: Vec<usize> = names.iter().map(place).collect();
    let row = |row: csv::StringRecord| places.iter().map(|place| row[*place].to_owned()).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn a_pool_has_the_published_bands_and_is_scored_again_as_it_was_written() {
    let place = Place::new();
    place.pool("--on 2025-12-14 --count-from-published", "pool.csv");
    let (pool, scores) = (place.path("pool.csv"), place.path("scores.csv"));
    let names = ["candidate", "score", "core_points", "additional_points", "programs", "categories"];
    let written = columns(&pool, &names);
    assert_eq!(written.len(), 237_302);
    // The published count of 2025-12-14.
    let published = [
        390, 21_792, 12_315, 12_149, 14_859, 14_535, 14_842, 13_992, 14_244, 12_750, 12_367, 13_595, 52_574,
        18_829, 8_069,
    ];
    let scores_of: Vec<u16> = written.iter().map(|row| row[1].parse().unwrap()).collect();
    for ((low, high), published) in BANDS.into_iter().zip(published) {
        let found = scores_of.iter().filter(|score| (low..=high).contains(*score)).count();
        assert_eq!(found, published, "{low} to {high}");
    }
    drawsim(&format!("score {pool} --on 2025-12-14 --quiet -o {scores}"));
    assert!(columns(&scores, &names) == written, "points, programs or categories differ");
}

#[test]
fn csv_and_parquet_hold_the_same_and_a_seed_repeats_it() {
    let place = Place::new();
    let options = "--on 2023-05-10 --count-from-published --scale 0.01 --seed 7";
    let csv = place.pool(options, "pool.csv");
    place.pool(options, "pool.parquet");
    let parquet = Table::read_parquet(Path::new(&place.path("pool.parquet"))).unwrap();
    let read = Table::read_csv(Path::new(&place.path("pool.csv")), &parquet).unwrap();
    assert_eq!(read.to_csv().replace("\"\"", ""), parquet.to_csv().replace("\"\"", ""));
    assert!(parquet.height() > 2_000);
    assert!(csv == place.pool(options, "again.csv"));
    assert!(csv != place.pool(&options.replace('7', "8"), "other.csv"));
}

#[test]
fn a_pool_has_as_many_candidates_as_were_asked_for_in_order_of_submission() {
    let place = Place::new();
    place.pool("--on 2018-03-01 --count 60000", "pool.csv");
    let rows = columns(&place.path("pool.csv"), &["submitted_at", "expires_on", "candidate"]);
    assert_eq!(rows.len(), 60_000);
    assert!(rows.is_sorted());
    assert!(
        rows.first().unwrap()[0].as_str() >= "2017-03-01"
            && rows.last().unwrap()[0].as_str() < "2018-03-01T05"
    );
    assert!(rows.iter().all(|row| row[1].as_str() > "2018-03-01"));
    let mut ids: Vec<&String> = rows.iter().map(|row| &row[2]).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 60_000);
}

#[test]
fn arrivals_are_the_first_profiles_of_their_year() {
    let place = Place::new();
    place.pool("--arrivals 2024 --scale 0.1", "arrivals.csv");
    let rows = columns(&place.path("arrivals.csv"), &["submitted_at", "programs", "nominated"]);
    // New people of 2024 as the population states them, and four standard errors.
    let (_, model) = Model::load("history", &Overlay::default()).unwrap();
    let days = (0..366).map(|day| Day::new(2024, 1, 1).unwrap() + day);
    let streams = &model.population().streams;
    let of_day = |day| streams.iter().map(|stream| stream.arrivals_per_year.at(day) / 366.0).sum::<f64>();
    let expected = 0.1 * days.map(of_day).sum::<f64>();
    assert!((rows.len() as f64 / expected - 1.0).abs() < 0.03, "{} for {expected}", rows.len());
    assert!(
        rows.first().unwrap()[0].as_str() >= "2024-01-01T05"
            && rows.last().unwrap()[0].as_str() < "2025-01-01T05"
    );
    assert!(rows.iter().all(|row| !row[1].is_empty() && row[2] == "false"));
}

#[test]
fn the_help_names_every_column() {
    let place = Place::new();
    place.pool("--on 2016-02-01 --count 3", "pool.csv");
    let text = std::fs::read_to_string(place.path("pool.csv")).unwrap();
    let help = drawsim("pool --help");
    for column in text.lines().next().unwrap().split(',') {
        let is_one_of_many = column.ends_with("_points") || column.starts_with("fsw_");
        let pattern = match column.rsplit_once("clb_") {
            Some((whose, _)) => format!("{whose}clb_ABILITY"),
            None => column.to_owned(),
        };
        assert!(is_one_of_many || help.contains(&pattern), "{column}");
    }
}
