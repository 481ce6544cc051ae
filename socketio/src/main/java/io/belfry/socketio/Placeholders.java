package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/// The attachments of one packet, and the places in its payload that they belong to.
///
/// Each attachment has to have one placeholder, and each placeholder one attachment: whatever else
/// a client wrote there is an error, never a reference to something else.
final class Placeholders {
  /// Bytes of the shortest object that is marked as a placeholder.
  static final int SHORTEST = "{\"_placeholder\":true}".length();

  private static final String MARK = "_placeholder";
  private static final String NUMBER = "num";

  private final List<byte[]> attachments;
  private final BitSet used = new BitSet();

  Placeholders(List<byte[]> attachments) {
    this.attachments = attachments;
  }

  /// Checks that each attachment is in its place.
  void requireAllResolved() throws MalformedPacketException {
    if (resolved() != attachments.size()) {
      throw new MalformedPacketException("an attachment without a placeholder");
    }
  }

  /// How many attachments are in their places.
  int resolved() {
    return used.cardinality();
  }

  /// The value with attachments in the place of its placeholders; changes the value itself.
  ///
  /// The depth of the recursion is limited by the depth that the parser lets through.
  JsonNode resolve(JsonNode node) throws MalformedPacketException {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, resolve(array.get(i)));
      }
    } else if (node instanceof ObjectNode object) {
      if (object.path(MARK).equals(BooleanNode.TRUE)) {
        return attachment(object.path(NUMBER));
      }
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        field.setValue(resolve(field.getValue()));
      }
    }
    return node;
  }

  private JsonNode attachment(JsonNode number) throws MalformedPacketException {
    if (!number.isInt() || number.intValue() < 0 || number.intValue() >= attachments.size()) {
      throw new MalformedPacketException("a placeholder without an attachment");
    }
    int index = number.intValue();
    if (used.get(index)) {
      throw new MalformedPacketException("two placeholders for one attachment");
    }
    used.set(index);
    return BinaryNode.valueOf(attachments.get(index));
  }
}
