#!/usr/bin/env bash
# The console walked through by mouse and keys in a real window on a screen that nobody sees.
set -euo pipefail
JAVA_HOME=$(.ci/jdk25) .ci/with-screen timeout 900 mvn -q -B test -pl installers -am -Dtest=WindowWalkTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dtoolkit.arguments=-Dtoolkit=window
echo "pictures of the way: installers/target/pictures"
