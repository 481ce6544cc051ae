package io.belfry.server.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How many toasts somebody had in those windows of throttles that have begun.
///
/// @param windows by type, and of all types together by [#ALL]
public record Loudness(Map<String, Window> windows) {
  /// There was none.
  public static final Loudness NONE = new Loudness(Map.of());

  /// The key of all types together.
  public static final String ALL = "";

  /// Of how many types there are windows: of more, those that began first are forgotten.
  public static final int MAX_TYPES = 32;

  private static final int MAX_COUNT = 999_999_999;
  private static final Pattern ENTRY =
      Pattern.compile("([a-z0-9_.-]{0,64}):([0-9]{1,15}):([0-9]{1,9})");

  /// The toasts of one window.
  ///
  /// @param beganMs when its first toast was raised, epoch milliseconds
  /// @param count how many there were
  public record Window(long beganMs, int count) {
    private Window oneMore() {
      return new Window(beganMs, Math.min(count, MAX_COUNT - 1) + 1);
    }

    /// Whether it goes on, as long as `throttle` says. One that begins in the future is of a clock
    /// that was wrong, and counts only where that is near.
    private boolean lasts(Throttle throttle, long nowMs) {
      return Math.abs(nowMs - beganMs) < throttle.window().toMillis();
    }
  }

  public Loudness {
    windows = Map.copyOf(windows);
  }

  /// The one that [#text] wrote; what cannot be read of it is left out.
  public static Loudness parse(String text) {
    if (text.isEmpty()) {
      return NONE;
    }
    Map<String, Window> windows = new TreeMap<>();
    for (String entry : text.split(" ", -1)) {
      Matcher parts = ENTRY.matcher(entry);
      if (parts.matches() && windows.size() <= MAX_TYPES) {
        windows.put(
            parts.group(1),
            new Window(Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3))));
      }
    }
    return new Loudness(windows);
  }

  /// It as `key:beganMs:count`, parted by blanks; `""` for none.
  public String text() {
    return new TreeMap<>(windows)
        .entrySet().stream()
            .map(
                each ->
                    each.getKey() + ":" + each.getValue().beganMs() + ":" + each.getValue().count())
            .collect(Collectors.joining(" "));
  }

  /// It with one more toast, of `type` at `nowMs`, and without windows that are over or that
  /// `rules` have no throttle for.
  public Loudness plus(String type, Rules rules, long nowMs) {
    if (windows.isEmpty() && throttles(type, rules).isEmpty()) {
      return this;
    }
    Map<String, Window> next = new TreeMap<>();
    windows.forEach(
        (key, window) -> {
          if (throttle(key, rules).filter(each -> window.lasts(each, nowMs)).isPresent()) {
            next.put(key, window);
          }
        });
    for (String key : throttles(type, rules)) {
      Window window = next.get(key);
      next.put(key, window == null ? new Window(nowMs, 1) : window.oneMore());
    }
    while (next.size() > (next.containsKey(ALL) ? MAX_TYPES + 1 : MAX_TYPES)) {
      next.remove(oldestBut(type, next));
    }
    return new Loudness(next);
  }

  private static String oldestBut(String type, Map<String, Window> windows) {
    return windows.entrySet().stream()
        .filter(each -> !each.getKey().equals(ALL) && !each.getKey().equals(type))
        .min(Comparator.comparingLong(each -> each.getValue().beganMs()))
        .orElseThrow()
        .getKey();
  }

  /// When `type` may interrupt again, epoch milliseconds; nothing when it may at `nowMs`.
  public OptionalLong exhaustedUntilMs(String type, Rules rules, long nowMs) {
    if (windows.isEmpty()) {
      return OptionalLong.empty();
    }
    return throttles(type, rules).stream()
        .map(key -> exhaustedUntilMs(throttle(key, rules).orElseThrow(), windows.get(key), nowMs))
        .flatMapToLong(OptionalLong::stream)
        .max();
  }

  private static OptionalLong exhaustedUntilMs(
      Throttle throttle, @Nullable Window window, long nowMs) {
    return window != null && window.count() >= throttle.count() && window.lasts(throttle, nowMs)
        ? OptionalLong.of(window.beganMs() + throttle.window().toMillis())
        : OptionalLong.empty();
  }

  /// The keys of the throttles that there are for `type`.
  private static List<String> throttles(String type, Rules rules) {
    List<String> keys = new ArrayList<>(2);
    for (String key : List.of(ALL, type)) {
      if (throttle(key, rules).isPresent()) {
        keys.add(key);
      }
    }
    return keys;
  }

  private static Optional<Throttle> throttle(String key, Rules rules) {
    return key.equals(ALL) ? rules.throttle() : rules.rule(key).throttle();
  }
}
