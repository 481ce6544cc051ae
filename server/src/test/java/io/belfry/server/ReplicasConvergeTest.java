package io.belfry.server;

import io.belfry.server.app.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/// After any interleaving of operations, reconnects and restarts, each client's state equals the
/// inbox, and the counts a recount.
final class ReplicasConvergeTest {
  /// Without shrinking: a history that failed once for its timing would be played a thousand times.
  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void each_replica_equals_its_inbox(@ForAll("histories") List<World.Step> history)
      throws IOException {
    Path data = Files.createTempDirectory("belfry-converge");
    try (TestServer server =
            TestServer.start(data, Map.of("retention.count", "8", "retention.tombstones", "6"));
        World world = new World(server)) {
      history.forEach(world::play);
      world.settle();
    } finally {
      remove(data);
    }
  }

  @Provide
  Arbitrary<List<World.Step>> histories() {
    Arbitrary<World.Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(40, World.Kind.SEND),
            Tuple.of(8, World.Kind.BURST),
            Tuple.of(15, World.Kind.READ),
            Tuple.of(6, World.Kind.UNREAD),
            Tuple.of(10, World.Kind.DELETE),
            Tuple.of(8, World.Kind.ARCHIVE),
            Tuple.of(8, World.Kind.SNOOZE),
            Tuple.of(4, World.Kind.WAKE),
            Tuple.of(4, World.Kind.READ_ALL),
            Tuple.of(4, World.Kind.SEE_ALL),
            Tuple.of(5, World.Kind.RECALL),
            Tuple.of(15, World.Kind.GROUP),
            Tuple.of(8, World.Kind.CHOOSE),
            Tuple.of(15, World.Kind.ASK),
            Tuple.of(15, World.Kind.ACT),
            Tuple.of(10, World.Kind.DISCONNECT),
            Tuple.of(12, World.Kind.CONNECT),
            Tuple.of(2, World.Kind.FORGET),
            Tuple.of(2, World.Kind.RESTART));
    return Combinators.combine(
            kinds,
            Arbitraries.integers().between(0, World.USERS - 1),
            Arbitraries.integers().between(0, World.REPLICAS_EACH - 1),
            Arbitraries.integers().between(0, 9))
        .as(World.Step::new)
        .list()
        .ofMinSize(10)
        .ofMaxSize(80);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
