package io.belfry.server.app;

import io.belfry.server.realtime.Gateway;
import io.belfry.socketio.DisconnectReason;
import io.belfry.socketio.SocketIoLimit;
import io.belfry.socketio.SocketIoMetrics;
import io.belfry.socketio.engine.CloseReason;
import io.belfry.socketio.engine.EngineLimit;
import io.belfry.socketio.engine.RequestError;
import io.belfry.socketio.engine.TransportKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts what happens to connections, for `/metrics`.
final class SocketMetrics implements SocketIoMetrics {
  private final MeterRegistry meters;
  private final Counter sent;
  private final Counter received;
  private final Counter refused;

  SocketMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.sent = meters.counter("belfry.socket.packets.sent");
    this.received = meters.counter("belfry.socket.packets.received");
    this.refused = meters.counter("belfry.socket.refused");
  }

  @Override
  public void sessionOpened(TransportKind transport) {
    meters.counter("belfry.socket.opened", "transport", transport.name()).increment();
  }

  @Override
  public void sessionClosed(TransportKind transport, CloseReason reason) {
    meters
        .counter("belfry.socket.closed", "transport", transport.name(), "reason", reason.name())
        .increment();
  }

  @Override
  public void requestRefused(RequestError error) {
    meters.counter("belfry.socket.requests.refused", "error", error.name()).increment();
  }

  @Override
  public void limitExceeded(EngineLimit limit) {
    count(limit.name());
  }

  @Override
  public void limitExceeded(SocketIoLimit limit) {
    count(limit.name());
  }

  private void count(String limit) {
    meters.counter(Gateway.LIMIT, "limit", limit).increment();
  }

  @Override
  public void socketDisconnected(String namespace, DisconnectReason reason) {
    meters.counter("belfry.socket.disconnected", "reason", reason.name()).increment();
  }

  @Override
  public void connectRefused() {
    refused.increment();
  }

  @Override
  public void packetReceived() {
    received.increment();
  }

  @Override
  public void packetSent() {
    sent.increment();
  }
}
