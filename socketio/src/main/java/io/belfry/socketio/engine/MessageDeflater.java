package io.belfry.socketio.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Compresses messages and expands them, each by itself (RFC 7692, section 7.2, with no context
/// taken over): so one of these serves all connections of a thread, and a message for many is
/// compressed once.
final class MessageDeflater {
  private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
  private static final int FIRST_GUESS = 4096;

  private static final FastThreadLocal<MessageDeflater> OF_THREAD =
      new FastThreadLocal<>() {
        @Override
        protected MessageDeflater initialValue() {
          return new MessageDeflater();
        }

        @Override
        protected void onRemoval(MessageDeflater value) {
          value.deflater.end();
          value.inflater.end();
        }
      };

  private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
  private final Inflater inflater = new Inflater(true);

  private MessageDeflater() {}

  /// The calling thread's own.
  static MessageDeflater ofThread() {
    return OF_THREAD.get();
  }

  /// The compressed form of these bytes, without the four bytes that end each one.
  byte[] deflate(byte[] bytes, int from, int length) {
    deflater.reset();
    deflater.setInput(bytes, from, length);
    byte[] out = new byte[Math.max(64, length / 2)];
    int written = 0;
    int more = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    while (more > 0) {
      written += more;
      if (written < out.length) {
        break;
      }
      out = Arrays.copyOf(out, 2 * out.length);
      more = deflater.deflate(out, written, out.length - written, Deflater.SYNC_FLUSH);
    }
    return Arrays.copyOf(out, written - TAIL.length);
  }

  /// The expanded form of a compressed message, to be released by the caller; null when it would be
  /// longer than `limit`.
  ///
  /// @throws DataFormatException when it is not compressed data
  @Nullable ByteBuf inflate(ByteBufAllocator allocator, ByteBuf compressed, int limit)
      throws DataFormatException {
    inflater.reset();
    ByteBuf out = allocator.heapBuffer(Math.min(limit, FIRST_GUESS));
    boolean done = false;
    try {
      inflater.setInput(compressed.nioBuffer());
      if (inflateTo(out, limit)) {
        inflater.setInput(ByteBuffer.wrap(TAIL));
        done = inflateTo(out, limit);
      }
      return done ? out : null;
    } finally {
      // The inflater must not hold on to the message.
      inflater.setInput(TAIL, 0, 0);
      if (!done) {
        out.release();
      }
    }
  }

  /// Expands what the inflater was given; false when that is longer than `limit`.
  private boolean inflateTo(ByteBuf out, int limit) throws DataFormatException {
    while (true) {
      if (!out.isWritable()) {
        if (out.writerIndex() >= limit) {
          return isAtEnd();
        }
        out.capacity((int) Math.min(limit, 2L * out.capacity()));
      }
      int read =
          inflater.inflate(out.array(), out.arrayOffset() + out.writerIndex(), out.writableBytes());
      out.writerIndex(out.writerIndex() + read);
      if (read == 0) {
        return true;
      }
    }
  }

  /// Whether nothing more comes out, now that there is no room for it.
  private boolean isAtEnd() throws DataFormatException {
    return inflater.inflate(new byte[1]) == 0;
  }
}
