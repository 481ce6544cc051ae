package io.belfry.server.cluster.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A real Redis Cluster of three servers on the loopback, without replicas.
final class RedisClusterProcesses implements AutoCloseable {
  private static final int SERVERS = 3;
  private static final int SLOTS = 16_384;
  private static final String[] OPTIONS = {
    "--cluster-enabled", "yes", "--cluster-node-timeout", "2000"
  };

  private final List<RedisProcess> servers = new ArrayList<>();

  /// @param start starts one server with options
  RedisClusterProcesses(Function<String[], RedisProcess> start) {
    try {
      for (int i = 0; i < SERVERS; i++) {
        servers.add(start.apply(OPTIONS));
      }
      for (int i = 0; i < SERVERS; i++) {
        String slots =
            IntStream.range(SLOTS * i / SERVERS, SLOTS * (i + 1) / SERVERS)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" "));
        servers.get(i).command("CLUSTER ADDSLOTS " + slots);
        servers.getFirst().command("CLUSTER MEET 127.0.0.1 " + servers.get(i).port());
      }
      await().atMost(Duration.ofSeconds(30)).until(this::isComplete);
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  String url() {
    return "redis://"
        + servers.stream().map(one -> "127.0.0.1:" + one.port()).collect(Collectors.joining(","));
  }

  List<RedisProcess> servers() {
    return servers;
  }

  /// Gives a slot to another server.
  void move(int slot, RedisProcess to) {
    String id = to.command("CLUSTER MYID").lines().toList().get(1);
    for (RedisProcess server : servers) {
      server.command("CLUSTER SETSLOT " + slot + " NODE " + id);
    }
  }

  @Override
  public void close() {
    servers.forEach(RedisProcess::close);
  }

  private boolean isComplete() {
    return servers.stream()
        .map(server -> server.command("CLUSTER INFO"))
        .allMatch(
            info ->
                info.contains("cluster_state:ok")
                    && info.contains("cluster_known_nodes:" + SERVERS));
  }
}
