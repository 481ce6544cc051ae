package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void the_first_column_is_compared_with_each_other_and_more_always_means_better() {
    String table =
        Table.render(
            List.of(
                new Table.Column(
                    "belfry",
                    "Belfry",
                    Map.of(Figure.SEND_RATE, 8_400.4, Figure.SEND_HTTP_P99, 5.0)),
                new Table.Column(
                    "a", "A", Map.of(Figure.SEND_RATE, 2_100.1, Figure.SEND_HTTP_P99, 20.0)),
                new Table.Column(
                    "b", "B", Map.of(Figure.SEND_RATE, 16_800.8, Figure.SEND_HTTP_P99, 2.5))));

    assertThat(table)
        .isEqualTo(
            """
            | scenario | figure | Belfry | A | B | against A | against B |
            |---|---|---:|---:|---:|---:|---:|
            | send | sends/s | 8,400 | 2,100 | 16,801 | 4.00× | 0.50× |
            | send | HTTP p99, ms | 5.00 | 20.00 | 2.50 | 4.00× | 0.50× |
            """);
  }

  @Test
  void the_middle_round_counts() {
    assertThat(Round.medians(List.of(rate(5), rate(900), rate(7))))
        .containsEntry(Figure.SEND_RATE, 7.0);
    assertThat(Round.medians(List.of(rate(6), rate(2)))).containsEntry(Figure.SEND_RATE, 4.0);
  }

  private static Round rate(double sendsPerSecond) {
    return new Round(Map.of(Figure.SEND_RATE, sendsPerSecond));
  }
}
