package io.belfry.bench;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What one round of a scenario found.
record Round(Map<Figure, Double> figures) {
  Round {
    figures = Map.copyOf(figures);
  }

  /// For each figure the median of all rounds.
  static Map<Figure, Double> medians(List<Round> rounds) {
    Map<Figure, Double> medians = new EnumMap<>(Figure.class);
    for (Figure figure : rounds.getFirst().figures.keySet()) {
      medians.put(
          figure,
          median(rounds.stream().mapToDouble(round -> round.figures.get(figure)).toArray()));
    }
    return medians;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
