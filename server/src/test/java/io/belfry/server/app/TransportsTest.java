package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.transport.Transport;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransportsTest {
  @TempDir private Path data;

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "io_uring", "nio"})
  void a_client_is_served_over_each_transport_that_there_is(String name) throws Exception {
    assumeTrue(isAvailable(name), name + " is not available here");
    try (HttpClient http = HttpClient.newHttpClient();
        TestServer server = TestServer.start(data, Map.of("transport", name));
        TestSocket ann = TestSocket.classic(http, server, "ann");
        var backend = new ApiClient(server.uri("").toString(), TestServer.API_KEY)) {
      assertThat(transport(name).name()).isEqualTo(name);
      int status =
          backend.post("/api/v1/notifications", "{\"to\": \"ann\", \"title\": \"Hi\"}").status();

      assertThat(status).isEqualTo(201);
      assertThat(ann.take("notification").path("title").asText()).isEqualTo("Hi");
      assertThat(ann.ask("markAllRead").path("unread").asInt(-1)).isZero();
    }
  }

  @Test
  void a_transport_that_is_asked_for_and_not_there_is_refused_with_its_reason() {
    for (String name : new String[] {"epoll", "io_uring"}) {
      if (!isAvailable(name)) {
        assertThatThrownBy(() -> transport(name))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("'transport' (BELFRY_TRANSPORT) is '" + name + "'");
      }
    }
  }

  @Test
  void auto_is_epoll_where_there_is_one() {
    assertThat(transport("auto").name()).isEqualTo(isAvailable("epoll") ? "epoll" : "nio");
  }

  private static boolean isAvailable(String name) {
    @Nullable Transport transport =
        switch (name) {
          case "epoll" -> Transport.EPOLL;
          case "io_uring" -> Transport.IO_URING;
          default -> Transport.NIO;
        };
    return transport != null && transport.available();
  }

  private static Transport transport(String name) {
    return Transports.of(
        Settings.read(Map.of(Setting.TRANSPORT, name), Map.of(), Optional.empty()));
  }
}
