package io.belfry.socketio.engine;

/// The heartbeat of version 4: the server pings, the client has to answer.
final class ServerHeartbeat extends Heartbeat {
  private static final EngineMessage PING = EngineMessage.packet(PacketType.PING);

  private final Session session;
  private boolean awaitingPong;

  ServerHeartbeat(Session session) {
    this.session = session;
  }

  @Override
  void start() {
    session.loop().schedule(this, session.options().pingInterval());
  }

  @Override
  protected void expired() {
    if (awaitingPong) {
      session.close(CloseReason.PING_TIMEOUT);
    } else {
      awaitingPong = true;
      session.loop().schedule(this, session.options().pingTimeout(), dueNanos);
      session.send(PING);
    }
  }

  @Override
  void onPing(byte[] payload) {
    session.close(CloseReason.TRANSPORT_ERROR);
  }

  @Override
  void onPong() {
    if (awaitingPong) {
      awaitingPong = false;
      start();
    }
  }

  @Override
  boolean isOverdue() {
    return awaitingPong && session.loop().nanoTime() - dueNanos >= 0;
  }
}
