#!/usr/bin/env bash
# train.sh JAVA JAR CACHE
#
# Has a server do what it does all day, and records in CACHE which classes it loads and how its
# methods are used, so that the JVM starts with both (JEPs 514 and 515): about fifteen seconds.
# CACHE is good for this JAVA and this JAR alone. Starting is only slower without it: a machine on
# which this fails goes on without.
set -euo pipefail

java=$1
jar=$2
cache=$3
options=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

work=$(mktemp -d)
secret=$(od -An -v -N16 -tx1 /dev/urandom | tr -d ' \n')
# Nothing of the operator's environment: it configures another server.
environment=(env -i "BELFRY_API_KEY=$secret" "BELFRY_JWT_SECRET=$secret")
: >"$work/log"
"${environment[@]}" "$java" "@$options/jvm.options" "@$options/heap.options" \
  -XX:AOTCacheOutput="$cache" -jar "$jar" serve --port 0 --data "$work/data" \
  >>"$work/log" 2>&1 </dev/null &
pid=$!
trap 'kill -TERM "$pid" 2>/dev/null; rm -rf "$work"; exit 130' INT TERM
port=''
for ((tries = 0; tries < 300; tries++)); do
  port=$(sed -n 's/^Belfry listens on .*:\([0-9]*\)$/\1/p' "$work/log")
  if [[ -n $port ]] || ! kill -0 "$pid" 2>/dev/null; then
    break
  fi
  sleep 0.1
done
if [[ -n $port ]]; then
  "${environment[@]}" "$java" "@$options/jvm.options" -jar "$jar" \
    train --server "http://127.0.0.1:$port" >"$work/train.log" 2>&1 </dev/null || true
fi
kill -TERM "$pid" 2>/dev/null || true
wait "$pid" || true
rm -rf "$work"
