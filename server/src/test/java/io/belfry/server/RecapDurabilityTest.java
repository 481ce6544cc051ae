package io.belfry.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.RoamingReplica;
import io.belfry.server.app.ServerJvm;
import io.belfry.server.app.TestServer;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` while the end of many pauses is told: everybody hears of it, once.
final class RecapDurabilityTest {
  private static final int USERS = 40;
  private static final int HELD = 3;
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path data;

  @Test
  void the_end_of_a_pause_is_told_once_however_often_the_server_is_killed() {
    try (ServerJvm server = new ServerJvm(data, Map.of());
        ApiClient backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
      List<RoamingReplica> replicas =
          IntStream.range(0, USERS)
              .mapToObj(i -> new RoamingReplica(HTTP, List.of(server.uri("")), 0, "user-" + i))
              .toList();
      replicas.forEach(RoamingReplica::awaitConnected);
      hold(backend);

      server.killAndRestart();
      Thread ending = Thread.ofVirtual().start(() -> goOn(server));
      awaitTold(replicas, 1);
      server.killAndRestart();
      awaitTold(replicas, USERS);
      await().until(() -> !ending.isAlive());

      // Whatever would be told again is told before this.
      replicas.forEach(each -> backend.send(each.user(), "last"));
      for (RoamingReplica each : replicas) {
        await().until(() -> each.unread() == HELD + 1);
        assertThat(each.recaps()).as(each.user()).containsExactly(HELD);
      }
      replicas.forEach(RoamingReplica::close);
    }
  }

  /// Has each user pause, and be sent so many in the pause.
  private static void hold(ApiClient backend) {
    Map<String, ?> pause = Map.of("doNotDisturbFor", 3_600);
    for (int i = 0; i < USERS; i++) {
      String user = "user-" + i;
      assertThat(backend.patch(preferences(i), pause).status()).isEqualTo(200);
      for (int n = 0; n < HELD; n++) {
        backend.send(user, "n" + n);
      }
    }
  }

  /// Ends the pause of one after the other, whatever becomes of the server.
  private static void goOn(ServerJvm server) {
    Map<String, ?> end = Collections.singletonMap("doNotDisturbUntil", null);
    try (ApiClient backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
      for (int i = 0; i < USERS; i++) {
        String path = preferences(i);
        await()
            .ignoreExceptionsInstanceOf(UncheckedIOException.class)
            .until(() -> backend.patch(path, end).status() == 200);
      }
    }
  }

  private static String preferences(int user) {
    return "/api/v1/users/user-" + user + "/preferences";
  }

  private static void awaitTold(List<RoamingReplica> replicas, int count) {
    await()
        .until(() -> replicas.stream().filter(each -> !each.recaps().isEmpty()).count() >= count);
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(2));
  }
}
