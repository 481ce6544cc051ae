package io.belfry.server.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.belfry.server.notification.Content;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// New values of some fields of what was broadcast, as JSON Merge Patch (RFC 7396): a field is
/// replaced as a whole, `null` removes it.
record ContentPatch(ObjectNode fields) {
  /// Numbers stay as they are written.
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /// What cannot be changed: an answer would be one to another question, and a card has its group
  /// for good.
  private static final Set<String> FIXED = Set.of("actions", "actionGroup", "group");

  private static final List<String> OWN = List.of("broadcast", "topic");

  /// Reads the body.
  static Checked<ContentPatch> read(byte[] body) throws MalformedJsonException {
    JsonNode said = Json.read(body, JSON::readTree);
    if (!(said instanceof ObjectNode fields) || fields.isEmpty()) {
      return new Checked.Invalid<>(
          List.of(new FieldError("", "must be an object with the fields to change")));
    }
    List<FieldError> fixed =
        fields.properties().stream()
            .map(Map.Entry::getKey)
            .filter(FIXED::contains)
            .map(name -> new FieldError("/" + name, "cannot be changed: recall it, send another"))
            .toList();
    return fixed.isEmpty()
        ? new Checked.Valid<>(new ContentPatch(fields))
        : new Checked.Invalid<>(fixed);
  }

  /// `content` with the new values, as a sender would write it.
  byte[] of(Content content) {
    try {
      var patched = (ObjectNode) JSON.readTree(content.json().bytes());
      patched.remove(OWN);
      fields
          .properties()
          .forEach(
              each -> {
                if (each.getValue().isNull()) {
                  patched.remove(each.getKey());
                } else {
                  patched.set(each.getKey(), each.getValue());
                }
              });
      return JSON.writeValueAsBytes(patched);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
