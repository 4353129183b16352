#!/usr/bin/env bash
# Every parser of a stranger's bytes under a fuzzer: 60 s each, three at a time, 256 MiB of heap, 5 s for one input. A crash,
# a hang or a heap that is full fails, names what made it, and leaves it in installers/fuzz/target/found. With names of
# targets, only these. Each search begins with the same number, so that a build is judged by what it changes;
# FUZZ_SEED=$RANDOM searches elsewhere, FUZZ_SECONDS longer.
set -euo pipefail
seconds=${FUZZ_SECONDS:-60}
jobs=${FUZZ_JOBS:-3}
seed=${FUZZ_SEED:-1}
export seconds seed
export fuzz=$PWD/installers/fuzz
export found=$fuzz/target/found
export java
java=$(.ci/jdk25)/bin/java
path=$fuzz/target/class.path
JAVA_HOME=$(.ci/jdk25) timeout 900 mvn -q -B test-compile dependency:build-classpath -pl installers/fuzz -am \
  -Dmdep.includeScope=test -Dmdep.outputFile="$path"
export classes
classes=$fuzz/target/test-classes:$(<"$path")
rm -rf "$found"

# Sanitizers that take a path, an address or a pattern in a file for an attack are off, for mappings and maps consist of them;
# so is the one that fails in Netty.
one() {
  local name=$1 class=$2 place=$found/$1 status=0
  local off=com.code_intelligence.jazzer.sanitizers
  mkdir -p "$place/corpus"
  (cd "$place" && timeout $((seconds + 90)) "$java" -Xmx256m -XX:MaxDirectMemorySize=64m -XX:+UseSerialGC \
    -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$classes" com.code_intelligence.jazzer.Jazzer --target_class=millwright.fuzz.Target \
    --target_args="$class $fuzz/seeds/$name" --instrumentation_includes='millwright.**' \
    --disabled_hooks="$off.RegexInjection:$off.FilePathTraversal:$off.ServerSideRequestForgery:$off.UnsafeSanitizer" \
    --reproducer_path="$place" -artifact_prefix="$place/" -max_total_time="$seconds" -timeout=5 -seed="$seed" -rss_limit_mb=1024 \
    -print_final_stats=1 "$place/corpus" "$fuzz/seeds/$name" >log 2>&1) || status=$?
  local runs
  runs=$(awk '/stat::number_of_executed_units/ {print $2}' "$place/log")
  if [ "$status" -eq 0 ] && [ "${runs:-0}" -gt 0 ]; then
    printf '%-18s %10s runs\n' "$name" "$runs"
    rm -rf "$place"
    return 0
  fi
  printf '%-18s FAILED (%s)\n' "$name" "$status"
  grep -m1 -A12 -E '^== Java|^==.*ERROR|libFuzzer: ' "$place/log" || tail -20 "$place/log"
  find "$place" -maxdepth 1 -type f \( -name 'crash-*' -o -name 'timeout-*' -o -name 'oom-*' \) -printf 'made by %p\n'
  return 1
}
export -f one

wanted=$([ $# -eq 0 ] && grep -v '^#' "$fuzz/targets" || grep -E "^($(IFS='|'; echo "$*")) " "$fuzz/targets")
xargs -P "$jobs" -L 1 bash -c 'one "$@"' one <<<"$wanted" \
  || { echo "the fuzzer found something; run one target again by .ci/60-fuzz.sh NAME" >&2; exit 1; }
echo "$(wc -l <<<"$wanted") targets, $seconds s each, none crashed, hung or filled 256 MiB"
