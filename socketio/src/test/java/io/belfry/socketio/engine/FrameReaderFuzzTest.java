package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Any bytes become the same messages, or the same end, however they are cut into chunks; no more
/// is said after the end, no limit is passed, and no buffer is kept.
///
/// The first byte of an input says whether messages may be compressed, and how the chunks are cut.
class FrameReaderFuzzTest {
  private static final EngineOptions OPTIONS =
      EngineOptions.defaults().withMaxPayload(300).withMaxFragments(5).withMaxControlFrames(5);

  @FuzzTest
  void the_chunks_make_no_difference(byte[] input) {
    if (input.length == 0) {
      return;
    }
    boolean inflates = (input[0] & 1) != 0;
    List<String> whole = read(input, inflates, input.length);

    assertThat(read(input, inflates, 1)).isEqualTo(whole);
    assertThat(read(input, inflates, 2 + (input[0] & 0xFE))).isEqualTo(whole);
  }

  /// Reads all but the first byte, in chunks of up to `most` bytes.
  private static List<String> read(byte[] input, boolean inflates, int most) {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
    Heard heard = new Heard();
    FrameReader reader = new FrameReader(OPTIONS, inflates, heard);
    Random lengths = new Random(input[0]);
    int at = 1;
    while (at < input.length) {
      int length = Math.min(most == 1 ? 1 : 1 + lengths.nextInt(most), input.length - at);
      ByteBuf chunk = allocator.heapBuffer(length).writeBytes(input, at, length);
      reader.read(allocator, chunk);
      at += length;
    }
    reader.stop();
    reader.drain(allocator);
    assertThat(allocator.metric().usedHeapMemory()).isZero();
    assertThat(allocator.metric().usedDirectMemory()).isZero();
    return heard.said;
  }

  private static final class Heard implements FrameReader.Sink {
    private final List<String> said = new ArrayList<>();
    private boolean over;

    @Override
    public void onFrame(int opcode, ByteBuf payload) {
      assertThat(over).isFalse();
      assertThat(payload.readableBytes())
          .isLessThanOrEqualTo(opcode >= WebSocketFrame.CLOSE ? 125 : OPTIONS.maxPayload());
      if (opcode == WebSocketFrame.TEXT) {
        assertThat(Utf8.isValid(payload)).isTrue();
      }
      if (opcode == WebSocketFrame.CLOSE) {
        CloseFrame.reasonOf(payload.duplicate());
      }
      said.add(opcode + HexFormat.of().formatHex(ByteBufUtil.getBytes(payload)));
    }

    @Override
    public void onViolation(CloseReason reason) {
      end(reason.name());
    }

    @Override
    public void onLimit(EngineLimit limit) {
      end(limit.name());
    }

    private void end(String why) {
      assertThat(over).isFalse();
      over = true;
      said.add(why);
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }
}
