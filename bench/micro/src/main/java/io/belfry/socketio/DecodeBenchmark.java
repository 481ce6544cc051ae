package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.belfry.socketio.engine.EngineMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An event that arrives, from its bytes to what a listener or a relay makes of it, beside the same
/// with a Jackson tree of each payload.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private final PacketDecoder decoder = new PacketDecoder(SocketIoOptions.defaults());
  private final ObjectReader trees = new ObjectMapper().readerFor(JsonNode.class);

  /// Which packet.
  @Param({"CHAT", "BATCH"})
  String sample = "";

  private ByteBuf packet = Unpooled.EMPTY_BUFFER;
  private byte[] payload = {};

  /// Makes the packet.
  @Setup
  public void prepare() {
    packet = Unpooled.wrappedBuffer(Samples.valueOf(sample).packet());
    payload = Samples.valueOf(sample).payload();
  }

  private Packet.Event event() throws PacketException {
    return (Packet.Event) decoder.decode(packet.readerIndex(0));
  }

  private JsonNode tree() throws IOException {
    return trees.readValue(ByteBufUtil.getBytes(packet, 1, packet.capacity() - 1));
  }

  /// Checked, and no argument looked at.
  @Benchmark
  public Packet decode() throws PacketException {
    return event();
  }

  /// A listener that looks at the first argument.
  @Benchmark
  public JsonNode decodeAndReadOne() throws PacketException {
    return event().args().get(0);
  }

  /// The first argument sent on.
  @Benchmark
  public EngineMessage decodeAndRelay() throws PacketException {
    Packet.Event event = event();
    return EncodedArgs.ofEvent(event.name(), event.args().raw(0))
        .event(Namespace.MAIN, OptionalLong.empty());
  }

  /// A tree of the payload.
  @Benchmark
  public JsonNode treeOfAll() throws IOException {
    return tree();
  }

  /// The first argument sent on, from the tree.
  @Benchmark
  public EngineMessage treeOfAllAndRelay() throws IOException {
    JsonNode array = tree();
    return EncodedArgs.ofEvent(array.get(0).textValue(), array.get(1))
        .event(Namespace.MAIN, OptionalLong.empty());
  }

  /// The check alone, by the scanner.
  @Benchmark
  public JsonArray scan() throws PacketException {
    return JsonArray.read(payload, 100);
  }

  /// The check alone, by Jackson's tokens.
  @Benchmark
  public int jacksonTokens() throws IOException {
    int tokens = 0;
    try (var parser = trees.getFactory().createParser(payload)) {
      while (parser.nextToken() != null) {
        tokens++;
      }
    }
    return tokens;
  }
}
