package io.belfry.server.api;

import io.belfry.server.inbox.PageQuery;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Reads the query parameters of a call, those of a page of a list above all, and collects what is
/// wrong with them. Used once, on one thread.
final class QueryParameters {
  private final MultiMap parameters;
  private final List<FieldError> errors = new ArrayList<>();

  /// @param known the names that there may be
  QueryParameters(MultiMap parameters, Set<String> known) {
    this(parameters, known, Set.of());
  }

  /// @param others the names of what there may be instead of those
  QueryParameters(MultiMap parameters, Set<String> known, Set<String> others) {
    this.parameters = parameters;
    for (String name : parameters.names()) {
      if (others.contains(name)) {
        errors.add(
            new FieldError(name, "must not be given together with " + String.join(", ", known)));
      } else if (!known.contains(name)) {
        errors.add(new FieldError(name, "is not a known parameter"));
      }
    }
  }

  /// How many a page may have.
  int limit() {
    String text = parameters.get("limit");
    if (text == null) {
      return PageQuery.DEFAULT_LIMIT;
    }
    OptionalInt limit = PageQuery.parseLimit(text);
    if (limit.isPresent()) {
      return limit.getAsInt();
    }
    errors.add(new FieldError("limit", "must be 1 to " + PageQuery.MAX_LIMIT));
    return PageQuery.DEFAULT_LIMIT;
  }

  /// Where the page begins, as `place` reads it; nothing for the first page.
  <T> Optional<T> cursor(Function<String, Optional<T>> place) {
    String text = parameters.get("cursor");
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> found = place.apply(text);
    if (found.isEmpty()) {
      errors.add(new FieldError("cursor", "must be a nextCursor of an earlier page"));
    }
    return found;
  }

  /// What `parse` makes of the parameter `name`, which has to be there.
  ///
  /// @param otherwise what is wrong with one of which it makes nothing
  <T> Optional<T> required(String name, Function<String, Optional<T>> parse, String otherwise) {
    if (!parameters.contains(name)) {
      errors.add(new FieldError(name, "is missing"));
      return Optional.empty();
    }
    return value(name, parse, otherwise);
  }

  /// What `parse` makes of the parameter `name`; nothing when it is not there.
  ///
  /// @param otherwise what is wrong with one of which it makes nothing
  <T> Optional<T> value(String name, Function<String, Optional<T>> parse, String otherwise) {
    String text = parameters.get(name);
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> value = parse.apply(text);
    if (value.isEmpty()) {
      errors.add(new FieldError(name, otherwise));
    }
    return value;
  }

  /// The parameter of that name, if it is given.
  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  void error(String name, String message) {
    errors.add(new FieldError(name, message));
  }

  /// What was read, if nothing is wrong with it.
  <T> Checked<T> parsed(Supplier<T> value) {
    return errors.isEmpty() ? new Checked.Valid<>(value.get()) : new Checked.Invalid<>(errors);
  }
}
