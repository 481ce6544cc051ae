package io.belfry.server.user;

import java.util.Optional;

/// Names a user: 1 to 128 characters (code points) of well-formed text without control characters,
/// as the application wrote it.
public record UserId(String value) {
  public static final int MAX_LENGTH = 128;

  public UserId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a user id");
    }
  }

  /// The user id written as `text`, or nothing when it cannot be one.
  public static Optional<UserId> parse(String text) {
    return isValid(text) ? Optional.of(new UserId(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean isValid(String text) {
    int length = text.length();
    if (length == 0 || text.codePointCount(0, length) > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c)) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        boolean pair = i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1));
        if (!pair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
