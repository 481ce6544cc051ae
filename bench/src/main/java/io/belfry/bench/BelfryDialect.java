package io.belfry.bench;

import java.time.Duration;
import java.time.Instant;

/// Belfry's own HTTP calls with an API key, and sockets that identify themselves by a JWT.
record BelfryDialect(String apiKey, String jwtSecret) implements Dialect {
  /// Longer than the longest soak: a socket does not outlive its token.
  private static final Duration LIFETIME = Duration.ofDays(2);

  @Override
  public String hello(int user) {
    return "{\"token\":\"" + token(user) + "\"}";
  }

  /// The user's JWT.
  String token(int user) {
    return Jwt.hs256(jwtSecret, Dialect.userId(user), Instant.now().plus(LIFETIME));
  }

  @Override
  public RequestTemplate send(int user) {
    String json = "{\"to\":\"" + Dialect.userId(user) + "\"," + NOTIFICATION + "}";
    return RequestTemplate.post("/api/v1/notifications", authorization(), json);
  }

  @Override
  public RequestTemplate broadcast() {
    String json =
        "{\"to\":{\"all\":true},\"event\":\""
            + TRANSIENT_EVENT
            + "\",\"data\":{"
            + NOTIFICATION
            + "}}";
    return RequestTemplate.post("/api/v1/events", authorization(), json);
  }

  /// A notification for everybody who is known.
  RequestTemplate toAll() {
    String json = "{\"to\":{\"all\":true}," + NOTIFICATION + "}";
    return RequestTemplate.post("/api/v1/notifications", authorization(), json);
  }

  private String authorization() {
    return "Authorization: Bearer " + apiKey + "\r\n";
  }
}
