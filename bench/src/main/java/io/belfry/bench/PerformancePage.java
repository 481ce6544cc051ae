package io.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page of the docs that holds the last report between two marker comments. What stands around
/// them is kept.
final class PerformancePage {
  private static final String BEGIN = "<!-- bench:begin -->";
  private static final String END = "<!-- bench:end -->";
  private static final String NEW_PAGE =
      """
      # Performance

      What Belfry does beside two servers that keep everything in memory, on the same machine, in
      the same run, under the same load: Express with socket.io, and netty-socketio. Only Belfry
      writes to disk. The table is made by

      ```
      bench/run --write
      ```

      which takes up to ten minutes; `bench/run --help` names what can be changed. Machines differ
      and are noisy: the ratios say more than the figures.

      """
          + BEGIN
          + "\n"
          + END
          + "\n";

  private PerformancePage() {}

  static void write(Path file, String report) {
    try {
      String page = Files.exists(file) ? Files.readString(file) : NEW_PAGE;
      Files.writeString(file, replaced(page, report));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String replaced(String page, String report) {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new LoadException("the page lacks the markers " + BEGIN + " and " + END);
    }
    return page.substring(0, begin + BEGIN.length()) + "\n\n" + report + "\n" + page.substring(end);
  }
}
