package io.belfry.server.app;

import io.belfry.server.copy.jdbc.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Says on a terminal how far a copy is, at most once a second, always on the same line.
///
/// Not safe for several threads.
final class CopyProgress implements Progress {
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int WIDTH = 72;

  private final PrintWriter terminal;
  private final LongSupplier nanoTime;
  private @Nullable Step step;
  private long begunNanos;
  private long toldNanos;
  private boolean told;

  CopyProgress(PrintWriter terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.begunNanos = nanoTime.getAsLong();
    this.toldNanos = begunNanos;
  }

  @Override
  public void at(Step now, long done, long total) {
    long nanos = nanoTime.getAsLong();
    if (now != step) {
      step = now;
      begunNanos = nanos;
    }
    if (nanos - toldNanos >= PAUSE_NANOS) {
      toldNanos = nanos;
      told = true;
      terminal.print("\r" + line(now, done, total, nanos - begunNanos));
      terminal.flush();
    }
  }

  /// Leaves the line.
  void end() {
    if (told) {
      terminal.println();
      terminal.flush();
    }
  }

  private static String line(Step step, long done, long total, long nanos) {
    String what =
        switch (step) {
          case COPYING -> "Copying: %,d of %,d rows";
          case CHECKING -> "Checking: %,d of %,d inboxes";
        };
    long percent = total == 0 ? 100 : done * 100 / total;
    long perSecond = nanos == 0 ? 0 : (long) (done * 1e9 / nanos);
    String text =
        String.format(Locale.ROOT, what + ", %d %%, %,d/s", done, total, percent, perSecond);
    return text + " ".repeat(Math.max(0, WIDTH - text.length()));
  }
}
