package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import io.belfry.socketio.engine.EngineMessage;
import io.belfry.socketio.engine.MessageText;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/// A packet is refused with a [PacketException] and nothing else; one that is taken says the same
/// after it was written again, as trees and as bytes.
///
/// The attachments that a packet announces are given to it.
class PacketDecoderFuzzTest {
  private static final SocketIoOptions OPTIONS = SocketIoOptions.defaults().withMaxEventName(16);
  private static final PacketDecoder DECODER = new PacketDecoder(OPTIONS);

  @FuzzTest
  void what_was_read_reads_the_same_when_written_again(byte[] input)
      throws PacketException, JsonProcessingException {
    byte[] text = new String(input, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    Packet packet;
    try {
      packet = read(Unpooled.wrappedBuffer(text), numbered());
    } catch (PacketException e) {
      return;
    }
    switch (packet) {
      case Packet.Event event -> {
        assertThat(ReservedEvents.contains(event.name())).isFalse();
        assertThat(event.name().length()).isBetween(0, OPTIONS.maxEventName());
        check(event);
      }
      case Packet.Ack ack -> check(ack);
      case Packet.Connect connect -> assertThat(connect.namespace()).startsWith("/");
      case Packet.Disconnect disconnect -> assertThat(disconnect.namespace()).startsWith("/");
    }
  }

  private static void check(Packet.WithArgs packet) throws PacketException {
    ReceivedArgs args = packet.args();
    List<byte[]> attachments = new ArrayList<>();
    args.forEach(arg -> collect(arg, attachments));
    assertThat(attachments).hasSize(packet.attachments());

    List<Object> raw = IntStream.range(0, args.size()).<Object>mapToObj(args::raw).toList();
    if (args.stream().allMatch(PacketDecoderFuzzTest::isFinite)) {
      assertSame(read(write(packet, args.toArray()), attachments), packet);
      assertSame(read(write(packet, raw.toArray()), attachments), packet);
    } else if (attachments.isEmpty()) {
      assertSame(read(write(packet, raw.toArray()), attachments), packet);
    }
  }

  private static void assertSame(Packet again, Packet.WithArgs packet) {
    assertThat(again).usingRecursiveComparison().ignoringFields("args").isEqualTo(packet);
    assertThat(((Packet.WithArgs) again).args()).isEqualTo(packet.args());
  }

  private static ByteBuf write(Packet.WithArgs packet, Object... args) {
    EngineMessage message =
        switch (packet) {
          case Packet.Event event ->
              EncodedArgs.ofEvent(event.name(), args).event(event.namespace(), event.ackId());
          case Packet.Ack ack -> EncodedArgs.of(args).ack(ack.namespace(), ack.id());
        };
    return MessageText.of(message);
  }

  /// Reads a packet with as many of these attachments as it announces.
  private static Packet read(ByteBuf text, List<byte[]> attachments) throws PacketException {
    Packet packet = DECODER.decode(text);
    if (packet instanceof Packet.WithArgs announced && announced.attachments() > 0) {
      BinaryPacket binary = new BinaryPacket(announced, OPTIONS.maxAttachmentBytes());
      for (int i = 0; i < announced.attachments(); i++) {
        boolean last = binary.add(Unpooled.wrappedBuffer(attachments.get(i)));
        assertThat(last).isEqualTo(i == announced.attachments() - 1);
      }
    }
    return packet;
  }

  private static List<byte[]> numbered() {
    return IntStream.range(0, OPTIONS.maxAttachments())
        .mapToObj(number -> new byte[] {(byte) number})
        .toList();
  }

  private static void collect(JsonNode node, List<byte[]> attachments) {
    if (node instanceof BinaryNode binary) {
      attachments.add(binary.binaryValue());
    }
    node.forEach(child -> collect(child, attachments));
  }

  /// Whether no number in it is infinite: those have no JSON of their own to be written as.
  private static boolean isFinite(JsonNode node) {
    return !(node.isDouble() && Double.isInfinite(node.doubleValue()))
        && StreamSupport.stream(node.spliterator(), false)
            .allMatch(PacketDecoderFuzzTest::isFinite);
  }
}
