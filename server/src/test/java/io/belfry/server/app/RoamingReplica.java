package io.belfry.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// A [SyncReplica] that connects to one of several nodes, and to the next one whenever it has lost
/// the connection, as a client behind a load balancer does.
public final class RoamingReplica implements AutoCloseable {
  private final List<URI> nodes;
  private final String user;
  private final SyncReplica replica;
  private final CountDownLatch connected = new CountDownLatch(1);
  private final Thread roaming;
  private volatile boolean closed;
  private int next;

  /// @param first which of the nodes it begins with
  public RoamingReplica(HttpClient http, List<URI> nodes, int first, String user) {
    this.nodes = nodes;
    this.next = first;
    this.user = user;
    this.replica = new SyncReplica(http, nodes.getFirst(), user);
    this.roaming = Thread.ofVirtual().name("roaming-" + user).start(this::roam);
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

  @Override
  public void close() {
    closed = true;
    roaming.interrupt();
    replica.close();
  }

  private void roam() {
    while (!closed) {
      try {
        Awaitility.await()
            .atMost(Duration.ofMinutes(2))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(200))
            .until(this::hasConnected);
        connected.countDown();
        replica.ended().join();
      } catch (ConditionTimeoutException | IllegalStateException over) {
        return;
      }
    }
  }

  private boolean hasConnected() {
    if (closed) {
      return true;
    }
    try {
      replica.connect(nodes.get(Math.floorMod(next++, nodes.size())));
      return true;
    } catch (CompletionException refused) {
      replica.disconnect();
      return false;
    }
  }
}
