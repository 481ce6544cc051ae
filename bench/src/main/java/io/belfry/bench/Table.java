package io.belfry.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The figures side by side, as one Markdown table: a column for each target, and one for how many
/// times better the first is than each of the others.
final class Table {

  /// A target's key and title, and the medians found for it.
  record Column(String key, String title, Map<Figure, Double> figures) {
    Column {
      figures = Map.copyOf(figures);
    }

    /// The median, or NaN where this was not measured.
    double value(Figure figure) {
      return figures.getOrDefault(figure, Double.NaN);
    }
  }

  private Table() {}

  static String render(List<Column> columns) {
    Column first = columns.getFirst();
    List<Column> others = columns.subList(1, columns.size());
    List<String> titles = new ArrayList<>(List.of("scenario", "figure"));
    columns.forEach(column -> titles.add(column.title()));
    others.forEach(other -> titles.add("against " + other.title()));
    StringBuilder table = new StringBuilder(line(titles));
    table.append("|---|---|").append("---:|".repeat(titles.size() - 2)).append('\n');
    for (Figure figure : Figure.values()) {
      Double ours = first.figures().get(figure);
      if (ours != null) {
        table.append(line(row(figure, ours, columns, others)));
      }
    }
    return table.toString();
  }

  private static List<String> row(
      Figure figure, double ours, List<Column> columns, List<Column> others) {
    List<String> cells = new ArrayList<>(List.of(figure.scenario(), figure.label()));
    for (Column column : columns) {
      cells.add(figure.format(column.value(figure)));
    }
    for (Column other : others) {
      double times = figure.timesBetter(ours, other.value(figure));
      cells.add(Double.isFinite(times) ? String.format(Locale.ROOT, "%.2f×", times) : "–");
    }
    return cells;
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
