package io.belfry.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An argument that is JSON already: UTF-8 bytes of one value, sent as they are.
///
/// Neither copied nor checked: whoever makes one answers for its being valid, and leaves the bytes
/// alone afterwards. One that a client sent ([Event#rawArg]) is valid, and may hold binary
/// attachments, which are sent as such again.
///
/// Safe in any thread.
public final class RawJson {
  /// The value `null`.
  static final RawJson NULL = new RawJson(new byte[] {'n', 'u', 'l', 'l'});

  private final byte[] utf8;
  private final @Nullable JsonNode tree;

  /// The value that these bytes are.
  public RawJson(byte[] utf8) {
    this(utf8, null);
  }

  private RawJson(byte[] utf8, @Nullable JsonNode tree) {
    this.utf8 = utf8;
    this.tree = tree;
  }

  /// A value with binary attachments in it.
  static RawJson ofBinary(JsonNode tree) {
    return new RawJson(Json.bytes(tree), tree);
  }

  /// The bytes, not to be written to; an attachment in them is a string of Base64.
  public byte[] utf8() {
    return utf8;
  }

  /// The tree of a value with binary attachments; nothing when it has none.
  Optional<JsonNode> binary() {
    return Optional.ofNullable(tree);
  }
}
