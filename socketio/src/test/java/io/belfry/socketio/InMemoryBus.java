package io.belfry.socketio;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A bus between servers of one JVM, with a thread of its own.
final class InMemoryBus implements AutoCloseable {
  private final Map<String, AdapterReceiver> nodes = new ConcurrentHashMap<>();
  private final Set<String> deaf = ConcurrentHashMap.newKeySet();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /// A node that can hear nothing, though the others count it.
  void addDeafNode() {
    deaf.add("deaf " + deaf.size());
  }

  Adapter adapter() {
    return new Node();
  }

  int nodes() {
    return nodes.size();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private final class Node implements Adapter {
    private String name = "";

    @Override
    public void start(String node, AdapterReceiver receiver) {
      name = node;
      nodes.put(node, receiver);
    }

    @Override
    public CompletionStage<Integer> publish(AdapterCommand command) {
      return CompletableFuture.supplyAsync(
          () -> {
            nodes.forEach(
                (node, receiver) -> {
                  if (!node.equals(name)) {
                    receiver.onCommand(command);
                  }
                });
            return nodes.size() - 1 + deaf.size();
          },
          thread);
    }

    @Override
    public void reply(AdapterAnswer answer) {
      thread.execute(
          () ->
              nodes.forEach(
                  (node, receiver) -> {
                    if (node.equals(answer.request().node())) {
                      receiver.onAnswer(answer);
                    }
                  }));
    }

    @Override
    public void close() {
      nodes.remove(name);
    }
  }
}
