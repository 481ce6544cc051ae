package io.belfry.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process uses, as Linux tells it under `/proc`: CPU time so far of all its threads in user
/// and system mode, resident memory, threads, open descriptors.
record ProcessUsage(long cpuMicros, long residentBytes, int threads, int descriptors) {
  /// The kernel counts in hundredths of a second, on every architecture there is a JDK for.
  private static final long MICROS_PER_TICK = 10_000;

  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  static ProcessUsage of(long pid) {
    Path folder = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> descriptors = Files.list(folder.resolve("fd"))) {
      String status = Files.readString(folder.resolve("status"));
      return new ProcessUsage(
          cpuMicros(Files.readString(folder.resolve("stat"))),
          residentBytes(status),
          (int) number(status, "Threads:"),
          (int) descriptors.count());
    } catch (IOException e) {
      throw new LoadException("the server's process is gone", e);
    }
  }

  /// From `/proc/PID/stat`. The command's name, in parentheses, may hold spaces and parentheses.
  static long cpuMicros(String stat) {
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(afterName[USER_TICKS]) + Long.parseLong(afterName[SYSTEM_TICKS]);
    return ticks * MICROS_PER_TICK;
  }

  /// From the line `VmRSS: 1234 kB` of `/proc/PID/status`.
  static long residentBytes(String status) {
    return number(status, "VmRSS:") * 1024;
  }

  private static long number(String status, String name) {
    return status
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")))
        .findFirst()
        .orElseThrow(() -> new LoadException("no " + name + " in the process's status"));
  }
}
