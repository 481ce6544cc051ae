# shellcheck shell=bash
# The JDK and the tools that Belfry is built with and runs on. Sourced by `belfry` and `check`.

readonly BELFRY_JDK=25

# Prints the feature version (25, say) of the JDK at home $1; fails where there is none.
jdk_version() {
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Prints the places to look at, one a line, the preferred first.
jdk_candidates() {
  local on_path
  printf '%s\n' "${JAVA_HOME:-}"
  if on_path=$(command -v java); then
    dirname "$(dirname "$(readlink -f "$on_path")")"
  fi
  printf '%s\n' /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* /opt/*
}

# Prints the home of a JDK that is new enough; fails with a word of help where there is none.
find_jdk() {
  local home version
  if [[ -n ${BELFRY_JAVA_HOME:-} ]]; then
    version=$(jdk_version "$BELFRY_JAVA_HOME") || version=0
    if ((version >= BELFRY_JDK)); then
      printf '%s\n' "$BELFRY_JAVA_HOME"
      return
    fi
    echo "BELFRY_JAVA_HOME=$BELFRY_JAVA_HOME is no JDK $BELFRY_JDK or later." >&2
    return 1
  fi
  while IFS= read -r home; do
    version=$(jdk_version "$home") || continue
    if ((version >= BELFRY_JDK)); then
      printf '%s\n' "$home"
      return
    fi
  done < <(jdk_candidates)
  cat >&2 <<HELP
Belfry needs a JDK $BELFRY_JDK or later, and found none in JAVA_HOME, on the PATH, in /usr/lib/jvm,
~/.sdkman/candidates/java or /opt. Install one (https://adoptium.net has packages for most
systems), or name the one that you have: BELFRY_JAVA_HOME=/path/to/jdk
HELP
  return 1
}

# Flags for Maven's own JVM: quiet about what its libraries do on a recent JDK.
maven_flags() {
  printf '%s' "${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED" \
    " --sun-misc-unsafe-memory-access=allow"
}

# Fails with a word of help when one of the tools that the build needs is missing.
require_build_tools() {
  local major minor
  if ! command -v mvn >/dev/null; then
    echo "Building Belfry needs Maven (mvn), 3.8 or later: apt-get install maven" >&2
    return 1
  fi
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    echo "Building Belfry's pages needs Node.js 20.19 or later, and npm: https://nodejs.org" >&2
    return 1
  fi
  IFS=. read -r major minor _ < <(node --version)
  major=${major#v}
  if ((major < 20 || (major == 20 && minor < 19))); then
    echo "Building Belfry's pages needs Node.js 20.19 or later; this is $major.$minor." >&2
    return 1
  fi
}
