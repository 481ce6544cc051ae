package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import io.belfry.server.notification.ContentLimits;
import io.belfry.server.policy.Card;
import io.belfry.server.problem.FieldError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads the `group` of a notification: `{key, title?, window?}`. Used once, on one thread.
final class GroupReader {
  private static final String GROUP = "group";
  private static final int MAX_KEY = 128;

  private final JsonParser parser;
  private final byte[] body;
  private final JsonObjectReader object;
  private final List<FieldError> errors;
  private final ContentLimits limits;
  private String key = "";
  private String title = "";
  private int windowS;

  GroupReader(
      JsonParser parser,
      byte[] body,
      JsonObjectReader object,
      List<FieldError> errors,
      ContentLimits limits) {
    this.parser = parser;
    this.body = body;
    this.object = object;
    this.errors = errors;
    this.limits = limits;
  }

  /// Reads the current value; false when it is not of this field.
  boolean read(String name) throws IOException {
    if (!name.equals(GROUP)) {
      return false;
    }
    var group = new JsonObjectReader(parser, body, object.pointer(GROUP), errors);
    boolean isObject =
        group.read(
            field -> {
              switch (field) {
                case "key" -> key = group.text(field, 1, MAX_KEY).orElse("");
                case "title" -> readTitle(group, field);
                case "window" -> windowS = group.seconds(field, Card.MAX_WINDOW).orElse(0);
                default -> {
                  return false;
                }
              }
              return true;
            });
    if (isObject) {
      group.require("key");
    }
    return true;
  }

  private void readTitle(JsonObjectReader group, String field) throws IOException {
    Optional<String> text = group.text(field, 1, limits.title());
    if (text.isPresent() && !Card.isTemplate(text.get())) {
      group.error(field, "must name {{actor}}, {{others}} or {{count}}, and nothing else");
    }
    title = text.orElse("");
  }

  /// What does not go with a group; called after the last field.
  void check() {
    if (!object.has(GROUP)) {
      return;
    }
    for (String other : List.of("actions", "expiresAt", "ttl")) {
      if (object.has(other)) {
        object.error(other, "must not be given together with group: cards grow");
      }
    }
  }

  /// The key; empty for none.
  String key() {
    return key;
  }

  /// What it adds to the content, `,"group":{…}`; empty for none.
  String members() {
    if (key.isEmpty()) {
      return "";
    }
    return ",\"group\":{\"key\":"
        + Replies.quote(key)
        + (title.isEmpty() ? "" : ",\"title\":" + Replies.quote(title))
        + (windowS == 0 ? "" : ",\"window\":" + windowS)
        + "}";
  }
}
