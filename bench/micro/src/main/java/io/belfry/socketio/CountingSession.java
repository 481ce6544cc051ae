package io.belfry.socketio;

import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.EngineLoop;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.EngineProtocol;
import io.belfry.socketio.engine.EngineSession;
import io.belfry.socketio.engine.TransportKind;

/// A session that counts the bytes of what it is sent.
final class CountingSession implements EngineSession {
  private long bytes;

  long bytes() {
    return bytes;
  }

  @Override
  public void send(EngineMessage message) {
    bytes += message.length();
  }

  @Override
  public void sendAtOnce(EngineMessage message) {
    send(message);
  }

  @Override
  public String id() {
    return "counting";
  }

  @Override
  public EngineLoop loop() {
    throw new UnsupportedOperationException("it is on no event loop");
  }

  @Override
  public EngineProtocol protocol() {
    return EngineProtocol.V4;
  }

  @Override
  public TransportKind transport() {
    return TransportKind.WEBSOCKET;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void close(CloseReason reason) {}
}
