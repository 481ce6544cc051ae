package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private static final int MAX_PAYLOAD = 100;

  private final ByteBufAllocator allocator = UnpooledByteBufAllocator.DEFAULT;
  private final List<String> heard = new ArrayList<>();
  private final FrameReader reader =
      new FrameReader(EngineOptions.defaults().withMaxPayload(MAX_PAYLOAD), false, new Heard());

  @Test
  void what_was_kept_is_read_later() {
    reader.keep(allocator, Unpooled.wrappedBuffer(RawSocket.textFrame("one")));
    reader.keep(allocator, Unpooled.wrappedBuffer(RawSocket.textFrame("two")));
    assertThat(heard).isEmpty();

    reader.drain(allocator);

    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void no_more_is_kept_than_one_frame() {
    ByteBuf fits = Unpooled.wrappedBuffer(new byte[MAX_PAYLOAD + 14]);
    ByteBuf excess = Unpooled.wrappedBuffer(new byte[1]);
    ByteBuf later = Unpooled.wrappedBuffer(new byte[1]);

    reader.keep(allocator, fits);
    assertThat(heard).isEmpty();
    reader.keep(allocator, excess);
    reader.keep(allocator, later);

    assertThat(heard).containsExactly("PAYLOAD");
    assertThat(List.of(fits, excess, later)).allMatch(buffer -> buffer.refCnt() == 0);
  }

  private final class Heard implements FrameReader.Sink {
    @Override
    public void onFrame(int opcode, ByteBuf payload) {
      heard.add(payload.toString(StandardCharsets.UTF_8));
    }

    @Override
    public void onViolation(CloseReason reason) {
      heard.add(reason.name());
    }

    @Override
    public void onLimit(EngineLimit limit) {
      heard.add(limit.name());
    }

    @Override
    public long nanoTime() {
      return 0;
    }
  }
}
