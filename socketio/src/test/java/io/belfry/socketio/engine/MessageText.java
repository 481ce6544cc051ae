package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/// The packet of a text message, as a client would send it: without the type that Engine.IO puts in
/// front.
public final class MessageText {
  private MessageText() {}

  public static ByteBuf of(EngineMessage message) {
    return Unpooled.wrappedBuffer(message.payload()).skipBytes(1);
  }
}
