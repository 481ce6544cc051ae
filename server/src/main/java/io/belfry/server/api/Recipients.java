package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.user.Audience;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads whom something is for: a user id, a list of them, an audience, or everybody, as far as
/// allowed. Used once, on one thread.
final class Recipients {
  private final JsonParser parser;
  private final JsonObjectReader object;
  private final Allowed allowed;
  private final UserIdList ids;
  private final Set<UserId> users = new LinkedHashSet<>();
  private boolean list;
  private boolean everybody;
  private Optional<Audience> audience = Optional.empty();

  Recipients(JsonParser parser, JsonObjectReader object, Allowed allowed) {
    this.parser = parser;
    this.object = object;
    this.allowed = allowed;
    this.ids = new UserIdList(parser, object);
  }

  /// Reads the current value. Always true: the field is known.
  boolean read() throws IOException {
    switch (parser.currentToken()) {
      case START_ARRAY -> readList();
      case START_OBJECT -> readObject();
      default ->
          ids.one()
              .ifPresentOrElse(users::add, () -> object.error(allowed.field, UserIdList.USER_ID));
    }
    return true;
  }

  List<UserId> users() {
    return List.copyOf(users);
  }

  boolean isList() {
    return list;
  }

  boolean isEverybody() {
    return everybody;
  }

  /// Whom else it is for.
  Optional<Audience> audience() {
    return audience;
  }

  private void readList() throws IOException {
    if (allowed == Allowed.ONE || allowed == Allowed.USER_ID) {
      object.error(allowed.field, "must be one user id here");
      parser.skipChildren();
      return;
    }
    list = true;
    ids.read(allowed.field, users);
  }

  private void readObject() throws IOException {
    if (allowed == Allowed.AUDIENCE) {
      audience =
          new AudienceReader(object.pointer(allowed.field), object.errors()).read(object.raw());
      return;
    }
    boolean valid = true;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean all = parser.currentName().equals("all");
      boolean yes = parser.nextToken() == JsonToken.VALUE_TRUE;
      valid &= all && yes;
      everybody |= all && yes;
      parser.skipChildren();
    }
    everybody &= valid;
    if (allowed != Allowed.EVERYBODY) {
      object.error(allowed.field, "must be a user id here");
    } else if (!everybody) {
      object.error(allowed.field, "must be a user id, a list of them, or {\"all\": true}");
    }
  }

  /// Who may be named, and by which field.
  enum Allowed {
    ONE("to"),
    AUDIENCE("to"),
    EVERYBODY("to"),
    USER_ID("userId");

    private final String field;

    Allowed(String field) {
      this.field = field;
    }

    String field() {
      return field;
    }
  }
}
