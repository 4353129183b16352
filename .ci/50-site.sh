#!/usr/bin/env bash
# Real peers on this machine: a small Slurm, started and stopped here, which the connector reads, drains and resumes, a
# mosquitto that carries a building's points both ways, is killed and comes back, snmpsim in place of a rack PDU, a
# Prometheus and a VictoriaMetrics, and OpenTelemetry's own clients for Node.js, which send to a gateway. At last one gateway on all of them, with a
# Redfish tree and a Modbus device that the test serves.
set -euo pipefail
.ci/need munge slurmctld slurmrestd slurmd slurm-client slurm-wlm-jwt-plugin curl python3 \
  mosquitto mosquitto-clients openssl snmpsim prometheus victoria-metrics
command -v npm >/dev/null || .ci/need nodejs npm
site=$(mktemp -d)
broker=$(mktemp -d)
pdu=$(mktemp -d)
store=$(mktemp -d)
victoria=$(mktemp -d)
# the stores tried alone are others: what they are told is no part of the one site
store_alone=$(mktemp -d)
victoria_alone=$(mktemp -d)
clients=$(mktemp -d)
stop() {
  .ci/site/slurm.sh stop "$site" || true
  .ci/site/mosquitto.sh stop "$broker" || true
  .ci/site/snmp.sh stop "$pdu" || true
  .ci/site/prometheus.sh stop "$store" || true
  .ci/site/victoria.sh stop "$victoria" || true
  .ci/site/prometheus.sh stop "$store_alone" || true
  .ci/site/victoria.sh stop "$victoria_alone" || true
  rm -rf "$site" "$broker" "$pdu" "$store" "$victoria" "$store_alone" "$victoria_alone" "$clients"
}
trap stop EXIT
.ci/site/slurm.sh start "$site"
.ci/site/mosquitto.sh start "$broker"
.ci/site/snmp.sh start "$pdu"
.ci/site/prometheus.sh start "$store"
.ci/site/victoria.sh start "$victoria"
.ci/site/prometheus.sh start "$store_alone"
.ci/site/victoria.sh start "$victoria_alone"
cp installers/src/site-test/otlp/* "$clients"
(cd "$clients" && npm install --silent --no-audit --no-fund)
MILLWRIGHT_OTLP_NPM="$clients" JAVA_HOME=$(.ci/jdk25) timeout 900 mvn -q -B test -pl installers -am \
  -Dtest='SlurmSiteTest,MosquittoSiteTest,BuildingThroughGatewayTest,SnmpSiteTest,PrometheusSiteTest,VictoriaSiteTest,OtlpTest,OneSiteTest' -Dsurefire.failIfNoSpecifiedTests=false -Dsite.slurm="$site" \
  -Dsite.mosquitto="$broker" -Dsite.snmpsim="$pdu" -Dsite.prometheus="$store" -Dsite.victoria="$victoria" \
  -Dsite.prometheus.alone="$store_alone" -Dsite.victoria.alone="$victoria_alone" -Dsite.otlp="$clients"
if grep -q '^SLURMD=yes' "$site/site"; then
  jobs="orders to jobs of it among them"
else
  jobs="but for orders to jobs: slurmd does not run here, and those were SKIPPED"
fi
echo "the connectors worked with a real slurmctld and slurmrestd ($jobs), with mosquitto, with snmpsim, with Prometheus, with VictoriaMetrics and with OpenTelemetry's clients for Node.js, each alone and all at one gateway"
