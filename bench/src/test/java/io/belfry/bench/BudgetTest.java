package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetTest {

  @Test
  void a_figure_is_held_against_the_better_peer() {
    String table =
        Budget.table(
            List.of(
                column("belfry", Figure.FANOUT_RATE, 150_000, Figure.FANOUT_CPU, 6.0),
                column("express", Figure.FANOUT_RATE, 80_000, Figure.FANOUT_CPU, 12.0),
                column("netty", Figure.FANOUT_RATE, 120_000, Figure.FANOUT_CPU, 9.6),
                column("floor", Figure.FANOUT_RATE, 200_000, Figure.FANOUT_CPU, 5.0)));

    assertThat(table)
        .isEqualTo(
            """
            | budget | measured | ratio | |
            |---|---|---:|---|
            | fanout: server CPU per delivery, µs, at most 0.60 × the better peer \
            | 6.0 against 9.6 of netty! | 0.63 × | **not reached** |
            | fanout: server CPU per delivery, µs, at most 1.15 × floor! \
            | 6.0 against 5.0 of floor! | 1.20 × | **not reached** |
            | fanout: deliveries/s, at least 1.40 × the better peer \
            | 150,000 against 120,000 of netty! | 1.25 × | **not reached** |
            """);
  }

  @Test
  void a_figure_alone_is_held_against_its_limit() {
    assertThat(
            Budget.table(
                List.of(
                    column("belfry", Figure.RESTART_TIME, 9.9, Figure.RESTART_ERRORS, 0),
                    column("express", Figure.START_READY, 300, Figure.START_MEMORY, 60))))
        .isEqualTo(
            """
            | budget | measured | ratio | |
            |---|---|---:|---|
            | restart: all back and in sync, s, at most 10.0 | 9.9 | – | reached |
            | restart: errors beside the lost connections, at most 0 | 0 | – | reached |
            """);
  }

  @Test
  void what_was_not_measured_on_both_sides_is_left_out() {
    assertThat(
            Budget.table(
                List.of(
                    column("belfry", Figure.SEND_CPU, 40, Figure.IDLE_MEMORY, 5),
                    column("express", Figure.SEND_CPU, 200, Figure.IDLE_MEMORY, 14))))
        .doesNotContain("send", "idle");
  }

  private static Table.Column column(
      String key, Figure one, double value, Figure other, double otherValue) {
    return new Table.Column(key, key + "!", Map.of(one, value, other, otherValue));
  }
}
