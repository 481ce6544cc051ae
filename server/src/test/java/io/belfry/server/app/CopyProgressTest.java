package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.copy.jdbc.Progress.Step;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class CopyProgressTest {
  private static final long MILLI = 1_000_000;

  private final StringWriter terminal = new StringWriter();
  private final AtomicLong now = new AtomicLong();
  private final CopyProgress progress = new CopyProgress(new PrintWriter(terminal, true), now::get);

  @Test
  void rows_share_and_speed_are_said_once_a_second_on_one_line() {
    for (long ms = 0; ms <= 2_500; ms += 100) {
      now.set(ms * MILLI);
      progress.at(Step.COPYING, ms * 100, 1_000_000);
    }
    progress.end();

    assertThat(terminal.toString().strip().split(" *\r", -1))
        .containsExactly(
            "Copying: 100,000 of 1,000,000 rows, 10 %, 100,000/s",
            "Copying: 200,000 of 1,000,000 rows, 20 %, 100,000/s");
    assertThat(terminal.toString()).containsOnlyOnce("\n").endsWith("\n");
  }

  @Test
  void each_step_has_its_own_speed() {
    progress.at(Step.COPYING, 1, 10);
    now.set(5_000 * MILLI);
    progress.at(Step.CHECKING, 0, 100);
    now.set(7_000 * MILLI);
    progress.at(Step.CHECKING, 50, 100);

    assertThat(terminal.toString()).contains("Checking: 50 of 100 inboxes, 50 %, 25/s");
  }

  @Test
  void what_is_done_within_a_second_is_not_worth_a_line() {
    progress.at(Step.COPYING, 10, 10);
    progress.end();

    assertThat(terminal.toString()).isEmpty();
  }
}
