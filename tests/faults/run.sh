#!/usr/bin/env bash
# A short attack on the program, with fixed seeds: kills, broken texts, absurd sizes, limits of the machine.
# Two parts run at a time: three minutes on two cores that are free.
#   tests/faults/run.sh [BINARY [PART...]]
# Prints tries, failures and skips; what the machine does not allow is skipped. Any failure is exit code 1.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=${1:-${CARGO_TARGET_DIR:-target}/debug/drawsim}
[ $# -gt 0 ] || cargo build
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
export PYTHONDONTWRITEBYTECODE=1 RUST_BACKTRACE=0
parts=("${@:2}")
[ ${#parts[@]} -gt 0 ] || parts=(machine kills texts sizes)
code=0
attack() {
    mkdir "$3/$1"
    python3 "tests/faults/$1.py" "$2" "$3/$1" 1 2>&1 | tee -a "$3/log"
    exit "${PIPESTATUS[0]}"
}
export -f attack
printf '%s\n' "${parts[@]}" | xargs -P 2 -I PART bash -c 'attack "$@"' attack PART "$binary" "$top" || code=1
awk '/ tries, / { tries += $2; failures += $4; skips += $6 }
     END { print "faults: " tries + 0 " tries, " failures + 0 " failures, " skips + 0 " skips" }' "$top/log"
# A part that has not counted its tries has failed, too.
[ "$(grep -c ' tries, ' "$top/log")" = ${#parts[@]} ] || code=1
exit $code
