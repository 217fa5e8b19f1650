#!/usr/bin/env bash
# Reads every table of a result with the readers that researchers have: an old set and the newest.
#   tests/readers/run.sh [BINARY]
# Installs them with pip into environments of their own, kept in DRAWSIM_READERS if that names a folder. What
# the machine does not have is skipped and named. Any failure is exit code 1.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
binary=${1:-${CARGO_TARGET_DIR:-target}/debug/drawsim}
[ $# -gt 0 ] || cargo build || exit 1
top=$(mktemp -d)
trap 'rm -rf "$top"' EXIT
readers=${DRAWSIM_READERS:-$top/readers}
mkdir -p "$readers"
if ! python3 -c 'import venv' 2>/dev/null; then
    echo "readers: skipped, there is no Python with venv"
    exit 0
fi
"$binary" run tiny --candidates --quiet -o "$top/run" || exit 1
"$binary" pool --on 2025-12-14 --count 300 --quiet -o "$top/run/candidate_pool.parquet" || exit 1
"$binary" pool --on 2025-12-14 --count 300 --quiet -o "$top/run/candidate_pool.csv" || exit 1

# Each set: its name and what pip installs, one package after the other, so that one that is not to be had
# skips itself alone.
code=0
for set in "old numpy<2 pyarrow==12.0.1 pandas==1.5.3 polars==0.18.15 duckdb==0.8.1" "new pyarrow pandas polars duckdb"; do
    read -ra packages <<< "$set"
    name=${packages[0]}
    python="$readers/$name/bin/python"
    if [ ! -x "$python" ] && ! python3 -m venv "$readers/$name" 2> "$top/log"; then
        echo "$name: skipped, venv fails: $(tail -n 1 "$top/log")"
        continue
    fi
    for package in "${packages[@]:1}"; do
        "$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: "$package" \
            > "$top/log" 2>&1 || echo "$name: $package is skipped, pip does not install it: $(tail -n 1 "$top/log")"
    done
    PYTHONDONTWRITEBYTECODE=1 "$python" tests/readers/read.py "$name" "$top/run" || code=1
done
exit $code
