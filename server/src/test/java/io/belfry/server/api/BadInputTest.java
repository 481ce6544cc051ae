package io.belfry.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.server.app.ApiClient;
import io.belfry.server.app.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each kind of bad input gets its own clear error, changes nothing, and leaves the server as it
/// was.
final class BadInputTest {
  private static final String SEND = "/api/v1/notifications";

  private static TestServer server;
  private static ApiClient backend;
  private static ApiClient ann;
  private static ApiClient ben;
  private static String annsId;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = TestServer.start(data);
    backend = ApiClient.backend(server);
    ann = ApiClient.user(server, "ann");
    ben = ApiClient.user(server, "ben");
    annsId = backend.send("ann", "Only one").path("id").asText();
  }

  @AfterAll
  static void stop() {
    List.of(backend, ann, ben).forEach(ApiClient::close);
    server.close();
  }

  @AfterEach
  void nothing_has_changed_and_the_next_good_call_works() {
    assertThat(seq()).isEqualTo(1);
    assertThat(backend.post(SEND, Map.of("to", "somebody", "title", "x")).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'title':'x'} | /to | is missing",
        "{'to':'ann'} | /title | is missing",
        "{'to':'ann','title':'x','colour':1} | /colour | is not a known field",
        "{'to':'ann','title':'x','a/b~c':1} | /a~1b~0c | is not a known field",
        "{'to':'ann','title':'x','title':'y'} | /title | is there twice",
        "{'to':5,'title':'x'} | /to | must be a user id",
        "{'to':null,'title':'x'} | /to | must be a user id",
        "{'to':'','title':'x'} | /to | must be a user id",
        "{'to':'a\\u0007b','title':'x'} | /to | must be a user id",
        "{'to':'\\ud800','title':'x'} | /to | must be a user id",
        "{'to':[],'title':'x'} | /to | must have 1 to 1,000 user ids, has 0",
        "{'to':['ann','ann'],'title':'x'} | /to/1 | is there twice",
        "{'to':['ann',5],'title':'x'} | /to/1 | must be a user id",
        "{'to':{},'title':'x'} | /to | must be a user id, a list of them, {",
        "{'to':{'all':false},'title':'x'} | /to/all | must be true",
        "{'to':{'all':true,'topic':'a'},'title':'x'} | /to | must be a user id, a list of them",
        "{'to':{'topic':'a b'},'title':'x'} | /to/topic | must be 1 to 128 of A to Z",
        "{'to':{'topic':7},'title':'x'} | /to/topic | must be 1 to 128 of A to Z",
        "{'to':{'all':true,'a/b':1},'title':'x'} | /to/a~1b | is not a known field",
        "{'to':{'all':true,'except':'ann'},'title':'x'} | /to/except | must be an array",
        "{'to':{'all':true,'except':['ann','']},'title':'x'} | /to/except/1 | must be a user id",
        "{'to':{'all':true,'where':{}},'title':'x'} | /to/where | must be an object of 1 to 10",
        "{'to':{'all':true,'where':{'a b':1}},'title':'x'} | /to/where/a b | must be 1 to 64",
        "{'to':{'all':true,'where':{'a':{}}},'title':'x'} | /to/where/a | must be a text of",
        "{'to':{'all':true,'where':{'a':1e400}},'title':'x'} | /to/where/a | must be a text of",
        "{'to':{'all':true,'where':{'a':1e99999999999}},'title':'x'} | /to/where | must be a text",
        "{'to':{'all':true,'where':{'a':'\\ud800'}},'title':'x'} | /to/where/a | must be a text of",
        "{'to':{'all':true,'where':{'a':[]}},'title':'x'} | /to/where/a | must have 1 to 100",
        "{'to':{'all':true,'where':{'a':null}},'title':'x'} | /to/where/a | must be a text of",
        "{'to':'ann','title':'x','expiresAt':'2020-01-01T00:00:00Z'} | /expiresAt | must be in",
        "{'to':'ann','title':'x','expiresAt':'2090-01-01T00:00:00Z'} | /expiresAt | must be in",
        "{'to':['ann'],'title':'x','expiresAt':'2020-01-01T00:00:00Z'} | /expiresAt | must be in",
        "{'to':'ann','title':'x','expiresAt':'2030-01-01'} | /expiresAt | must be a time as in",
        "{'to':'ann','title':'x','ttl':0} | /ttl | must be a whole number of seconds",
        "{'to':'ann','title':'x','ttl':1.5} | /ttl | must be a whole number of seconds",
        "{'to':'ann','title':'x','ttl':315360001} | /ttl | must be a whole number of seconds",
        "{'to':'ann','title':'x','ttl':1e300} | /ttl | must be a whole number of seconds",
        "{'to':'ann','title':'x','ttl':[1]} | /ttl | must be a whole number of seconds",
        "{'to':'a','title':'x','ttl':9,'expiresAt':'2030-01-01T00:00:00Z'} | /expiresAt | must",
        "{'to':'a','title':'x','expiresAt':'1970-01-01T00:00:00Z'} | /expiresAt | must be in the",
        "{'to':{'all':true},'title':'x','expiresAt':'soon'} | /expiresAt | must be a time as in",
        "{'to':{'all':true},'title':'x','expiresAt':'2020-01-01T00:00:00Z'} | /expiresAt | must be",
        "{'to':'ann','title':5} | /title | must be text",
        "{'to':'ann','title':''} | /title | must have 1 to 256 characters, has 0",
        "{'to':'ann','title':'\\ud83c'} | /title | must be well-formed Unicode",
        "{'to':'ann','title':'a\\u0000b'} | /title | must be well-formed Unicode",
        "{'to':'ann','title':'x','message':null} | /message | must be text",
        "{'to':'ann','title':'x','type':'Big One'} | /type | must be made of a to z",
        "{'to':'ann','title':'x','type':7} | /type | must be text",
        "{'to':'ann','title':'x','priority':'HIGH'} | /priority | must be low, normal, high",
        "{'to':'ann','title':'x','priority':[[]]} | /priority | must be low, normal, high",
        "{'to':'ann','title':'x','data':'text'} | /data | must be an object",
        "{'to':'ann','title':'x','data':[1]} | /data | must be an object",
        "{'to':'ann','title':'x','actor':'ben'} | /actor | must be an object",
        "{'to':'ann','title':'x','actor':{'age':7}} | /actor/age | is not a known field",
        "{'to':'ann','title':'x','actor':{'id':''}} | /actor/id | must have 1 to 128",
        "{'to':'ann','title':'x','actor':{'avatar':'data:,'}} | /actor/avatar | must be an http",
        "[] |  | must be an object",
        "'text' |  | must be an object",
      })
  void a_bad_field_is_named(String body, String path, String message) {
    ApiClient.Answer answer = backend.post(SEND, body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.code()).isEqualTo("validation_failed");
    var error = answer.json().path("errors").path(0);
    assertThat(error.path("path").asText()).isEqualTo(path == null ? "" : path);
    assertThat(error.path("message").asText()).startsWith(message);
  }

  @Test
  void every_bad_field_is_named_at_once() {
    ApiClient.Answer answer =
        backend.post(SEND, "{\"title\":1,\"type\":\"!\",\"url\":\"x:y\",\"data\":1,\"no\":[{}]}");

    assertThat(answer.json().path("errors"))
        .extracting(each -> each.path("path").asText())
        .containsExactly("/title", "/type", "/url", "/data", "/no", "/to");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\tjavascript:alert(1)",
        "\u0001javascript:alert(1)",
        "\u00a0javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\u0000script:alert(1)",
        "javascript\t:alert(1)",
        "javascript:",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org",
        "http:example.org",
        "https:/example.org",
        "x:y",
        "\\\\example.org",
        "/a\\b",
        "/a b",
        "",
      })
  void a_link_that_is_no_web_address_is_refused(String link) {
    for (String field : List.of("url", "icon")) {
      ApiClient.Answer answer = backend.post(SEND, Map.of("to", "ann", "title", "x", field, link));
      assertThat(answer.status()).as(field).isEqualTo(422);
      assertThat(answer.json().path("errors").path(0).path("path").asText()).isEqualTo("/" + field);
    }
  }

  @Test
  void what_is_one_too_long_is_refused() {
    assertTooLong("title", "🎉".repeat(257), "must have 1 to 256 characters, has 257");
    assertTooLong("message", "🎉".repeat(4097), "must have 0 to 4,096 characters, has 4,097");
    assertTooLong("type", "t".repeat(65), "must have 1 to 64 characters, has 65");
    assertTooLong("url", "/" + "u".repeat(2048), "must have 1 to 2,048 characters, has 2,049");
    assertTooLong(
        "data", Map.of("a", "x".repeat(17_000)), "must have at most 16,384 bytes, has 17,008");
    assertThat(backend.post(SEND, Map.of("to", "u".repeat(129), "title", "x")).code())
        .isEqualTo("validation_failed");
    assertThat(backend.get("/api/v1/users/" + "u".repeat(129) + "/inbox").code())
        .isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "nonsense",
        "{\"to\":\"ann\",\"title\":\"x\"} {}",
        "{\"to\":\"ann\",\"title\":\"x\",}",
        "{'to':'ann','title':'x'}",
        "{\"to\":\"ann\",\"title\":\"x\",\"data\":{\"a\":NaN}}",
        "{\"to\":\"ann\",\"title\":\"x\",\"data\":{\"a\":01}}",
        "{\"to\":\"ann\",\"title\":\"tab\t\"}",
        "/**/{\"to\":\"ann\",\"title\":\"x\"}",
      })
  void what_is_no_json_is_malformed(String body) {
    assertMalformed(backend.post(SEND, body));
  }

  @Test
  void depth_beyond_reason_is_malformed() {
    assertMalformed(
        backend.post(
            SEND,
            "{\"to\":\"ann\",\"title\":\"x\",\"data\":{\"a\":"
                + "[".repeat(10_000)
                + "]".repeat(10_000)
                + "}}"));
  }

  @Test
  void bytes_that_are_not_utf8_are_malformed() {
    String json = "{\"to\":\"ann\",\"title\":\"é\",\"data\":{\"a\":\"é\"}}";

    assertMalformed(bytes(json.getBytes(StandardCharsets.ISO_8859_1)));
    assertMalformed(bytes(json.getBytes(StandardCharsets.UTF_16LE)));
    assertMalformed(bytes(json.replace('é', 'e').getBytes(StandardCharsets.UTF_16LE)));
    assertMalformed(bytes(json.replace('é', 'e').getBytes(StandardCharsets.UTF_16BE)));
    assertMalformed(bytes(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}));
    assertMalformed(bytes(new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json-patch+json",
      })
  void another_media_type_than_json_is_refused(String type) {
    ApiClient.Answer answer = backend.post(SEND, "to=ann&title=x", "Content-Type", type);

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/users/%zz/inbox, 400, invalid_request",
    "GET, /api/v1/users/%/inbox, 400, invalid_request",
    "GET, /api/v1/users/ann/inbox?q=%zz, 400, invalid_request",
    "GET, /api/v1/users/%0a/inbox, 404, not_found",
    "GET, /api/v1/users//inbox, 404, not_found",
    "POST, /message/bid/%zz, 400, invalid_request",
    "GET, /api/v1/nothing, 404, not_found",
    "GET, /demo/..%2f..%2flogback.xml, 404, not_found",
    "GET, /docs/..%2f..%2flogback.xml, 404, not_found",
    "GET, /demo/%2e%2e/%2e%2e/logback.xml, 404, not_found",
    "GET, /demo/..%5c..%5clogback.xml, 404, not_found",
    "GET, /demo/%00, 404, not_found"
  })
  void a_bad_address_is_a_problem(String method, String path, int status, String code)
      throws Exception {
    String answer = RawHttp.call(server, method, path);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(answer).contains("application/problem+json").contains("\"code\":\"" + code + "\"");
    assertThat(answer).doesNotContain("<configuration>");
  }

  @Test
  void a_method_that_is_not_taken_names_those_that_are() {
    ApiClient.Answer answer = backend.call("PATCH", SEND, BodyPublishers.ofString("{}"));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.code()).isEqualTo("method_not_allowed");
    assertThat(answer.response().headers().firstValue("allow").orElse("")).contains("POST");
  }

  @Test
  void an_id_that_is_someone_elses_is_not_found() {
    String mine = "/api/v1/me/notifications/" + annsId;

    for (String change : List.of("read", "unread", "archive", "unarchive")) {
      assertThat(ben.post(mine + "/" + change, "").code()).isEqualTo("not_found");
    }
    assertThat(ben.get(mine).code()).isEqualTo("not_found");
    assertThat(ben.delete(mine).code()).isEqualTo("not_found");
    assertThat(ann.get(mine).json().path("read").asBoolean(true)).isFalse();
  }

  @Test
  void a_key_is_no_user_and_a_user_is_no_backend() {
    assertThat(backend.get("/api/v1/me/inbox").code()).isEqualTo("token_invalid");
    assertThat(ann.post(SEND, Map.of("to", "ann", "title", "x")).code())
        .isEqualTo("unauthenticated");
  }

  private static void assertTooLong(String field, Object value, String message) {
    Map<String, Object> body = new HashMap<>(Map.of("to", "ann", "title", "x"));
    body.put(field, value);
    ApiClient.Answer answer = backend.post(SEND, body);
    assertThat(answer.text()).contains("\"path\":\"/" + field + "\"").contains(message);
  }

  private static void assertMalformed(ApiClient.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("malformed_json");
    assertThat(answer.json().path("detail").asText()).isNotEmpty().doesNotContain("Source");
  }

  private static ApiClient.Answer bytes(byte[] body) {
    return backend.call("POST", SEND, BodyPublishers.ofByteArray(body));
  }

  private static long seq() {
    return ann.get("/api/v1/me/inbox").json().path("seq").asLong();
  }
}
