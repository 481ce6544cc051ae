package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.belfry.server.problem.FieldError;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Audience;
import io.belfry.server.user.Topic;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads whom a broadcast is for: `{topic | all: true, except?: […], where?: {name: value |
/// [values]}}`. Used once, on one thread.
final class AudienceReader {
  private static final int MAX_EXCEPT = 1000;
  private static final int MAX_WHERE = 10;
  private static final int MAX_VALUES = 100;
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final String path;
  private final List<FieldError> errors;
  private Optional<Topic> topic = Optional.empty();
  private boolean all;
  private final Set<UserId> except = new LinkedHashSet<>();
  private final SortedMap<String, NavigableSet<String>> where = new TreeMap<>();

  /// @param path where it is, a JSON Pointer
  /// @param errors takes what is wrong
  AudienceReader(String path, List<FieldError> errors) {
    this.path = path;
    this.errors = errors;
  }

  /// The audience that the JSON object `raw` says; nothing, and errors, when it says none.
  Optional<Audience> read(byte[] raw) throws IOException {
    int before = errors.size();
    JsonNode said;
    try {
      said = JSON.readTree(raw);
    } catch (JsonProcessingException | NumberFormatException beyondNumbers) {
      error("/where", Attributes.VALUES);
      return Optional.empty();
    }
    said.properties().forEach(each -> read(each.getKey(), each.getValue()));
    if (errors.size() == before && topic.isPresent() == all) {
      error("", "must be a user id, a list of them, {\"topic\": …} or {\"all\": true}");
    }
    return errors.size() == before
        ? Optional.of(new Audience(topic, except, where))
        : Optional.empty();
  }

  private void read(String name, JsonNode value) {
    switch (name) {
      case "topic" -> {
        topic = value.isTextual() ? Topic.parse(value.textValue()) : Optional.empty();
        if (topic.isEmpty()) {
          error("/topic", "must be 1 to 128 of A to Z, a to z, 0 to 9, '_', '.', ':', '@' and '-'");
        }
      }
      case "all" -> {
        all = value.isBoolean() && value.booleanValue();
        if (!all) {
          error("/all", "must be true");
        }
      }
      case "except" -> except(value);
      case "where" -> where(value);
      default -> error("/" + JsonObjectReader.escaped(name), "is not a known field");
    }
  }

  private void except(JsonNode value) {
    if (!value.isArray() || value.size() > MAX_EXCEPT) {
      error("/except", "must be an array of at most %,d user ids".formatted(MAX_EXCEPT));
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      JsonNode each = value.get(i);
      Optional<UserId> user = each.isTextual() ? UserId.parse(each.textValue()) : Optional.empty();
      user.ifPresent(except::add);
      if (user.isEmpty()) {
        error("/except/" + i, UserIdList.USER_ID);
      }
    }
  }

  private void where(JsonNode value) {
    if (!value.isObject() || value.isEmpty() || value.size() > MAX_WHERE) {
      error("/where", "must be an object of 1 to %d attributes".formatted(MAX_WHERE));
      return;
    }
    value.properties().forEach(each -> where(each.getKey(), each.getValue()));
  }

  private void where(String name, JsonNode value) {
    String at = "/where/" + JsonObjectReader.escaped(name);
    if (!Attributes.isName(name)) {
      error(at, Attributes.NAMES);
      return;
    }
    NavigableSet<String> values = new TreeSet<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      value(each)
          .ifPresentOrElse(
              values::add, () -> error(at, Attributes.VALUES + ", or an array of them"));
    }
    if (value.isArray() && (value.isEmpty() || value.size() > MAX_VALUES)) {
      error(at, "must have 1 to %d values".formatted(MAX_VALUES));
    }
    where.put(name, values);
  }

  private static Optional<String> value(JsonNode node) {
    return node.isTextual() && !Texts.isWellFormed(node.textValue())
        ? Optional.empty()
        : Attributes.value(node);
  }

  private void error(String at, String message) {
    errors.add(new FieldError(path + at, message));
  }
}
