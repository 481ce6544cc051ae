package io.belfry.server.app;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What docs/operating.md says of settings and metrics.
final class OperatingPageTest {
  private static final Pattern SETTING =
      Pattern.compile(
          "^\\| `([a-zA-Z.]+)` \\| `(BELFRY_\\w+)` \\| (?:`(.*)`)? ?\\|", Pattern.MULTILINE);
  private static final Pattern METRIC = Pattern.compile("`(belfry_\\w+)`");
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir private Path data;

  @Test
  void it_lists_every_setting_with_its_variable_and_default() throws IOException {
    List<String> listed =
        SETTING
            .matcher(page())
            .results()
            .map(
                row ->
                    row.group(1)
                        + " "
                        + row.group(2)
                        + " "
                        + (row.group(3) == null ? "" : row.group(3)))
            .toList();

    assertThat(listed)
        .containsExactlyElementsOf(
            Arrays.stream(Setting.values())
                .map(each -> each.key() + " " + each.variable() + " " + each.fallback())
                .toList());
  }

  @Test
  void its_example_of_types_can_be_used() throws IOException {
    String page = page();
    int begin = page.indexOf("```yaml\ntypes:") + "```yaml\n".length();
    Path file = data.resolve("belfry.yaml");
    Files.writeString(file, page.substring(begin, page.indexOf("```", begin)));

    assertThat(Settings.read(Map.of(), Map.of(), Optional.of(file)).types())
        .containsOnlyKeys("like", "order.shipped", "security.alert");
  }

  @Test
  void it_lists_every_metric_of_a_server_that_all_has_happened_to() throws IOException {
    Map<String, String> few = Map.of("socket.maxPerUser", "1");
    try (TestServer server = TestServer.start(data, few);
        ApiClient backend = ApiClient.backend(server)) {
      assertThat(backend.get("/socket.io/?EIO=4&transport=pigeon").status()).isEqualTo(400);
      TestSocket.open(HTTP, server, Map.of("token", "bad")).admitted();
      try (TestSocket socket = TestSocket.classic(HTTP, server, "ann")) {
        backend.send("ann", "hello");
        socket.take("notification");
      }

      Set<String> named = named("metrics");
      if (TestStorage.POSTGRES) {
        named.addAll(named("bus"));
      }
      Awaitility.await().untilAsserted(() -> assertThat(scraped(backend)).isEqualTo(named));
    }
  }

  /// Without the endings that the format gives: `_total`, `_count`, `_sum`.
  private static Set<String> scraped(ApiClient backend) {
    return backend
        .get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith("belfry_"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .map(name -> name.replaceFirst("_(total|count|sum)$", ""))
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> named(String region) throws IOException {
    String page = page();
    String table =
        page.substring(
            page.indexOf("<!-- " + region + ":begin -->"),
            page.indexOf("<!-- " + region + ":end -->"));
    return table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(0, line.indexOf('|', 1)))
        .flatMap(OperatingPageTest::names)
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<String> names(String cell) {
    return METRIC.matcher(cell).results().map(each -> each.group(1));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("..", "docs", "operating.md"));
  }
}
