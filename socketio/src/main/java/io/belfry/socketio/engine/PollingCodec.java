package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import java.util.Queue;

/// How the bodies of polls and POSTs are written and read, in one version of the protocol.
///
/// Immutable, and safe in any thread.
sealed interface PollingCodec permits SeparatedPayloads, CountedPayloads {
  /// The codec of a format.
  static PollingCodec of(WireFormat format) {
    return switch (format.protocol()) {
      case V4 -> SeparatedPayloads.INSTANCE;
      case V3 -> format.base64() ? CountedPayloads.BASE64 : CountedPayloads.BINARY;
    };
  }

  /// Puts all messages of the queue into one body, and empties the queue.
  PollingBody encode(Queue<EngineMessage> messages);

  /// Hands on the packets of a body, until they are too many or the receiver takes no more.
  ///
  /// @param binary whether the body is said to be bytes, and not text
  /// @return whether there were no more packets than `maxPackets`
  /// @throws MalformedPayloadException when one cannot be read; those before it were handed on
  boolean decode(ByteBuf body, boolean binary, int maxPackets, PacketReceiver to)
      throws MalformedPayloadException;
}
