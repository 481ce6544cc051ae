package io.belfry.server.cluster.redis;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// A connection to Redis that cannot be made or used, with the reason in words for an operator.
final class LineException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final List<String> REFUSALS = List.of("WRONGPASS", "NOAUTH", "NOPERM");

  LineException(String reason) {
    super(reason);
  }

  /// The reason is what the innermost cause says: the words of Redis or of the operating system.
  LineException(RedisServer server, Throwable failure) {
    super(server + ": " + innermost(failure), failure);
  }

  /// The same for a failure on a connection that is known.
  static LineException of(RedisServer server, Throwable failure) {
    return failure instanceof LineException known ? known : new LineException(server, failure);
  }

  /// Whether Redis is there, but does not let us in or not do what we need.
  boolean isRefusal() {
    String reason = String.valueOf(getMessage());
    return REFUSALS.stream().anyMatch(reason::contains);
  }

  private static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean bare = cause instanceof ExecutionException || cause instanceof CompletionException;
    String words = cause.getMessage();
    return bare || words == null ? cause.getClass().getSimpleName() : words;
  }
}
