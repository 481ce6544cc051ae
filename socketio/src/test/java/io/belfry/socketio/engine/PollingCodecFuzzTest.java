package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/// The body of a POST is refused with a [MalformedPayloadException] and nothing else; what is taken
/// of it reads the same after it was written again, in each format. The first byte of an input says
/// in which it is.
class PollingCodecFuzzTest {
  private static final int MAX_PACKETS = 20;
  private static final byte SEPARATOR = 0x1e;
  private static final WireFormat[] FORMATS = WireFormat.values();

  @FuzzTest
  void what_was_read_reads_the_same_when_written_again(byte[] input)
      throws MalformedPayloadException {
    if (input.length == 0) {
      return;
    }
    boolean binary = (input[0] & 4) != 0;
    WireFormat format = FORMATS[input[0] & 3];
    ByteBuf body = Unpooled.wrappedBuffer(input, 1, input.length - 1);
    Packets packets = new Packets();
    boolean all;
    try {
      all = PollingCodec.of(format).decode(body, binary, MAX_PACKETS, packets);
    } catch (MalformedPayloadException e) {
      assertThat(packets.messages).hasSizeLessThanOrEqualTo(MAX_PACKETS);
      return;
    }
    assertThat(all && body.isReadable()).isFalse();
    assertThat(packets.messages).hasSizeLessThanOrEqualTo(MAX_PACKETS);
    if (!packets.messages.isEmpty()) {
      for (WireFormat other : FORMATS) {
        if (other.protocol() == EngineProtocol.V3 || !packets.separator) {
          assertThat(again(packets.messages, other)).isEqualTo(packets.said);
        }
      }
    }
  }

  private static List<String> again(List<EngineMessage> messages, WireFormat format)
      throws MalformedPayloadException {
    PollingCodec codec = PollingCodec.of(format);
    Queue<EngineMessage> queue = new ArrayDeque<>(messages);
    PollingBody body = codec.encode(queue);
    assertThat(queue).isEmpty();
    Packets packets = new Packets();
    assertThat(codec.decode(body.bytes(), body.binary(), MAX_PACKETS, packets)).isTrue();
    return packets.said;
  }

  /// What was handed on: as text to compare, and as messages to write.
  private static final class Packets implements PacketReceiver {
    private final List<String> said = new ArrayList<>();
    private final List<EngineMessage> messages = new ArrayList<>();

    /// Whether a text has a record separator in it, for which version 4 has no form.
    private boolean separator;

    @Override
    public void onPacket(PacketType type, ByteBuf payload) {
      assertThat(Utf8.isValid(payload)).isTrue();
      byte[] text = ByteBufUtil.getBytes(payload);
      separator |= payload.indexOf(payload.readerIndex(), payload.writerIndex(), SEPARATOR) >= 0;
      said.add(type + Arrays.toString(text));
      messages.add(EngineMessage.packet(type, text));
    }

    @Override
    public void onBinaryMessage(ByteBuf data) {
      byte[] bytes = ByteBufUtil.getBytes(data);
      said.add("binary" + Arrays.toString(bytes));
      messages.add(EngineMessage.binary(bytes));
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }
}
