#!/usr/bin/env bash
# Runs a sweep on the workers of a HyperQueue server that is running, waits, and joins it.
#
#   contrib/hyperqueue/sweep.sh SWEEP SHARDS FOLDER [OPTIONS OF drawsim sweep run ...]
#
# Environment: CORES cores of a shard [1]; DRAWSIM the program [drawsim].
set -euo pipefail
if [[ $# -lt 3 ]]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//'
    exit 2
fi
spec=$1 shards=$2 folder=$3
shift 3
drawsim=${DRAWSIM:-drawsim}
"$drawsim" sweep plan "$spec" -o "$folder" "$@"
# A worker that is lost is no fault of a shard: it goes on elsewhere after its last whole part.
hq submit --wait --name drawsim --cpus "${CORES:-1}" --array "0-$((shards - 1))" --crash-limit 20 \
    -- bash -c 'exec "$0" sweep run "$1" --shard "$HQ_TASK_ID/$2" -o "$3" --quiet --threads "$4" "${@:5}"' \
    "$drawsim" "$spec" "$shards" "$folder" "${CORES:-1}" "$@"
"$drawsim" sweep merge "$folder"
