package io.belfry.server.problem;

import java.util.List;

/// What came of something that somebody wrote: a value, or what is wrong with its fields.
public sealed interface Checked<T> {
  record Valid<T>(T value) implements Checked<T> {}

  record Invalid<T>(List<FieldError> errors) implements Checked<T> {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
