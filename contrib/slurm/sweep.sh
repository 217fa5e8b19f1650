#!/usr/bin/env bash
# Runs a sweep as a Slurm array, and joins it when all shards are done.
#
#   contrib/slurm/sweep.sh SWEEP SHARDS FOLDER [OPTIONS OF drawsim sweep run ...]
#
# for instance
#
#   ACCOUNT=def-someone TIME=00:30:00 contrib/slurm/sweep.sh scenarios/sweeps/round_size.toml 8 output/s \
#       --set population.scale=0.05
#
# Environment:
#   ACCOUNT   account to charge            TIME      time of a shard [01:00:00]
#   CORES     cores of a shard [1]         MEMORY    memory of a shard [2G]
#   ARRAY     indices [0-(SHARDS-1)]: a range with a step runs fewer, larger shards (0-14:2 runs seven)
#   MERGE     no: leave the joining to you
#   DRAWSIM   the program [drawsim]        SBATCH    more options of sbatch
#
# The logs of the tasks stand in FOLDER-logs. Shards should run minutes, not seconds: starting a task costs as
# much as a short one. A shard that is killed or requeued goes on after its last whole part. Two minutes
# before the end of its time Slurm sends USR1: the cells that are running are finished and kept, and the task
# is requeued.
set -euo pipefail

if [[ "${1:-}" == --task ]]; then
    # One task of the array: its shard comes from Slurm's variables, a step in the array included.
    shift
    spec=$1 folder=$2
    shift 2
    step=${SLURM_ARRAY_TASK_STEP:-1}
    index=$(((SLURM_ARRAY_TASK_ID - SLURM_ARRAY_TASK_MIN) / step))
    count=$(((SLURM_ARRAY_TASK_MAX - SLURM_ARRAY_TASK_MIN) / step + 1))
    "${DRAWSIM:-drawsim}" sweep run "$spec" --shard "$index/$count" -o "$folder" --quiet \
        --threads "${SLURM_CPUS_PER_TASK:-1}" "$@" &
    work=$!
    # bash does not pass signals on while it waits.
    trap 'kill -USR1 "$work" 2>/dev/null || true' USR1 TERM
    status=0
    wait "$work" || status=$?
    while kill -0 "$work" 2>/dev/null; do
        status=0
        wait "$work" || status=$?
    done
    # 138 is 128 + USR1: stopped for the end of its time. It goes on when it is requeued.
    if [[ $status -eq 138 && "${SLURM_RESTART_COUNT:-0}" -lt 20 ]]; then
        scontrol requeue "$SLURM_JOB_ID"
        exit 0
    fi
    exit "$status"
fi

if [[ $# -lt 3 ]]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//'
    exit 2
fi
spec=$1 shards=$2 folder=$3
shift 3
logs=$folder-logs
mkdir -p "$logs"
# The plan first: it is measured once, and its mistakes are found before anything waits in a queue.
"${DRAWSIM:-drawsim}" sweep plan "$spec" -o "$folder" "$@"

common=(--parsable --job-name=drawsim --output="$logs/%A-%a.log" ${ACCOUNT:+--account="$ACCOUNT"})
# shellcheck disable=SC2206 # several options in one variable
common+=(${SBATCH:-})
array=$(sbatch "${common[@]}" --array="${ARRAY:-0-$((shards - 1))}" --time="${TIME:-01:00:00}" \
    --cpus-per-task="${CORES:-1}" --mem="${MEMORY:-2G}" --requeue --open-mode=append --signal=B:USR1@120 \
    --export=ALL "$0" --task "$spec" "$folder" "$@")
echo "array $array"
if [[ "${MERGE:-yes}" != no ]]; then
    merge=$(sbatch "${common[@]}" --output="$logs/merge-%j.log" \
        --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes \
        --time="${TIME:-01:00:00}" --mem="${MEMORY:-2G}" --export=ALL \
        --wrap="\"${DRAWSIM:-drawsim}\" sweep merge \"$folder\" --quiet")
    echo "merge $merge"
fi
