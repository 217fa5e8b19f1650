#!/usr/bin/env bash
# Tries the script for Slurm on this machine alone: installs Debian's Slurm, starts a controller and two
# nodes, runs a sweep as an array, kills a node with its task, joins the shards, and compares the table with
# that of a run without shards, byte for byte. Needs root. Exit code 3: the packages cannot be
# installed, or do not start here.
#
#   contrib/slurm/try-on-loopback.sh [PROGRAM]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
drawsim=$(realpath "${1:-$root/target/debug/drawsim}")
[[ $(id -u) -eq 0 ]] || { echo "this needs root"; exit 3; }
if ! command -v slurmctld slurmd sbatch munged >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq slurmctld slurmd slurm-client munge; } >/dev/null 2>&1 ||
        { echo "the packages of Slurm cannot be installed"; exit 3; }
fi

place=$(mktemp -d)
finish() {
    local status=$?
    if [[ $status -ne 0 ]]; then
        tail -n 20 "$place"/*.log "$place"/s-logs/*.log 2>/dev/null || true
    fi
    pkill -KILL -f "slurm.*$place" 2>/dev/null || true
    rm -rf "$place"
    exit "$status"
}
trap finish EXIT

echo "== a controller and two nodes"
mkdir -p /run/munge /var/log/munge "$place"/{state,n1,n2}
chown munge: /run/munge /var/log/munge
pgrep -x munged >/dev/null || setpriv --reuid=munge --regid=munge --clear-groups munged || true
host=$(hostname -s)
cat >"$place/slurm.conf" <<CONF
ClusterName=loopback
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=26817
AuthType=auth/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$place/state
SlurmdSpoolDir=$place/%n
SlurmctldPidFile=$place/slurmctld.pid
SlurmdPidFile=$place/%n.pid
SlurmctldLogFile=$place/slurmctld.log
SlurmdLogFile=$place/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdTimeout=20
MinJobAge=600
SchedulerParameters=sched_interval=5,requeue_delay=1
NodeName=n1 NodeHostname=$host NodeAddr=127.0.0.1 Port=26821 CPUs=1 RealMemory=2000
NodeName=n2 NodeHostname=$host NodeAddr=127.0.0.1 Port=26822 CPUs=1 RealMemory=2000
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF=$place/slurm.conf
# Where one of them does not start, the nodes do not become idle.
slurmctld -f "$SLURM_CONF" -c || true
slurmd -f "$SLURM_CONF" -N n1 || true
slurmd -f "$SLURM_CONF" -N n2 || true
for _ in $(seq 60); do
    [[ $(sinfo --noheader --states=idle --format=%D 2>/dev/null) == 2 ]] && break
    sleep 0.5
done
sinfo || true
if [[ $(sinfo --noheader --states=idle --format=%D 2>/dev/null) != 2 ]]; then
    echo "the nodes of Slurm do not start on this machine"
    exit 3
fi

echo "== a run without shards"
cd "$place"
cat >sweep.toml <<'SWEEP'
title = "Rates of leaving, on the smallest scenario"
base = "tiny"
replications = 100
outcomes = ["cutoff", "invited", "admissions.all"]

[design]
kind = "grid"

[[uncertainty]]
key = "population.life.withdrawal_rate"
low = 0.2
high = 1.0
steps = 20
SWEEP
options=(--set population.scale=0.5)
"$drawsim" sweep run sweep.toml -o whole --quiet "${options[@]}"

echo "== an array of four shards, of which one loses its node"
export DRAWSIM=$drawsim TIME=00:05:00 MEMORY=500M SBATCH="--exclusive=user"
"$here/sweep.sh" sweep.toml 4 s "${options[@]}" | tee submitted
array=$(sed -n 's/^array //p' submitted)
merge=$(sed -n 's/^merge //p' submitted)
for _ in $(seq 120); do
    victim=$(pgrep -f "sweep run sweep.toml --shard" | head -n 1 || true)
    [[ -n "$victim" ]] && break
    sleep 0.1
done
[[ -n "$victim" ]] || { echo "no shard was started"; exit 1; }
node=$(tr '\0' '\n' <"/proc/$victim/environ" | sed -n 's/^SLURMD_NODENAME=//p')
echo "killing $node with its task"
script=$(ps -o ppid= "$victim" | tr -d ' ')
step=$(ps -o ppid= "$script" | tr -d ' ')
daemon=$(pgrep -f "slurmd -f $SLURM_CONF -N $node")
kill -KILL $daemon "$step" "$script" "$victim"
scontrol update NodeName="$node" State=DOWN Reason="killed by this script"
sleep 2
slurmd -f "$SLURM_CONF" -N "$node"
scontrol update NodeName="$node" State=RESUME 2>/dev/null || true

echo "== waiting for $array and its merge, $merge"
for _ in $(seq 480); do
    [[ -f s/manifest.json ]] && break
    sleep 0.5
done
squeue --states=all || true
[[ -f s/manifest.json ]] || { echo "the shards were not joined"; "$drawsim" sweep status s || true; exit 1; }
requeued=$(squeue --states=all --noheader --format=%r 2>/dev/null | head -n 1 || true)
cmp whole/sweep.csv s/sweep.csv
cmp whole/sweep.parquet s/sweep.parquet
echo "== the table of the shards is that of the run without them, byte for byte (${requeued:-done})"
