package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.user.Attributes;
import io.belfry.server.user.Profile;
import io.belfry.server.user.User;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Reads `{name?, email?, locale?, timeZone?, avatar?, attributes?: {name: value, …}}`. Used once,
/// on one thread.
final class UserReader {
  private static final int MAX_NAME = 256;
  private static final int MAX_LOCALE = 64;
  private static final int MAX_TIME_ZONE = 64;
  private static final String ATTRIBUTES = "attributes";

  private final JsonParser parser;
  private final List<FieldError> errors = new ArrayList<>();
  private final JsonObjectReader object;
  private final JsonObjectReader attributes;
  private final AttributeValues attributeValues;
  private final SortedMap<String, String> values = new TreeMap<>();
  private final Map<String, String> profile = new HashMap<>();
  private final UserId id;
  private int count;

  private UserReader(UserId id, JsonParser parser, byte[] body) {
    this.id = id;
    this.parser = parser;
    this.object = new JsonObjectReader(parser, body, "", errors);
    this.attributes = new JsonObjectReader(parser, body, object.pointer(ATTRIBUTES), errors);
    this.attributeValues = new AttributeValues(parser, attributes);
  }

  /// @param id of whom it is
  static Checked<User> read(UserId id, byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> new UserReader(id, parser, body).read());
  }

  private Checked<User> read() throws IOException {
    object.read(this::field);
    return errors.isEmpty()
        ? new Checked.Valid<>(new User(id, profile(), new Attributes(values)))
        : new Checked.Invalid<>(errors);
  }

  private Profile profile() {
    return new Profile(
        said("name"), said("email"), said("locale"), said("timeZone"), said("avatar"));
  }

  private Optional<String> said(String name) {
    return Optional.ofNullable(profile.get(name));
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "name" -> object.text(name, 1, MAX_NAME).ifPresent(text -> profile.put(name, text));
      case "email" ->
          part(name, Profile.MAX_EMAIL, checked(Profile::isEmail), "must be an address of mail");
      case "locale" ->
          part(name, MAX_LOCALE, Profile::locale, "must be a language tag such as de or pt-BR");
      case "timeZone" ->
          part(
              name,
              MAX_TIME_ZONE,
              checked(Profile::isTimeZone),
              "must be a name of the IANA time zone database, such as Europe/Berlin");
      case "avatar" -> object.link(name).ifPresent(link -> profile.put(name, link));
      case ATTRIBUTES -> attributes();
      default -> {
        return false;
      }
    }
    return true;
  }

  private void part(
      String name, int max, Function<String, Optional<String>> meaning, String otherwise)
      throws IOException {
    Optional<String> text = object.text(name, 1, max);
    Optional<String> meant = text.flatMap(meaning);
    if (text.isPresent() && meant.isEmpty()) {
      object.error(name, otherwise);
    }
    meant.ifPresent(value -> profile.put(name, value));
  }

  private static Function<String, Optional<String>> checked(Predicate<String> check) {
    return text -> Optional.of(text).filter(check);
  }

  private void attributes() throws IOException {
    attributes.read(this::attribute);
    if (count > Attributes.MAX) {
      object.error(ATTRIBUTES, "must have at most %d, has %,d".formatted(Attributes.MAX, count));
    }
  }

  private boolean attribute(String name) throws IOException {
    count++;
    if (count > Attributes.MAX) {
      parser.skipChildren();
    } else if (!Attributes.isName(name)) {
      attributes.error(name, "must have a name of 1 to 64 of A to Z, a to z, 0 to 9, _, . and -");
      parser.skipChildren();
    } else {
      attributeValues.read(name).ifPresent(value -> values.put(name, value));
    }
    return true;
  }
}
