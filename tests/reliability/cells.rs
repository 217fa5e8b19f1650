//! Texts of others in the terminal, in tables and in manifests.

use std::fs;

use crate::place::{Place, RUN};

/// Sets the title of a terminal, and rings its bell.
const ESCAPE: &str = "\u{1b}]0;title\u{7}";

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let place = Place::new();
    place.write(
        "p.csv",
        format!("candidate,age,education,clb\n{ESCAPE},30,bachelor,9\nb,{ESCAPE},bachelor,9\n"),
    );
    let many = format!("{ESCAPE},30,bachelor,9\n").repeat(30);
    place.write("many.csv", format!("candidate,age,education,clb\n{many}"));
    let sample = fs::read_to_string("tests/data/ircc_rounds_sample.json").unwrap();
    let name = serde_json::to_string(ESCAPE).unwrap();
    place.write("s.json", sample.replacen("\"General\"", &name, 1));
    place.write("bad.json", sample.replacen("\"drawCRS\": \"", "\"drawCRS\": \"\\u001b[31m", 1));
    let key = format!("\"{ESCAPE}\"").replace('\u{1b}', "\\u001b").replace('\u{7}', "\\u0007");
    place.write("s.toml", format!("extends = \"tiny\"\ntitle = {key}\n"));
    place.write("t.toml", format!("extends = \"tiny\"\ntitle = \"x\"\n{key} = 1\nstart_pool = {key}\n"));
    place.write("u.toml", format!("extends = {key}\n"));
    for words in [
        "score p.csv --on 2025-06-01",
        "score many.csv --on 2025-06-01",
        "import s.json -o i",
        "import bad.json -o j",
        "check s.toml t.toml u.toml",
        "run s.toml --replications 1 -o r",
    ] {
        let answer = place.run(words);
        let text = answer.out + &answer.err;
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{words}: {text:?}");
        assert!(
            words.contains("run") || text.contains('\u{241b}') || text.contains("title"),
            "{words}: {text}"
        );
    }
    let answer = place.run("run \u{1b}[31m.toml -o r");
    assert!(answer.code == Some(2) && !answer.err.contains('\u{1b}'), "{:?}", answer.err);
}

#[test]
fn no_cell_of_a_table_begins_as_a_formula() {
    let place = Place::new();
    place.write("p.csv", "candidate,age,education,clb\n=cmd(),30,bachelor,9\n\"@a\",30,bachelor,9\n");
    place.run("score p.csv --on 2025-06-01 -q -o o.csv").done();
    let names = |file: &str| -> Vec<String> {
        place.read(file).lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(names("o.csv"), ["'=cmd()", "'@a"]);
    // A table that is read again has the same names.
    place.write("q.csv", "candidate,age,education,clb\n'=cmd(),30,bachelor,9\n");
    place.run("score q.csv --on 2025-06-01 -q -o again.csv").done();
    assert_eq!(names("again.csv"), ["'=cmd()"]);
    // In a folder of scenarios the name in tables is that of the file alone.
    fs::create_dir(place.path("scenarios")).unwrap();
    place.write("scenarios/=cmd().toml", fs::read("scenarios/tiny.toml").unwrap());
    place.run("run scenarios/=cmd().toml -q --replications 1 -o r").done();
    let rounds = place.read("r/rounds.csv");
    assert!(rounds.lines().skip(1).all(|line| line.starts_with("'=cmd()")), "{rounds}");
    let sample = fs::read_to_string("tests/data/ircc_rounds_sample.json").unwrap();
    place.write("s.json", sample.replacen("\"drawName\": \"General\"", "\"drawName\": \"=General\"", 1));
    place.run("import s.json -o i").done();
    assert!(place.read("i/rounds.csv").contains(",'=General,"), "{}", place.read("i/rounds.csv"));
    let again = place.run("import s.json -o i").done();
    assert!(again.out.trim_end().ends_with("Nothing changes in i."), "{}", again.out);
}

#[test]
fn a_manifest_holds_paths_as_they_were_given() {
    let place = Place::new();
    fs::create_dir(place.path("people")).unwrap();
    place.write("people/own.toml", fs::read("scenarios/population/canada_2025.toml").unwrap());
    place.write("people/occupations.csv", fs::read("scenarios/population/occupations.csv").unwrap());
    place.write("s.toml", "extends = \"tiny\"\ntitle = \"x\"\n[population]\nfile = \"people/own.toml\"\n");
    place.write("r.csv", fs::read("scenarios/published/rounds.csv").unwrap());
    place.run(&format!("{} -o result --rounds r.csv", RUN.replace("tiny", "s.toml"))).done();
    let manifest = place.read("result/manifest.json");
    assert!(manifest.contains("\"r.csv\": \"") && manifest.contains("\"people/own.toml\": \""), "{manifest}");
    let top = fs::canonicalize(place.path("")).unwrap();
    assert!(!manifest.contains(top.to_str().unwrap()), "{manifest}");
}
