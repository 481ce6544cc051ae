package io.belfry.server.api;

/// What text and links a sender may write.
final class Texts {
  /// How many characters a link can have.
  static final int MAX_LINK = 2048;

  private Texts() {}

  /// Whether `text` is well-formed Unicode without U+0000, which no database keeps.
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// The length of `text` in characters (code points).
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Whether `link` is an http(s) address or a relative one, written without blanks and control
  /// characters, which browsers would strip before they look at the scheme (WHATWG URL, section
  /// 4.4).
  static boolean isLink(String link) {
    if (link.isEmpty() || link.length() > MAX_LINK || !isWellFormed(link)) {
      return false;
    }
    for (int i = 0; i < link.length(); i++) {
      char c = link.charAt(i);
      if (c <= ' ' || c == '\\' || Character.isISOControl(c) || Character.isWhitespace(c)) {
        return false;
      }
    }
    int end = endOfScheme(link);
    return end < 0
        || link.regionMatches(true, 0, "http://", 0, "http://".length())
        || link.regionMatches(true, 0, "https://", 0, "https://".length());
  }

  /// Where the `:` of a scheme stands (RFC 3986, section 4.1), or -1 in a relative reference.
  private static int endOfScheme(String link) {
    for (int i = 0; i < link.length(); i++) {
      switch (link.charAt(i)) {
        case ':' -> {
          return i;
        }
        case '/', '?', '#' -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }
}
