package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.inbox.StoreException;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SideCallsTest {
  @Test
  void so_many_wait_and_one_more_is_refused_at_once() throws Exception {
    try (var calls = new SideCalls()) {
      var release = new CountDownLatch(1);
      List<Future<Boolean>> accepted = new ArrayList<>();
      Future<Boolean> last = calls.ask(() -> awaited(release));
      while (!last.failed()) {
        accepted.add(last);
        last = calls.ask(() -> awaited(release));
      }

      assertThat(accepted).hasSize(1_000 + SideCalls.AT_ONCE);
      assertThat(last.cause()).isInstanceOf(StoreException.class);
      assertThat(((StoreException) last.cause()).code()).isEqualTo(ProblemCode.OVERLOADED);
      release.countDown();
      assertThat(Future.all(accepted).await(30, TimeUnit.SECONDS).succeeded()).isTrue();
    }
  }

  @Test
  void what_waits_when_it_closes_is_told_so() {
    var calls = new SideCalls();
    var never = new CountDownLatch(1);
    List<Future<Boolean>> asked = new ArrayList<>();
    for (int i = 0; i < SideCalls.AT_ONCE + 3; i++) {
      asked.add(calls.ask(() -> awaited(never)));
    }

    calls.close();

    assertThat(asked).allMatch(Future::failed);
    asked.add(calls.ask(() -> true));
    assertThat(asked.subList(SideCalls.AT_ONCE, asked.size()))
        .extracting(waiting -> ((StoreException) waiting.cause()).code())
        .containsOnly(ProblemCode.UNAVAILABLE);
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
