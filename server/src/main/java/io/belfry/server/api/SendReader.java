package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.belfry.server.notification.Content;
import io.belfry.server.notification.ContentLimits;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the bodies that send notifications, in all their shapes. Safe for several threads.
final class SendReader {
  private static final int MAX_ITEMS = 1000;

  private final ContentLimits limits;
  private final InstantSource clock;

  SendReader(ContentLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// `{to, title, …}`.
  Checked<Send> send(byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> send(parser, body, Recipients.Allowed.AUDIENCE));
  }

  /// `{notifications: [{to, title, …}, …]}`, each by itself.
  Checked<List<Checked<Send>>> batch(byte[] body) throws MalformedJsonException {
    return Json.read(
        body,
        parser -> {
          List<FieldError> errors = new ArrayList<>();
          List<Checked<Send>> items = new ArrayList<>();
          var object = new JsonObjectReader(parser, body, "", errors);
          object.read(
              name -> {
                if (!name.equals("notifications")) {
                  return false;
                }
                items(
                    parser,
                    object.pointer(name),
                    errors,
                    () -> items.add(send(parser, body, Recipients.Allowed.ONE)));
                return true;
              });
          object.require("notifications");
          return parsed(items, errors);
        });
  }

  /// `{userId, title, …}`, or `[{userId, notification: {title, …}}, …]`, each by itself.
  Checked<CompatSends> compat(byte[] body) throws MalformedJsonException {
    return Json.read(
        body,
        parser -> {
          List<FieldError> errors = new ArrayList<>();
          List<Checked<Send>> items = new ArrayList<>();
          boolean batch = parser.currentToken() == JsonToken.START_ARRAY;
          if (batch) {
            items(parser, "", errors, () -> items.add(compatEntry(parser, body)));
          } else {
            items.add(send(parser, body, Recipients.Allowed.USER_ID));
          }
          return parsed(new CompatSends(items, batch), errors);
        });
  }

  private Checked<Send> send(JsonParser parser, byte[] body, Recipients.Allowed allowed)
      throws IOException {
    List<FieldError> errors = new ArrayList<>();
    var object = new JsonObjectReader(parser, body, "", errors);
    var content = new ContentReader(parser, body, object, errors, limits);
    var to = new Recipients(parser, object, allowed);
    var expiry = new ExpiryReader(object, clock);
    var later = new LaterReader(object);
    boolean isObject =
        object.read(
            name ->
                name.equals(allowed.field())
                    ? to.read()
                    : expiry.read(name) || later.read(name) || content.read(name));
    if (!isObject) {
      return new Checked.Invalid<>(errors);
    }
    object.require(allowed.field());
    Content read = content.content();
    later.check(to.audience().isPresent());
    if (!errors.isEmpty()) {
      return new Checked.Invalid<>(errors);
    }
    return new Checked.Valid<>(
        new Send(
            to.users(),
            to.isList(),
            to.audience(),
            to.audience().isPresent() ? read : read.until(expiry.epochMs()),
            expiry.epochMs(),
            later.later(read, expiry)));
  }

  /// `{title, …}`, without recipients.
  Checked<Content> content(byte[] body) {
    List<FieldError> errors = new ArrayList<>();
    try {
      Optional<Content> read = Json.read(body, parser -> nested(parser, body, "", errors));
      return parsed(read.orElseThrow(), errors);
    } catch (MalformedJsonException unwritable) {
      return new Checked.Invalid<>(List.of(new FieldError("", unwritable.detail())));
    }
  }

  private Checked<Send> compatEntry(JsonParser parser, byte[] body) throws IOException {
    List<FieldError> errors = new ArrayList<>();
    var object = new JsonObjectReader(parser, body, "", errors);
    var to = new Recipients(parser, object, Recipients.Allowed.USER_ID);
    List<Content> contents = new ArrayList<>(1);
    boolean isObject =
        object.read(
            name ->
                switch (name) {
                  case "userId" -> to.read();
                  case "notification" -> {
                    nested(parser, body, object.pointer(name), errors).ifPresent(contents::add);
                    yield true;
                  }
                  default -> false;
                });
    if (isObject) {
      object.require("userId");
      object.require("notification");
    }
    return errors.isEmpty()
        ? new Checked.Valid<>(
            new Send(to.users(), false, Optional.empty(), contents.getFirst(), 0, Optional.empty()))
        : new Checked.Invalid<>(errors);
  }

  private Optional<Content> nested(
      JsonParser parser, byte[] body, String path, List<FieldError> errors) throws IOException {
    var object = new JsonObjectReader(parser, body, path, errors);
    var content = new ContentReader(parser, body, object, errors, limits);
    return object.read(content::read) ? Optional.of(content.content()) : Optional.empty();
  }

  private static void items(
      JsonParser parser, String path, List<FieldError> errors, ItemReader reader)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      errors.add(new FieldError(path, "must be an array"));
      parser.skipChildren();
      return;
    }
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      count++;
      if (count <= MAX_ITEMS) {
        reader.read();
      } else {
        parser.skipChildren();
      }
    }
    if (count == 0 || count > MAX_ITEMS) {
      errors.add(
          new FieldError(path, "must have 1 to %,d items, has %,d".formatted(MAX_ITEMS, count)));
    }
  }

  private static <T> Checked<T> parsed(T value, List<FieldError> errors) {
    return errors.isEmpty() ? new Checked.Valid<>(value) : new Checked.Invalid<>(errors);
  }

  /// What the customary shape asked for: one send, or a batch.
  record CompatSends(List<Checked<Send>> items, boolean batch) {}

  @FunctionalInterface
  private interface ItemReader {
    void read() throws IOException;
  }
}
