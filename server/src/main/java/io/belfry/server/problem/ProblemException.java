package io.belfry.server.problem;

/// Something could not be done, and nothing was changed; `code` is what clients are told.
public abstract class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  protected ProblemException(ProblemCode code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  protected ProblemException(ProblemCode code, String message) {
    super(message);
    this.code = code;
  }

  public final ProblemCode code() {
    return code;
  }
}
