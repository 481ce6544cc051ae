package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What browsers load from a real server, and how long they may keep it.
final class PagesTest {
  /// What the contract says of them.
  static final Set<String> OPERATIONS =
      Set.of(
          "GET /docs/ docs",
          "GET /openapi.yaml openapi",
          "GET /demo/ demo",
          "GET /belfry.js elementsScript",
          "GET /belfry-sw.js workerScript");

  private static final String OTHER = "https://app.example.org";

  private static HttpClient http;
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path data) {
    http = HttpClient.newHttpClient();
    server = TestServer.start(data);
  }

  @AfterAll
  static void stop() {
    http.shutdownNow();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/belfry.js", "/belfry-sw.js"})
  void scripts_are_for_pages_of_every_origin(String path) throws Exception {
    for (String[] headers : new String[][] {{}, {"Origin", OTHER}}) {
      HttpResponse<byte[]> answer = call("GET", path, headers);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(header(answer, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
      assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
      assertThat(answer.body()).isEqualTo(resource(path));
    }
  }

  @Test
  void the_worker_may_serve_all_of_an_origin() throws Exception {
    assertThat(header(call("GET", "/belfry-sw.js"), "Service-Worker-Allowed")).isEqualTo("/");
    assertThat(header(call("GET", "/belfry.js"), "Service-Worker-Allowed")).isEmpty();
  }

  @Test
  void where_origins_are_listed_scripts_are_for_their_pages(@TempDir Path data) throws Exception {
    Map<String, String> listed = Map.of("cors.origins", OTHER + ",https://b.example.org");
    try (TestServer choosy = TestServer.start(data, listed)) {
      for (String path : List.of("/belfry.js", "/belfry-sw.js")) {
        HttpResponse<byte[]> taken = call(choosy, "GET", path, "Origin", OTHER);
        HttpResponse<byte[]> other = call(choosy, "GET", path, "Origin", "https://c.example.org");
        HttpResponse<byte[]> plain = call(choosy, "GET", path);

        assertThat(header(taken, "Access-Control-Allow-Origin")).isEqualTo(OTHER);
        assertThat(header(other, "Access-Control-Allow-Origin")).isEmpty();
        assertThat(header(plain, "Access-Control-Allow-Origin")).isEmpty();
        for (HttpResponse<byte[]> answer : List.of(taken, other, plain)) {
          assertThat(answer.statusCode()).isEqualTo(200);
          assertThat(answer.headers().allValues("Vary")).contains("origin");
        }
      }
    }
  }

  @Test
  void the_script_is_sent_as_the_build_compressed_it() throws Exception {
    byte[] gzip = call("GET", "/belfry.js", "Accept-Encoding", "gzip").body();

    assertThat(gzip).isEqualTo(resource("/belfry.js.gz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/belfry.js", "/belfry-sw.js", "/demo/", "/docs/", "/docs/swagger-ui.css"})
  void a_client_that_takes_gzip_gets_the_same_compressed(String path) throws Exception {
    HttpResponse<byte[]> plain = call("GET", path);
    HttpResponse<byte[]> gzip = call("GET", path, "Accept-Encoding", "br, gzip;q=0.5");
    HttpResponse<byte[]> refused = call("GET", path, "Accept-Encoding", "br, gzip;q=0");

    assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
    try (InputStream decoded = new GZIPInputStream(new ByteArrayInputStream(gzip.body()))) {
      assertThat(decoded.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(header(plain, "Content-Encoding")).isEmpty();
    assertThat(header(refused, "Content-Encoding")).isEmpty();
    assertThat(refused.body()).isEqualTo(plain.body());
    for (HttpResponse<byte[]> answer : List.of(plain, gzip, refused)) {
      assertThat(answer.headers().allValues("Vary")).contains("accept-encoding");
      assertThat(header(answer, "ETag")).isEqualTo(header(plain, "ETag"));
    }
  }

  @Test
  void a_long_file_is_a_fraction_of_its_length() throws Exception {
    byte[] plain = call("GET", "/docs/swagger-ui-bundle.js").body();
    byte[] gzip = call("GET", "/docs/swagger-ui-bundle.js", "Accept-Encoding", "gzip").body();

    assertThat(gzip.length).isPositive().isLessThan(plain.length / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/belfry.js", "/belfry-sw.js", "/demo/", "/docs/"})
  void who_has_a_file_already_is_only_told_so(String path) throws Exception {
    String tag = header(call("GET", path), "ETag");

    assertThat(tag).matches("W/\"[A-Za-z0-9_-]{22}\"");
    for (String held : List.of(tag, "\"x\", " + tag, tag.substring(2), "*")) {
      HttpResponse<byte[]> answer = call("GET", path, "If-None-Match", held);
      assertThat(answer.statusCode()).as(held).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(header(answer, "ETag")).isEqualTo(tag);
      assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
      assertThat(answer.headers().allValues("Vary")).contains("accept-encoding");
    }
    for (String other : List.of("W/\"x\"", "", ",", tag.replace("W/\"", "W/\"x"))) {
      assertThat(call("GET", path, "If-None-Match", other).statusCode()).as(other).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"/belfry.js,", "/belfry.js, gzip", "/belfry-sw.js,", "/demo/, gzip"})
  void head_is_answered_by_the_same_without_the_body(String path, String coding) throws Exception {
    String[] headers = coding == null ? new String[0] : new String[] {"Accept-Encoding", coding};
    HttpResponse<byte[]> got = call("GET", path, headers);
    HttpResponse<byte[]> head = call("HEAD", path, headers);

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().map()).isEqualTo(got.headers().map());
  }

  /// The framing of what has no body is right: the next answer begins where it should.
  @Test
  void a_connection_goes_on_after_answers_without_a_body() throws Exception {
    try (var connection = new RawHttp(server)) {
      connection.write("HEAD /belfry.js HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
      connection.write("GET /belfry.js HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n");
      assertThat(connection.head())
          .startsWith("HTTP/1.1 304 ")
          .doesNotContainIgnoringCase("transfer-encoding")
          .doesNotContainIgnoringCase("content-length");
      connection.write("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(connection.head()).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/belfry.css",
        "/belfry.js/",
        "/belfry.js/x.js",
        "/belfry.js.map",
        "/Belfry.js",
        "/demo/belfry.js",
        "/demo/nothing.js",
        "/demo/../belfry.js/..",
        "/belfry.js%00",
        "/..%2fbelfry.js",
        "/belfry%2ejs%2f..%2f..%2flogback.xml",
      })
  void nothing_else_is_there(String path) throws Exception {
    String answer = RawHttp.call(server, "GET", path);

    assertThat(answer).startsWith("HTTP/1.1 404 ").contains("\"code\":\"not_found\"");
  }

  @Test
  void scripts_are_answered_by_the_contract() throws Exception {
    var contract = new Contract();
    try (ApiClient nobody = new ApiClient(server.uri("").toString(), "")) {
      contract.gives("elementsScript", nobody.get("/belfry.js"));
      contract.gives("workerScript", nobody.get("/belfry-sw.js"));
      BodyPublisher nothing = BodyPublishers.noBody();
      contract.gives(
          "workerScript", nobody.call("GET", "/belfry-sw.js", nothing, "If-None-Match", "*"));
    }
  }

  @Test
  void they_are_only_read() throws Exception {
    assertThat(call("POST", "/belfry.js").statusCode()).isEqualTo(405);
  }

  private static HttpResponse<byte[]> call(String method, String path, String... headers)
      throws Exception {
    return call(server, method, path, headers);
  }

  private static HttpResponse<byte[]> call(
      TestServer from, String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(from.uri(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static byte[] resource(String path) throws IOException {
    try (InputStream file = PagesTest.class.getResourceAsStream("/io/belfry/server/web" + path)) {
      assertThat(file).as(path).isNotNull();
      return file.readAllBytes();
    }
  }
}
