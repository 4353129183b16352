#!/usr/bin/env bash
# All tests and checks, to the end even when one fails, with Maven on the JDK 25, where the format check can read our Java. Its
# java comes first on the path, because a build that runs on the wanted JDK starts programs without a toolchain.
set -euo pipefail
JAVA_HOME=$(.ci/jdk25)
export JAVA_HOME PATH="$JAVA_HOME/bin:$PATH"
timeout 2400 mvn -B --fail-at-end verify
