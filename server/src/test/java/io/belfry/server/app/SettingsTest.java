package io.belfry.server.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  @TempDir private Path folder;

  @Test
  void every_setting_has_this_default() {
    String all =
        Arrays.stream(Setting.values())
            .map(each -> each.key() + " = " + each.fallback())
            .collect(Collectors.joining("\n"));

    assertThat(all.replace(" \n", "\n"))
        .isEqualTo(
            """
            host = 127.0.0.1
            port = 3000
            data = data
            database.url =
            database.user =
            database.password =
            database.connections = 0
            database.migrate = true
            redis.url =
            redis.prefix = belfry
            cluster.compareEvery = 10s
            dev = false
            apiKey =
            jwt.secret =
            jwt.publicKey =
            jwt.jwksUrl =
            jwt.issuer =
            jwt.audience =
            cors.origins = *
            retention.count = 100
            retention.age = 90d
            retention.tombstones = 200
            idempotency.ttl = 24h
            limits.title = 256
            limits.message = 4096
            limits.data = 16384
            preferences.defaults.inApp = true
            preferences.defaults.toast = true
            preferences.defaults.sound = true
            preferences.defaults.push = true
            preferences.defaults.email = true
            throttle.count = 0
            throttle.window = 10m
            http.maxBody = 1048576
            http.requestTimeout = 30s
            lane.count = 0
            lane.queue = 20000
            lane.batch = 512
            broadcast.pace = 5000
            stream.max = 100
            stream.heartbeat = 15s
            readers.threads = 0
            readers.queue = 20000
            socket.window = 100
            socket.identifyWithin = 10s
            socket.pingInterval = 25s
            socket.pingTimeout = 20s
            socket.maxConnections = 100000
            socket.maxPerUser = 200
            socket.maxPerAddress = 50000
            socket.maxHandshakes = 20000
            socket.maxHandshakesPerAddress = 10000
            socket.maxBuffer = 1048576
            socket.maxPayload = 100000
            socket.cookie =
            socket.compress = false
            http.trustedProxies =
            eventLoops = 0
            transport = auto
            stop.notice = 0
            stop.spread = 5s
            stop.drain = 3s\
            """);
  }

  @Test
  void a_variable_that_names_no_setting_is_told_without_its_value() {
    Map<String, String> environment =
        Map.of(
            "BELFRY_JWT_SECRETS", "hush",
            "BELFRY_HTTP_MAXBODY", "1",
            "BELFRY_PORT", "3000",
            "BELFRY_PORT_3000_TCP", "tcp://10.0.0.1:3000",
            "BELFRY_SERVICE_HOST", "10.0.0.1",
            "BELFRY_URL", "http://localhost:3000",
            "BELFRY_CONFIG", "belfry.yaml",
            "BELFRY_JAVA_OPTS", "-Xmx1g",
            "PATH", "/bin");
    var err = new StringWriter();

    ServeCommand.warnOfUnknown(new PrintWriter(err), environment);

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("no setting BELFRY_HTTP_MAXBODY"),
            line -> assertThat(line).contains("no setting BELFRY_JWT_SECRETS"));
    assertThat(err.toString()).doesNotContain("hush");
  }

  @Test
  void no_line_of_help_is_wrapped() {
    assertThat(Setting.values())
        .flatExtracting(each -> List.of(ServeCommand.SettingsFooter.lines(each).split("%n", -1)))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path missing = folder.resolve("none.yaml");

    assertThatThrownBy(() -> Settings.read(Map.of(), Map.of(), Optional.of(missing)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("There is no configuration file " + missing)
        .hasMessageContaining("--config");
  }

  @Test
  void the_environment_names_a_setting_in_capitals() {
    assertThat(Setting.JWT_JWKS_URL.variable()).isEqualTo("BELFRY_JWT_JWKS_URL");
    assertThat(Setting.API_KEY.variable()).isEqualTo("BELFRY_API_KEY");
    assertThat(Setting.SOCKET_PING_INTERVAL.variable()).isEqualTo("BELFRY_SOCKET_PING_INTERVAL");
  }

  @Test
  void flags_win_over_the_environment_the_file_and_the_default() throws IOException {
    Path file = yaml("retention:\n  count: 1\n  tombstones: 1\n  age: 1d\n");
    Map<String, String> environment =
        Map.of("BELFRY_RETENTION_COUNT", "2", "BELFRY_RETENTION_TOMBSTONES", "2");

    Settings settings =
        Settings.read(Map.of(Setting.RETENTION_COUNT, "3"), environment, Optional.of(file));

    assertThat(settings.number(Setting.RETENTION_COUNT, 1, 9)).isEqualTo(3);
    assertThat(settings.number(Setting.RETENTION_TOMBSTONES, 1, 9)).isEqualTo(2);
    assertThat(settings.duration(Setting.RETENTION_AGE)).isEqualTo(Duration.ofDays(1));
    assertThat(settings.duration(Setting.IDEMPOTENCY_TTL)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void the_file_may_nest_keys_or_write_them_in_full() throws IOException {
    Settings nested = read(yaml("jwt:\n  issuer: a\ncors:\n  origins: http://a, http://b\n"));
    Settings full = read(yaml("jwt.issuer: a\ncors.origins: http://a,http://b\n"));

    for (Settings settings : new Settings[] {nested, full}) {
      assertThat(settings.text(Setting.JWT_ISSUER)).contains("a");
      assertThat(settings.items(Setting.CORS_ORIGINS)).containsExactly("http://a", "http://b");
    }
  }

  @Test
  void a_setting_that_does_not_exist_is_refused_by_its_name() throws IOException {
    Path file = yaml("retention:\n  cuont: 5\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'retention.cuont'")
        .hasMessageContaining(file.toString())
        .hasMessageContaining("retention.count");
  }

  @Test
  void a_file_that_cannot_be_read_is_refused_by_its_name() throws IOException {
    Path broken = yaml("a: [");
    Path missing = folder.resolve("missing.yaml");

    for (Path file : new Path[] {broken, missing}) {
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 65536, a number from 0 to 65535",
    "PORT, many, a number",
    "PORT, '', a number",
    "DEV, yes, true or false",
    "HOST, no such host.invalid, an address",
    "RETENTION_COUNT, 0, a number from 1",
    "RETENTION_AGE, soon, a duration",
    "RETENTION_AGE, 90, a duration",
    "RETENTION_AGE, -1d, a duration",
    "SOCKET_IDENTIFY, 0, not 0",
    "SOCKET_PING_INTERVAL, 0s, not 0",
    "SOCKET_PING_TIMEOUT, 0ms, not 0",
    "HTTP_MAX_BODY, 10, a number from 1024",
    "HTTP_TRUSTED_PROXIES, proxy.example.org, networks such as 10.0.0.0/8",
    "SOCKET_COOKIE, a b, the name of a cookie",
    "SOCKET_COMPRESS, maybe, true or false",
    "SOCKET_MAX_PER_USER, 0, a number from 1",
    "PREFERENCES_DEFAULTS_EMAIL, off, true or false",
    "THROTTLE_COUNT, -1, a number from 0",
    "THROTTLE_WINDOW, 0, not 0 and at most 7d",
    "THROTTLE_WINDOW, 8d, not 0 and at most 7d",
    "TRANSPORT, iouring, 'auto, epoll, io_uring or nio'",
    "JWT_SECRET, too short, at least 32 characters",
    "JWT_PUBLIC_KEY, missing.pem, a PEM file",
    "JWT_JWKS_URL, keys, an http(s) address",
    "JWT_JWKS_URL, file:///keys, an http(s) address",
    "JWT_JWKS_URL, https://, an http(s) address",
  })
  void a_bad_value_is_refused_by_its_setting(Setting setting, String value, String expected) {
    assertThatThrownBy(() -> options(Map.of(setting, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'" + setting.key() + "'")
        .hasMessageContaining(setting.variable())
        .hasMessageContaining(expected);
  }

  @Test
  void dev_runs_on_loopback_alone() {
    assertThatThrownBy(() -> options(Map.of(Setting.DEV, "true", Setting.HOST, "0.0.0.0")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("loopback");
    assertThat(options(Map.of(Setting.DEV, "true", Setting.HOST, "127.0.0.2")).dev()).isTrue();
    assertThat(options(Map.of(Setting.HOST, "0.0.0.0")).dev()).isFalse();
  }

  @Test
  void durations_have_a_unit_or_are_none() {
    assertThat(Settings.duration("500ms")).isEqualTo(Duration.ofMillis(500));
    assertThat(Settings.duration("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(Settings.duration("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(Settings.duration("24h")).isEqualTo(Duration.ofHours(24));
    assertThat(Settings.duration("90d")).isEqualTo(Duration.ofDays(90));
    assertThat(Settings.duration("0")).isZero();
  }

  @Test
  void the_secret_that_is_made_stays_and_is_its_owners_alone() throws IOException {
    Path data = folder.resolve("new/data");
    String secret = secretIn(data);

    assertThat(secretIn(data)).isEqualTo(secret);
    assertThat(secret).hasSizeGreaterThan(43);
    assertThat(permissions(data.resolve("jwt-secret"))).isEqualTo("rw-------");
    assertThat(permissions(data)).isEqualTo("rwx------");
  }

  private String secretIn(Path data) {
    ServerOptions options = options(Map.of(Setting.DATA, data.toString()));
    try (Storage storage = Storage.forCommand(options.storage())) {
      return storage.secret();
    }
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private ServerOptions options(Map<Setting, String> flags) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.put(Setting.DATA, folder.resolve("data").toString());
    all.putAll(flags);
    return ServerOptions.of(Settings.read(all, Map.of(), Optional.empty()), Optional.empty());
  }

  private static Settings read(Path file) {
    return Settings.read(Map.of(), Map.of(), Optional.of(file));
  }

  private Path yaml(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "belfry", ".yaml"), text);
  }
}
