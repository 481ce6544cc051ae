package io.belfry.server.notification;

import java.util.Optional;
import java.util.UUID;

/// Names a notification: a UUIDv7 (RFC 9562, section 5.7), held as its two meaningful parts.
///
/// @param order the first 60 bits, 48 of creation time (epoch milliseconds) and 12 of counter:
///   orders ids by creation; unique within an inbox
/// @param salt the 62 random bits
public record NotificationId(long order, long salt) implements Comparable<NotificationId> {
  static final int COUNTER_BITS = 12;
  static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long SALT_MASK = (1L << 62) - 1;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  public NotificationId {
    if (order < 0 || order >>> 60 != 0 || (salt & ~SALT_MASK) != 0) {
      throw new IllegalArgumentException("not the parts of a UUIDv7");
    }
  }

  /// The id written as `text` (36 characters, as RFC 9562 writes it), or nothing when it is not a
  /// UUIDv7.
  public static Optional<NotificationId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    UUID uuid;
    try {
      uuid = UUID.fromString(text);
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
    if (uuid.version() != 7 || uuid.variant() != 2) {
      return Optional.empty();
    }
    long high = uuid.getMostSignificantBits();
    long order = (high >>> 16) << COUNTER_BITS | (high & COUNTER_MASK);
    return Optional.of(new NotificationId(order, uuid.getLeastSignificantBits() & SALT_MASK));
  }

  /// The smallest `order` of anything created at `epochMs` or later.
  public static long orderAt(long epochMs) {
    return epochMs << COUNTER_BITS;
  }

  /// When it was created, in epoch milliseconds.
  public long timestamp() {
    return order >>> COUNTER_BITS;
  }

  @Override
  public int compareTo(NotificationId other) {
    int byOrder = Long.compare(order, other.order);
    return byOrder != 0 ? byOrder : Long.compare(salt, other.salt);
  }

  @Override
  public String toString() {
    long high = (order >>> COUNTER_BITS) << 16 | VERSION_7 | (order & COUNTER_MASK);
    return new UUID(high, VARIANT | salt).toString();
  }
}
