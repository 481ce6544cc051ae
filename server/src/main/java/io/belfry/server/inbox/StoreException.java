package io.belfry.server.inbox;

import io.belfry.server.problem.ProblemCode;

/// The store could not do what it was asked, and changed nothing; `code` is what clients are told.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;

  public StoreException(ProblemCode code, Throwable cause) {
    super(cause);
    this.code = code;
  }

  public ProblemCode code() {
    return code;
  }
}
