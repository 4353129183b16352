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

set -- -cp "$classpath" millwright.launcher.Main "$@"
if [ -f "$l/libsqlitejdbc.so" ] && [ -f "$l/libzstd-jni.so" ]; then
  set -- "-Dorg.sqlite.lib.path=$l" -Dorg.sqlite.lib.name=libsqlitejdbc.so "-DZstdNativePath=$l/libzstd-jni.so" "$@"
fi

# MILLWRIGHT_JAVA_OPTS is split into words on purpose.
# shellcheck disable=SC2086
exec "$java" ${cache:+"$cache"} @OPTIONS@ ${MILLWRIGHT_JAVA_OPTS-} "$@"
