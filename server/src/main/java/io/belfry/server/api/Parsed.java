package io.belfry.server.api;

import io.belfry.server.problem.FieldError;
import java.util.List;

/// What reading a body gave: a value, or what is wrong with its fields.
sealed interface Parsed<T> {
  record Valid<T>(T value) implements Parsed<T> {}

  record Invalid<T>(List<FieldError> errors) implements Parsed<T> {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
