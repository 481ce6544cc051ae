package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;

/// The receiving end of one session.
///
/// All methods are called on the session's event loop, in the order in which things arrived, and
/// must not block it.
public interface EngineHandler {
  /// The session has begun; called once, before anything else.
  default void onOpen() {}

  /// A text message: valid UTF-8, readable only during this call.
  void onText(ByteBuf payload);

  /// A binary message, readable only during this call.
  void onBinary(ByteBuf payload);

  /// The session is over; called once, and nothing is called after it.
  void onClose(CloseReason reason);
}
