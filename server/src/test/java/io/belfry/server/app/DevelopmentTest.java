package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DevelopmentTest {
  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({
    "http://localhost:5173, 200",
    "http://127.0.0.1:8080, 200",
    "https://evil.example, 403",
    "http://localhost.evil.example, 403",
    "null, 403",
  })
  void with_dev_only_pages_of_this_machine_may_call(String origin, int status) {
    try (TestServer server = TestServer.start(data, Map.of("dev", "true"));
        ApiClient page = new ApiClient(server.uri("").toString(), "")) {
      ApiClient.Answer inbox =
          page.call(
              "GET",
              "/api/v1/users/ann/inbox",
              HttpRequest.BodyPublishers.noBody(),
              "Origin",
              origin);

      assertThat(inbox.status()).isEqualTo(status);
    }
  }

  @Test
  void a_folder_has_one_server_and_a_shared_database_has_many() {
    try (TestServer first = TestServer.start(data)) {
      if (TestStorage.POSTGRES) {
        TestServer.start(data).close();
        return;
      }
      assertThat(first.port()).isPositive();
      assertThatThrownBy(() -> TestServer.start(data))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Another server runs on");
    }
    TestServer.start(data).close();
  }
}
