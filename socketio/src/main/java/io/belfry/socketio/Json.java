package io.belfry.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The JSON reader and writer of the library.
final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  // Without the reader's own limits, which would fail where the scanner's verdict was good. A key
  // that a client makes up is kept in no table of the reader's: some are made up to collide there.
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Integer.MAX_VALUE)
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNameLength(Integer.MAX_VALUE)
                          .maxNumberLength(Integer.MAX_VALUE)
                          .build())
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .build()
          .readerFor(JsonNode.class);

  private Json() {}

  /// The tree of a value that a [JsonScanner] has passed. Of keys that occur twice the last counts,
  /// and a number beyond a double's range is infinite, as in JavaScript.
  static JsonNode read(byte[] json, int start, int length) {
    try {
      return READER.readValue(json, start, length);
    } catch (IOException e) {
      throw new IllegalStateException("a value that was checked cannot be read", e);
    }
  }

  /// A generator of values that stand beside each other with nothing between them.
  static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY.createGenerator(out).setRootValueSeparator(null);
  }

  static void write(JsonGenerator generator, @Nullable Object value) throws IOException {
    MAPPER.writeValue(generator, value);
  }

  static byte[] bytes(JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator generator = new FiniteGenerator(generator(out))) {
      write(generator, node);
      generator.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new IllegalArgumentException("a value cannot be written as JSON", e);
    }
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
