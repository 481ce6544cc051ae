package io.belfry.bench;

import java.util.Locale;

/// What is measured, a row of the table each.
enum Figure {
  SEND_RATE("send", "sends/s", 0, true),
  SEND_HTTP_P50("send", "HTTP p50, ms", 2, false),
  SEND_HTTP_P99("send", "HTTP p99, ms", 2, false),
  SEND_HTTP_P999("send", "HTTP p99.9, ms", 2, false),
  SEND_END_TO_END_P50("send", "end to end p50, ms", 2, false),
  SEND_END_TO_END_P99("send", "end to end p99, ms", 2, false),
  SEND_CPU("send", "server CPU per send, µs", 0, false),
  LATENCY_P50("latency", "end to end p50, ms", 2, false),
  LATENCY_P99("latency", "end to end p99, ms", 2, false),
  LATENCY_P999("latency", "end to end p99.9, ms", 2, false),
  FANOUT_RATE("fanout", "deliveries/s", 0, true),
  FANOUT_P99("fanout", "end to end p99, ms", 0, false),
  FANOUT_CPU("fanout", "server CPU per delivery, µs", 1, false),
  IDLE_MEMORY("idle", "RSS per socket, kB", 1, false),
  IDLE_CONNECTS("idle", "connects/s", 0, true),
  RESTART_TIME("restart", "all back and in sync, s", 1, false),
  RESTART_ERRORS("restart", "errors beside the lost connections", 0, false),
  START_READY("start", "ready, ms", 0, false),
  START_MEMORY("start", "RSS when idle, MB", 0, false);

  private final String scenario;
  private final String label;
  private final int decimals;
  private final boolean moreIsBetter;

  Figure(String scenario, String label, int decimals, boolean moreIsBetter) {
    this.scenario = scenario;
    this.label = label;
    this.decimals = decimals;
    this.moreIsBetter = moreIsBetter;
  }

  String scenario() {
    return scenario;
  }

  String label() {
    return label;
  }

  String format(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  boolean moreIsBetter() {
    return moreIsBetter;
  }

  /// How many times better `ours` is than `theirs`; below 1 it is worse.
  double timesBetter(double ours, double theirs) {
    return moreIsBetter ? ours / theirs : theirs / ours;
  }
}
