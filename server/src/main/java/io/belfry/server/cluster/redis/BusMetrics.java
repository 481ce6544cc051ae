package io.belfry.server.cluster.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/// What happens on the bus, for `/metrics`. Safe for several threads.
final class BusMetrics {
  /// Why something was not told.
  enum Drop {
    /// There was no connection.
    INTERRUPTED,
    /// Too much was on the way already.
    BACKLOG,
    /// It was longer than a message may be.
    TOO_LONG,
    /// It was on the way when the connection ended, or Redis refused it.
    FAILED
  }

  private final MeterRegistry meters;
  private final Map<Drop, Counter> dropped = new EnumMap<>(Drop.class);
  private final Counter told;
  private final Counter heard;
  private final Counter junk;
  private final Counter interruptions;
  private final Counter askTimeouts;
  private final Counter asksRefused;

  BusMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (Drop reason : Drop.values()) {
      dropped.put(reason, meters.counter("belfry.bus.dropped", "reason", reason.name()));
    }
    this.told = meters.counter("belfry.bus.told");
    this.heard = meters.counter("belfry.bus.heard");
    this.junk = meters.counter("belfry.bus.junk");
    this.interruptions = meters.counter("belfry.bus.interruptions");
    this.askTimeouts = meters.counter("belfry.bus.asks.timeouts");
    this.asksRefused = meters.counter("belfry.bus.asks.refused");
  }

  <T> void gauge(String name, T of, ToDoubleFunction<T> value) {
    meters.gauge("belfry.bus." + name, of, value);
  }

  /// Redis has passed on a message.
  void told() {
    told.increment();
  }

  void dropped(Drop reason, int count) {
    Objects.requireNonNull(dropped.get(reason)).increment(count);
  }

  /// A message of another node has come.
  void heard() {
    heard.increment();
  }

  /// Something has come that no node of this version sends.
  void junk() {
    junk.increment();
  }

  void interrupted() {
    interruptions.increment();
  }

  void askTimedOut() {
    askTimeouts.increment();
  }

  /// A question was not asked because too many wait.
  void askRefused() {
    asksRefused.increment();
  }
}
