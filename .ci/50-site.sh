#!/usr/bin/env bash
# Real peers on this machine: a small Slurm, started and stopped here, which the connector reads, drains and resumes, and
# OpenTelemetry's own clients for Node.js, which send to a gateway.
set -euo pipefail
.ci/need munge slurmctld slurmrestd slurmd slurm-client slurm-wlm-jwt-plugin curl python3
command -v npm >/dev/null || .ci/need nodejs npm
site=$(mktemp -d)
clients=$(mktemp -d)
trap '.ci/site/slurm.sh stop "$site" || true; rm -rf "$site" "$clients"' EXIT
.ci/site/slurm.sh start "$site"
cp installers/src/site-test/otlp/* "$clients"
(cd "$clients" && npm install --silent --no-audit --no-fund)
MILLWRIGHT_OTLP_NPM="$clients" JAVA_HOME=$(.ci/jdk25) timeout 900 mvn -q -B test -pl installers -am \
  -Dtest='SlurmSiteTest,OtlpTest' -Dsurefire.failIfNoSpecifiedTests=false -Dsite.slurm="$site"
echo "the connectors worked with a real slurmctld and slurmrestd, and with OpenTelemetry's clients for Node.js"
