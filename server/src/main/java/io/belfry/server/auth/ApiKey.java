package io.belfry.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// A backend's key, as it is kept: the key itself is shown once and only its hash remembered.
///
/// @param id short and public, for lists and logs
/// @param name what it is for
/// @param hash SHA-256 of the key, in hexadecimal
/// @param createdAt when it was made
/// @param revoked whether it is refused
public record ApiKey(String id, String name, String hash, Instant createdAt, boolean revoked) {

  /// A new key, and the text that its bearer will send.
  public static Created create(String name, SecureRandom random, Instant now) {
    // A command line takes what begins with a hyphen for a flag: an id has none.
    String id = HexFormat.of().formatHex(bytes(random, 6));
    String secret = "bk_" + id + "_" + text(bytes(random, 24));
    return new Created(new ApiKey(id, name, hash(secret), now, false), secret);
  }

  /// How `secret` is remembered.
  public static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] bytes(SecureRandom random, int count) {
    byte[] raw = new byte[count];
    random.nextBytes(raw);
    return raw;
  }

  private static String text(byte[] raw) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw).replace('_', '-');
  }

  /// A key just made, and the text that its bearer will send.
  public record Created(ApiKey key, String secret) {}
}
