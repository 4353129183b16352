#!/usr/bin/env bash
# The tree that package leaves starts with its own runtime alone, after a move, through a link, with and without its cache.
set -euo pipefail
tree=installers/target/millwright
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp -a "$tree" "$place/moved tree"
ln -s "$place/moved tree/bin/millwright" "$place/millwright"

start() { env -i PATH=/usr/bin:/bin HOME="$place" timeout 60 "$place/millwright" --version; }
with=$(start)
[ -f "$place/moved tree/millwright.aot" ] || { echo "the tree has no start cache; see $tree/../millwright.aot.log" >&2; exit 1; }
rm "$place/moved tree/millwright.aot"
without=$(start)
[ "$with" = "$without" ] && [ -n "$with" ] || { echo "started '$with' with the cache, '$without' without" >&2; exit 1; }
echo "the moved tree started: $with"
