package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/// Sends back what it gets.
public class EchoHandler implements EngineHandler {
  private final EngineSession session;

  public EchoHandler(EngineSession session) {
    this.session = session;
  }

  @Override
  public void onText(ByteBuf payload) {
    session.send(EngineMessage.text(ByteBufUtil.getBytes(payload)));
  }

  @Override
  public void onBinary(ByteBuf payload) {
    session.send(EngineMessage.binary(ByteBufUtil.getBytes(payload)));
  }

  @Override
  public void onClose(CloseReason reason) {}
}
