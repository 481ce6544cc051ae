package io.belfry.server.cluster.redis;

import java.time.Duration;

/// How the nodes of an installation meet on Redis 6.2 or later.
///
/// `url` is `redis://[[user]:password@]host[:port]`, with TLS `rediss://…`. A Redis Cluster is
/// recognised by itself; give several of its servers, comma-separated, so that a node can start
/// while one of them is down: `redis://:password@a:6379,b:6379,c:6379`. Those after the first may
/// be addresses only, and are then entered as the first one is. Special characters of a user or
/// password are percent-encoded. A number of a database has no meaning: channels do not belong to
/// one.
///
/// With TLS a server's certificate must name the host and be signed by an authority that the JVM
/// trusts (`javax.net.ssl.trustStore` to name others).
///
/// What a user of Redis needs, with `belfry` as the prefix: `+@pubsub +@connection +cluster|slots
/// resetchannels &belfry:*`. A node that dies without a word, as when its machine loses power,
/// counts as a subscriber until Redis notices: a `tcp-keepalive` of some seconds keeps questions
/// from waiting for it.
///
/// @param url the server, or servers of one Cluster
/// @param prefix what the names of all channels begin with: 1 to 64 letters, digits, `.`, `_` or
///   `-`; installations that share a Redis differ in it
/// @param askTimeout how long an answer may take
/// @param backlogBytes how much may be on the way to Redis without being confirmed; what is over it
///   is dropped and counted
/// @param maxAsks how many questions may wait for answers at a time; more are not asked
public record RedisOptions(
    String url, String prefix, Duration askTimeout, int backlogBytes, int maxAsks) {
  public static final String DEFAULT_PREFIX = "belfry";
  public static final Duration DEFAULT_ASK_TIMEOUT = Duration.ofSeconds(1);
  public static final int DEFAULT_BACKLOG_BYTES = 32 << 20;
  public static final int DEFAULT_MAX_ASKS = 10_000;

  public RedisOptions {
    RedisServer.parse(url);
    if (!prefix.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException("not a prefix: " + prefix);
    }
    if (!askTimeout.isPositive() || backlogBytes < 1 || maxAsks < 1) {
      throw new IllegalArgumentException("not positive");
    }
  }

  /// `url` and `prefix`, and the defaults.
  ///
  /// @throws IllegalArgumentException when one of them cannot be
  public static RedisOptions of(String url, String prefix) {
    return new RedisOptions(
        url, prefix, DEFAULT_ASK_TIMEOUT, DEFAULT_BACKLOG_BYTES, DEFAULT_MAX_ASKS);
  }

  /// Where and under which prefix, without secrets.
  @Override
  public String toString() {
    return RedisServer.parse(url) + " " + prefix;
  }
}
