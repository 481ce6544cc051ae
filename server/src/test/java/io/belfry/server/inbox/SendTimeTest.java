package io.belfry.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SendTimeTest {
  @ParameterizedTest
  @CsvSource({
    // The same day, the next one, and never this very moment.
    "Europe/Berlin, 2026-01-10T07:59:00Z, 09:00, 2026-01-10T08:00:00Z",
    "Europe/Berlin, 2026-01-10T08:00:00Z, 09:00, 2026-01-11T08:00:00Z",
    "Europe/Berlin, 2026-01-10T08:00:01Z, 09:00, 2026-01-11T08:00:00Z",
    // Another day there than here.
    "Pacific/Auckland, 2026-01-10T21:00:00Z, 09:00, 2026-01-11T20:00:00Z",
    "America/Los_Angeles, 2026-01-10T02:00:00Z, 09:00, 2026-01-10T17:00:00Z",
    "UTC, 2026-01-10T09:00:00Z, 00:00, 2026-01-11T00:00:00Z",
    // Over the night in which summer time begins, or ends.
    "Europe/Berlin, 2026-03-28T12:00:00Z, 09:00, 2026-03-29T07:00:00Z",
    "Europe/Berlin, 2026-10-24T12:00:00Z, 09:00, 2026-10-25T08:00:00Z",
    // The hour that is left out: as much later.
    "Europe/Berlin, 2026-03-28T12:00:00Z, 02:30, 2026-03-29T01:30:00Z",
    "Europe/Berlin, 2026-03-29T01:30:00Z, 02:30, 2026-03-30T00:30:00Z",
    // The hour that comes twice.
    "Europe/Berlin, 2026-10-24T12:00:00Z, 02:30, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25T00:45:00Z, 02:30, 2026-10-25T01:30:00Z",
    "Europe/Berlin, 2026-10-25T01:30:00Z, 02:30, 2026-10-26T01:30:00Z",
    // Zones that change by half an hour, or skipped a whole day.
    "Australia/Lord_Howe, 2026-10-03T12:00:00Z, 02:15, 2026-10-03T15:45:00Z",
    "Pacific/Apia, 2011-12-30T09:00:00Z, 09:00, 2011-12-30T19:00:00Z"
  })
  void the_next_time_is_that_of_the_zones_clock(
      String zone, String now, String time, String expected) {
    long atMs =
        new SendTime.Next(LocalTime.parse(time))
            .epochMs(ZoneId.of(zone), Instant.parse(now).toEpochMilli());

    assertThat(Instant.ofEpochMilli(atMs)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin, 2026-12-24T09:00, 2026-12-24T08:00:00Z",
    "Europe/Berlin, 2026-07-24T09:00, 2026-07-24T07:00:00Z",
    "Europe/Berlin, 2026-03-29T02:30, 2026-03-29T01:30:00Z",
    "Europe/Berlin, 2026-10-25T02:30, 2026-10-25T00:30:00Z",
    "Asia/Kolkata, 2026-12-24T09:00, 2026-12-24T03:30:00Z"
  })
  void a_date_is_that_of_the_zones_calendar(String zone, String date, String expected) {
    long atMs = new SendTime.OnDate(LocalDateTime.parse(date)).epochMs(ZoneId.of(zone), 0);

    assertThat(Instant.ofEpochMilli(atMs)).isEqualTo(expected);
  }

  @Test
  void a_moment_is_the_same_everywhere() {
    assertThat(new SendTime.At(5).epochMs(ZoneId.of("Asia/Kolkata"), 1)).isEqualTo(5);
  }
}
