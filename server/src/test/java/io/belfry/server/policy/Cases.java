package io.belfry.server.policy;

import io.belfry.server.notification.Priority;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Makes up requests, recipients, rules and times.
final class Cases {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final List<String> TYPES = List.of("info", "like", "order.shipped");
  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Sydney",
          "Australia/Lord_Howe",
          "America/St_Johns",
          "Asia/Beirut");

  /// Days around which clocks change in one of the zones, and an ordinary one.
  private static final List<String> DAYS =
      List.of(
          "2010-11-07T02:30:00Z",
          "2026-03-08T06:00:00Z",
          "2026-03-28T22:00:00Z",
          "2026-03-29T01:00:00Z",
          "2026-04-04T15:00:00Z",
          "2026-07-01T00:00:00Z",
          "2026-10-03T15:30:00Z",
          "2026-10-25T01:00:00Z",
          "2026-11-01T06:00:00Z");

  private Cases() {}

  /// Everything that a decision is made from.
  record Case(Request request, Recipient recipient, Rules rules, long nowMs) {
    Decision decide() {
      return Decide.decide(request, recipient, rules, nowMs);
    }

    boolean breaksThrough() {
      return request.priority() == Priority.URGENT || rules.rule(request.type()).breaksThrough();
    }

    Optional<Silence> silence() {
      return Silence.at(recipient.preferences(), recipient.zone(), nowMs);
    }
  }

  static Arbitrary<Case> cases() {
    return times()
        .flatMap(
            nowMs ->
                Combinators.combine(requests(), recipients(nowMs), rules())
                    .as((request, recipient, rules) -> new Case(request, recipient, rules, nowMs)));
  }

  /// Moments within a day and a half around a day of [#DAYS], many of them whole quarters.
  static Arbitrary<Long> times() {
    Arbitrary<Long> off =
        Arbitraries.oneOf(
            Arbitraries.longs().between(-36 * HOUR, 36 * HOUR),
            Arbitraries.longs().between(-144, 144).map(quarters -> quarters * HOUR / 4));
    return Combinators.combine(Arbitraries.of(DAYS), off)
        .as((day, offMs) -> Instant.parse(day).toEpochMilli() + offMs);
  }

  private static Arbitrary<Request> requests() {
    return Combinators.combine(Arbitraries.of(TYPES), Arbitraries.of(Priority.class), rarely())
        .as(Request::new);
  }

  private static Arbitrary<Recipient> recipients(long nowMs) {
    return Combinators.combine(
            preferences(nowMs), Arbitraries.of(ZONES).map(ZoneId::of), loudness(nowMs))
        .as(Recipient::new);
  }

  static Arbitrary<Preferences> preferences(long nowMs) {
    Arbitrary<Long> pauses =
        Arbitraries.oneOf(
            Arbitraries.just(0L),
            Arbitraries.longs().between(-10, 30).map(hours -> nowMs + hours * HOUR),
            Arbitraries.just(nowMs + 300 * 24 * HOUR));
    return Combinators.combine(
            choices(),
            Arbitraries.maps(Arbitraries.of(TYPES), choices()).ofMaxSize(3),
            windows().list().ofMaxSize(4),
            pauses,
            Arbitraries.of(EmailDigest.class).optional(0.5))
        .as(Preferences::new);
  }

  static Arbitrary<Map<Channel, Boolean>> choices() {
    return Arbitraries.maps(Arbitraries.of(Channel.class), Arbitraries.of(true, false))
        .ofMaxSize(2);
  }

  private static Arbitrary<QuietWindow> windows() {
    Arbitrary<LocalTime> times =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 23).map(hour -> LocalTime.of(hour, 0)),
            Arbitraries.integers()
                .between(0, 16)
                .map(each -> LocalTime.of(each / 4, each % 4 * 15)),
            Arbitraries.integers().between(0, 1439).map(LocalTime.MIDNIGHT::plusMinutes));
    return Combinators.combine(Arbitraries.of(DayOfWeek.class).set().ofMinSize(1), times, times)
        .filter((days, from, to) -> !from.equals(to) || to.equals(LocalTime.MIDNIGHT))
        .as(QuietWindow::new);
  }

  private static Arbitrary<Loudness> loudness(long nowMs) {
    Arbitrary<Loudness.Window> windows =
        Combinators.combine(
                Arbitraries.longs().between(nowMs - 2 * HOUR, nowMs),
                Arbitraries.integers().between(1, 4))
            .as(Loudness.Window::new);
    return Arbitraries.maps(Arbitraries.of("", "info", "like"), windows)
        .ofMaxSize(2)
        .map(Loudness::new);
  }

  private static Arbitrary<Rules> rules() {
    Arbitrary<Optional<Throttle>> throttles =
        Combinators.combine(
                Arbitraries.integers().between(1, 3), Arbitraries.integers().between(1, 180))
            .as((count, minutes) -> new Throttle(count, Duration.ofMinutes(minutes)))
            .optional(0.5);
    Arbitrary<TypeRule> types =
        Combinators.combine(choices(), rarely(), rarely(), throttles)
            .as(
                (channels, required, breaksThrough, throttle) ->
                    new TypeRule(
                        Optional.empty(),
                        Optional.of("Label"),
                        channels,
                        required,
                        breaksThrough,
                        throttle));
    return Combinators.combine(
            choices(), Arbitraries.maps(Arbitraries.of(TYPES), types).ofMaxSize(2), throttles)
        .as(Rules::new);
  }

  private static Arbitrary<Boolean> rarely() {
    return Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
  }
}
