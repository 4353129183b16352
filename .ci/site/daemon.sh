# Sourced by the scripts beside it with their own arguments, a command and a folder: how each starts, awaits and ends a daemon.
# Sets `command` and `dir`; `logs` are the files or folders whose end is shown when something does not come.

command=${1:?a command such as start, kill, again or stop}
dir=$(mkdir -p "${2:?a folder of its own}" && cd "$2" && pwd)
logs=("$dir/log")

gone() {
  ! [ -d "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status"
}

end() { # file with the id of a process, which is asked to end, and made to after 10 s
  [ -s "$1" ] || return 0
  local pid
  pid=$(cat "$1")
  kill "$pid" 2>/dev/null || true
  for _ in $(seq 100); do
    gone "$pid" && break
    sleep 0.1
  done
  gone "$pid" || kill -9 "$pid" 2>/dev/null || true
  rm -f "$1"
}

free_ports() { # how many, DGRAM for those of datagrams
  python3 - "$1" "${2:-STREAM}" <<'PY'
import socket, sys
held = [socket.socket(type=getattr(socket, "SOCK_" + sys.argv[2])) for _ in range(int(sys.argv[1]))]
for s in held:
    s.bind(("127.0.0.1", 0))
print(*[s.getsockname()[1] for s in held])
PY
}

scraper() { # what `site` calls its port, the file of its configuration, one more line of it: scrapes what targets.json names
  mkdir -p "$dir/data"
  free_ports 1 >"$dir/port"
  echo '[]' >"$dir/targets.json"
  cat >"$2" <<CONF
global:
  scrape_interval: 1s
  scrape_timeout: 1s
scrape_configs:
  - job_name: dcgm
    file_sd_configs:
      - files: [ "$dir/targets.json" ]
${3:-}
CONF
  {
    echo "$1=127.0.0.1:$(cat "$dir/port")"
    echo "TARGETS=$dir/targets.json"
  } >"$dir/site"
}

wait_for() { # seconds, what for, command…
  local left=$(($1 * 5)) what=$2
  shift 2
  until "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    if [ $left -le 0 ]; then
      echo "${0##*/}: $what did not come; the end of what was logged:" >&2
      find "${logs[@]}" -type f -exec tail -n 15 {} + >&2
      return 1
    fi
    sleep 0.2
  done
}

unknown() {
  echo "${0##*/}: there is no '$command':" >&2
  grep '^#   ' "$0" >&2
  exit 2
}

obey() { # name of the daemon: what a script of one daemon does, by its own `configure` and `run`
  case $command in
    start)
      configure
      run
      cat "$dir/site"
      ;;
    kill) kill -9 "$(cat "$dir/$1.pid")" ;;
    again) run ;;
    stop) end "$dir/$1.pid" ;;
    *) unknown ;;
  esac
}
