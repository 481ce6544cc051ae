package io.belfry.server.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the content of a notification says of its buttons, and what goes with an answer.
///
/// @param actions the ids of the buttons, in their order
/// @param group what an answer answers too, in other inboxes; empty for none
/// @param press the answer, once there is one
/// @param broadcast the id of the broadcast that it is a copy of; empty for none
/// @param data the JSON object that the sender gave it, as it was written
public record Buttons(
    List<String> actions, String group, Optional<Press> press, String broadcast, String data) {
  private static final JsonFactory JSON = new JsonFactory();

  public Buttons {
    actions = List.copyOf(actions);
  }

  /// Reads the content `json`.
  public static Buttons of(JsonBytes json) {
    byte[] bytes = json.bytes();
    try (JsonParser parser = JSON.createParser(bytes)) {
      List<String> actions = new ArrayList<>(4);
      String group = "";
      Optional<Press> press = Optional.empty();
      String broadcast = "";
      String data = "{}";
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "actions" -> actions(parser, actions);
          case "actionGroup" -> group = parser.getText();
          case "outcome" -> press = Optional.of(press(parser));
          case "broadcast" -> broadcast = parser.getText();
          case "data" -> data = raw(parser, bytes);
          default -> parser.skipChildren();
        }
      }
      return new Buttons(actions, group, press, broadcast, data);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void actions(JsonParser parser, List<String> ids) throws IOException {
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = parser.currentName().equals("id");
        parser.nextToken();
        if (isId) {
          ids.add(parser.getText());
        }
      }
    }
  }

  private static Press press(JsonParser parser) throws IOException {
    String action = "";
    long atMs = 0;
    String by = "";
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "action" -> action = parser.getText();
        case "at" -> atMs = parser.getLongValue();
        case "by" -> by = parser.getText();
        default -> parser.skipChildren();
      }
    }
    return new Press(action, atMs, by);
  }

  private static String raw(JsonParser parser, byte[] bytes) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    int end = (int) parser.currentLocation().getByteOffset();
    return new String(Arrays.copyOfRange(bytes, start, end), StandardCharsets.UTF_8);
  }
}
