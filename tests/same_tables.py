#!/usr/bin/env python3
"""Shows that two builds of drawsim write the same tables.

    tests/same_tables.py OLD NEW [--keep FOLDER]

OLD and NEW are binaries. Each runs the cases below; then every table (CSV) of OLD is compared with the one of NEW, value
by value as text. A column or a file that was renamed is looked up in the lists below; columns and files that NEW adds are
allowed and named; nothing else may differ. With --keep the results of OLD stay in FOLDER and are used again.
"""

import argparse
import csv
import hashlib
import pathlib
import subprocess
import sys
import tempfile

SCALE = ["--set", "population.scale=0.1"]
CASES = {
    "tiny": ["run", "tiny"],
    "history": ["run", "history", *SCALE, "--replications", "4"],
    "baseline": ["run", "baseline", *SCALE, "--replications", "4"],
    "backtest": ["backtest", "--calibration", "none", "--origins", "2024-01-01,2024-02-01,2024-03-01"],
    "plan_cutoff": ["plan", "baseline", "--cutoff", "cec:500", "--by", "2027-12-31", "--replications", "2",
                    "--set", "population.scale=0.02"],
    "plan": ["plan", "baseline", "--replications", "2", "--set", "population.scale=0.02"],
}
# Old file name (without ending): new file name.
FILES: dict[str, str] = {"steadiness": "smoothing"}
# (old file name, old column): new column.
COLUMNS: dict[tuple[str, str], str] = {
    ("targets", "reason"): "causes",
    ("steadiness", "steadiness"): "smoothing",
    **{
        (table, f"swing{end}"): f"variability{end}"
        for table in ["steadiness", "frontier"]
        for end in ["", "_ci95_low", "_ci95_high", "_replications"]
    },
}
# Words are not compared: how a miss is explained was rewritten.
IGNORED = {("targets", "reason")}


def run(binary: str, case: str, folder: pathlib.Path) -> pathlib.Path:
    """Runs a case and returns its result folder."""
    result = folder / case
    if not result.exists():
        command = [binary, *CASES[case], "--quiet", "-o", str(result)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return result


def table(path: pathlib.Path) -> tuple[list[str], list[list[str]]]:
    """Header and rows of a CSV file."""
    with path.open(newline="", encoding="utf-8") as text:
        header, *rows = csv.reader(text)
    return header, rows


def differences(case: str, old: pathlib.Path, new: pathlib.Path) -> list[str]:
    """What differs between two result folders, one sentence each."""
    found = []
    names = {path.stem for path in old.glob("*.csv")}
    added = {path.stem for path in new.glob("*.csv")} - {FILES.get(name, name) for name in names}
    if added:
        print(f"{case}: new tables: {', '.join(sorted(added))}")
    for name in sorted(names):
        path = new / f"{FILES.get(name, name)}.csv"
        if not path.exists():
            found.append(f"{case}: {name}.csv is missing")
            continue
        header, rows = table(old / f"{name}.csv")
        new_header, new_rows = table(path)
        wanted = [COLUMNS.get((name, column), column) for column in header]
        missing = [column for column in wanted if column not in new_header]
        if missing:
            found.append(f"{case}: {name}.csv lacks the columns {', '.join(missing)}")
            continue
        more = [column for column in new_header if column not in wanted]
        if more:
            print(f"{case}: {name}.csv has new columns: {', '.join(more)}")
        if len(rows) != len(new_rows):
            found.append(f"{case}: {name}.csv has {len(new_rows)} rows in place of {len(rows)}")
            continue
        for column, new_column in zip(header, wanted):
            if (name, column) in IGNORED:
                continue
            here, there = header.index(column), new_header.index(new_column)
            differ = [row for row in range(len(rows)) if rows[row][here] != new_rows[row][there]]
            if differ:
                row = differ[0]
                found.append(
                    f"{case}: {name}.csv, column {column}: {len(differ)} of {len(rows)} rows differ, first row {row + 2}: "
                    f"{rows[row][here]!r} became {new_rows[row][there]!r}"
                )
        digest = hashlib.blake2s(path.read_bytes()).hexdigest()[:12]
        same = "same bytes" if path.read_bytes() == (old / f"{name}.csv").read_bytes() else "same values"
        print(f"{case}: {name}.csv: {len(rows)} rows, {same} ({digest})")
    return found


def main() -> int:
    """Runs all cases with both binaries and says what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--only", choices=CASES, action="append")
    arguments = parser.parse_args()
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        old_folder = arguments.keep or pathlib.Path(scratch) / "old"
        for case in arguments.only or CASES:
            old = run(arguments.old, case, old_folder)
            new = run(arguments.new, case, pathlib.Path(scratch) / "new")
            found += differences(case, old, new)
    print("\n".join(found) if found else "all tables are the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
