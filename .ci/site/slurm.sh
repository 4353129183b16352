#!/usr/bin/env bash
# A small real Slurm of Debian's packages on loopback, from nothing and without systemd; stops with `stop`.
#   .ci/site/slurm.sh start DIR   starts munged, slurmctld, slurmrestd, and slurmd where it runs; writes DIR/site:
#                                 REST=127.0.0.1:PORT SOCKET=PATH TOKEN=FILE SCONTROL=PATH CONF=FILE NODE=NAME SLURMD=yes|no
#   .ci/site/slurm.sh kill DIR [slurmctld]    kills slurmrestd, or the controller behind it, as a failure would
#   .ci/site/slurm.sh again DIR [slurmctld]   starts it again on its port
#   .ci/site/slurm.sh stop DIR    ends all that it started
# Packages: munge slurmctld slurmrestd slurmd slurm-client slurm-wlm-jwt-plugin curl python3. Needs root. Touches nothing outside DIR.
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/daemon.sh"

stop() {
  SLURM_CONF=$dir/slurm.conf timeout 5 scancel --user=root >/dev/null 2>&1 || true
  local daemon
  for daemon in slurmrestd slurmd slurmctld munged; do
    end "$dir/run/$daemon.pid"
  done
}

configure() {
  local controller daemon absent rest
  read -r controller daemon absent rest <<<"$(free_ports 4)"
  host=$(hostname -s)
  cpus=$(nproc)
  : >"$dir/log/keep"
  dd if=/dev/urandom of="$dir/munge.key" bs=64 count=1 status=none
  dd if=/dev/urandom of="$dir/jwt.key" bs=32 count=1 status=none
  chmod 0600 "$dir/munge.key" "$dir/jwt.key"
  cat >"$dir/slurm.conf" <<CONF
ClusterName=site
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$controller
SlurmdPort=$daemon
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$dir/run/munge.socket
CredType=cred/munge
AuthAltTypes=auth/jwt
AuthAltParameters=jwt_key=$dir/jwt.key
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool
SlurmctldPidFile=$dir/run/slurmctld.pid
SlurmdPidFile=$dir/run/slurmd.pid
SlurmctldLogFile=$dir/log/slurmctld
SlurmdLogFile=$dir/log/slurmd
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
ReturnToService=2
SlurmctldTimeout=60
SlurmdTimeout=300
JobRequeue=1
GresTypes=gpu
NodeName=$host NodeAddr=127.0.0.1 CPUs=$cpus Gres=gpu:h100:4 State=UNKNOWN
NodeName=gpu-node[01-03] NodeAddr=127.0.0.1 Port=$absent CPUs=64 Gres=gpu:h100:8 State=UNKNOWN
PartitionName=train Nodes=$host Default=YES MaxTime=INFINITE State=UP
PartitionName=absent Nodes=gpu-node[01-03] MaxTime=INFINITE State=UP
CONF
  # any character device will do in place of a GPU's
  for device in null zero full random; do
    echo "NodeName=$host Name=gpu Type=h100 File=/dev/$device"
  done >"$dir/gres.conf"
  printf 'CgroupAutomount=no\n' >"$dir/cgroup.conf"
  echo "$rest" >"$dir/rest.port"
}

start() {
  mkdir -p "$dir"/{run,log,state,spool,rest}
  chown nobody "$dir/rest"
  chmod 0755 "$dir" "$dir"/{run,log}
  configure
  export SLURM_CONF=$dir/slurm.conf
  munged --force --key-file="$dir/munge.key" --socket="$dir/run/munge.socket" --pid-file="$dir/run/munged.pid" \
    --log-file="$dir/log/munged" --seed-file="$dir/munge.seed" --num-threads=2
  slurmctld -f "$SLURM_CONF" -c
  wait_for 20 "slurmctld" scontrol ping
  wait_for 20 "slurmctld's answer" sh -c 'scontrol ping | grep -q UP'
  local slurmd=no
  if slurmd -f "$SLURM_CONF" -c 2>"$dir/log/slurmd.start" &&
    wait_for 20 "slurmd" sh -c 'sinfo -h -N -p train -o %T | grep -qx idle' 2>/dev/null; then
    slurmd=yes
  fi
  scontrol token lifespan=86400 | sed -n 's/^SLURM_JWT=//p' >"$dir/token"
  chmod 0600 "$dir/token"
  rest
  {
    echo "REST=127.0.0.1:$(cat "$dir/rest.port")"
    echo "SOCKET=$dir/rest/socket"
    echo "TOKEN=$dir/token"
    echo "SCONTROL=$(command -v scontrol)"
    echo "CONF=$dir/slurm.conf"
    echo "NODE=$host"
    echo "SLURMD=$slurmd"
  } >"$dir/site"
  cat "$dir/site"
}

rest() {
  local rest
  rest=$(cat "$dir/rest.port")
  rm -f "$dir/rest/socket"
  export SLURM_CONF=$dir/slurm.conf
  # SLURM_JWT says that tokens are taken; not as root, which it refuses
  SLURM_JWT=daemon setsid setpriv --reuid=nobody --regid=nogroup --clear-groups slurmrestd -f "$SLURM_CONF" -a rest_auth/jwt \
    -s openapi/v0.0.38 "127.0.0.1:$rest" "unix:$dir/rest/socket" >"$dir/log/slurmrestd" 2>&1 </dev/null &
  echo $! >"$dir/run/slurmrestd.pid"
  wait_for 20 "slurmrestd" curl -fsS -H "X-SLURM-USER-NAME: root" -H "X-SLURM-USER-TOKEN: $(cat "$dir/token")" \
    "http://127.0.0.1:$rest/slurm/v0.0.38/ping"
}

controller() {
  export SLURM_CONF=$dir/slurm.conf
  slurmctld -f "$SLURM_CONF"
  wait_for 20 "slurmctld's answer" sh -c 'scontrol ping | grep -q UP'
}

case $command in
  start) start ;;
  kill) kill -9 "$(cat "$dir/run/${3:-slurmrestd}.pid")" ;;
  again)
    if [ "${3:-}" = slurmctld ]; then controller; else rest; fi
    ;;
  stop) stop ;;
  *) unknown ;;
esac
