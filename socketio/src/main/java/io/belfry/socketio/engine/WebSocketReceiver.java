package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// The receiving end of a WebSocket; called on its own event loop.
interface WebSocketReceiver {
  /// A text message: valid UTF-8, readable only during this call.
  void onText(WebSocketTransport from, ByteBuf packet);

  /// A binary message, readable only during this call.
  void onBinary(WebSocketTransport from, ByteBuf payload);

  /// The WebSocket is over, by the client's doing or fault.
  void onClosed(WebSocketTransport from, CloseReason reason);
}
