package io.belfry.bench;

import java.util.function.LongConsumer;

/// Tells on a client's event loop when something is due, at a steady rate whatever happens: what
/// comes late comes all at once. The event loop's thread only.
final class Ticker {
  private final LoadClient client;
  private final Pace.OpenLoop pace;
  private final LongConsumer due;
  private long start;
  private boolean running;

  /// `due` is given when it should have been called, on the clock of [Mark].
  Ticker(LoadClient client, Pace.OpenLoop pace, LongConsumer due) {
    this.client = client;
    this.pace = pace;
    this.due = due;
  }

  void start() {
    running = true;
    start = Mark.now();
    tick(0);
  }

  void stop() {
    running = false;
  }

  private void tick(long first) {
    long index = first;
    while (running && pace.dueNanos(start, index) <= Mark.now()) {
      due.accept(pace.dueNanos(start, index));
      index++;
    }
    if (running) {
      long next = index;
      client.schedule(pace.dueNanos(start, index) - Mark.now(), () -> tick(next));
    }
  }
}
