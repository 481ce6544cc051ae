package io.belfry.socketio.engine;

/// The settings of compressed WebSocket messages (permessage-deflate, RFC 7692).
///
/// Each message is compressed by itself (no context is taken over, in neither direction), which
/// costs no memory per connection, and a message for many is compressed once. A client that asks
/// for a smaller window of the server's gets only messages compressed that fit into it.
///
/// @param enabled whether it is offered
/// @param threshold the least size in bytes of a message that is compressed
/// @param clientWindowBits the largest window, as a power of two, that a client may use which lets
///   the server choose: 9 to 15
public record Deflate(boolean enabled, int threshold, int clientWindowBits) {
  /// No compression.
  public static final Deflate OFF = new Deflate(false, 1024, 15);

  /// Compression of messages of 1 kB and more.
  public static final Deflate ON = new Deflate(true, 1024, 15);

  /// Checks each setting.
  public Deflate {
    if (threshold < 1) {
      throw new IllegalArgumentException("threshold must be positive: " + threshold);
    }
    if (clientWindowBits < 9 || clientWindowBits > 15) {
      throw new IllegalArgumentException(
          "clientWindowBits must be from 9 to 15: " + clientWindowBits);
    }
  }
}
