package io.belfry.socketio;

import org.jspecify.annotations.Nullable;

/// A kind of Socket.IO packet.
enum PacketType {
  CONNECT,
  DISCONNECT,
  EVENT,
  ACK,
  CONNECT_ERROR,
  BINARY_EVENT,
  BINARY_ACK;

  private static final PacketType[] ALL = values();

  /// The digit that begins a packet of this kind.
  @SuppressWarnings("EnumOrdinal") // the protocol numbers them in this order
  int code() {
    return ordinal();
  }

  /// The kind that this byte begins, or null when there is none.
  static @Nullable PacketType of(byte code) {
    int index = code - '0';
    return index >= 0 && index < ALL.length ? ALL[index] : null;
  }
}
