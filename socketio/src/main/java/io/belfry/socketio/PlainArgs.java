package io.belfry.socketio;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The encoding of arguments that need no JSON generator: text, whole numbers, booleans, null, and
/// what is JSON already.
final class PlainArgs {
  private static final byte[] OPEN = {'['};
  private static final byte[] COMMA = {','};
  private static final byte[] CLOSE = {']'};
  private static final byte[] QUOTE = {'"'};

  private final List<byte[]> parts = new ArrayList<>();

  private PlainArgs() {}

  /// An array of the name, when there is one, and the arguments; nothing when one of them needs a
  /// generator.
  static Optional<EncodedArgs> encode(@Nullable String name, @Nullable Object... args) {
    PlainArgs plain = new PlainArgs();
    plain.parts.add(OPEN);
    if (name != null && !plain.addText(name)) {
      return Optional.empty();
    }
    for (Object arg : args) {
      if (plain.parts.size() > 1) {
        plain.parts.add(COMMA);
      }
      if (!plain.add(arg)) {
        return Optional.empty();
      }
    }
    plain.parts.add(CLOSE);
    return Optional.of(new EncodedArgs(plain.parts, List.of()));
  }

  private boolean add(@Nullable Object arg) {
    if (arg instanceof RawJson raw && raw.binary().isEmpty()) {
      parts.add(raw.utf8());
    } else if (arg instanceof String text) {
      return addText(text);
    } else if (arg == null
        || arg instanceof Integer
        || arg instanceof Long
        || arg instanceof Boolean) {
      parts.add(String.valueOf(arg).getBytes(StandardCharsets.US_ASCII));
    } else {
      return false;
    }
    return true;
  }

  private boolean addText(String text) {
    byte[] quoted;
    try {
      quoted = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    } catch (IllegalArgumentException e) {
      // Half a surrogate pair, for which the generator has its own way.
      return false;
    }
    parts.add(QUOTE);
    parts.add(quoted);
    parts.add(QUOTE);
    return true;
  }
}
