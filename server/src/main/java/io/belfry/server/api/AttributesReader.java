package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import io.belfry.server.problem.FieldError;
import io.belfry.server.user.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads `{attributes: {name: value, …}}`. Used once, on one thread.
final class AttributesReader {
  private static final String ATTRIBUTES = "attributes";

  private final JsonParser parser;
  private final List<FieldError> errors = new ArrayList<>();
  private final JsonObjectReader object;
  private final JsonObjectReader attributes;
  private final AttributeValues attributeValues;
  private final SortedMap<String, String> values = new TreeMap<>();
  private int count;

  private AttributesReader(JsonParser parser, byte[] body) {
    this.parser = parser;
    this.object = new JsonObjectReader(parser, body, "", errors);
    this.attributes = new JsonObjectReader(parser, body, object.pointer(ATTRIBUTES), errors);
    this.attributeValues = new AttributeValues(parser, attributes);
  }

  static Parsed<Attributes> read(byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> new AttributesReader(parser, body).read());
  }

  private Parsed<Attributes> read() throws IOException {
    if (object.read(this::field)) {
      object.require(ATTRIBUTES);
    }
    return errors.isEmpty()
        ? new Parsed.Valid<>(new Attributes(values))
        : new Parsed.Invalid<>(errors);
  }

  private boolean field(String name) throws IOException {
    if (!name.equals(ATTRIBUTES)) {
      return false;
    }
    attributes.read(this::attribute);
    if (count > Attributes.MAX) {
      object.error(name, "must have at most %d, has %,d".formatted(Attributes.MAX, count));
    }
    return true;
  }

  private boolean attribute(String name) throws IOException {
    count++;
    if (count > Attributes.MAX) {
      parser.skipChildren();
    } else if (!Attributes.isName(name)) {
      attributes.error(name, "must have a name of 1 to 64 of A to Z, a to z, 0 to 9, _, . and -");
      parser.skipChildren();
    } else {
      attributeValues.read(name).ifPresent(value -> values.put(name, value));
    }
    return true;
  }
}
