#!/usr/bin/env bash
# The benchmarks are in no other build: they compile, one of them runs and proves its work, and 10,000 GPUs are watched for
# three minutes from their simulator to pixels, in bounded memory. How fast they are is not judged.
set -euo pipefail
java=$(.ci/jdk25)
JAVA_HOME=$java timeout 900 mvn -q -B -Pbench compile exec:exec -Dbench=lookup
JAVA_HOME=$java .ci/with-screen timeout 600 mvn -q -B -Pbench compile exec:exec -Dbench=end -Dbench.end.gpus=10000 -Dbench.end.seconds=150
