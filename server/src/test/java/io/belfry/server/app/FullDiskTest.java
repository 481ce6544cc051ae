package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server on SQLite whose disk, a small one of its own, gets full and then has room again.
final class FullDiskTest {
  private static final String SMALL_DISK =
      "mount -t tmpfs -o size=26m tmpfs \"$0\" && head -c 4000000 /dev/zero > \"$0/ballast\""
          + " && exec \"$@\"";

  private static final String TOPIC = "/api/v1/topics/news";

  @TempDir private Path folder;

  @Test
  void sends_are_refused_while_it_is_full_and_taken_when_there_is_room() throws Exception {
    assumeThat(mayMount()).as("a disk of its own takes the right to mount one").isTrue();
    Map<String, String> environment = Map.of("BELFRY_RETENTION_COUNT", "100000");
    List<String> by = List.of("unshare", "-m", "sh", "-c", SMALL_DISK, folder.toString());
    try (var server = new ServerJvm(folder, environment, by);
        var backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
      Set<String> acknowledged = new HashSet<>();
      ApiClient.Answer answer = send(backend);
      while (answer.status() == 201) {
        acknowledged.add(answer.json().path("id").asText());
        answer = send(backend);
      }
      for (int again = 0; again < 5; again++) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(507);
        assertThat(answer.code()).isEqualTo("storage_full");
        answer = send(backend);
      }

      ApiClient.Answer subscribing = subscribe(backend);
      assertThat(subscribing.status()).as(subscribing.toString()).isEqualTo(507);
      assertThat(subscribing.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(backend.get(TOPIC).json().path("subscribers").asInt(-1)).isZero();

      Files.delete(Path.of("/proc/" + server.pid() + "/root" + folder, "ballast"));

      answer = send(backend);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
      acknowledged.add(answer.json().path("id").asText());
      assertThat(ids(backend)).isEqualTo(acknowledged);
      assertThat(subscribe(backend).json().path("subscribed").asInt()).isEqualTo(1_000);
      assertThat(backend.get("/api/v1/users/ann/inbox").json().path("unread").asInt())
          .isEqualTo(acknowledged.size());
    }
  }

  private static ApiClient.Answer send(ApiClient backend) {
    Map<String, Object> body =
        Map.of("to", "ann", "title", "x", "data", Map.of("filling", "x".repeat(12_000)));
    return backend.post("/api/v1/notifications", body);
  }

  private static ApiClient.Answer subscribe(ApiClient backend) {
    String suffix = "x".repeat(120);
    List<String> users = IntStream.range(0, 1_000).mapToObj(number -> number + suffix).toList();
    return backend.post(TOPIC + "/subscribe", Map.of("users", users));
  }

  private static Set<String> ids(ApiClient backend) {
    Set<String> ids = new HashSet<>();
    String cursor = "";
    do {
      JsonNode page = backend.get("/api/v1/users/ann/inbox?limit=100" + cursor).json();
      page.path("notifications").forEach(each -> ids.add(each.path("id").asText()));
      cursor =
          page.path("nextCursor").isNull() ? "" : "&cursor=" + page.path("nextCursor").asText();
    } while (!cursor.isEmpty());
    return ids;
  }

  private boolean mayMount() throws IOException, InterruptedException {
    return new ProcessBuilder("unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
