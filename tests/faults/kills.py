"""Kills commands at random moments: nothing half written is visible, and a rerun mends the rest.

    kills.py BINARY SCRATCH SEED
"""
import hashlib
import os
import random
import shutil
import sys
import time

from tally import Tally, hidden, killed, run

TRIES = 6
SMALL = ["--set", "population.scale=0.01", "--replications", "2", "--threads", "1", "-q"]


def files(folder):
    """Hashes of the finished files below a folder; a manifest holds the time that its run took."""
    found = {}
    for top, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(top, name), folder)
            if ".unfinished" not in path and name != "manifest.json":
                found[path] = hashlib.sha256(open(os.path.join(top, name), "rb").read()).hexdigest()
    return found


def main():
    binary, top, seed = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    rng, tally = random.Random(seed), Tally("kills")
    sample = os.path.abspath("tests/data/ircc_rounds_sample.json")
    people = os.path.join(top, "people.csv")
    pool = ["pool", "--on", "2025-12-14", "--count", "5000", "-q"]
    run([binary, *pool, "-o", people], top, 60)
    days = ["--from", "2025-09-01", "--to", "2025-12-31"]
    commands = {
        "run": (["run", "history", *SMALL], "result", ["--force"]),
        "backtest": (["backtest", "--calibration", "none", *days, *SMALL], "result", ["--force"]),
        "pool": (pool, "result.parquet", ["--force"]),
        "score": (["score", people, "--on", "2025-06-01", "-q"], "result.csv", ["--force"]),
        "import": (["import", sample, "-q"], "result", []),
    }
    for name, (words, place, force) in commands.items():
        whole = os.path.join(top, name)
        os.makedirs(whole)
        start = time.monotonic()
        done = run([binary, *words, "-o", place], whole, 120)
        takes, want = time.monotonic() - start, files(whole)
        tally.tried(f"{name} alone", done.faults([0]))
        for index in range(TRIES):
            folder = os.path.join(top, f"{name}-{index}")
            replaces = bool(force) and index % 2 == 1
            shutil.copytree(whole, folder) if replaces else os.makedirs(folder)
            options = force if replaces else []
            # Half of the moments lie at the end, where files are put in their places.
            moment = takes * (rng.uniform(0, 1) if rng.random() < 0.5 else rng.uniform(0.8, 1.05))
            killed([binary, *words, "-o", place, *options], folder, moment)
            found, faults = files(folder), []
            if found and found != want:
                faults.append(f"half written: {sorted(set(found) ^ set(want))[:3]}")
            if replaces and not found:
                faults.append("the old result is gone")
            again = run([binary, *words, "-o", place, *(force if found else [])], folder, 120)
            faults += again.faults([0])
            if files(folder) != want:
                faults.append("the rerun differs")
            if hidden(folder):
                faults.append(f"left: {hidden(folder)[:2]}")
            tally.tried(f"{name} {index} at {moment:.2f} s", faults)
            shutil.rmtree(folder)
    tally.end()


main()
