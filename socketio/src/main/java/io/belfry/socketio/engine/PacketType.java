package io.belfry.socketio.engine;

import org.jspecify.annotations.Nullable;

/// A kind of Engine.IO packet.
enum PacketType {
  OPEN('0'),
  CLOSE('1'),
  PING('2'),
  PONG('3'),
  MESSAGE('4'),
  UPGRADE('5'),
  NOOP('6');

  private static final PacketType[] ALL = values();

  private final byte code;

  PacketType(char code) {
    this.code = (byte) code;
  }

  /// The ASCII digit that begins a packet of this kind.
  byte code() {
    return code;
  }

  /// The number that begins a packet of this kind where it is written as bytes.
  byte number() {
    return (byte) (code - '0');
  }

  /// The kind that this byte begins, or null when there is none.
  static @Nullable PacketType of(byte code) {
    int index = code - '0';
    return index >= 0 && index < ALL.length ? ALL[index] : null;
  }
}
