# shellcheck shell=bash
# Builds what the commands of this folder need, where it is missing or out of date. Sourced by `run`
# and `soak`; sets `bench`, `root` and JAVA_HOME.

bench=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
root=$(dirname "$bench")

# shellcheck source=launcher/toolchain.sh
source "$root/launcher/toolchain.sh"

# Whether $1 is missing, or older than a file of the rest.
out_of_date() {
  [[ ! -f $1 || -n $(find "${@:2}" -type f -newer "$1" -print -quit) ]]
}

# Packages a Maven module; its jar is touched, since Maven leaves one alone that would not change.
package() {
  local jar=$1
  (cd "$root" && mvn -q --no-transfer-progress -DskipTests "${@:2}" package) >&2 </dev/null
  touch "$jar"
}

# Runs main class $1 of the load generator with the rest as its arguments. The servers keep their
# data on the disk of the checkout: /tmp is memory on some machines.
run_java() {
  exec "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC -Djava.io.tmpdir="$bench/target" \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$bench/target/bench.jar" "$1" --repository "$root" "${@:2}"
}

JAVA_HOME=$(find_jdk)
MAVEN_OPTS=$(maven_flags)
export JAVA_HOME MAVEN_OPTS
require_build_tools

if out_of_date "$bench/target/bench.jar" "$root/pom.xml" "$bench/pom.xml" "$bench/src/main"; then
  package "$bench/target/bench.jar" -pl bench
fi
