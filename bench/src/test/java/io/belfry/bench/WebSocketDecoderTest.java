package io.belfry.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebSocketDecoderTest {
  private static final String UPGRADE = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n";

  private final List<String> heard = new ArrayList<>();

  @Test
  void frames_of_each_length_are_read_wherever_the_bytes_are_split() {
    ByteBuf bytes = Unpooled.copiedBuffer(UPGRADE, ISO_8859_1);
    List<String> texts = List.of("2", "a".repeat(125), "b".repeat(126), "c".repeat(65_536));
    bytes.writeBytes(new byte[] {(byte) 0x81, 1}).writeBytes(ascii(texts.get(0)));
    bytes.writeBytes(new byte[] {(byte) 0x81, 125}).writeBytes(ascii(texts.get(1)));
    bytes.writeBytes(new byte[] {(byte) 0x81, 126}).writeShort(126).writeBytes(ascii(texts.get(2)));
    bytes
        .writeBytes(new byte[] {(byte) 0x81, 127})
        .writeLong(65_536)
        .writeBytes(ascii(texts.get(3)));

    for (int split : new int[] {1, UPGRADE.length(), UPGRADE.length() + 1, 200, 340, 345, 400}) {
      heard.clear();
      EmbeddedChannel channel = channel();
      channel.writeInbound(bytes.copy(0, split));
      channel.writeInbound(bytes.copy(split, bytes.readableBytes() - split));
      assertThat(heard).as("split at %d", split).isEqualTo(texts);
      channel.finishAndReleaseAll();
    }
    bytes.release();
  }

  @Test
  void a_refused_upgrade_is_told_with_its_status() {
    EmbeddedChannel channel = channel();
    channel.writeInbound(Unpooled.copiedBuffer("HTTP/1.1 401 Unauthorized\r\n\r\n", ISO_8859_1));
    assertThat(heard).singleElement().asString().contains("no upgrade: HTTP/1.1 401");
  }

  @Test
  void a_close_frame_and_a_lost_connection_are_told() {
    EmbeddedChannel channel = channel();
    channel.writeInbound(Unpooled.copiedBuffer(UPGRADE, ISO_8859_1));
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 0}));
    channel.finish();
    assertThat(heard)
        .containsExactly(
            "closed: the server sent a close frame",
            "closed: java.nio.channels.ClosedChannelException");
  }

  @Test
  void a_frame_to_the_server_is_masked_with_zero() {
    ByteBuf small = WebSocketDecoder.frame("3");
    assertThat(bytes(small)).containsExactly(0x81, 0x81, 0, 0, 0, 0, 0x33);

    ByteBuf large = WebSocketDecoder.frame("x".repeat(300));
    assertThat(bytes(large)).startsWith(0x81, 0xFE, 1, 44, 0, 0, 0, 0, 0x78).hasSize(308);
  }

  private EmbeddedChannel channel() {
    WebSocketDecoder.Listener listener =
        new WebSocketDecoder.Listener() {
          @Override
          public void text(ChannelHandlerContext ctx, ByteBuf text) {
            heard.add(text.toString(ISO_8859_1));
          }

          @Override
          public void closed(Throwable cause) {
            heard.add("closed: " + LoadException.reason(cause));
          }
        };
    EmbeddedChannel channel = new EmbeddedChannel(new WebSocketDecoder("/", listener));
    channel.releaseOutbound();
    return channel;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static List<Integer> bytes(ByteBuf frame) {
    List<Integer> bytes = new ArrayList<>();
    while (frame.isReadable()) {
      bytes.add((int) frame.readUnsignedByte());
    }
    frame.release();
    return bytes;
  }
}
