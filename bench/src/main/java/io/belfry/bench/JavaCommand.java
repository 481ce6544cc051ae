package io.belfry.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the peers on the JVM are started: on the JDK that runs this, with the same flags for all.
final class JavaCommand {
  private static final List<String> FLAGS =
      List.of("-Xmx1g", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

  private JavaCommand() {}

  /// `arguments` are those of the JVM, from `-jar` or `-cp` on.
  static List<String> of(List<String> ownFlags, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(ownFlags);
    command.addAll(arguments);
    return command;
  }

  /// The flags as the footnotes name them.
  static String description(List<String> ownFlags) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(ownFlags);
    return "Java " + Runtime.version().feature() + ", `" + String.join(" ", flags) + "`";
  }
}
