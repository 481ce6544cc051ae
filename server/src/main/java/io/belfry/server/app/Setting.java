package io.belfry.server.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Every setting: its name, its default, and what it does. The one list that configuration, help
/// and documentation come from.
///
/// A setting `http.maxBody` is `http.maxBody` (or nested) in the YAML file, `BELFRY_HTTP_MAX_BODY`
/// in the environment.
enum Setting {
  HOST("host", "127.0.0.1", "address to listen on; 0.0.0.0 for every interface"),
  PORT("port", "3000", "TCP port; 0 for any free one"),
  DATA("data", "data", "folder of the database and the generated secret"),
  DATABASE_URL(
      "database.url", "", "jdbc:postgresql://host:port/database; without it, SQLite in 'data'"),
  DATABASE_USER("database.user", "", "user of that database"),
  DATABASE_PASSWORD("database.password", "", "and the password"),
  DATABASE_CONNECTIONS(
      "database.connections", "0", "connections to it at the most; 0 for what the rest needs"),
  DATABASE_MIGRATE("database.migrate", "true", "bring its schema up to date when starting"),
  REDIS_URL("redis.url", "", "redis://[[user]:password@]host[:port], where nodes hear each other"),
  REDIS_PREFIX("redis.prefix", "belfry", "how the names of its channels begin"),
  CLUSTER_COMPARE(
      "cluster.compareEvery", "10s", "how often sockets are compared with a store on PostgreSQL"),
  DEV("dev", "false", "no keys and no tokens asked for; loopback only"),
  API_KEY("apiKey", "", "an API key that is accepted besides the stored ones"),
  JWT_SECRET("jwt.secret", "", "shared secret of HS256 user tokens, 32 bytes or more"),
  JWT_PUBLIC_KEY(
      "jwt.publicKey", "", "PEM file (or text) of the key of RS256, ES256 or EdDSA tokens"),
  JWT_JWKS_URL("jwt.jwksUrl", "", "where the keys of user tokens are published"),
  JWT_ISSUER("jwt.issuer", "", "what 'iss' of user tokens must be"),
  JWT_AUDIENCE("jwt.audience", "", "what 'aud' of user tokens must contain"),
  CORS_ORIGINS("cors.origins", "*", "origins of pages that may connect and call, comma-separated"),
  RETENTION_COUNT("retention.count", "100", "notifications kept per user"),
  RETENTION_AGE("retention.age", "90d", "age at which a notification goes; 0 for never"),
  RETENTION_TOMBSTONES(
      "retention.tombstones", "200", "deletions that an inbox remembers for replicas"),
  IDEMPOTENCY_TTL("idempotency.ttl", "24h", "how long an Idempotency-Key is remembered"),
  LIMITS_TITLE("limits.title", "256", "characters of a title"),
  LIMITS_MESSAGE("limits.message", "4096", "characters of a message"),
  LIMITS_DATA("limits.data", "16384", "bytes of data"),
  PREFERENCES_DEFAULTS_IN_APP(
      "preferences.defaults.inApp", "true", "in the inbox, unless a user or a type says otherwise"),
  PREFERENCES_DEFAULTS_TOAST("preferences.defaults.toast", "true", "the same for toasts"),
  PREFERENCES_DEFAULTS_SOUND("preferences.defaults.sound", "true", "the same for sounds"),
  PREFERENCES_DEFAULTS_PUSH("preferences.defaults.push", "true", "the same for push messages"),
  PREFERENCES_DEFAULTS_EMAIL("preferences.defaults.email", "true", "the same for e-mail"),
  THROTTLE_COUNT("throttle.count", "0", "toasts of one user in a window; 0 for any number"),
  THROTTLE_WINDOW("throttle.window", "10m", "how long that window is, from its first toast on"),
  HTTP_MAX_BODY("http.maxBody", "1048576", "bytes of a request body"),
  HTTP_REQUEST_TIMEOUT(
      "http.requestTimeout", "30s", "how long a first request, or a body, may take"),
  LANE_COUNT("lane.count", "0", "transactions at once on PostgreSQL; 0 for 2"),
  LANE_QUEUE("lane.queue", "20000", "commands that may wait for the store; more are answered 503"),
  LANE_BATCH("lane.batch", "512", "commands in one transaction"),
  BROADCAST_PACE(
      "broadcast.pace", "5000", "users in a second to whom a node hands a broadcast out"),
  STREAM_MAX("stream.max", "100", "backends that may listen for answers at once"),
  STREAM_HEARTBEAT(
      "stream.heartbeat", "15s", "how often a stream of answers that has none is written to"),
  READERS_THREADS("readers.threads", "0", "threads that read the store; 0 for 2, on PostgreSQL 8"),
  READERS_QUEUE("readers.queue", "20000", "readings that may wait; more are answered 503"),
  SOCKET_WINDOW("socket.window", "100", "notifications in one snapshot, delta or history"),
  SOCKET_IDENTIFY("socket.identifyWithin", "10s", "how long a socket may stay anonymous"),
  SOCKET_PING_INTERVAL("socket.pingInterval", "25s", "time between heartbeats"),
  SOCKET_PING_TIMEOUT("socket.pingTimeout", "20s", "how long a heartbeat may stay unanswered"),
  SOCKET_MAX_CONNECTIONS(
      "socket.maxConnections", "100000", "connections at once; one more is refused"),
  SOCKET_MAX_PER_USER("socket.maxPerUser", "200", "connections of one user"),
  SOCKET_MAX_PER_ADDRESS(
      "socket.maxPerAddress", "50000", "connections of one address (IPv6: of one /64)"),
  SOCKET_MAX_HANDSHAKES("socket.maxHandshakes", "20000", "new connections in a second"),
  SOCKET_MAX_HANDSHAKES_PER_ADDRESS(
      "socket.maxHandshakesPerAddress", "10000", "new connections of one address in a second"),
  SOCKET_MAX_BUFFER("socket.maxBuffer", "1048576", "bytes that may wait for one slow reader"),
  SOCKET_MAX_PAYLOAD("socket.maxPayload", "100000", "bytes of one message from a client"),
  SOCKET_COOKIE(
      "socket.cookie", "", "name of a cookie with the connection's id, for load balancers"),
  SOCKET_COMPRESS("socket.compress", "false", "compressed WebSocket messages (permessage-deflate)"),
  HTTP_TRUSTED_PROXIES(
      "http.trustedProxies", "", "networks whose X-Forwarded-For is believed, comma-separated"),
  EVENT_LOOPS("eventLoops", "0", "threads that serve connections; 0 for one per core"),
  TRANSPORT("transport", "auto", "how sockets are served: auto, epoll, io_uring or nio"),
  STOP_NOTICE("stop.notice", "0", "how long it is not ready, and serves all, before it stops"),
  STOP_SPREAD("stop.spread", "5s", "time over which stopping closes the sockets, evenly"),
  STOP_DRAIN("stop.drain", "3s", "how long stopping waits for what is under way");

  /// How the names of all variables begin.
  static final String VARIABLES = "BELFRY_";

  private final String key;
  private final String fallback;
  private final String help;

  Setting(String key, String fallback, String help) {
    this.key = key;
    this.fallback = fallback;
    this.help = help;
  }

  String key() {
    return key;
  }

  String fallback() {
    return fallback;
  }

  String help() {
    return help;
  }

  /// The name of its environment variable.
  String variable() {
    String words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_');
    return VARIABLES + words.toUpperCase(Locale.ROOT);
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }

  static Optional<Setting> ofKey(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
