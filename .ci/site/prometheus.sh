#!/usr/bin/env bash
# A small real Prometheus of Debian's package on a free loopback port, which scrapes once a second what DIR/targets.json
# names; without systemd.
#   .ci/site/prometheus.sh start DIR       starts it; writes DIR/site: PROMETHEUS=127.0.0.1:PORT TARGETS=FILE
#   .ci/site/prometheus.sh past DIR FILE   starts it anew with the samples of FILE too, OpenMetrics with times
#   .ci/site/prometheus.sh kill DIR        kills it, as a failure would
#   .ci/site/prometheus.sh again DIR       starts it again on its port
#   .ci/site/prometheus.sh stop DIR        ends it
# Packages: prometheus curl python3. Touches nothing outside DIR.
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/daemon.sh"

configure() {
  scraper PROMETHEUS "$dir/prometheus.yml" "        refresh_interval: 1s"
}

run() {
  local address
  address=127.0.0.1:$(cat "$dir/port")
  setsid prometheus --config.file="$dir/prometheus.yml" --storage.tsdb.path="$dir/data" --storage.tsdb.retention.time=15d \
    --web.listen-address="$address" >>"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/prometheus.pid"
  wait_for 20 prometheus curl -fsS "http://$address/-/ready"
}

past() { # a file of samples
  end "$dir/prometheus.pid"
  promtool tsdb create-blocks-from openmetrics "$1" "$dir/data" >>"$dir/log" 2>&1 || {
    tail -n 15 "$dir/log" >&2
    exit 1
  }
  run
}

if [ "$command" = past ]; then past "${3:?a file of samples}"; else obey prometheus; fi
