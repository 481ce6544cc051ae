package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.problem.FieldError;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads one JSON object field by field, and collects what is wrong with it. Used once, on one
/// thread.
final class JsonObjectReader {
  private final JsonParser parser;
  private final byte[] body;
  private final String path;
  private final List<FieldError> errors;
  private final Set<String> present = new HashSet<>();

  /// @param parser stands before the object's first token
  /// @param body what the parser reads
  /// @param path where the object is: a JSON Pointer, `""` for the body itself
  /// @param errors takes what is wrong
  JsonObjectReader(JsonParser parser, byte[] body, String path, List<FieldError> errors) {
    this.parser = parser;
    this.body = body;
    this.path = path;
    this.errors = errors;
  }

  /// Reads the object whose `{` (or whatever stands in its place) the parser is at; false when it
  /// is no object.
  boolean read(FieldReader fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      errors.add(new FieldError(path, "must be an object"));
      parser.skipChildren();
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (!present.add(name)) {
        error(name, "is there twice");
        parser.skipChildren();
      } else if (!fields.read(name)) {
        error(name, "is not a known field");
        parser.skipChildren();
      }
    }
    return true;
  }

  /// Whether a field of that name was there.
  boolean has(String name) {
    return present.contains(name);
  }

  void require(String name) {
    if (!has(name)) {
      error(name, "is missing");
    }
  }

  void error(String name, String message) {
    errors.add(new FieldError(pointer(name), message));
  }

  /// Notes what is wrong with an item, whose `place` is `field/index`.
  void itemError(String place, String message) {
    errors.add(new FieldError(path + "/" + place, message));
  }

  /// What was wrong so far, which takes more.
  List<FieldError> errors() {
    return errors;
  }

  String pointer(String name) {
    return path + "/" + escaped(name);
  }

  /// `name` as it stands in a JSON Pointer (RFC 6901, section 3).
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /// The current value as a link; nothing, and an error, when it is none.
  Optional<String> link(String name) throws IOException {
    Optional<String> text = text(name, 1, Texts.MAX_LINK);
    if (text.isPresent() && !Texts.isLink(text.get())) {
      error(name, "must be an http or https address, or a relative one, without blanks");
      return Optional.empty();
    }
    return text;
  }

  /// The text of the current value; an error and nothing when it is not `min` to `max` characters
  /// of well-formed text.
  Optional<String> text(String name, int min, int max) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      error(name, "must be text");
      parser.skipChildren();
      return Optional.empty();
    }
    String text = parser.getText();
    int length = Texts.length(text);
    if (length < min || length > max) {
      error(name, "must have %d to %,d characters, has %,d".formatted(min, max, length));
      return Optional.empty();
    }
    if (!Texts.isWellFormed(text)) {
      error(name, "must be well-formed Unicode without U+0000");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  /// The whole seconds of the current value; an error and nothing when they are not 1 to `max`.
  OptionalInt seconds(String name, Duration max) throws IOException {
    boolean isInt =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() == JsonParser.NumberType.INT;
    int seconds = isInt ? parser.getIntValue() : 0;
    if (seconds < 1 || seconds > max.toSeconds()) {
      error(name, "must be a whole number of seconds from 1 to %,d".formatted(max.toSeconds()));
      parser.skipChildren();
      return OptionalInt.empty();
    }
    return OptionalInt.of(seconds);
  }

  /// The bytes of the current value just as they were written, of whatever kind it is.
  byte[] raw() throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    if (parser.currentToken().isScalarValue()) {
      parser.finishToken();
    }
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return Arrays.copyOfRange(body, start, end);
  }

  /// Reads the value of the field `name`; false when there is no such field.
  @FunctionalInterface
  interface FieldReader {
    boolean read(String name) throws IOException;
  }
}
