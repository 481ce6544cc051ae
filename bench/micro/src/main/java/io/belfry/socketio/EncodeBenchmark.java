package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.socketio.engine.EngineMessage;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// An event on its way to clients: for each receiver.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EncodeBenchmark {
  private static final int RECEIVERS = 1_000;

  private final CountingSession session = new CountingSession();
  private final JsonNode tree = Samples.firstMessage();

  /// A tree for one receiver.
  @Benchmark
  public EngineMessage treeForOne() {
    return EncodedArgs.ofEvent("message", tree).event(Namespace.MAIN, OptionalLong.empty());
  }

  /// Text and a number for one receiver, which need no JSON generator.
  @Benchmark
  public EngineMessage textForOne() {
    return EncodedArgs.ofEvent("message", "See you at eight", 7)
        .event(Namespace.MAIN, OptionalLong.empty());
  }

  /// A tree for 1,000 receivers, encoded once.
  @Benchmark
  @OperationsPerInvocation(RECEIVERS)
  public long treeForMany() {
    EncodedEvent event = EncodedEvent.of("message", tree);
    for (int i = 0; i < RECEIVERS; i++) {
      event.sendTo(session, Namespace.MAIN);
    }
    return session.bytes();
  }
}
