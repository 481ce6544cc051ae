package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// Reads a list of 1 to 1,000 different user ids. For one thread.
final class UserIdList {
  static final String USER_ID = "must be a user id: 1 to 128 characters without control characters";
  private static final int MAX = 1000;

  private final JsonParser parser;
  private final JsonObjectReader object;

  UserIdList(JsonParser parser, JsonObjectReader object) {
    this.parser = parser;
    this.object = object;
  }

  /// Reads the array that is the current value, of the field `name`, into `users`, which is empty.
  void read(String name, Set<UserId> users) throws IOException {
    int index = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String item = name + "/" + index++;
      if (index > MAX) {
        parser.skipChildren();
        continue;
      }
      Optional<UserId> user = one();
      if (user.isEmpty()) {
        object.itemError(item, USER_ID);
      } else if (!users.add(user.get())) {
        object.itemError(item, "is there twice");
      }
    }
    if (index == 0 || index > MAX) {
      object.error(name, "must have 1 to %,d user ids, has %,d".formatted(MAX, index));
    }
  }

  /// The user id that is the current value, if it is one.
  Optional<UserId> one() throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      return UserId.parse(parser.getText());
    }
    parser.skipChildren();
    return Optional.empty();
  }
}
