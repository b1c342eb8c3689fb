#!/usr/bin/env bash
# Wall time of the command line, from nothing to the answer, beside a JVM that does nothing.
#
#     cold_start.sh [RUNS]        # after: mvn -q -DskipTests package
#
# MODELS names the folder of the models; default benchmarks/models.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
models=${MODELS:-$root/benchmarks/models}
jar=$root/cli/target/keras4j.jar
runs=${1:-10}
[ -f "$jar" ] || { echo "$jar does not exist: run mvn -q -DskipTests package" >&2; exit 1; }
[ -f "$models/mlp.keras" ] || { echo "$models/mlp.keras does not exist: see README.md" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# milliseconds NAME COMMAND ...: median and minimum over all runs
milliseconds() {
  local name=$1
  shift
  for _ in $(seq "$runs"); do
    local start end
    start=$(date +%s%N)
    "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
    end=$(date +%s%N)
    echo $(((end - start) / 1000000))
  done | sort -n > "$work/times"
  local median
  median=$(sed -n "$((runs / 2 + 1))p" "$work/times")
  printf '%-34s median %6d ms, minimum %6d ms\n' "$name" "$median" "$(head -1 "$work/times")"
}

predict=(predict "$models/mlp.keras" --input "$models/mlp.npz" --output "$work/out.npz")
milliseconds "java -version" java -version
milliseconds "java -jar keras4j.jar predict" java -jar "$jar" "${predict[@]}"
milliseconds "the same with the module given" \
  java --add-modules jdk.incubator.vector -Dkeras4j.relaunch=false -jar "$jar" "${predict[@]}"
milliseconds "the same without the Vector API" \
  java -Dkeras4j.relaunch=false -jar "$jar" "${predict[@]}"
