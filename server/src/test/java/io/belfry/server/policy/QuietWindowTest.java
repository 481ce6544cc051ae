package io.belfry.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuietWindowTest {
  private static final long SECOND = 1_000;

  /// Days are those on which a window begins; all other columns are moments.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Ordinary days: within a day, over midnight, to midnight, a whole day.
          Europe/Berlin | tue | 12:00-13:00 | 2026-03-10T12:00+01:00 | 2026-03-10T13:00+01:00
          Europe/Berlin | tue | 22:00-07:00 | 2026-03-10T22:00+01:00 | 2026-03-11T07:00+01:00
          Europe/Berlin | tue | 22:00-24:00 | 2026-03-10T22:00+01:00 | 2026-03-11T00:00+01:00
          Europe/Berlin | tue | 00:00-24:00 | 2026-03-10T00:00+01:00 | 2026-03-11T00:00+01:00
          Europe/Berlin | tue | 07:01-07:00 | 2026-03-10T07:01+01:00 | 2026-03-11T07:00+01:00
          Asia/Kolkata  | tue | 22:00-07:00 | 2026-03-10T22:00+05:30 | 2026-03-11T07:00+05:30
          # Berlin leaves 02:00 to 03:00 out on 29 March.
          Europe/Berlin | sat | 22:00-07:00 | 2026-03-28T22:00+01:00 | 2026-03-29T07:00+02:00
          Europe/Berlin | sat | 22:00-02:30 | 2026-03-28T22:00+01:00 | 2026-03-29T03:00+02:00
          Europe/Berlin | sun | 01:30-03:30 | 2026-03-29T01:30+01:00 | 2026-03-29T03:30+02:00
          Europe/Berlin | sun | 02:30-04:00 | 2026-03-29T03:00+02:00 | 2026-03-29T04:00+02:00
          Europe/Berlin | sun | 02:00-03:30 | 2026-03-29T03:00+02:00 | 2026-03-29T03:30+02:00
          Europe/Berlin | sun | 01:00-02:00 | 2026-03-29T01:00+01:00 | 2026-03-29T03:00+02:00
          Europe/Berlin | sun | 00:00-24:00 | 2026-03-29T00:00+01:00 | 2026-03-30T00:00+02:00
          # Berlin has 02:00 to 03:00 twice on 25 October.
          Europe/Berlin | sat | 22:00-07:00 | 2026-10-24T22:00+02:00 | 2026-10-25T07:00+01:00
          Europe/Berlin | sat | 22:00-02:30 | 2026-10-24T22:00+02:00 | 2026-10-25T02:30+01:00
          Europe/Berlin | sun | 02:30-04:00 | 2026-10-25T02:30+02:00 | 2026-10-25T04:00+01:00
          Europe/Berlin | sun | 02:10-02:20 | 2026-10-25T02:10+02:00 | 2026-10-25T02:20+01:00
          Europe/Berlin | sun | 02:00-03:00 | 2026-10-25T02:00+02:00 | 2026-10-25T03:00+01:00
          Europe/Berlin | sun | 01:00-02:00 | 2026-10-25T01:00+02:00 | 2026-10-25T02:00+01:00
          # New York changes at 02:00 local, on 8 March and 1 November.
          America/New_York | sat | 22:00-02:30 | 2026-03-07T22:00-05:00 | 2026-03-08T03:00-04:00
          America/New_York | sun | 02:30-06:00 | 2026-03-08T03:00-04:00 | 2026-03-08T06:00-04:00
          America/New_York | sat | 22:00-06:00 | 2026-10-31T22:00-04:00 | 2026-11-01T06:00-05:00
          America/New_York | sat | 22:00-01:30 | 2026-10-31T22:00-04:00 | 2026-11-01T01:30-05:00
          America/New_York | sun | 01:15-01:45 | 2026-11-01T01:15-04:00 | 2026-11-01T01:45-05:00
          # Sydney is in the south: twice on 5 April, left out on 4 October.
          Australia/Sydney | sat | 22:00-07:00 | 2026-04-04T22:00+11:00 | 2026-04-05T07:00+10:00
          Australia/Sydney | sun | 02:15-02:45 | 2026-04-05T02:15+11:00 | 2026-04-05T02:45+10:00
          Australia/Sydney | sat | 22:00-02:30 | 2026-10-03T22:00+10:00 | 2026-10-04T03:00+11:00
          Australia/Sydney | sun | 02:30-07:00 | 2026-10-04T03:00+11:00 | 2026-10-04T07:00+11:00
          # Lord Howe shifts by half an hour: 01:30 to 02:00 twice, 02:00 to 02:30 left out.
          Australia/Lord_Howe | sun | 01:40-01:50 | 2026-04-05T01:40+11:00 | 2026-04-05T01:50+10:30
          Australia/Lord_Howe | sat | 23:00-01:45 | 2026-04-04T23:00+11:00 | 2026-04-05T01:45+10:30
          Australia/Lord_Howe | sun | 02:15-04:00 | 2026-10-04T02:30+11:00 | 2026-10-04T04:00+11:00
          Australia/Lord_Howe | sat | 23:00-02:10 | 2026-10-03T23:00+10:30 | 2026-10-04T02:30+11:00
          # Cairo and Beirut leave out the hour after midnight, Havana has it twice.
          Asia/Beirut    | sat | 22:00-00:30 | 2026-03-28T22:00+02:00 | 2026-03-29T01:00+03:00
          Asia/Beirut    | sun | 00:00-06:00 | 2026-03-29T01:00+03:00 | 2026-03-29T06:00+03:00
          America/Havana | sat | 22:00-24:00 | 2026-10-31T22:00-04:00 | 2026-11-01T00:00-05:00
          America/Havana | sun | 00:30-06:00 | 2026-11-01T00:30-04:00 | 2026-11-01T06:00-05:00
          # St John's once had the minutes before and after midnight twice.
          America/St_Johns | sun | 00:00-06:00 | 2010-11-07T00:00-02:30 | 2010-11-07T06:00-03:30
          America/St_Johns | fri | 23:55-23:30 | 2010-11-05T23:55-02:30 | 2010-11-06T23:30-03:30
          # Apia had no 30 December 2011.
          Pacific/Apia | thu | 22:00-07:00 | 2011-12-29T22:00-10:00 | 2011-12-31T00:00+14:00
          Pacific/Apia | fri | 22:00-07:00 | 2011-12-31T00:00+14:00 | 2011-12-31T07:00+14:00
          """)
  void it_is_quiet_from_the_beginning_and_before_the_end(
      String zone, String days, String times, OffsetDateTime begin, OffsetDateTime end) {
    QuietWindow window = window(days, times);
    long beginMs = begin.toInstant().toEpochMilli();
    long endMs = end.toInstant().toEpochMilli();

    assertThat(until(window, beginMs - 1, zone)).isEmpty();
    for (long atMs = beginMs; atMs < endMs; atMs += 60 * SECOND) {
      assertThat(until(window, atMs, zone)).as("%s", at(atMs)).hasValue(endMs);
    }
    assertThat(until(window, endMs - 1, zone)).hasValue(endMs);
    assertThat(until(window, endMs, zone)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-03-28T22:00+01:00",
    "America/New_York, 2026-03-07T22:00-05:00",
    "Australia/Sydney, 2026-10-03T22:00+10:00"
  })
  void in_an_hour_that_is_left_out_it_is_never_quiet(String zone, OffsetDateTime before) {
    QuietWindow window = window("sun", "02:10-02:50");
    long fromMs = before.toInstant().toEpochMilli();

    for (long minute = 0; minute < 24 * 60; minute++) {
      assertThat(until(window, fromMs + minute * 60 * SECOND, zone)).isEmpty();
    }
  }

  @Test
  void it_begins_on_its_days_alone() {
    QuietWindow window = window("mon tue wed thu fri", "22:00-07:00");

    assertThat(quiet(window, "2026-03-13T23:00:00Z")).as("Friday night").isTrue();
    assertThat(quiet(window, "2026-03-14T06:00:00Z")).as("and on").isTrue();
    assertThat(quiet(window, "2026-03-14T23:00:00Z")).as("Saturday night").isFalse();
    assertThat(quiet(window, "2026-03-15T23:00:00Z")).as("Sunday night").isFalse();
    assertThat(quiet(window, "2026-03-16T06:00:00Z")).as("and on").isFalse();
  }

  @Test
  void one_without_length_days_or_whole_minutes_is_refused() {
    assertThatThrownBy(() -> window("mon", "08:00-08:00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no length");
    assertThatThrownBy(() -> new QuietWindow(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without days");
    LocalTime odd = LocalTime.of(8, 0, 1);
    assertThatThrownBy(() -> new QuietWindow(QuietWindow.EVERY_DAY, odd, LocalTime.NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("minute");
  }

  private static boolean quiet(QuietWindow window, String at) {
    return until(window, Instant.parse(at).toEpochMilli(), "UTC").isPresent();
  }

  private static OptionalLong until(QuietWindow window, long atMs, String zone) {
    return window.quietUntilMs(atMs, ZoneId.of(zone));
  }

  private static Instant at(long epochMs) {
    return Instant.ofEpochMilli(epochMs);
  }

  private static QuietWindow window(String days, String times) {
    String[] ends = times.split("-", -1);
    Set<DayOfWeek> on =
        Stream.of(days.split(" ", -1))
            .map(day -> PreferencesJson.day(day).orElseThrow())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
    return new QuietWindow(
        on,
        PreferencesJson.beginning(ends[0]).orElseThrow(),
        PreferencesJson.end(ends[1]).orElseThrow());
  }
}
