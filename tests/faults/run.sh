#!/usr/bin/env bash
# A short attack on the program, with fixed seeds: kills and broken texts. Absurd sizes and limits of the
# machine, which still find faults, are asked for by name: sizes, machine.
#   tests/faults/run.sh [BINARY [PART...]]
# Prints tries, failures and skips; what the machine does not allow is skipped. Any failure is exit code 1.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=${1:-${CARGO_TARGET_DIR:-target}/debug/drawsim}
[ $# -gt 0 ] || cargo build
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
export PYTHONDONTWRITEBYTECODE=1 RUST_BACKTRACE=0
code=0
parts=("${@:2}")
[ ${#parts[@]} -gt 0 ] || parts=(kills texts)
for part in "${parts[@]}"; do
    mkdir "$top/$part"
    python3 "tests/faults/$part.py" "$binary" "$top/$part" 1 2>&1 | tee -a "$top/log"
    [ "${PIPESTATUS[0]}" = 0 ] || code=1
done
awk '/ tries, / { tries += $2; failures += $4; skips += $6 }
     END { print "faults: " tries + 0 " tries, " failures + 0 " failures, " skips + 0 " skips" }' "$top/log"
exit $code
