#!/usr/bin/env bash
# The benchmarks are in no other build: they compile, and one of them runs and proves its work. What it measures is not judged.
set -euo pipefail
JAVA_HOME=$(.ci/jdk25) timeout 900 mvn -q -B -Pbench compile exec:exec -Dbench=lookup
