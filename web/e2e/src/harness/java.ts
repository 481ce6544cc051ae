import { existsSync, readdirSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const LEAST_VERSION = 25;
const JVM_FOLDER = "/usr/lib/jvm";

/** The server's executable jar: `BELFRY_JAR`, or where the build leaves it. */
export function belfryJar(): string {
  const built = fileURLToPath(
    new URL("../../../../../../server/target/belfry.jar", import.meta.url),
  );
  const jar = process.env["BELFRY_JAR"] ?? built;
  if (!existsSync(jar)) {
    throw new Error(`no server at ${jar}: build it first, or name one by BELFRY_JAR`);
  }
  return jar;
}

/** A `java` that is new enough: `JAVA`, or the first one found in the usual places. */
export function java(): string {
  const named = process.env["JAVA"];
  if (named !== undefined) {
    return named;
  }
  const found = candidates().find((candidate) => versionOf(candidate) >= LEAST_VERSION);
  if (found === undefined) {
    throw new Error(`no Java ${LEAST_VERSION} found: install one, or name it by JAVA`);
  }
  return found;
}

function candidates(): string[] {
  const homes = [
    process.env["BELFRY_JAVA_HOME"],
    process.env["JAVA_HOME"],
    ...(existsSync(JVM_FOLDER) ? readdirSync(JVM_FOLDER).map((jdk) => join(JVM_FOLDER, jdk)) : []),
  ];
  return [
    "java",
    ...homes.filter((home) => home !== undefined).map((home) => join(home, "bin/java")),
  ];
}

function versionOf(command: string): number {
  const { stderr } = spawnSync(command, ["-version"], { encoding: "utf8" });
  return Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
}
