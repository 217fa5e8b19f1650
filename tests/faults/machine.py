"""A machine that lets the program down: limits, closed streams, odd environments and places, full disks.

    machine.py BINARY SCRATCH SEED
"""
import os
import resource
import shutil
import subprocess
import sys

from tally import Tally, hidden, run

SMALL = ["--set", "population.scale=0.01", "--replications", "1", "--threads", "1", "-q"]
MIB = 1 << 20


def main():
    binary, top = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    tally = Tally("machine")
    sample = os.path.abspath("tests/data/ircc_rounds_sample.json")
    people = os.path.join(top, "people.csv")
    run([binary, "pool", "--on", "2025-12-14", "--count", "3000", "-q", "-o", people], top, 60)
    days = ["--origins", "2025-12-01", "--to", "2025-12-31"]
    commands = {
        "run": (["run", "tiny", *SMALL], "out"),
        "candidates": (["run", "tiny", *SMALL, "--candidates"], "out"),
        "backtest": (["backtest", "--calibration", "none", *days, *SMALL], "out"),
        "pool": (["pool", "--on", "2016-02-01", "--count", "3000", "-q"], "out.parquet"),
        "score": (["score", people, "--on", "2025-06-01", "-q"], "out.csv"),
        "import": (["import", sample, "-q"], "out"),
    }
    folder = os.path.join(top, "place")

    def attempt(what, name, words, codes, limits=()):
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        place = commands[name][1]
        done = run([*words, binary, *commands[name][0], "-o", place], folder, 60, limits)
        faults = [] if done.code == -6 else done.faults(codes)
        # An allocation that fails ends the program at once: then nothing can be removed either.
        if done.code != -6 and hidden(folder):
            faults.append(f"left: {hidden(folder)[:2]}")
        if done.code != 0 and os.path.lexists(os.path.join(folder, place)):
            faults.append("a result stands")
        tally.tried(f"{name} {what}", faults)

    for name in commands:
        for blocks in (0, 1, 20, 100):
            attempt(f"files up to {blocks} KiB", name, [], [0, 1], [(resource.RLIMIT_FSIZE, blocks << 10)])
        for count in (7, 9, 12):
            attempt(f"{count} descriptors", name, [], [0, 1, 2], [(resource.RLIMIT_NOFILE, count)])
        for mib in (80, 120, 160, 200):
            attempt(f"{mib} MiB", name, [], [0, 1], [(resource.RLIMIT_AS, mib * MIB)])
        for mask in ("777", "277", "000"):
            attempt(f"mask {mask}", name, ["sh", "-c", f'umask {mask}; exec "$@"', "sh"], [0, 1])
    environments = ["-i", "TMPDIR=/nonexistent", "LC_ALL=tr_TR.UTF-8", "TZ=:/etc/passwd", "COLUMNS=-1",
                    "RAYON_NUM_THREADS=0", "POLARS_MAX_THREADS=x", "TERM=dumb"]
    for environment in environments:
        attempt(environment, "run", ["env", environment], [0, 1] if "POLARS" in environment else [0])
    for stream in ("/dev/full", "closed"):
        if stream != "closed" and not os.path.exists(stream):
            tally.skipped(stream)
            continue
        script = '"$@" >&-' if stream == "closed" else f'"$@" >{stream}'
        words = ["sh", "-c", script, "sh", binary, "score", people, "--on", "2025-06-01"]
        tally.tried(f"standard output {stream}", run(words, top).faults([0, 1]))
    mounts(binary, top, commands, tally)
    tally.end()


def mounts(binary, top, commands, tally):
    """Disks that are full after so much; only some users may mount them."""
    mount = ["unshare", "-m", "sh", "-c", "mount -t tmpfs none /mnt"]
    probe = subprocess.run(mount, capture_output=True, cwd=top)
    if probe.returncode != 0:
        tally.skipped("full disks: mounts are not allowed")
        return
    full = os.path.join(top, "full")
    os.makedirs(full)
    for name, (words, place) in commands.items():
        for size in ("4k", "40k", "200k"):
            script = (f'mount -t tmpfs -o size={size} none "{full}" && cd "{full}" && "$@" 2>&1; code=$?; '
                      f'ls -A "{full}"; exit $code')
            done = run(["unshare", "-m", "sh", "-c", script, "sh", binary, *words, "-o", place], top, 60)
            faults = [] if done.code in (0, 1) else [f"code {done.code}: {done.out[:160]}"]
            names = done.out.split("\n")
            if done.code == 1 and (place in names or any(name.startswith(".") for name in names)):
                faults.append("something is left")
            tally.tried(f"{name} on a disk of {size}", faults)
    script = f'mount -t tmpfs none "{full}" && exec "$@"'
    words = ["unshare", "-m", "sh", "-c", script, "sh", binary, "run", "history", "-q", "--force", "-o", full]
    done = run(words, top, 10)
    tally.tried("a result on a mount", done.faults([2]))


main()
