package io.belfry.server.notification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// JSON text in UTF-8, encoded once and passed on as it is. Immutable: whoever makes one gives the
/// array away.
public final class JsonBytes {
  private final byte[] bytes;

  private JsonBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The JSON text `bytes`, which must not be modified afterwards.
  public static JsonBytes of(byte[] bytes) {
    return new JsonBytes(bytes);
  }

  /// The JSON text `text`.
  public static JsonBytes of(String text) {
    return new JsonBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Its length in bytes.
  public int length() {
    return bytes.length;
  }

  /// The bytes themselves, not to be modified.
  public byte[] bytes() {
    return bytes;
  }

  /// Whether it begins with `text`, which is ASCII.
  boolean startsWith(String text) {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    return Arrays.mismatch(expected, bytes) == -1
        || Arrays.mismatch(expected, bytes) == expected.length;
  }

  /// Appends everything from byte `from`.
  void writeTo(ByteArrayOutputStream out, int from) {
    out.write(bytes, from, bytes.length - from);
  }

  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
