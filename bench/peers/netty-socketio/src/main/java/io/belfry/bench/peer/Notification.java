package io.belfry.bench.peer;

import com.fasterxml.jackson.databind.JsonNode;

/// A notification as it is stored, answered and emitted.
record Notification(
    String id,
    String type,
    String title,
    String message,
    JsonNode data,
    long timestamp,
    boolean read) {

  Notification asRead() {
    return new Notification(id, type, title, message, data, timestamp, true);
  }
}
