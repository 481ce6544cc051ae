package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/// The reader of WebSocket frames from a client (RFC 6455, section 5).
///
/// Confined to the channel's event loop. Owns the buffers that it is given.
final class FrameReader {
  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_CONTROL_LENGTH = 125;
  private static final int MAX_HEADER_LENGTH = 14;
  private static final int NO_MESSAGE = -1;

  private final int maxPayload;
  private final Sink sink;
  private @Nullable ByteBuf received;
  private @Nullable ByteBuf fragments;
  private int fragmentedOpcode = NO_MESSAGE;
  private boolean stopped;

  FrameReader(int maxPayload, Sink sink) {
    this.maxPayload = maxPayload;
    this.sink = sink;
  }

  /// What frames become.
  interface Sink {
    /// A whole message or a control frame; the payload is readable only during this call.
    void onFrame(int opcode, ByteBuf payload);

    /// The client broke a rule; nothing is read any more.
    void onViolation(CloseReason reason);
  }

  /// Reads what has arrived.
  void read(ByteBufAllocator allocator, ByteBuf bytes) {
    if (stopped) {
      bytes.release();
      return;
    }
    append(allocator, bytes);
    drain(allocator);
  }

  /// Keeps what has arrived for later; more than one frame is too much.
  void keep(ByteBufAllocator allocator, ByteBuf bytes) {
    int kept = received == null ? 0 : received.readableBytes();
    if (stopped) {
      bytes.release();
    } else if ((long) kept + bytes.readableBytes() > (long) maxPayload + MAX_HEADER_LENGTH) {
      bytes.release();
      violate(CloseReason.PAYLOAD_TOO_LARGE);
      drain(allocator);
    } else {
      append(allocator, bytes);
    }
  }

  private void append(ByteBufAllocator allocator, ByteBuf bytes) {
    if (received == null) {
      received = bytes;
    } else {
      ByteBuf joined = received;
      if (joined.writableBytes() < bytes.readableBytes()) {
        int size = joined.readableBytes() + bytes.readableBytes();
        joined = allocator.buffer((int) Math.max(size, Math.min(2L * size, maxPayload)));
        joined.writeBytes(received);
        received.release();
        received = joined;
      }
      joined.writeBytes(bytes);
      bytes.release();
    }
  }

  /// Reads the whole frames of what was kept.
  void drain(ByteBufAllocator allocator) {
    while (!stopped && received != null && readFrame(allocator, received)) {
      // Each turn has read one frame.
    }
    if (received != null && (stopped || !received.isReadable())) {
      received.release();
      received = null;
    }
  }

  /// Stops reading and lets go of everything; may be called by the sink during a call to it.
  void stop() {
    stopped = true;
    if (fragments != null) {
      fragments.release();
      fragments = null;
    }
  }

  private boolean readFrame(ByteBufAllocator allocator, ByteBuf in) {
    int available = in.readableBytes();
    if (available < 2) {
      return false;
    }
    int start = in.readerIndex();
    int flags = in.getByte(start) & 0xFF;
    int second = in.getByte(start + 1) & 0xFF;
    int shortLength = second & 0x7F;
    boolean last = (flags & FINAL) != 0;
    int opcode = flags & OPCODE;
    if ((flags & RESERVED) != 0
        || (second & MASKED) == 0
        || !isExpected(opcode, last, shortLength)) {
      return violate(CloseReason.TRANSPORT_ERROR);
    }
    int headLength = shortLength == LENGTH_64 ? 10 : shortLength == LENGTH_16 ? 4 : 2;
    if (available < headLength + 4) {
      return false;
    }
    long length =
        switch (shortLength) {
          case LENGTH_16 -> in.getUnsignedShort(start + 2);
          case LENGTH_64 -> in.getLong(start + 2);
          default -> shortLength;
        };
    int before = fragments == null ? 0 : fragments.readableBytes();
    if (length < 0 || length + (isControl(opcode) ? 0 : before) > maxPayload) {
      return violate(CloseReason.PAYLOAD_TOO_LARGE);
    }
    if (available < headLength + 4 + length) {
      return false;
    }
    int mask = in.getInt(start + headLength);
    in.skipBytes(headLength + 4);
    ByteBuf payload = in.readSlice((int) length);
    unmask(payload, mask);
    return take(allocator, opcode, last, payload);
  }

  private boolean isExpected(int opcode, boolean last, int shortLength) {
    return switch (opcode) {
      case WebSocketFrames.TEXT, WebSocketFrames.BINARY -> fragmentedOpcode == NO_MESSAGE;
      case WebSocketFrames.CONTINUATION -> fragmentedOpcode != NO_MESSAGE;
      case WebSocketFrames.CLOSE, WebSocketFrames.PING, WebSocketFrames.PONG ->
          last && shortLength <= MAX_CONTROL_LENGTH;
      default -> false;
    };
  }

  private static boolean isControl(int opcode) {
    return opcode >= WebSocketFrames.CLOSE;
  }

  private boolean take(ByteBufAllocator allocator, int opcode, boolean last, ByteBuf payload) {
    if (isControl(opcode) || (last && fragmentedOpcode == NO_MESSAGE)) {
      return hand(opcode, payload);
    }
    if (fragmentedOpcode == NO_MESSAGE) {
      fragmentedOpcode = opcode;
    }
    if (fragments == null) {
      fragments = allocator.buffer(payload.readableBytes());
    }
    fragments.writeBytes(payload);
    if (!last) {
      return true;
    }
    ByteBuf message = fragments;
    int messageOpcode = fragmentedOpcode;
    fragments = null;
    fragmentedOpcode = NO_MESSAGE;
    try {
      return hand(messageOpcode, message);
    } finally {
      message.release();
    }
  }

  private boolean hand(int opcode, ByteBuf payload) {
    if (opcode == WebSocketFrames.TEXT && !Utf8.isValid(payload)) {
      return violate(CloseReason.PARSE_ERROR);
    }
    sink.onFrame(opcode, payload);
    return true;
  }

  private boolean violate(CloseReason reason) {
    stop();
    sink.onViolation(reason);
    return false;
  }

  private static void unmask(ByteBuf payload, int mask) {
    int at = payload.readerIndex();
    int end = payload.writerIndex();
    long wide = (mask & 0xFFFFFFFFL) | ((long) mask << Integer.SIZE);
    for (; end - at >= Long.BYTES; at += Long.BYTES) {
      payload.setLong(at, payload.getLong(at) ^ wide);
    }
    for (int shift = 24; at < end; at++, shift = (shift - 8) & 31) {
      payload.setByte(at, payload.getByte(at) ^ (mask >>> shift));
    }
  }
}
