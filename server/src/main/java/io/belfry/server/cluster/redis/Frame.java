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

  /// What a frame means, with its byte on the wire.
  enum Kind {
    /// The payload is told.
    TELL(1),
    /// The payload is a question, to be answered on the sender's own channel.
    ASK(2),
    /// The payload answers a question of the node whose channel this is.
    ANSWER(3),
    /// Something that the sender told has been lost.
    GAP(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static Optional<Kind> of(int code) {
      return switch (code) {
        case 1 -> Optional.of(TELL);
        case 2 -> Optional.of(ASK);
        case 3 -> Optional.of(ANSWER);
        case 4 -> Optional.of(GAP);
        default -> Optional.empty();
      };
    }
  }

  byte[] encode() {
    return ByteBuffer.allocate(HEADER + payload.length)
        .put(MAGIC)
        .put(VERSION)
        .put((byte) kind.code)
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
    Optional<Kind> kind = Kind.of(in.get());
    long sender = in.getLong();
    long question = in.getLong();
    byte[] payload = new byte[in.remaining()];
    in.get(payload);
    return kind.map(known -> new Frame(known, sender, question, payload));
  }
}
