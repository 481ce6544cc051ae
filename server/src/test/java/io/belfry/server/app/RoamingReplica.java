package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A [SyncReplica] that connects to one of several nodes, and to the next one whenever it has lost
/// the connection, as a client behind a load balancer does.
public final class RoamingReplica implements AutoCloseable {
  private static final Executor AT_ONCE = Executors.newVirtualThreadPerTaskExecutor();
  private static final Executor LATER =
      CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS, AT_ONCE);

  private final List<URI> nodes;
  private final String user;
  private final SyncReplica replica;
  private final CountDownLatch connected = new CountDownLatch(1);
  private volatile boolean closed;
  private int next;

  /// @param first which of the nodes it begins with
  public RoamingReplica(HttpClient http, List<URI> nodes, int first, String user) {
    this.nodes = nodes;
    this.next = first;
    this.user = user;
    this.replica = new SyncReplica(http, nodes.getFirst(), user);
    AT_ONCE.execute(this::connectToNext);
  }

  public String user() {
    return user;
  }

  public void awaitConnected() {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> connected.getCount() == 0);
  }

  public List<JsonNode> notifications() {
    return replica.notifications();
  }

  public int unread() {
    return replica.unread();
  }

  /// How many had been held back, each time that was told.
  public List<Integer> recaps() {
    return replica.recaps();
  }

  @Override
  public void close() {
    closed = true;
    replica.close();
  }

  private void connectToNext() {
    if (closed) {
      return;
    }
    try {
      replica.connect(nodes.get(Math.floorMod(next++, nodes.size())));
      connected.countDown();
      var unused = replica.ended().thenRunAsync(this::connectToNext, AT_ONCE);
    } catch (CompletionException refused) {
      replica.disconnect();
      LATER.execute(this::connectToNext);
    }
  }
}
