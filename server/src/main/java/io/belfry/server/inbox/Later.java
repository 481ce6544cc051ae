package io.belfry.server.inbox;

import io.belfry.server.notification.Content;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.NotificationId;
import io.belfry.server.notification.Rfc3339;
import java.time.Duration;
import java.util.Optional;

/// What is to be sent later.
///
/// @param at when
/// @param content without its expiry
/// @param expiresMs when it expires, epoch milliseconds; 0 for never, or for `ttlMs`
/// @param ttlMs how long after it was sent it expires; 0 for never, or for `expiresMs`
/// @param cancelKey under which it can be cancelled with others; empty for none
public record Later(SendTime at, Content content, long expiresMs, long ttlMs, String cancelKey) {
  /// What one user, and all broadcasts together, can have waiting.
  public static final int MAX_WAITING = 1_000;

  /// Clocks differ: what is past by no more is sent at once.
  private static final long TOLERANCE_MS = Duration.ofMinutes(1).toMillis();

  /// When it expires if it is sent at `atMs`, epoch milliseconds; 0 for never.
  public long expiresMs(long atMs) {
    return ttlMs == 0 ? expiresMs : atMs + ttlMs;
  }

  /// What users get if it is sent at `atMs`, epoch milliseconds.
  public Content content(long atMs) {
    return content.until(expiresMs(atMs));
  }

  /// Why it cannot be sent at `atMs`; nothing when it can.
  ///
  /// @param nowMs both epoch milliseconds
  /// @param waiting what waits already
  public Optional<Unschedulable> refusal(long atMs, long nowMs, int waiting) {
    if (atMs <= nowMs - TOLERANCE_MS || (atMs > nowMs && !Ahead.isAt(atMs, nowMs))) {
      return Optional.of(Unschedulable.NOT_AHEAD);
    }
    long expires = expiresMs(atMs);
    if (expires != 0 && !Content.isAhead(expires, Math.max(atMs, nowMs))) {
      return Optional.of(Unschedulable.EXPIRES_BEFORE);
    }
    return waiting < MAX_WAITING ? Optional.empty() : Optional.of(Unschedulable.TOO_MANY);
  }

  /// What its sender is told: `{id, sendAt, status}`.
  public static JsonBytes told(NotificationId id, long atMs) {
    return JsonBytes.of(
        "{\"id\":\"%s\",\"sendAt\":\"%s\",\"status\":\"scheduled\"}"
            .formatted(id, Rfc3339.text(atMs)));
  }
}
