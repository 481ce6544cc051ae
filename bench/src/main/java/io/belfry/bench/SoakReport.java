package io.belfry.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// The samples of a soak by quarters, and whether they are flat: each median of the last quarter no
/// more than 10 % above that of the second (the first is the server's warm-up), and nothing that an
/// operator must act on in the log.
///
/// @param errors lines of level ERROR in the server's log
/// @param warnings lines of level WARN
record SoakReport(List<ServerSample> samples, long errors, long warnings) {
  private static final double TOLERANCE = 1.10;
  private static final int QUARTERS = 4;

  private static final List<Row> ROWS =
      List.of(
          new Row("live heap, MB", 1, sample -> sample.liveHeapBytes() / 1e6),
          new Row("RSS, MB", 0, sample -> sample.residentBytes() / 1e6),
          new Row("threads", 0, ServerSample::threads),
          new Row("descriptors", 0, ServerSample::descriptors));

  /// A row of the table: the medians of something in the samples.
  private record Row(String label, int decimals, ToDoubleFunction<ServerSample> value) {
    double in(List<ServerSample> quarter) {
      double[] sorted = quarter.stream().mapToDouble(value).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    String format(double figure) {
      return String.format(Locale.ROOT, "%,." + decimals + "f", figure);
    }
  }

  SoakReport {
    samples = List.copyOf(samples);
    if (samples.size() < QUARTERS) {
      throw new IllegalArgumentException("too few samples: " + samples.size());
    }
  }

  static SoakReport of(List<ServerSample> samples, List<String> log) {
    return new SoakReport(samples, linesOf("ERROR", log), linesOf("WARN", log));
  }

  private static long linesOf(String level, List<String> log) {
    Predicate<String> matches = Pattern.compile("^\\d{4}-\\S+ " + level + "\\b").asPredicate();
    return log.stream().filter(matches).count();
  }

  boolean isFlat() {
    return errors == 0 && ROWS.stream().allMatch(this::isFlat);
  }

  /// As Markdown.
  String table() {
    StringBuilder table =
        new StringBuilder(
            """
            | median of | first quarter | second | last | last / second |
            |---|---:|---:|---:|---:|
            """);
    for (Row row : ROWS) {
      double second = row.in(quarter(1));
      double last = row.in(quarter(3));
      table.append(
          "| %s | %s | %s | %s | %s |\n"
              .formatted(
                  row.label,
                  row.format(row.in(quarter(0))),
                  row.format(second),
                  row.format(last),
                  String.format(Locale.ROOT, "%.2f", last / second)));
    }
    return table
        + "\n%d ERROR and %d WARN lines in the server's log: **%s**.\n"
            .formatted(errors, warnings, isFlat() ? "flat" : "not flat");
  }

  private boolean isFlat(Row row) {
    return row.in(quarter(3)) <= TOLERANCE * row.in(quarter(1));
  }

  private List<ServerSample> quarter(int index) {
    int size = samples.size();
    return samples.subList(index * size / QUARTERS, (index + 1) * size / QUARTERS);
  }
}
