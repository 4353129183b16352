#!/bin/sh
# Starts Millwright with the runtime beside it, from wherever this tree lies.
self=$0
while [ -h "$self" ]; do
  link=$(readlink "$self")
  case $link in
    /*) self=$link ;;
    *) self=$(dirname "$self")/$link ;;
  esac
done
home=$(CDPATH='' cd -P -- "$(dirname -- "$self")/.." && pwd -P) || exit 3
java=$home/runtime/bin/java
if [ ! -x "$java" ]; then
  echo "millwright: $java is missing; unpack or build the whole tree again" >&2
  exit 3
fi
l=$home/lib
classpath=@CLASSPATH@

# The cache only makes the start faster. Without it, or with one that does not fit, the program starts all the same.
cache=
[ -f "$home/millwright.aot" ] && cache=-XX:AOTCache=$home/millwright.aot

# The optimising compiler waits until code is really hot: on two cores it would else take one of them from the start.
set -- -XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=20000 \
  -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=1000000 \
  -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining \
  -cp "$classpath" millwright.launcher.Main "$@"

if [ -f "$l/libsqlitejdbc.so" ] && [ -f "$l/libzstd-jni.so" ]; then
  set -- "-Dorg.sqlite.lib.path=$l" -Dorg.sqlite.lib.name=libsqlitejdbc.so "-DZstdNativePath=$l/libzstd-jni.so" "$@"
fi

# MILLWRIGHT_JAVA_OPTS is split into words on purpose.
# shellcheck disable=SC2086
exec "$java" ${cache:+"$cache"} @OPTIONS@ ${MILLWRIGHT_JAVA_OPTS-} "$@"
