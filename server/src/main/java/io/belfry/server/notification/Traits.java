package io.belfry.server.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// By what a new notification is treated and found, beside its id. Of one that is read from a store
/// nobody knows them.
///
/// @param type what it is about, such as `comment`
/// @param group the key of the card that it joins; empty for none
/// @param actionGroup what an answer to it answers too, in other inboxes; empty for none
public record Traits(String type, String group, String actionGroup) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Those of a notification of which nothing is said.
  public static final Traits NONE = new Traits("info", "", "");

  /// One of that type that stands by itself.
  public static Traits of(String type) {
    return new Traits(type, "", "");
  }

  /// Those that the fields of the content `json` say.
  ///
  /// @throws IllegalArgumentException when it is no JSON object
  public static Traits of(JsonBytes json) {
    String type = NONE.type;
    String group = "";
    String actionGroup = "";
    try (JsonParser parser = JSON.createParser(json.bytes())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "type" -> type = parser.getText();
          case "actionGroup" -> actionGroup = parser.getText();
          case "group" -> group = key(parser);
          default -> parser.skipChildren();
        }
      }
    } catch (IOException malformed) {
      throw new IllegalArgumentException("content is a JSON object", malformed);
    }
    return new Traits(type, group, actionGroup);
  }

  /// The same, of the group `newGroup`.
  public Traits grouped(String newGroup) {
    return new Traits(type, newGroup, actionGroup);
  }

  /// The same, an answer to which answers `newActionGroup`.
  public Traits answering(String newActionGroup) {
    return new Traits(type, group, newActionGroup);
  }

  /// The `key` of the object that `parser` is at.
  private static String key(JsonParser parser) throws IOException {
    String key = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isKey = parser.currentName().equals("key");
      parser.nextToken();
      if (isKey) {
        key = parser.getText();
      } else {
        parser.skipChildren();
      }
    }
    return key;
  }

  /// Whether it stands by itself, in no group.
  public boolean isAlone() {
    return group.isEmpty() && actionGroup.isEmpty();
  }
}
