package io.belfry.server.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Hours of the week in which somebody is not interrupted.
///
/// On a day on which clocks change, a beginning or an end in the hour that is left out is the
/// moment of the change. In the hour that comes twice, the beginning is in the first and the end in
/// the second: it is quiet for longer rather than twice.
///
/// @param days on which it begins
/// @param from when, in whole minutes
/// @param to when it ends: on the next day where that is not after `from`, and never as it begins,
///   but from midnight to midnight, which is the whole day
public record QuietWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  public static final Set<DayOfWeek> EVERY_DAY =
      Collections.unmodifiableSet(EnumSet.allOf(DayOfWeek.class));

  /// Days between the one on which a window begins and one on which it may still be quiet: two, or
  /// one before, where clocks are set back over midnight.
  private static final int MOST_DAYS_AGO = 2;

  public QuietWindow {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("a quiet window without days");
    }
    days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    if (!isWholeMinutes(from) || !isWholeMinutes(to)) {
      throw new IllegalArgumentException("a quiet window begins and ends with a minute");
    }
    if (from.equals(to) && !to.equals(LocalTime.MIDNIGHT)) {
      throw new IllegalArgumentException("a quiet window of no length");
    }
  }

  /// When it ends, epoch milliseconds, if it is quiet in `zone` at `atMs`.
  OptionalLong quietUntilMs(long atMs, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(atMs), zone);
    OptionalLong until = OptionalLong.empty();
    for (int daysAgo = MOST_DAYS_AGO; daysAgo >= -1; daysAgo--) {
      LocalDate date = today.minusDays(daysAgo);
      if (days.contains(date.getDayOfWeek()) && beginMs(date, zone) <= atMs) {
        long endMs = endMs(date, zone);
        if (atMs < endMs && endMs > until.orElse(atMs)) {
          until = OptionalLong.of(endMs);
        }
      }
    }
    return until;
  }

  private long beginMs(LocalDate date, ZoneId zone) {
    return epochMs(date.atTime(from), zone, false);
  }

  private long endMs(LocalDate date, ZoneId zone) {
    LocalDate last = to.isAfter(from) ? date : date.plusDays(1);
    return epochMs(last.atTime(to), zone, true);
  }

  private static long epochMs(LocalDateTime local, ZoneId zone, boolean later) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      return zone.getRules().getTransition(local).getInstant().toEpochMilli();
    }
    ZoneOffset offset = later ? offsets.getLast() : offsets.getFirst();
    return local.toInstant(offset).toEpochMilli();
  }

  private static boolean isWholeMinutes(LocalTime time) {
    return time.truncatedTo(ChronoUnit.MINUTES).equals(time);
  }
}
