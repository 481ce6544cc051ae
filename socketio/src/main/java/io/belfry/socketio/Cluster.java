package io.belfry.socketio;

import io.belfry.socketio.AdapterAnswer.SocketState;
import io.belfry.socketio.AdapterCommand.Request;
import io.belfry.socketio.engine.SessionIds;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/// The other nodes, as one server sees them.
///
/// Safe in any thread.
final class Cluster {
  private final Adapter adapter;
  private final Duration timeout;
  private final boolean alone;
  private final String node = SessionIds.next();
  private final AtomicLong lastRequest = new AtomicLong();
  private final ConcurrentMap<Long, Gathering> asked = new ConcurrentHashMap<>();

  Cluster(Adapter adapter, Duration timeout) {
    this.adapter = adapter;
    this.timeout = timeout;
    this.alone = adapter == Adapter.ALONE;
  }

  void start(AdapterReceiver receiver) {
    adapter.start(node, receiver);
  }

  void close() {
    adapter.close();
  }

  /// Whether there are no other nodes, and never will be.
  boolean isAlone() {
    return alone;
  }

  void publish(AdapterCommand command) {
    adapter.publish(command);
  }

  void reply(AdapterAnswer answer) {
    adapter.reply(answer);
  }

  CompletionStage<BroadcastAnswers> emitWithAck(
      String namespace,
      Targets targets,
      EncodedPayload event,
      boolean isVolatile,
      Duration clientTimeout) {
    return ask(
            request ->
                new AdapterCommand.EmitWithAck(
                    namespace, request, targets, event, isVolatile, clientTimeout),
            clientTimeout.plus(timeout))
        .thenApply(Cluster::acknowledged);
  }

  private static BroadcastAnswers acknowledged(Gathering.Result result) {
    List<AdapterAnswer.Acknowledged> nodes = result.of(AdapterAnswer.Acknowledged.class);
    return new BroadcastAnswers(
        nodes.stream()
            .flatMap(answer -> answer.acks().stream())
            .map(ack -> new BroadcastAnswers.Answer(ack.socket(), EncodedArgs.decode(ack.args())))
            .toList(),
        nodes.stream().mapToInt(AdapterAnswer.Acknowledged::missing).sum(),
        result.silentNodes());
  }

  /// The sockets of this node, and those of the others where they are meant.
  CompletionStage<List<SocketState>> fetch(
      String namespace, Targets targets, List<SocketState> here, boolean others) {
    if (!others) {
      return CompletableFuture.completedStage(here);
    }
    return ask(request -> new AdapterCommand.Fetch(namespace, request, targets), timeout)
        .thenCompose(result -> fetched(here, result));
  }

  private static CompletionStage<List<SocketState>> fetched(
      List<SocketState> here, Gathering.Result result) {
    if (result.silentNodes() > 0) {
      return CompletableFuture.failedStage(
          new TimeoutException(result.silentNodes() + " nodes did not answer"));
    }
    Stream<SocketState> there =
        result.of(AdapterAnswer.Sockets.class).stream()
            .flatMap(answer -> answer.sockets().stream());
    return CompletableFuture.completedStage(Stream.concat(here.stream(), there).toList());
  }

  CompletionStage<NodeAnswers> serverSideEmit(
      String namespace, EncodedPayload event, Duration patience) {
    return ask(
            request -> new AdapterCommand.ServerSideEmit(namespace, Optional.of(request), event),
            patience)
        .thenApply(
            result ->
                new NodeAnswers(
                    result.of(AdapterAnswer.ServerSide.class).stream()
                        .map(answer -> EncodedArgs.decode(answer.args()))
                        .toList(),
                    result.silentNodes()));
  }

  private CompletionStage<Gathering.Result> ask(
      Function<Request, AdapterCommand> command, Duration patience) {
    long id = lastRequest.incrementAndGet();
    Gathering gathering = new Gathering();
    asked.put(id, gathering);
    publishTo(command.apply(new Request(node, id)))
        .whenComplete(
            (nodes, failure) -> {
              if (failure == null) {
                gathering.expect(nodes);
              } else {
                gathering.fail(failure);
              }
            });
    return gathering.within(patience).whenComplete((result, failure) -> asked.remove(id));
  }

  /// How many nodes it went to; an adapter that throws has reached none.
  private CompletionStage<Integer> publishTo(AdapterCommand command) {
    try {
      return adapter.publish(command);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  void onAnswer(AdapterAnswer answer) {
    Gathering gathering = asked.get(answer.request().id());
    if (gathering != null) {
      gathering.add(answer);
    }
  }
}
