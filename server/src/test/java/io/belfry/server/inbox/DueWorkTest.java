package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The loop by itself, with numbers that are due when the clock has come to them.
@Timeout(20)
final class DueWorkTest {
  private final List<String> told = new ArrayList<>();
  private long nowMs = 100;
  private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

  @Test
  void all_that_is_due_is_done_once_however_much_it_is() {
    var many = new Numbers("many", 150);
    DueWork work = work(many);
    many.later(101);

    work.run();
    work.run();

    assertThat(many.left).containsExactly(101L);
    assertThat(told).hasSize(150);
    nowMs = 101;
    work.run();
    assertThat(many.left).isEmpty();
  }

  @Test
  void many_of_one_kind_keep_no_other_waiting() {
    work(new Numbers("many", 90), new Numbers("few", 1)).run();

    assertThat(told.indexOf("few")).isBetween(1, 32);
    assertThat(told).hasSize(91);
  }

  @Test
  void a_kind_whose_store_fails_keeps_no_other_from_it_and_is_tried_again() {
    var failing = new Numbers("failing", 3);
    DueWork work = work(failing, new Numbers("well", 40));
    failing.fails = true;

    work.run();
    assertThat(told).hasSize(40).containsOnly("well");
    failing.fails = false;
    work.run();

    assertThat(failing.left).isEmpty();
  }

  @Test
  void what_cannot_be_done_is_passed_over_and_tried_with_the_next_call() {
    var numbers = new Numbers("number", 70);
    DueWork work = work(numbers);
    Set<Long> more = Set.copyOf(List.copyOf(numbers.left).subList(0, 40));
    numbers.refused.addAll(more);

    work.run();
    assertThat(numbers.left).containsExactlyInAnyOrderElementsOf(more);
    numbers.refused.clear();
    work.run();

    assertThat(numbers.left).isEmpty();
  }

  @Test
  void while_one_thread_does_it_another_does_nothing() throws InterruptedException {
    var numbers = new Numbers("number", 1);
    DueWork work = work(numbers);
    numbers.go = new CountDownLatch(1);
    Thread one = Thread.ofVirtual().start(work::run);
    numbers.begun.await();

    work.run();
    assertThat(told).isEmpty();
    numbers.go.countDown();
    one.join();

    assertThat(told).containsExactly("number");
  }

  private DueWork work(DueWork.Kind<?>... kinds) {
    return new DueWork(List.of(kinds), clock);
  }

  /// Numbers that are due at their own value.
  private final class Numbers implements DueWork.Kind<Long> {
    private final String name;
    private final TreeSet<Long> left = new TreeSet<>();
    private final Set<Long> refused = new HashSet<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private CountDownLatch go = new CountDownLatch(0);
    private boolean fails;

    Numbers(String name, int count) {
      this.name = name;
      for (long i = 0; i < count; i++) {
        left.add(i - 70);
      }
    }

    void later(long number) {
      left.add(number);
    }

    @Override
    public List<Long> due(Optional<Long> after, long atMs, int limit) {
      if (fails) {
        throw new IllegalStateException("the store is gone");
      }
      return left.stream()
          .filter(each -> each <= atMs && (after.isEmpty() || each > after.get()))
          .limit(limit)
          .toList();
    }

    @Override
    public boolean work(List<Long> some) {
      begun.countDown();
      try {
        go.await();
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
      for (Long each : some) {
        if (!refused.contains(each)) {
          left.remove(each);
          told.add(name);
        }
      }
      return some.stream().noneMatch(refused::contains);
    }
  }
}
