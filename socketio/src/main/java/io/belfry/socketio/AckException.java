package io.belfry.socketio;

/// The failure of an acknowledgement that will not come: what [Socket#emitWithAck] ends with then.
///
/// It has no stack trace.
public final class AckException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Cause reason;

  AckException(Cause reason) {
    super("no acknowledgement: " + reason.text, null, false, false);
    this.reason = reason;
  }

  /// Why it will not come.
  public Cause reason() {
    return reason;
  }

  /// Why an acknowledgement will not come.
  public enum Cause {
    /// The client did not answer in time.
    TIMEOUT("timeout"),
    /// The socket is disconnected.
    DISCONNECTED("disconnected"),
    /// `maxPendingAcks` are waited for already; the event was not sent.
    TOO_MANY_PENDING("too many pending");

    private final String text;

    Cause(String text) {
      this.text = text;
    }
  }
}
