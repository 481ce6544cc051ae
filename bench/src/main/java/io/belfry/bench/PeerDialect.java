package io.belfry.bench;

/// What both peers understand: a plain user id, no secrets.
record PeerDialect() implements Dialect {

  @Override
  public String hello(int user) {
    return "{\"userId\":\"" + Dialect.userId(user) + "\"}";
  }

  @Override
  public RequestTemplate send(int user) {
    String json = "{\"userId\":\"" + Dialect.userId(user) + "\"," + NOTIFICATION + "}";
    return RequestTemplate.post("/api/send-notification", "", json);
  }

  @Override
  public RequestTemplate broadcast() {
    String json = "{\"event\":\"" + TRANSIENT_EVENT + "\",\"data\":{" + NOTIFICATION + "}}";
    return RequestTemplate.post("/broadcast", "", json);
  }
}
