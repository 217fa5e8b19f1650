#!/usr/bin/env bash
# Runs a sweep with GNU parallel, on this machine or on those of a file of logins, and joins it.
#
#   contrib/parallel/sweep.sh SWEEP SHARDS FOLDER [OPTIONS OF drawsim sweep run ...]
#
# Environment: JOBS shards at a time [number of cores]; DRAWSIM the program [drawsim]; PARALLEL_OPTIONS more
# options of parallel, such as --sshloginfile FILE for machines that share the folder.
set -euo pipefail
if [[ $# -lt 3 ]]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//'
    exit 2
fi
spec=$1 shards=$2 folder=$3
shift 3
drawsim=${DRAWSIM:-drawsim}
"$drawsim" sweep plan "$spec" -o "$folder" "$@"
# shellcheck disable=SC2086 # several options in one variable
seq 0 $((shards - 1)) | parallel --jobs "${JOBS:-100%}" --retries 3 --halt soon,fail=1 --workdir . \
    ${PARALLEL_OPTIONS:-} --quote \
    "$drawsim" sweep run "$spec" --shard "{}/$shards" -o "$folder" --quiet --threads 1 "$@"
"$drawsim" sweep merge "$folder"
