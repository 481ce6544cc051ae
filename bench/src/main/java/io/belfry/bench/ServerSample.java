package io.belfry.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server on the JVM held at one time: its live heap (the objects that are left after a full
/// collection, which taking the sample causes), resident memory, threads and descriptors.
record ServerSample(long liveHeapBytes, long residentBytes, int threads, int descriptors) {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  static ServerSample of(ServerProcess server) {
    long liveHeap = liveHeapBytes(histogram(server.pid()));
    ProcessUsage usage = server.usage();
    return new ServerSample(liveHeap, usage.residentBytes(), usage.threads(), usage.descriptors());
  }

  /// From the last line of `jcmd PID GC.class_histogram`, which counts reachable objects only.
  static long liveHeapBytes(String histogram) {
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new LoadException("no total in the server's class histogram: " + histogram);
    }
    return Long.parseLong(total.group(1));
  }

  private static String histogram(long pid) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process process =
          new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new LoadException("jcmd cannot be run", e);
    }
  }
}
