package io.belfry.socketio.engine;

/// The watch over whether a session's client is still there.
///
/// Confined to the session's event loop.
abstract sealed class Heartbeat extends Deadline permits ServerHeartbeat, ClientHeartbeat {
  /// Begins it.
  abstract void start();

  /// The client pinged, with this payload.
  abstract void onPing(byte[] payload);

  /// The client answered a ping.
  abstract void onPong();

  /// Whether the client's time is over, though the loop has not come to say so yet.
  abstract boolean isOverdue();
}
