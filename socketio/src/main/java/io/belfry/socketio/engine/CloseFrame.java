package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/// The last frame of a WebSocket (RFC 6455, section 5.5.1).
final class CloseFrame {
  private CloseFrame() {}

  /// The frame that says why this side ends it.
  static ByteBuf of(CloseReason reason) {
    byte[] text = reason.text().getBytes(StandardCharsets.US_ASCII);
    WebSocketFrame frame = WebSocketFrame.allocate(WebSocketFrame.CLOSE, 2 + text.length);
    ByteBuf payload = Unpooled.wrappedBuffer(frame.bytes()).writerIndex(frame.payloadStart());
    payload.writeShort(reason.webSocketCode()).writeBytes(text);
    return frame.view();
  }

  /// How a session ends that its client closed with this payload: in order, unless the payload
  /// itself breaks a rule.
  static CloseReason reasonOf(ByteBuf payload) {
    if (!payload.isReadable()) {
      return CloseReason.TRANSPORT_CLOSE;
    }
    if (payload.readableBytes() < 2 || !isAllowed(payload.readUnsignedShort())) {
      return CloseReason.TRANSPORT_ERROR;
    }
    return Utf8.isValid(payload) ? CloseReason.TRANSPORT_CLOSE : CloseReason.PARSE_ERROR;
  }

  /// Whether a client may send this status (section 7.4).
  private static boolean isAllowed(int status) {
    return (status >= 1000 && status <= 1014 && !(status >= 1004 && status <= 1006))
        || (status >= 3000 && status <= 4999);
  }
}
