package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher in a checkout that is built already, with a JDK that prints what it is told.
final class LauncherTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path folder;

  @BeforeEach
  void build() throws IOException {
    for (String each :
        List.of("launcher", "socketio/src/main", "server/src/main", "web", "jdk/bin")) {
      Files.createDirectories(folder.resolve(each));
    }
    for (String each :
        List.of(
            "belfry", "launcher/toolchain.sh", "launcher/jvm.options", "launcher/heap.options")) {
      Files.copy(REPOSITORY.resolve(each), folder.resolve(each));
    }
    for (String each : List.of("pom.xml", "socketio/pom.xml", "server/pom.xml")) {
      Files.createFile(folder.resolve(each));
    }
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25\"\n");
    for (String each : List.of("java", "javac")) {
      Path tool =
          Files.writeString(
              folder.resolve("jdk/bin/" + each), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
      Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }
    made("server/target/belfry.jar", 60);
  }

  @Test
  void a_server_is_started_with_the_flags_of_both_files() throws Exception {
    assertThat(belfry("", "serve", "--port", "0"))
        .containsExactly(
            "@" + folder.resolve("launcher/jvm.options"),
            "@" + folder.resolve("launcher/heap.options"),
            "-jar",
            folder.resolve("server/target/belfry.jar").toString(),
            "serve",
            "--port",
            "0");
  }

  @Test
  void what_was_recorded_is_used_unless_the_jar_is_newer() throws Exception {
    Path cache = made("server/target/belfry.aot", 120);
    assertThat(belfry("", "serve")).contains("-XX:AOTCache=" + cache, "-Xlog:aot=off");

    made("server/target/belfry.jar", 180);
    assertThat(belfry("", "serve")).noneMatch(flag -> flag.contains("AOT"));
  }

  @Test
  void an_operator_s_flags_come_after_all_others() throws Exception {
    List<String> command = belfry("-Xmx512m -XX:-UseCompactObjectHeaders", "serve");

    assertThat(command)
        .containsSubsequence(
            "@" + folder.resolve("launcher/heap.options"),
            "-Xmx512m",
            "-XX:-UseCompactObjectHeaders",
            "-jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseG1GC", "-Xmx2g -XX:+UseZGC"})
  void an_operator_s_collector_takes_the_place_of_ours(String flags) throws Exception {
    assertThat(belfry(flags, "serve"))
        .contains(flags.split(" "))
        .contains("@" + folder.resolve("launcher/jvm.options"))
        .doesNotContain("@" + folder.resolve("launcher/heap.options"));
  }

  @ParameterizedTest
  @CsvSource({"-Xmx32m", "-Xms1g", "-XX:MaxRAM=512m", "-XX:MaxRAM=64g", "-XX:+UseSerialGC"})
  void the_jvm_takes_the_flags_whatever_the_memory(String flag) throws Exception {
    List<String> said =
        run(
            Map.of(),
            JAVA.toString(),
            "@" + REPOSITORY.resolve("launcher/jvm.options"),
            "@" + REPOSITORY.resolve("launcher/heap.options"),
            flag,
            "-XX:+PrintFlagsFinal",
            "--version");

    assertThat(said)
        .anyMatch(line -> line.matches(" *bool UseSerialGC += true .*command line.*"))
        .anyMatch(line -> line.matches(" *bool UseCompactObjectHeaders += true .*command line.*"));
  }

  private List<String> belfry(String operatorFlags, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(folder.resolve("belfry").toString()));
    command.addAll(List.of(words));
    return run(
        Map.of(
            "BELFRY_JAVA_HOME",
            folder.resolve("jdk").toString(),
            "BELFRY_JAVA_OPTS",
            operatorFlags),
        command.toArray(String[]::new));
  }

  /// The lines that a command prints that succeeds.
  private static List<String> run(Map<String, String> environment, String... command)
      throws Exception {
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.lines().toList();
  }

  /// A file that was made so many seconds from now.
  private Path made(String name, long seconds) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    return Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }
}
