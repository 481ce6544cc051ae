package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.notification.JsonText;
import io.belfry.server.problem.FieldError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the buttons of a notification, `actions` and `actionGroup`, and encodes them. Used once,
/// on one thread.
final class ActionsReader {
  private static final int MAX_ACTIONS = 4;
  private static final int MAX_LABEL = 64;
  private static final int MAX_GROUP = 128;
  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
  private static final Set<String> STYLES = Set.of("primary", "secondary", "danger");

  private final JsonParser parser;
  private final byte[] body;
  private final JsonObjectReader object;
  private final List<FieldError> errors;
  private final List<Map<String, String>> actions = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private String group = "";

  ActionsReader(JsonParser parser, byte[] body, JsonObjectReader object, List<FieldError> errors) {
    this.parser = parser;
    this.body = body;
    this.object = object;
    this.errors = errors;
  }

  /// Reads the field `name`; false when it is none of these.
  boolean read(String name) throws IOException {
    switch (name) {
      case "actions" -> actions(name);
      case "actionGroup" -> group = object.text(name, 1, MAX_GROUP).orElse("");
      default -> {
        return false;
      }
    }
    return true;
  }

  /// What was read, after the last field: members of an object, each with a comma before it.
  String members() {
    if (object.has("actionGroup") && !object.has("actions")) {
      object.error("actionGroup", "goes with 'actions' alone");
    }
    var json = new StringBuilder();
    if (!actions.isEmpty()) {
      json.append(
          actions.stream()
              .map(ActionsReader::json)
              .collect(Collectors.joining(",", ",\"actions\":[", "]")));
    }
    if (!group.isEmpty()) {
      json.append(",\"actionGroup\":").append(JsonText.quote(group));
    }
    return json.toString();
  }

  /// What an answer answers too; empty for none.
  String group() {
    return group;
  }

  private void actions(String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      object.error(name, "must be an array");
      parser.skipChildren();
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (count < MAX_ACTIONS) {
        action(object.pointer(name) + "/" + count);
      } else {
        parser.skipChildren();
      }
      count++;
    }
    if (count == 0 || count > MAX_ACTIONS) {
      object.error(name, "must have 1 to %d items, has %,d".formatted(MAX_ACTIONS, count));
    }
  }

  private void action(String path) throws IOException {
    Map<String, String> action = new LinkedHashMap<>();
    var reader = new JsonObjectReader(parser, body, path, errors);
    boolean isObject =
        reader.read(
            field -> {
              Optional<String> value;
              switch (field) {
                case "id" -> value = id(reader, field);
                case "label" -> value = reader.text(field, 1, MAX_LABEL);
                case "style" -> value = style(reader, field);
                case "url" -> value = reader.link(field);
                default -> {
                  return false;
                }
              }
              value.ifPresent(text -> action.put(field, text));
              return true;
            });
    if (isObject) {
      reader.require("id");
      reader.require("label");
      actions.add(action);
    }
  }

  private Optional<String> id(JsonObjectReader reader, String field) throws IOException {
    Optional<String> id = reader.text(field, 1, 64);
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      reader.error(field, "must be made of a to z, A to Z, 0 to 9, '_', '.' and '-'");
    } else if (id.isPresent() && !ids.add(id.get())) {
      reader.error(field, "is that of another action already");
    }
    return id;
  }

  private Optional<String> style(JsonObjectReader reader, String field) throws IOException {
    Optional<String> style =
        parser.currentToken() == JsonToken.VALUE_STRING
            ? Optional.of(parser.getText()).filter(STYLES::contains)
            : Optional.empty();
    if (style.isEmpty()) {
      reader.error(field, "must be primary, secondary or danger");
      parser.skipChildren();
    }
    return style;
  }

  private static String json(Map<String, String> action) {
    return action.entrySet().stream()
        .map(each -> "\"" + each.getKey() + "\":" + JsonText.quote(each.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
