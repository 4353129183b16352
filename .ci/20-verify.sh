#!/usr/bin/env bash
# All tests and checks, to the end even when one fails, with Maven on the JDK 25, where the format check can read our Java.
set -euo pipefail
JAVA_HOME=$(.ci/jdk25) timeout 2400 mvn -B --fail-at-end verify
