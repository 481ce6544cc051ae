package io.belfry.server.jdbc;

import io.belfry.server.problem.ProblemCode;
import io.belfry.server.problem.ProblemException;

/// The database cannot be used; the message says which and why, for an operator.
public final class DatabaseException extends ProblemException {
  private static final long serialVersionUID = 1L;

  public DatabaseException(String message) {
    super(ProblemCode.UNAVAILABLE, message);
  }

  public DatabaseException(String message, Throwable cause) {
    this(ProblemCode.UNAVAILABLE, message, cause);
  }

  DatabaseException(ProblemCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
