package io.belfry.server.problem;

import java.util.List;

/// One thing that went wrong, as a client sees it: a code, a sentence, and the fields at fault when
/// there are any.
public record Problem(ProblemCode code, String detail, List<FieldError> errors) {
  public Problem {
    errors = List.copyOf(errors);
  }

  /// The problem with the code's own sentence.
  public static Problem of(ProblemCode code) {
    return new Problem(code, code.help(), List.of());
  }

  /// The problem with a sentence of its own.
  public static Problem of(ProblemCode code, String detail) {
    return new Problem(code, detail, List.of());
  }

  /// The problem of fields that are not valid.
  public static Problem invalid(List<FieldError> errors) {
    return new Problem(ProblemCode.VALIDATION_FAILED, ProblemCode.VALIDATION_FAILED.help(), errors);
  }
}
