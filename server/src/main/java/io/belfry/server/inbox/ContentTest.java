package io.belfry.server.inbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.notification.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tests the contents of notifications, one after the other, for what a [ContentFilter] asks. Of
/// each it reads what it needs and no more.
///
/// Not safe for several threads: it has room of its own, which it uses again.
public final class ContentTest {
  private static final JsonFactory JSON = new JsonFactory();

  private final boolean passesAll;
  private final Set<String> types;
  private final Map<String, DataField.Test> data = new HashMap<>();
  private final Optional<TextSearch> search;
  private final FoldedText text = new FoldedText();

  public ContentTest(ContentFilter filter) {
    this.passesAll = filter.isAny();
    this.types = filter.types();
    filter.data().forEach(each -> data.put(each.name(), each.test(data.size())));
    this.search = filter.text();
  }

  /// Whether `content`, an object as stores keep it, has all that is asked.
  public boolean passes(JsonBytes content) {
    if (passesAll) {
      return true;
    }
    text.clear();
    try (JsonParser parser = JSON.createParser(content.bytes())) {
      return passes(parser);
    } catch (IOException notJson) {
      throw new UncheckedIOException("a content that is no JSON", notJson);
    }
  }

  private boolean passes(JsonParser parser) throws IOException {
    boolean typed = types.isEmpty();
    boolean found = data.isEmpty();
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "type" -> {
          typed = typed || types.contains(parser.getText());
          if (!typed) {
            return false;
          }
        }
        case "title", "message" -> read(parser, value);
        case "actor" -> readName(parser, value);
        case "data" -> {
          found = found || (value == JsonToken.START_OBJECT && hasAll(parser));
          if (!found) {
            return false;
          }
        }
        default -> {}
      }
      if (value.isStructStart() && parser.currentToken() == value) {
        parser.skipChildren();
      }
    }
    return typed && found && (search.isEmpty() || text.hasAll(search.get()));
  }

  private void read(JsonParser parser, JsonToken value) throws IOException {
    if (search.isPresent() && value == JsonToken.VALUE_STRING) {
      text.add(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
  }

  /// The name of the actor, who is an object; leaves the parser at its end.
  private void readName(JsonParser parser, JsonToken actor) throws IOException {
    if (search.isEmpty() || actor != JsonToken.START_OBJECT) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isName = parser.currentName().equals("name");
      JsonToken value = parser.nextToken();
      if (isName) {
        read(parser, value);
      }
      parser.skipChildren();
    }
  }

  /// Whether each member that is asked for is in the object that the parser is at, with its value;
  /// leaves the parser at its end.
  private boolean hasAll(JsonParser parser) throws IOException {
    int missing = (1 << data.size()) - 1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      DataField.Test test = data.get(parser.currentName());
      parser.nextToken();
      if (test != null && test.passes(parser)) {
        missing &= ~test.bit();
      }
      parser.skipChildren();
    }
    return missing == 0;
  }
}
