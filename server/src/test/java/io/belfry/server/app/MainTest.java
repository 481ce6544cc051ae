package io.belfry.server.app;

import static io.belfry.server.app.Ran.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  @TempDir private Path data;

  @ParameterizedTest
  @CsvSource({
    "'', demo",
    "serve, --port",
    "serve, retention.count",
    "serve, BELFRY_RETENTION_COUNT",
    "demo, --port",
    "send, --key",
    "token, --ttl",
    "keys, revoke",
    "copy, --from",
    "copy, BELFRY_DATABASE_URL",
    "keys create, NAME",
    "keys list, --data",
    "keys revoke, ID",
  })
  void help_teaches(String command, String word) {
    List<String> arguments =
        Stream.concat(Stream.of(command.split(" ", -1)), Stream.of("--help"))
            .filter(argument -> !argument.isEmpty())
            .toList();

    Ran help = run(arguments.toArray(String[]::new));

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Usage: belfry").contains(word);
    assertThat(help.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve --prot 1", "keys", "token", "send ann", "keys revoke"})
  void what_is_not_understood_is_refused_with_usage(String line) {
    Ran refused = run(line.split(" ", -1));

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("Usage: belfry");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void a_command_that_is_misspelt_is_guessed() {
    Ran refused = run("sevre");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("sevre").contains("belfry serve");
  }

  @Test
  void a_token_is_one_that_a_server_on_the_same_data_takes() throws Exception {
    Ran made = run("token", "ann", "--ttl", "2h", "--data", data.toString());

    SignedJWT token = SignedJWT.parse(made.out().strip());
    assertThat(made.code()).isZero();
    assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("ann");
    JsonNode claims = new ObjectMapper().readTree(token.getPayload().toString());
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(2 * 3600);
    try (TestServer server =
            TestServer.start(
                data, Map.of("jwt.secret", Files.readString(data.resolve("jwt-secret"))));
        var ann = new ApiClient(server.uri("").toString(), made.out().strip())) {
      assertThat(ann.get("/api/v1/me/inbox").status()).isEqualTo(200);
    }
  }

  @Test
  void a_token_says_the_issuer_and_audience_that_the_server_asks_for() throws Exception {
    Path config = Files.writeString(data.resolve("c.yaml"), "jwt: {issuer: me, audience: app}");

    Ran made = run("token", "ann", "--data", data.toString(), "--config", config.toString());

    JWTClaimsSet claims = SignedJWT.parse(made.out().strip()).getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("me");
    assertThat(claims.getAudience()).containsExactly("app");
  }

  @ParameterizedTest
  @ValueSource(strings = {"token ann", "keys list", "keys revoke x"})
  void what_needs_a_server_s_data_does_not_make_a_folder_by_mistake(String line) {
    Path mistyped = data.resolve("mistyped");
    String[] words = (line + " --data " + mistyped).split(" ");

    Ran refused = run(words);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("There is no data folder " + mistyped);
    assertThat(mistyped).doesNotExist();
  }

  @Test
  void a_data_folder_that_is_a_file_is_said_to_be_one() throws IOException {
    Path file = Files.writeString(data.resolve("file"), "");

    Ran refused = run("keys", "create", "shop", "--data", file.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains(file + " is a file");
  }

  @Test
  void the_secret_of_a_key_is_nowhere_in_the_data() throws IOException {
    Path folder = data.resolve("made");
    String secret = run("keys", "create", "shop", "--data", folder.toString()).out().strip();
    assertThat(secret).startsWith("bk_");

    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes).as(file.toString()).doesNotContain(secret);
        assertThat(bytes).doesNotContain(secret.substring(secret.lastIndexOf('_') + 1));
        assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------");
      }
    }
    assertThat(permissions(folder)).isEqualTo("rwx------");
  }

  @Test
  void without_keys_the_list_says_how_to_make_one() {
    assertThat(run(onStorage("keys", "list")).out()).contains("belfry keys create");
  }

  @Test
  void a_port_that_is_taken_is_said_clearly() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      Ran refused = run("serve", "--port", port, "--data", data.toString());

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err())
          .startsWith("belfry: Cannot listen on 127.0.0.1 port " + port + ": it is taken")
          .hasLineCount(1);
    }
  }

  @Test
  void a_bad_setting_is_said_clearly() {
    Ran refused = run("serve", "--port", "many", "--data", data.toString());

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).startsWith("belfry: Setting 'port'").hasLineCount(1);
  }

  @Test
  void a_notification_is_sent_as_any_backend_would() {
    try (TestServer server = TestServer.start(data)) {
      String address = server.uri("").toString();
      Ran sent =
          run(
              "send",
              "ann",
              "Hello",
              "There",
              "--priority",
              "high",
              "--link",
              "/x",
              "--server",
              address,
              "--key",
              TestServer.API_KEY);
      Ran refused = run("send", "ann", "", "--server", address, "--key", TestServer.API_KEY);
      Ran stranger = run("send", "ann", "Hello", "--server", address, "--key", "bk_wrong");

      assertThat(sent.code()).isZero();
      assertThat(sent.out()).contains("\"title\":\"Hello\"").contains("\"url\":\"/x\"");
      assertThat(refused.code()).isEqualTo(1);
      assertThat(refused.err()).contains("/title");
      assertThat(stranger.code()).isEqualTo(1);
      assertThat(stranger.err()).contains("unauthenticated");
    }
  }

  @Test
  void keys_are_made_listed_and_revoked_while_a_server_runs() {
    try (TestServer server = TestServer.start(data)) {
      String secret = run(onStorage("keys", "create", "shop")).out().strip();
      try (var shop = new ApiClient(server.uri("").toString(), secret)) {
        assertThat(shop.get("/api/v1/users/ann/inbox").status()).isEqualTo(200);
        String listed = run(onStorage("keys", "list")).out();
        assertThat(listed).contains("shop").doesNotContain(secret).doesNotContain("revoked");
        String id = listed.split(" ", 2)[0];

        assertThat(run(onStorage("keys", "revoke", id)).code()).isZero();

        assertThat(run(onStorage("keys", "list")).out()).contains("(revoked)");
        Awaitility.await().until(() -> shop.get("/api/v1/users/ann/inbox").status() == 401);
        Ran again = run(onStorage("keys", "revoke", id));
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains(id);
      }
    }
  }

  @Test
  void a_server_that_is_not_there_is_said_clearly() {
    Ran refused = run("send", "ann", "Hello", "--server", "http://127.0.0.1:1");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualToIgnoringNewLines("belfry: There is no server at http://127.0.0.1:1.");
  }

  /// The command on the storage of the servers of these tests.
  private String[] onStorage(String... command) {
    return Stream.concat(Stream.of(command), TestStorage.flags(data).stream())
        .toArray(String[]::new);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
