#!/usr/bin/env bash
# Real peers on this machine: a small Slurm, started and stopped here, which the connector reads, drains and resumes.
set -euo pipefail
.ci/need munge slurmctld slurmrestd slurmd slurm-client slurm-wlm-jwt-plugin curl python3
site=$(mktemp -d)
trap '.ci/site/slurm.sh stop "$site" || true; rm -rf "$site"' EXIT
.ci/site/slurm.sh start "$site"
JAVA_HOME=$(.ci/jdk25) timeout 900 mvn -q -B test -pl installers -am -Dtest=SlurmSiteTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dsite.slurm="$site"
echo "the connector worked with a real slurmctld and slurmrestd"
