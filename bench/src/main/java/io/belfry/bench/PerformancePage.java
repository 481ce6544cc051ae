package io.belfry.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The page of the docs that holds what was measured last, in regions between two marker comments
/// each. What stands around them is kept.
record PerformancePage(Path file) {

  static PerformancePage of(Path repository) {
    return new PerformancePage(repository.resolve("docs/performance.md"));
  }

  /// Puts Markdown in place of what the region held.
  void write(String region, String markdown) {
    try {
      Files.writeString(file, replaced(Files.readString(file), region, markdown));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String replaced(String page, String region, String markdown) {
    String beginMark = "<!-- " + region + ":begin -->";
    String endMark = "<!-- " + region + ":end -->";
    int begin = page.indexOf(beginMark);
    int end = page.indexOf(endMark);
    if (begin < 0 || end < begin) {
      throw new LoadException("the page lacks the markers " + beginMark + " and " + endMark);
    }
    int from = begin + beginMark.length();
    return page.substring(0, from) + "\n\n" + markdown + "\n" + page.substring(end);
  }
}
