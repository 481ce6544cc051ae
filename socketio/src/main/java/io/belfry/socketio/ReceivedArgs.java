package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The arguments of a packet as they arrived: a list of trees, each of which is made of its bytes
/// when it is first asked for, and once.
///
/// The list can not be changed. Safe in any thread, once the attachments are in place.
final class ReceivedArgs extends AbstractList<JsonNode> implements RandomAccess {
  private static final BitSet NONE = new BitSet(0);

  /// The bounds of an element, and the place of its tree.
  private static final int ELEMENT_BYTES = 16;

  private final JsonArray array;
  private final int first;
  private final AtomicReferenceArray<JsonNode> trees;
  private BitSet binary = NONE;
  private int attachmentBytes;

  /// The elements of the array from this one on.
  ReceivedArgs(JsonArray array, int first) {
    this.array = array;
    this.first = first;
    this.trees = new AtomicReferenceArray<>(array.size() - first);
  }

  /// Puts the attachments in the place of their placeholders.
  void place(List<byte[]> attachments) throws MalformedPacketException {
    Placeholders placeholders = new Placeholders(attachments);
    binary = new BitSet(size());
    for (int i = 0; i < size(); i++) {
      if (!array.mayHoldObject(first + i, Placeholders.SHORTEST)) {
        continue;
      }
      int before = placeholders.resolved();
      trees.set(i, placeholders.resolve(get(i)));
      binary.set(i, placeholders.resolved() > before);
    }
    placeholders.requireAllResolved();
    attachmentBytes = attachments.stream().mapToInt(bytes -> bytes.length).sum();
  }

  /// About how many bytes are held.
  int bytes() {
    return array.json().length + attachmentBytes + ELEMENT_BYTES * size();
  }

  @Override
  public int size() {
    return trees.length();
  }

  @Override
  public JsonNode get(int index) {
    JsonNode known = trees.get(index);
    if (known != null) {
      return known;
    }
    int element = first + index;
    JsonNode made = Json.read(array.json(), array.start(element), array.length(element));
    JsonNode other = trees.compareAndExchange(index, null, made);
    return other == null ? made : other;
  }

  /// The argument as it arrived.
  RawJson raw(int index) {
    Objects.checkIndex(index, size());
    return binary.get(index)
        ? RawJson.ofBinary(get(index))
        : new RawJson(array.bytes(first + index));
  }
}
