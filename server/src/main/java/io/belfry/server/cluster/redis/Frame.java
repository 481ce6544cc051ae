package io.belfry.server.cluster.redis;

import java.nio.ByteBuffer;
import java.util.Optional;

/// What travels over a channel: who sends it and what it is, then the payload.
///
/// On the wire: the byte 0xBF, the version 1, the kind, then the sender and the number of the
/// question (0 where there is none) as eight bytes each, big-endian; the rest is the payload.
///
/// @param sender the node
/// @param question the number of the question that is asked or answered
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Frame(Kind kind, long sender, long question, byte[] payload) {
  private static final byte MAGIC = (byte) 0xBF;
  private static final byte VERSION = 1;
  private static final int HEADER = 3 + 2 * Long.BYTES;
  private static final Kind[] KINDS = Kind.values();

  /// What a frame means. Its place in this list is its byte on the wire.
  enum Kind {
    /// The payload is told.
    TELL,
    /// The payload is a question, to be answered on the sender's own channel.
    ASK,
    /// The payload answers a question of the node whose channel this is.
    ANSWER,
    /// Something that the sender told has been lost.
    GAP
  }

  byte[] encode() {
    return ByteBuffer.allocate(HEADER + payload.length)
        .put(MAGIC)
        .put(VERSION)
        .put((byte) kind.ordinal())
        .putLong(sender)
        .putLong(question)
        .put(payload)
        .array();
  }

  /// What `bytes` say, or nothing when no node of this version can have written them.
  static Optional<Frame> parse(byte[] bytes) {
    if (bytes.length < HEADER || bytes[0] != MAGIC || bytes[1] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
    int kind = in.get();
    if (kind < 0 || kind >= KINDS.length) {
      return Optional.empty();
    }
    long sender = in.getLong();
    long question = in.getLong();
    byte[] payload = new byte[in.remaining()];
    in.get(payload);
    return Optional.of(new Frame(KINDS[kind], sender, question, payload));
  }
}
