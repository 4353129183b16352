#!/usr/bin/env bash
# A small real VictoriaMetrics of Debian's package on a free loopback port, which scrapes once a second what DIR/targets.json
# names; without systemd.
#   .ci/site/victoria.sh start DIR       starts it; writes DIR/site: VICTORIA=127.0.0.1:PORT TARGETS=FILE
#   .ci/site/victoria.sh past DIR FILE   gives it the samples of FILE too, exposition text with times in ms
#   .ci/site/victoria.sh kill DIR        kills it, as a failure would
#   .ci/site/victoria.sh again DIR       starts it again on its port
#   .ci/site/victoria.sh stop DIR        ends it
# Packages: victoria-metrics curl python3. Touches nothing outside DIR.
set -euo pipefail

. "$(dirname "${BASH_SOURCE[0]}")/daemon.sh"

configure() {
  scraper VICTORIA "$dir/scrape.yml"
}

run() {
  local address
  address=127.0.0.1:$(cat "$dir/port")
  setsid victoria-metrics -httpListenAddr="$address" -storageDataPath="$dir/data" -memory.allowedBytes=64MB \
    -promscrape.config="$dir/scrape.yml" -promscrape.fileSDCheckInterval=1s >>"$dir/log" 2>&1 </dev/null &
  echo $! >"$dir/victoria.pid"
  wait_for 20 victoria-metrics curl -fsS "http://$address/-/ready"
}

past() { # a file of samples; what was told can be read when this ends
  local address
  address=http://127.0.0.1:$(cat "$dir/port")
  curl -fsS --data-binary "@$1" "$address/api/v1/import/prometheus"
  curl -fsS "$address/internal/force_flush"
}

if [ "$command" = past ]; then past "${3:?a file of samples}"; else obey victoria; fi
