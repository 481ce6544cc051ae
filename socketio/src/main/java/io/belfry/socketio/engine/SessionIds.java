package io.belfry.socketio.engine;

import java.security.SecureRandom;
import java.util.Base64;

/// Makes ids that cannot be guessed: 15 random bytes as 20 characters of base64url.
///
/// Safe in any thread.
public final class SessionIds {
  private static final int BYTES = 15;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private SessionIds() {}

  /// A new id.
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return ENCODER.encodeToString(bytes);
  }
}
