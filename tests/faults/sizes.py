"""Absurd sizes: done or refused soon, in little memory, with messages that have an end. And two budgets.

    sizes.py BINARY SCRATCH SEED
"""
import json
import os
import resource
import shutil
import sys

from tally import Tally, run

LIMIT = 20.0
MEMORY = [(resource.RLIMIT_AS, 3 << 30)]
ROUNDS = ("round_number,date,drawn_at,round_type,category_version,published_name,invitations,cutoff,"
          "tie_break,pool_as_of,note\n")
HEAD = "candidate,age,education,clb\n"


def main():
    binary, top = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    tally = Tally("sizes")
    sample = json.load(open("tests/data/ircc_rounds_sample.json"))

    def write(name, text):
        open(os.path.join(top, name), "wb").write(text if isinstance(text, bytes) else text.encode())
        return name

    def attempt(name, words, codes=(0, 2), limit=LIMIT):
        done = run([binary, *words], top, limit, MEMORY)
        faults = done.faults(codes)
        if len(done.err) > 100_000:
            faults.append(f"{len(done.err)} bytes of messages")
        if done.seconds > limit:
            faults.append(f"{done.seconds:.1f} s")
        tally.tried(name, faults)
        shutil.rmtree(os.path.join(top, "out"), ignore_errors=True)
        return done.seconds

    small = ["-q", "--threads", "1", "-o", "out", "--replications", "1"]
    for value in ("1e12", "nan", "-1", "0", "1e-300", "9223372036854775807"):
        attempt("scale " + value, ["run", "tiny", *small, "--set", "population.scale=" + value])
    for value in ("0", "-1", "4294967296"):
        attempt("replications " + value, ["run", "tiny", "-q", "-o", "out", "--replications", value])
    for value in ("9999-12-31", "2100-01-01"):
        words = ["--set", "population.scale=0.02", "--set", "end=" + value]
        attempt("end " + value, ["run", "tiny", *small, *words])
    origins = ",".join(f"20{20 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}" for i in range(1000))
    days = ["--origins", origins + ",2030-01-01", "--to", "2025-12-31"]
    attempt("1000 origins", ["backtest", "--calibration", "none", *small, *days])
    score = ["score", "--on", "2025-06-01", "-q", "--force", "-o", "out.csv"]
    attempt("broken rows", [*score, write("p.csv", HEAD + "a,x,bachelor,9\n" * 200_000)])
    attempt("a long field", [*score, write("p.csv", HEAD + "a" * 20_000_000 + ",30,bachelor,9\n")])
    attempt("an open quote", [*score, write("p.csv", HEAD + '"' + "a,30,b\n" * 500_000)])
    attempt("columns", [*score, write("p.csv", ",".join(f"c{i}" for i in range(50_000)) + "\n")])
    check = ["check", "history", "--rounds"]
    row = "{},2015-01-31,2015-01-31T11:59:48Z,general,,G,779,886,,,\n"
    rows = "".join(row.format(i) for i in range(100_000))
    attempt("rounds of one second", [*check, write("r.csv", ROUNDS + rows)])
    attempt("one round again", [*check, write("r.csv", ROUNDS + row.format(1) * 100_000)])
    days = [f"{2015 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}" for i in range(80_000)]
    seconds = [f"{i // 3600 % 24:02}:{i // 60 % 60:02}:{i % 60:02}" for i in range(80_000)]
    rows = "".join(f"{i + 1},2015-01-31,2015-01-31T{second}Z,generol,,G,779,886,,{days[i]},\n"
                   for i, second in enumerate(seconds))
    attempt("rounds of an unknown type, counts of other days", [*check, write("r.csv", ROUNDS + rows)])
    attempt("one line", [*check, write("r.csv", "a," * 8_000_000)])
    base = 'extends = "tiny"\ntitle = "x"\n'
    keys = "".join(f"k{i} = 1\n" for i in range(100_000))
    attempt("unknown keys", ["check", write("s.toml", base + keys)])
    attempt("no TOML", ["check", write("s.toml", base + "= 1\n" * 100_000)])
    plans = "".join(f'[plan.p{i}]\nkind = "published"\nk{i} = 1\n' for i in range(20_000))
    attempt("plans of the same rounds", ["check", write("s.toml", base + plans)])
    items = "".join(f'{{ date = {days[i // 10]}, hour = {i % 10}, type = "cec", size = 9 }},\n'
                    for i in range(60_000))
    plan = f'[plan]\npublished = "none"\nlist.rounds = [\n{items}]\n'
    attempt("a list of rounds", ["check", write("s.toml", base + "end = 2100-12-31\n" + plan)])
    for depth in (100, 100_000):
        attempt(f"lists {depth} deep", ["check", write("s.toml", base + "a = " + "[" * depth + "]" * depth)])
        attempt(f"JSON {depth} deep", ["import", write("d.json", "[" * depth + "]" * depth), "-o", "i", "-q"])
    sample["rounds"] = [dict.fromkeys(sample["rounds"][0], "x")] * 400
    line = write("i.json", json.dumps(sample))
    attempt("400 rounds of one line, all wrong", ["import", line, "-o", "i", "-q"], (2,), 1.0)
    names = "".join(f'[[profile]]\nage = 30\neducation = "bachelor"\nclb{i} = 9\n' for i in range(50_000))
    attempt("misspelt keys of profiles", [*score, write("p.toml", names)])
    # Budgets: time of a profile, memory of replications.
    block = '[[profile]]\nage = 30\neducation = "bachelor"\nclb = 9\n'
    few = min(attempt("5,000 profiles", [*score, write("p.toml", block * 5_000)], (0,)) for _ in range(2))
    many = attempt("50,000 profiles", [*score, write("p.toml", block * 50_000)], (0,))
    ratio = many / few / 10
    tally.tried("time of a profile of 50,000", [f"{ratio:.1f} times that of 5,000"] if ratio > 2 else [])
    peaks = []
    # Buffers fill with the first replications.
    for count in (60, 180):
        words = ["run", "history", "-q", "-o", "out", "--replications", str(count), "--threads", "2"]
        done = run([binary, *words, "--set", "population.scale=0.01"], top, 90)
        manifest = json.load(open(os.path.join(top, "out", "manifest.json"))) if done.code == 0 else {}
        peaks.append(manifest.get("peak_memory_bytes"))
        shutil.rmtree(os.path.join(top, "out"), ignore_errors=True)
    if None in peaks:
        tally.skipped("memory of replications: the system does not report it")
    else:
        mib = (peaks[1] + (peaks[1] - peaks[0]) / 120 * 820) / (1 << 20)
        print(f"sizes: 1000 replications need about {mib:.0f} MiB")
        tally.tried("memory of 1000 replications", [f"{mib:.0f} MiB"] if mib > 200 else [])
    tally.end()


main()
