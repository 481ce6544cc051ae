package io.belfry.server.cluster.redis;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a Redis server is, and how it lets us in.
///
/// @param user empty for the default user
/// @param password empty when none is asked for
record RedisServer(String host, int port, boolean tls, String user, String password) {
  private static final int DEFAULT_PORT = 6379;

  /// The authority of a URL (RFC 3986, 3.2), whose host may have underscores, as those of
  /// containers have.
  private static final Pattern AUTHORITY =
      Pattern.compile(
          "(?:(?<secrets>[^@]*)@)?(?:\\[(?<ipv6>[^]]+)]|(?<host>[A-Za-z0-9._~-]+))"
              + "(?::(?<port>\\d{0,5}))?");

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
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches() || (!tls && !"redis".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("not a URL such as redis://host:6379");
    }
    String host = said(parts.group("ipv6")).or(() -> said(parts.group("host"))).orElseThrow();
    int port =
        said(parts.group("port"))
            .filter(digits -> !digits.isEmpty())
            .map(Integer::parseInt)
            .orElse(DEFAULT_PORT);
    if (port == 0 || port > 65_535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    String secrets = said(parts.group("secrets")).orElse("");
    int colon = secrets.indexOf(':');
    String user = colon < 0 ? "" : secrets.substring(0, colon);
    return new RedisServer(host, port, tls, decoded(user), decoded(secrets.substring(colon + 1)));
  }

  private static Optional<String> said(@Nullable String part) {
    return Optional.ofNullable(part);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
