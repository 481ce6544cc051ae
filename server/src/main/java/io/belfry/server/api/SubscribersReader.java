package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads `{users: […]}`. Used once, on one thread.
final class SubscribersReader {
  private static final String USERS = "users";

  private final JsonParser parser;
  private final List<FieldError> errors = new ArrayList<>();
  private final JsonObjectReader object;
  private final Set<UserId> users = new LinkedHashSet<>();

  private SubscribersReader(JsonParser parser, byte[] body) {
    this.parser = parser;
    this.object = new JsonObjectReader(parser, body, "", errors);
  }

  static Checked<Set<UserId>> read(byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> new SubscribersReader(parser, body).read());
  }

  private Checked<Set<UserId>> read() throws IOException {
    if (object.read(this::field)) {
      object.require(USERS);
    }
    return errors.isEmpty() ? new Checked.Valid<>(users) : new Checked.Invalid<>(errors);
  }

  private boolean field(String name) throws IOException {
    if (!name.equals(USERS)) {
      return false;
    }
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      new UserIdList(parser, object).read(name, users);
    } else {
      object.error(name, "must be a list of user ids");
      parser.skipChildren();
    }
    return true;
  }
}
