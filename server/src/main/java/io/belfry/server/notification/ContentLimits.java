package io.belfry.server.notification;

/// How large the parts of a notification may be.
///
/// @param title characters (code points) of a title
/// @param message characters (code points) of a message
/// @param dataBytes bytes of `data` as JSON in UTF-8
public record ContentLimits(int title, int message, int dataBytes) {
  public ContentLimits {
    if (title < 1 || message < 0 || dataBytes < 2) {
      throw new IllegalArgumentException("limits of content must leave room");
    }
  }
}
