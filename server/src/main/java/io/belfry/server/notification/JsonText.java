package io.belfry.server.notification;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// Text as JSON has it.
public final class JsonText {
  private JsonText() {}

  /// `text` as a JSON string.
  public static String quote(String text) {
    return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
  }
}
