package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.belfry.server.user.Attributes;
import java.io.IOException;
import java.util.Optional;

/// Reads the values of attributes as [Attributes] writes them. For one thread.
final class AttributeValues {
  private final JsonParser parser;
  private final JsonObjectReader object;

  /// @param object whose fields have the values
  AttributeValues(JsonParser parser, JsonObjectReader object) {
    this.parser = parser;
    this.object = object;
  }

  /// The current value, of the field `name`; an error and nothing when it is not one.
  Optional<String> read(String name) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING ->
          object
              .text(name, 0, Attributes.MAX_TEXT)
              .flatMap(text -> Attributes.value(TextNode.valueOf(text)));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(name);
      case VALUE_TRUE -> Attributes.value(BooleanNode.TRUE);
      case VALUE_FALSE -> Attributes.value(BooleanNode.FALSE);
      default -> {
        object.error(name, "must be text, a number, true or false");
        parser.skipChildren();
        yield Optional.empty();
      }
    };
  }

  private Optional<String> number(String name) throws IOException {
    Optional<String> value;
    try {
      value = Attributes.value(DecimalNode.valueOf(parser.getDecimalValue()));
    } catch (NumberFormatException exponentBeyondInteger) {
      value = Optional.empty();
    }
    if (value.isEmpty()) {
      object.error(name, "must have at most 30 digits");
    }
    return value;
  }
}
