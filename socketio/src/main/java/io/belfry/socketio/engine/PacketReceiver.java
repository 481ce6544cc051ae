package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// What packets from a client become, in the order in which they arrived.
interface PacketReceiver {
  /// A packet without binary data; the payload is valid UTF-8, readable only during this call.
  void onPacket(PacketType type, ByteBuf payload);

  /// Binary data, readable only during this call.
  void onBinaryMessage(ByteBuf data);

  /// Whether it takes more.
  boolean isOpen();
}
