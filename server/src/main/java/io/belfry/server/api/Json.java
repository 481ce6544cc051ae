package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Opens bodies as JSON, strictly: UTF-8 alone, one value, nesting with a limit.
final class Json {
  private static final int MAX_DEPTH = 64;

  /// What the parser says of itself and not of the text.
  private static final Pattern PARSERS_OWN =
      Pattern.compile(" ?\\((start marker at )?\\[Source: [^\\]]*\\]\\)");

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private Json() {}

  /// Reads the one value of `body` by `reader`, which gets the parser at the value's first token.
  static <T> T read(byte[] body, ValueReader<T> reader) throws MalformedJsonException {
    requireUtf8(body);
    try (JsonParser parser = FACTORY.createParser(body)) {
      if (parser.nextToken() == null) {
        throw new MalformedJsonException("The body is empty.");
      }
      T value = reader.read(parser);
      if (parser.nextToken() != null) {
        throw new MalformedJsonException("Something follows after the JSON value.");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw new MalformedJsonException(
          "At byte %d: %s."
              .formatted(
                  malformed.getLocation() == null ? 0 : malformed.getLocation().getByteOffset(),
                  PARSERS_OWN.matcher(malformed.getOriginalMessage()).replaceAll("")));
    } catch (IOException impossible) {
      throw new IllegalStateException("reading from memory failed", impossible);
    }
  }

  private static void requireUtf8(byte[] body) throws MalformedJsonException {
    for (byte each : body) {
      // Never in JSON in UTF-8, always in JSON in UTF-16 and UTF-32.
      if (each == 0) {
        throw new MalformedJsonException("The body is not UTF-8.");
      }
    }
    try {
      var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
    } catch (CharacterCodingException invalid) {
      throw new MalformedJsonException("The body is not UTF-8.");
    }
  }

  @FunctionalInterface
  interface ValueReader<T> {
    T read(JsonParser parser) throws IOException;
  }
}
