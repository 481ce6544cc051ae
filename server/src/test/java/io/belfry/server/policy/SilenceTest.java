package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SilenceTest {
  @Test
  void without_windows_and_pause_there_is_none() {
    assertThat(Silence.at(Preferences.NONE, ZoneOffset.UTC, 1_790_000_000_000L)).isEmpty();
  }

  @Test
  void a_pause_that_is_over_is_none() {
    assertThat(Silence.at(preferences("22:00-23:00", 1_000), ZoneOffset.UTC, 1_000)).isEmpty();
    assertThat(Silence.at(preferences("22:00-23:00", 1_001), ZoneOffset.UTC, 1_000)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Windows that follow each other are one silence, and so are those that overlap.
          2026-03-10T21:59Z | 22:00-23:00 23:00-01:00 01:00-07:00 |
          2026-03-10T22:00Z | 22:00-23:00 23:00-01:00 01:00-07:00 | 2026-03-11T07:00Z
          2026-03-10T22:30Z | 23:00-07:00 22:00-23:30             | 2026-03-11T07:00Z
          2026-03-10T22:30Z | 23:01-07:00 22:00-23:00             | 2026-03-10T23:00Z
          # Day after day, with a minute between.
          2026-03-10T12:00Z | 07:01-07:00                         | 2026-03-11T07:00Z
          # All the time: its end is looked for eight days ahead.
          2026-03-10T12:00Z | 00:00-24:00                         | 2026-03-18T12:00Z
          2026-03-10T12:00Z | 00:00-12:00 12:00-24:00             | 2026-03-18T12:00Z
          """)
  void quiet_hours_that_touch_are_one_silence(
      OffsetDateTime now, String windows, @Nullable OffsetDateTime end) {
    Preferences preferences = preferences(windows, 0);

    assertThat(Silence.at(preferences, ZoneOffset.UTC, ms(now)))
        .isEqualTo(
            Optional.ofNullable(end).map(until -> new Silence(ms(until), Reason.QUIET_HOURS)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-03-10T12:00Z | 2026-03-10T13:00Z | 22:00-07:00 | PAUSED      | 2026-03-10T13:00Z
          2026-03-10T12:00Z | 2026-03-10T22:00Z | 22:00-07:00 | PAUSED      | 2026-03-11T07:00Z
          2026-03-10T12:00Z | 2026-03-10T21:59Z | 22:00-07:00 | PAUSED      | 2026-03-10T21:59Z
          2026-03-10T23:00Z | 2026-03-11T08:00Z | 22:00-07:00 | PAUSED      | 2026-03-11T08:00Z
          2026-03-10T23:00Z | 2026-03-10T22:30Z | 22:00-07:00 | QUIET_HOURS | 2026-03-11T07:00Z
          2026-03-10T12:00Z | 2027-03-01T12:00Z | 22:00-07:00 | PAUSED      | 2027-03-01T12:00Z
          2026-03-10T12:00Z | 2027-03-01T23:00Z | 22:00-07:00 | PAUSED      | 2027-03-02T07:00Z
          2026-03-10T12:00Z | 2026-03-18T11:00Z | 11:00-13:00 | PAUSED      | 2026-03-18T13:00Z
          """)
  void a_pause_and_the_quiet_hours_behind_it_are_one_silence(
      OffsetDateTime now,
      OffsetDateTime pausedUntil,
      String windows,
      Reason why,
      OffsetDateTime end) {
    Preferences preferences = preferences(windows, ms(pausedUntil));

    assertThat(Silence.at(preferences, ZoneOffset.UTC, ms(now)))
        .hasValue(new Silence(ms(end), why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Up to the hour that is left out and on from there: nothing is between.
          Europe/Berlin | 22:00-02:00 03:00-07:00 | 2026-03-28T22:00Z | 2026-03-29T05:00Z
          Europe/Berlin | 22:00-02:15 02:45-07:00 | 2026-03-28T22:00Z | 2026-03-29T05:00Z
          America/New_York | 22:00-02:00 03:00-07:00 | 2026-03-08T04:00Z | 2026-03-08T11:00Z
          Australia/Sydney | 22:00-02:00 03:00-07:00 | 2026-10-03T13:00Z | 2026-10-03T20:00Z
          Australia/Lord_Howe | 22:00-02:00 02:30-07:00 | 2026-10-03T12:30Z | 2026-10-03T20:00Z
          Pacific/Apia | 22:00-24:00 00:00-07:00 | 2011-12-30T09:00Z | 2011-12-30T17:00Z
          # In the hour that comes twice, windows of both halves overlap.
          Europe/Berlin | 22:00-02:15 02:45-07:00 | 2026-10-24T21:00Z | 2026-10-25T06:00Z
          """)
  void clocks_that_change_do_not_part_it(
      String zone, String windows, OffsetDateTime now, OffsetDateTime end) {
    assertThat(Silence.at(preferences(windows, 0), ZoneId.of(zone), ms(now)))
        .hasValue(new Silence(ms(end), Reason.QUIET_HOURS));
  }

  private static long ms(OffsetDateTime time) {
    return time.toInstant().toEpochMilli();
  }

  private static Preferences preferences(String windows, long pausedUntilMs) {
    List<QuietWindow> quietHours =
        Stream.of(windows.split(" ", -1))
            .map(
                window ->
                    new QuietWindow(
                        QuietWindow.EVERY_DAY,
                        LocalTime.parse(window.substring(0, 5)),
                        PreferencesJson.end(window.substring(6)).orElseThrow()))
            .toList();
    return new Preferences(Map.of(), Map.of(), quietHours, pausedUntilMs, Optional.empty());
  }
}
