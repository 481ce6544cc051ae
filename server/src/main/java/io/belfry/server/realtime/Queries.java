package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.inbox.QueryReader;
import io.belfry.server.notification.Rfc3339;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The query of `getNotifications`, what HTTP takes as parameters, as one object; and other things
/// that clients say.
final class Queries {
  private Queries() {}

  /// The time that `said` is: epoch milliseconds, or text as in RFC 3339; 0 for none, and nothing
  /// when it is neither.
  static OptionalLong time(JsonNode said) {
    if (said.isMissingNode() || said.isNull()) {
      return OptionalLong.of(0);
    }
    OptionalLong time =
        said.isTextual()
            ? Rfc3339.epochMs(said.textValue())
            : said.isIntegralNumber() && said.canConvertToLong()
                ? OptionalLong.of(said.longValue())
                : OptionalLong.empty();
    return time.isPresent() && time.getAsLong() > 0 ? time : OptionalLong.empty();
  }

  /// What was read of `said`, an object.
  static QueryReader read(JsonNode said) {
    var reader = new QueryReader();
    said.properties().forEach(each -> read(reader, each.getKey(), each.getValue()));
    return reader;
  }

  /// What a client is told whose query has these errors.
  static Problem refused(List<FieldError> errors) {
    return Problem.of(
        ProblemCode.INVALID_REQUEST,
        errors.stream()
            .map(each -> "'%s' %s".formatted(each.path(), each.message()))
            .collect(Collectors.joining("; ", "getNotifications: ", ".")));
  }

  private static void read(QueryReader reader, String name, JsonNode value) {
    switch (name) {
      case "type", "priority" -> readTexts(reader, name, value);
      case "cursor" -> {
        if (!value.isNull()) {
          readText(reader, name, value);
        }
      }
      case "q" -> readText(reader, name, value);
      case "archived", "from", "to" -> reader.read(name, List.of(value.asText()));
      case "data" -> readData(reader, value);
      default -> {
        if (name.startsWith(QueryReader.DATA)) {
          reader.error(name, "must be a member of an object 'data'");
        } else {
          reader.read(name, List.of(value.toString()));
        }
      }
    }
  }

  private static void readText(QueryReader reader, String name, JsonNode value) {
    if (value.isTextual()) {
      reader.read(name, List.of(value.textValue()));
    } else {
      reader.error(name, "must be text");
    }
  }

  private static void readTexts(QueryReader reader, String name, JsonNode value) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isTextual()) {
        reader.error(name, "must be text, or a list of texts");
        return;
      }
      texts.add(each.textValue());
    }
    reader.read(name, texts);
  }

  private static void readData(QueryReader reader, JsonNode value) {
    if (!value.isObject()) {
      reader.error("data", "must be an object");
      return;
    }
    value
        .properties()
        .forEach(
            each -> {
              String name = QueryReader.DATA + each.getKey();
              if (each.getValue().isValueNode() && !each.getValue().isNull()) {
                reader.read(name, List.of(each.getValue().asText()));
              } else {
                reader.error(name, "must be text, a number, true or false");
              }
            });
  }
}
