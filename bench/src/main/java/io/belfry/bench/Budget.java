package io.belfry.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What Belfry is held to: one of its figures, alone or as a multiple of what the best of its
/// rivals reached in the same run.
///
/// @param rivals keys of the targets it is compared with; none for a figure that holds alone
/// @param limit of the figure, or of the multiple; whether at least or at most, the figure knows
record Budget(Figure figure, List<String> rivals, double limit) {
  private static final List<String> PEERS = List.of("express", "netty");
  private static final List<Budget> ALL =
      List.of(
          new Budget(Figure.FANOUT_CPU, PEERS, 0.60),
          new Budget(Figure.FANOUT_CPU, List.of("floor"), 1.15),
          new Budget(Figure.FANOUT_RATE, PEERS, 1.40),
          new Budget(Figure.IDLE_MEMORY, PEERS, 0.40),
          new Budget(Figure.IDLE_CONNECTS, PEERS, 1.50),
          new Budget(Figure.SEND_CPU, PEERS, 0.50),
          new Budget(Figure.SEND_RATE, List.of("express"), 4.00),
          new Budget(Figure.SEND_HTTP_P99, List.of("express"), 1.00),
          new Budget(Figure.LATENCY_P99, PEERS, 1.00),
          new Budget(Figure.RESTART_TIME, List.of(), 10),
          new Budget(Figure.RESTART_ERRORS, List.of(), 0),
          new Budget(Figure.START_READY, List.of(), 1_000),
          new Budget(Figure.START_MEMORY, List.of(), 120));

  Budget {
    rivals = List.copyOf(rivals);
  }

  /// The budgets whose figures were measured of all that it takes, as a Markdown table.
  static String table(List<Table.Column> columns) {
    return ALL.stream()
        .flatMap(budget -> budget.row(columns).stream())
        .collect(
            Collectors.joining("", "| budget | measured | ratio | |\n|---|---|---:|---|\n", ""));
  }

  private Optional<String> row(List<Table.Column> columns) {
    Optional<Table.Column> belfry = measured("belfry", columns);
    List<Table.Column> others =
        rivals.stream().flatMap(rival -> measured(rival, columns).stream()).toList();
    if (belfry.isEmpty() || others.size() < rivals.size()) {
      return Optional.empty();
    }
    double ours = belfry.get().value(figure);
    Comparator<Table.Column> worstFirst =
        Comparator.comparingDouble(other -> figure.timesBetter(other.value(figure), 1));
    return Optional.of(
        others.stream()
            .max(worstFirst)
            .map(best -> againstBest(ours, best))
            .orElseGet(() -> line(figure.format(limit), figure.format(ours), "–", ours)));
  }

  private Optional<Table.Column> measured(String key, List<Table.Column> columns) {
    return columns.stream()
        .filter(column -> column.key().equals(key) && column.figures().containsKey(figure))
        .findFirst();
  }

  private String againstBest(double ours, Table.Column best) {
    double theirs = best.value(figure);
    String whose = rivals.size() > 1 ? "the better peer" : best.title();
    return line(
        String.format(Locale.ROOT, "%.2f × %s", limit, whose),
        figure.format(ours) + " against " + figure.format(theirs) + " of " + best.title(),
        String.format(Locale.ROOT, "%.2f ×", ours / theirs),
        ours / theirs);
  }

  private String line(String bound, String measured, String ratio, double value) {
    boolean more = figure.moreIsBetter();
    String budget =
        "%s: %s, at %s %s"
            .formatted(figure.scenario(), figure.label(), more ? "least" : "most", bound);
    boolean reached = more ? value >= limit : value <= limit;
    String verdict = reached ? "reached" : "**not reached**";
    return Stream.of(budget, measured, ratio, verdict)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
