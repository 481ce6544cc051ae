#!/usr/bin/env bash
# Builds the pages and scripts that the server carries; a step whose inputs have not changed is left out.
set -euo pipefail
cd "$(dirname "$0")"

installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --no-audit --no-fund --loglevel=error >&2
fi

# What the server carries.
carried=(elements/dist/page/belfry.js.gz service-worker/dist/belfry-sw.js demo/dist/index.html)

# Whether each of them is newer than everything that they are made of.
built() {
  local each
  for each in "${carried[@]}"; do
    [[ -e $each && -z $(find . -type d \( -name node_modules -o -name dist -o -name e2e -o -name packs \) -prune -o \
      -type f -newer "$each" -print -quit) ]] || return 1
  done
}

if ! built; then
  npm run build --silent >&2
fi
