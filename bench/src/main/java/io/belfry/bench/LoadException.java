package io.belfry.bench;

/// The run cannot go on, or what it found would not be true: a refused request, a lost connection,
/// a delivery missing or twice, a server that did not start.
final class LoadException extends RuntimeException {
  LoadException(String message) {
    super(message);
  }

  LoadException(String message, Throwable cause) {
    super(message, cause);
  }

  /// What went wrong at the bottom of it, without what it was wrapped in on the way.
  static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root; cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root instanceof LoadException ? String.valueOf(root.getMessage()) : root.toString();
  }
}
