package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// The reader of WebSocket frames from a client (RFC 6455, section 5).
///
/// Confined to the channel's event loop. Owns the buffers that it is given.
final class FrameReader {
  private static final int FINAL = 0x80;
  private static final int COMPRESSED = 0x40;
  private static final int RESERVED = 0x30;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_CONTROL_LENGTH = 125;
  private static final int MAX_HEADER_LENGTH = 14;
  private static final int NO_MESSAGE = -1;

  private final EngineOptions options;
  private final boolean inflates;
  private final Sink sink;
  private @Nullable ByteBuf received;
  private @Nullable ByteBuf fragments;
  private int fragmentedOpcode = NO_MESSAGE;
  private boolean compressed;
  private int fragmentCount;
  private int controlFrames;
  private long controlFramesSince;
  private boolean stopped;

  /// A reader that takes compressed messages when it `inflates`.
  FrameReader(EngineOptions options, boolean inflates, Sink sink) {
    this.options = options;
    this.inflates = inflates;
    this.sink = sink;
  }

  /// What frames become.
  interface Sink {
    /// A whole message or a control frame; the payload is readable only during this call.
    void onFrame(int opcode, ByteBuf payload);

    /// The client broke a rule; nothing is read any more.
    void onViolation(CloseReason reason);

    /// The time, as [System#nanoTime] counts it.
    long nanoTime();

    /// The client ran into a limit; nothing is read any more.
    void onLimit(EngineLimit limit);
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
    } else if ((long) kept + bytes.readableBytes()
        > (long) options.maxPayload() + MAX_HEADER_LENGTH) {
      bytes.release();
      exceed(EngineLimit.PAYLOAD);
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
        joined = allocator.buffer((int) Math.max(size, Math.min(2L * size, options.maxPayload())));
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
        || !isExpected(opcode, last, shortLength)
        || ((flags & COMPRESSED) != 0 && !mayBeCompressed(opcode))) {
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
    if (length < 0 || length + (isControl(opcode) ? 0 : before) > options.maxPayload()) {
      return exceed(EngineLimit.PAYLOAD);
    }
    if (available < headLength + 4 + length) {
      return false;
    }
    int mask = in.getInt(start + headLength);
    in.skipBytes(headLength + 4);
    ByteBuf payload = in.readSlice((int) length);
    unmask(payload, mask);
    if (isControl(opcode)) {
      return takeControl(opcode, payload);
    }
    if (opcode != WebSocketFrame.CONTINUATION) {
      compressed = (flags & COMPRESSED) != 0;
    }
    return take(allocator, opcode, last, payload);
  }

  private boolean isExpected(int opcode, boolean last, int shortLength) {
    return switch (opcode) {
      case WebSocketFrame.TEXT, WebSocketFrame.BINARY -> fragmentedOpcode == NO_MESSAGE;
      case WebSocketFrame.CONTINUATION -> fragmentedOpcode != NO_MESSAGE;
      case WebSocketFrame.CLOSE, WebSocketFrame.PING, WebSocketFrame.PONG ->
          last && shortLength <= MAX_CONTROL_LENGTH;
      default -> false;
    };
  }

  /// Whether the first of the reserved bits may be set: in the first frame of a message, when
  /// compression was agreed on (RFC 7692, section 6).
  private boolean mayBeCompressed(int opcode) {
    return inflates && (opcode == WebSocketFrame.TEXT || opcode == WebSocketFrame.BINARY);
  }

  private static boolean isControl(int opcode) {
    return opcode >= WebSocketFrame.CLOSE;
  }

  private boolean takeControl(int opcode, ByteBuf payload) {
    long now = sink.nanoTime();
    if (now - controlFramesSince > options.pingInterval().toNanos() || controlFrames == 0) {
      controlFramesSince = now;
      controlFrames = 0;
    }
    controlFrames++;
    if (controlFrames > options.maxControlFrames()) {
      return exceed(EngineLimit.CONTROL_FRAMES);
    }
    sink.onFrame(opcode, payload);
    return true;
  }

  private boolean take(ByteBufAllocator allocator, int opcode, boolean last, ByteBuf payload) {
    if (last && fragmentedOpcode == NO_MESSAGE) {
      return hand(allocator, opcode, payload);
    }
    fragmentCount++;
    if (fragmentCount > options.maxFragments()) {
      return exceed(EngineLimit.FRAGMENTS);
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
    fragmentCount = 0;
    fragmentedOpcode = NO_MESSAGE;
    try {
      return hand(allocator, messageOpcode, message);
    } finally {
      message.release();
    }
  }

  private boolean hand(ByteBufAllocator allocator, int opcode, ByteBuf payload) {
    if (!compressed) {
      return handPlain(opcode, payload);
    }
    @Nullable ByteBuf expanded;
    try {
      expanded = MessageDeflater.ofThread().inflate(allocator, payload, options.maxPayload());
    } catch (DataFormatException e) {
      return violate(CloseReason.PARSE_ERROR);
    }
    if (expanded == null) {
      return exceed(EngineLimit.PAYLOAD);
    }
    try {
      return handPlain(opcode, expanded);
    } finally {
      expanded.release();
    }
  }

  private boolean handPlain(int opcode, ByteBuf payload) {
    if (opcode == WebSocketFrame.TEXT && !Utf8.isValid(payload)) {
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

  private boolean exceed(EngineLimit limit) {
    stop();
    sink.onLimit(limit);
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
