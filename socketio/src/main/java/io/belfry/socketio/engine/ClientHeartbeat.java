package io.belfry.socketio.engine;

/// The heartbeat of version 3: the client pings, once in each `pingInterval`, and hears its own
/// words again.
final class ClientHeartbeat extends Heartbeat {
  private final Session session;

  ClientHeartbeat(Session session) {
    this.session = session;
  }

  @Override
  void start() {
    EngineOptions options = session.options();
    session.loop().schedule(this, options.pingInterval().plus(options.pingTimeout()));
  }

  @Override
  protected void expired() {
    session.close(CloseReason.PING_TIMEOUT);
  }

  @Override
  void onPing(byte[] payload) {
    start();
    session.send(EngineMessage.packet(PacketType.PONG, payload));
  }

  @Override
  void onPong() {
    session.close(CloseReason.TRANSPORT_ERROR);
  }

  @Override
  boolean isOverdue() {
    return session.loop().nanoTime() - dueNanos >= 0;
  }
}
