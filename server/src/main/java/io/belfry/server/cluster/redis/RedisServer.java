package io.belfry.server.cluster.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Where a Redis server is, and how it lets us in.
///
/// @param user empty for the default user
/// @param password empty when none is asked for
record RedisServer(String host, int port, boolean tls, String user, String password) {
  private static final int DEFAULT_PORT = 6379;

  /// The servers that `url` names; see [RedisOptions].
  ///
  /// @throws IllegalArgumentException when it names none
  static List<RedisServer> parse(String url) {
    List<RedisServer> servers = new ArrayList<>();
    for (String part : url.split(",", -1)) {
      String text = part.strip();
      boolean inherits = !servers.isEmpty() && !text.contains("://");
      servers.add(inherits ? servers.getFirst().beside(text) : parseOne(text));
    }
    return List.copyOf(servers);
  }

  /// The server at another address that is entered as this one is.
  RedisServer at(String otherHost, int otherPort) {
    return new RedisServer(otherHost, otherPort, tls, user, password);
  }

  /// Host and port, without secrets.
  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  private RedisServer beside(String hostAndPort) {
    RedisServer other = parseOne("redis://" + hostAndPort);
    return at(other.host, other.port);
  }

  private static RedisServer parseOne(String text) {
    // A failure must not quote the text: it may hold a password.
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("not a URL");
    }
    boolean tls = "rediss".equals(uri.getScheme());
    String host = uri.getHost();
    if (host == null || (!tls && !"redis".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("not a URL such as redis://host:6379");
    }
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    String secrets = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = secrets.indexOf(':');
    String user = colon < 0 ? "" : secrets.substring(0, colon);
    return new RedisServer(bare, port, tls, decoded(user), decoded(secrets.substring(colon + 1)));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
