package io.belfry.server.inbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/// When something is to be sent.
///
/// What is said by the clock of a zone follows its summer time: a time that the clock leaves out is
/// as much later as the clock is put forward.
public sealed interface SendTime {
  /// The moment, in epoch milliseconds, for somebody in `zone` at `nowMs`.
  long epochMs(ZoneId zone, long nowMs);

  /// Whether it depends on where somebody is.
  default boolean isLocal() {
    return !(this instanceof At);
  }

  /// A moment, the same everywhere.
  record At(long atMs) implements SendTime {
    @Override
    public long epochMs(ZoneId zone, long nowMs) {
      return atMs;
    }
  }

  /// A date and a time of the zone's clock; where the clock shows it twice, the first one.
  record OnDate(LocalDateTime at) implements SendTime {
    @Override
    public long epochMs(ZoneId zone, long nowMs) {
      return at.atZone(zone).toInstant().toEpochMilli();
    }
  }

  /// The next time that the zone's clock shows that time.
  record Next(LocalTime time) implements SendTime {
    @Override
    public long epochMs(ZoneId zone, long nowMs) {
      LocalDate day = Instant.ofEpochMilli(nowMs).atZone(zone).toLocalDate();
      while (true) {
        ZonedDateTime at = day.atTime(time).atZone(zone);
        for (ZonedDateTime each : List.of(at, at.withLaterOffsetAtOverlap())) {
          long atMs = each.toInstant().toEpochMilli();
          if (atMs > nowMs) {
            return atMs;
          }
        }
        day = day.plusDays(1);
      }
    }
  }
}
