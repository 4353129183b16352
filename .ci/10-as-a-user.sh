#!/usr/bin/env bash
# What the README tells a new user to do, with whatever JDK runs Maven. Without a display the console draws one picture and ends.
set -euo pipefail
.ci/need fontconfig fonts-dejavu-core libfreetype6 libpango-1.0-0 libpangoft2-1.0-0
env -u DISPLAY -u JAVA_HOME timeout 900 mvn -q -B compile
env -u DISPLAY -u JAVA_HOME timeout 300 mvn -q -B compile exec:exec
