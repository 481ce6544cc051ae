package io.belfry.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The JSON writer of the library.
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  private Json() {}

  /// A generator of values that stand beside each other with nothing between them.
  static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).setRootValueSeparator(null);
  }

  static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    MAPPER.writeValue(generator, value);
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a value cannot be written as JSON", e);
    }
  }

  static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON", e);
    }
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
