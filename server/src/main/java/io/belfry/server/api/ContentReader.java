package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.ContentLimits;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.notification.Priority;
import io.belfry.server.notification.Traits;
import io.belfry.server.policy.Rules;
import io.belfry.server.problem.FieldError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the fields of a notification that a sender may write, and encodes them for store and wire.
/// Used once, on one thread.
final class ContentReader {
  private static final int MAX_ACTOR_ID = 128;
  private static final int MAX_ACTOR_NAME = 256;
  private static final JsonStringEncoder QUOTE = JsonStringEncoder.getInstance();
  private static final byte[] NO_DATA = {'{', '}'};

  private final JsonParser parser;
  private final byte[] body;
  private final JsonObjectReader object;
  private final List<FieldError> errors;
  private final ContentLimits limits;
  private String type = "info";
  private String title = "";
  private String message = "";
  private Priority priority = Priority.NORMAL;
  private byte[] data = NO_DATA;
  private final Map<String, String> links = new LinkedHashMap<>();
  private final Map<String, String> actor = new LinkedHashMap<>();
  private final ActionsReader actions;
  private final GroupReader group;

  ContentReader(
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
    this.actions = new ActionsReader(parser, body, object, errors);
    this.group = new GroupReader(parser, body, object, errors, limits);
  }

  /// Reads the field `name`; false when it is not one of a notification's.
  boolean read(String name) throws IOException {
    switch (name) {
      case "title" -> title = object.text(name, 1, limits.title()).orElse("");
      case "message" -> message = object.text(name, 0, limits.message()).orElse("");
      case "type" -> type = type(name);
      case "priority" -> priority = priority(name);
      case "data" -> data = data(name);
      case "url", "icon" -> object.link(name).ifPresent(link -> links.put(name, link));
      case "actor" -> actor(name);
      default -> {
        return actions.read(name) || group.read(name);
      }
    }
    return true;
  }

  /// What was read, after the last field.
  Content content() {
    object.require("title");
    group.check();
    var out = new ByteArrayOutputStream(128 + message.length() + data.length);
    out.writeBytes("{\"type\":\"".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(type.getBytes(StandardCharsets.US_ASCII));
    out.write('"');
    member(out, "title", title);
    member(out, "message", message);
    member(out, "priority", priority.wire());
    links.forEach((name, link) -> member(out, name, link));
    if (!actor.isEmpty()) {
      var members = new ByteArrayOutputStream();
      actor.forEach((name, value) -> member(members, name, value));
      out.writeBytes(",\"actor\":{".getBytes(StandardCharsets.US_ASCII));
      out.write(members.toByteArray(), 1, members.size() - 1);
      out.write('}');
    }
    out.writeBytes(actions.members().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(group.members().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(",\"data\":".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(data);
    out.write('}');
    Traits traits = Traits.of(type).answering(actions.group()).grouped(group.key());
    return new Content(priority, JsonBytes.of(out.toByteArray()), 0, traits);
  }

  private String type(String name) throws IOException {
    Optional<String> text = object.text(name, 1, 64);
    if (text.isPresent() && !Rules.isTypeName(text.get())) {
      object.error(name, "must be made of a to z, 0 to 9, '_', '.' and '-'");
    }
    return text.orElse("info");
  }

  private Priority priority(String name) throws IOException {
    Optional<Priority> known =
        parser.currentToken() == JsonToken.VALUE_STRING
            ? Priority.parse(parser.getText())
            : Optional.empty();
    if (known.isEmpty()) {
      object.error(name, "must be low, normal, high or urgent");
      parser.skipChildren();
    }
    return known.orElse(Priority.NORMAL);
  }

  private byte[] data(String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      object.error(name, "must be an object");
      parser.skipChildren();
      return NO_DATA;
    }
    byte[] raw = object.raw();
    if (raw.length > limits.dataBytes()) {
      object.error(
          name, "must have at most %,d bytes, has %,d".formatted(limits.dataBytes(), raw.length));
    }
    return raw;
  }

  private void actor(String name) throws IOException {
    var reader = new JsonObjectReader(parser, body, object.pointer(name), errors);
    reader.read(
        field -> {
          Optional<String> value;
          switch (field) {
            case "id" -> value = reader.text(field, 1, MAX_ACTOR_ID);
            case "name" -> value = reader.text(field, 1, MAX_ACTOR_NAME);
            case "avatar" -> value = reader.link(field);
            default -> {
              return false;
            }
          }
          value.ifPresent(text -> actor.put(field, text));
          return true;
        });
  }

  private static void member(ByteArrayOutputStream out, String name, String value) {
    out.writeBytes((",\"" + name + "\":\"").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(QUOTE.quoteAsUTF8(value));
    out.write('"');
  }
}
