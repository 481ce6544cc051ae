package io.belfry.bench;

import java.time.Instant;

/// Belfry's own HTTP calls with an API key, and sockets that identify themselves by a JWT.
record BelfryDialect(String apiKey, String jwtSecret) implements Dialect {

  @Override
  public String hello(int user) {
    Instant expiry = Instant.now().plusSeconds(3600);
    return "{\"token\":\"" + Jwt.hs256(jwtSecret, Dialect.userId(user), expiry) + "\"}";
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

  private String authorization() {
    return "Authorization: Bearer " + apiKey + "\r\n";
  }
}
