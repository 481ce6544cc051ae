#!/usr/bin/env bash
# Builds the pages that the server carries; a step whose inputs have not changed is left out.
set -euo pipefail
cd "$(dirname "$0")"

installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --no-audit --no-fund --loglevel=error >&2
fi
built=demo/dist/index.html
if [ ! -e "$built" ] || [ -n "$(find . -name node_modules -prune -o -name dist -prune -o -type f -newer "$built" -print -quit)" ]; then
  npm run build --silent >&2
fi
