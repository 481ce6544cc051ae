package io.belfry.server.api;

/// The body is not JSON in UTF-8; the message says where it goes wrong.
final class MalformedJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String detail;

  MalformedJsonException(String detail) {
    super(detail);
    this.detail = detail;
  }

  /// Where it goes wrong, as a sentence.
  String detail() {
    return detail;
  }
}
