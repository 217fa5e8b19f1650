"""Texts that are nearly right: each is read, or refused with a place, soon and without a panic.

    texts.py BINARY SCRATCH SEED
"""
import json
import os
import random
import re
import resource
import shutil
import sys
import time

from tally import Tally, run

SECONDS = 35
LIMIT = 5.0
VALUES = (
    "0 -1 1 0.5 -0.0 1e-320 1e308 nan inf 9223372036854775807 9223372036854775808 4294967296 65536 1e12 1201 "
    "0001-01-01 9999-12-31 2015-01-01 2023-02-29 1969-12-31 2100-12-31 2025-13-45 [] {} [1] true 'x' \"\" "
    '"general" "cec" "published" {a=1} {2024=1} [[]] {low=5,high=1}'
).split()
PARTS = [b'"', b'""', b'"""', b"'", b"\r", b"\r\n", b"\n\n", b"\0", b"\xff", b"\xc3", b"\x1b[31m",
         b"\xef\xbb\xbf", b",", b"=", b"[", b"}", b"#", b";", b"\xe2\x80\xae", b"=cmd()"]


def mutated(rng, data, is_toml):
    """The text with a few changes, by bytes, by values and by lines."""
    for _ in range(rng.choice([1, 1, 2, 4])):
        at = rng.randrange(len(data) + 1)
        if rng.random() < 0.4:
            at = max(0, len(data) - rng.randrange(120))
        what = rng.randrange(7)
        if what == 0:
            data = data[:at] + rng.choice(PARTS) + data[at:]
        elif what == 1:
            data = data[:at] + data[at + rng.choice([1, 3, 60, 900]):]
        elif what == 2:
            data = data[:at]
        elif what == 3:
            data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1:]
        elif what == 4:
            lines = data.split(b"\n")
            lines.insert(rng.randrange(len(lines)), rng.choice(lines))
            data = b"\n".join(lines)
        else:
            spots = list(re.finditer(rb"-?\d+\.\d+|\d{4}-\d\d-\d\d|-?\b\d+\b|\"[^\"\n]*\"", data))
            if spots:
                spot = rng.choice(spots)
                value = rng.choice(VALUES)
                value = value if is_toml else value.strip("\"'")
                data = data[:spot.start()] + value.encode() + data[spot.end():]
    return data


def one_line(data):
    return json.dumps(json.loads(data)).encode()


def main():
    binary, top, seed = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2]), int(sys.argv[3])
    rng, tally = random.Random(seed), Tally("texts")
    work = os.path.join(top, "work")
    shutil.copytree("scenarios", work)
    data = os.path.abspath("tests/data")

    def read(path):
        return open(path, "rb").read()

    names = [name for name in sorted(os.listdir(work)) if name.endswith(".toml")]
    scenarios = [read(os.path.join(work, name)) for name in names]
    sample = read(os.path.join(data, "ircc_rounds_sample.json"))
    tables = [read(os.path.join(work, "published", name)) for name in ("rounds.csv", "pool_snapshots.csv")]
    profiles = [read(os.path.join(data, name)) for name in ("profiles.csv", "profiles.toml")]
    cases = [
        ("fuzz.toml", scenarios, ["check", "fuzz.toml"]),
        ("fuzz.csv", tables[:1], ["check", "history.toml", "--rounds", "fuzz.csv"]),
        ("fuzz.csv", tables[1:], ["check", "baseline.toml", "--pool", "fuzz.csv"]),
        ("fuzz.json", [sample, one_line(sample)], ["import", "fuzz.json", "-o", "imported", "-q"]),
        ("fuzz.csv", profiles[:1], ["score", "fuzz.csv", "--on", "2025-06-01"]),
        ("fuzz.toml", profiles[1:], ["score", "fuzz.toml", "--on", "2025-06-01", "--format", "csv"]),
        ("fuzz.csv", [read(os.path.join(work, "published/corrections.csv"))],
         ["import", os.path.join(data, "ircc_rounds_sample.json"), "--corrections", "fuzz.csv",
          "-o", "imported"]),
    ]
    end = time.monotonic() + SECONDS
    memory = [(resource.RLIMIT_AS, 2 << 30)]
    # The number of tries depends on the machine; the tries themselves on the seed alone.
    while time.monotonic() < end and tally.failures < 20:
        name, texts, words = rng.choice(cases)
        text = mutated(rng, rng.choice(texts), name.endswith("toml"))
        open(os.path.join(work, name), "wb").write(text)
        if rng.random() < 0.7:
            shutil.rmtree(os.path.join(work, "imported"), ignore_errors=True)
        done = run([binary, *words], work, LIMIT, memory)
        faults = done.faults([0, 2])
        if done.seconds > LIMIT:
            faults.append(f"{done.seconds:.1f} s")
        if len(done.err) > 300_000:
            faults.append(f"{len(done.err)} bytes of messages")
        if done.code == 2 and not re.search(r"--> |\bline \d+|\.\w+:\d+", done.err):
            if "is empty" not in done.err and "holds no" not in done.err:
                faults.append("no place")
        if faults:
            kept = os.path.join(tempdir(), f"drawsim-fault-{tally.failures}-{name}")
            open(kept, "wb").write(text)
            faults.append(f"kept in {kept}")
        tally.tried(" ".join(words), faults)
    tally.end()


def tempdir():
    return os.environ.get("TMPDIR", "/tmp")


main()
