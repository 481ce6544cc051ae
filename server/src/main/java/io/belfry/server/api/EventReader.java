package io.belfry.server.api;

import com.fasterxml.jackson.core.JsonParser;
import io.belfry.server.notification.JsonBytes;
import io.belfry.server.problem.Checked;
import io.belfry.server.problem.FieldError;
import io.belfry.server.realtime.TransientEvents;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads `{to, event, data}`. Used once, on one thread.
final class EventReader {
  private final List<FieldError> errors = new ArrayList<>();
  private final JsonObjectReader object;
  private final Recipients to;
  private String event = "";
  private JsonBytes data = JsonBytes.of("{}");

  private EventReader(JsonParser parser, byte[] body) {
    this.object = new JsonObjectReader(parser, body, "", errors);
    this.to = new Recipients(parser, object, Recipients.Allowed.EVERYBODY);
  }

  static Checked<Emit> read(byte[] body) throws MalformedJsonException {
    return Json.read(body, parser -> new EventReader(parser, body).read());
  }

  private Checked<Emit> read() throws IOException {
    if (object.read(this::field)) {
      object.require("to");
      object.require("event");
    }
    return errors.isEmpty()
        ? new Checked.Valid<>(new Emit(to.users(), to.isEverybody(), event, data))
        : new Checked.Invalid<>(errors);
  }

  private boolean field(String name) throws IOException {
    switch (name) {
      case "to" -> to.read();
      case "event" -> {
        event = object.text(name, 1, TransientEvents.MAX_NAME).orElse("");
        if (!event.isEmpty() && !TransientEvents.isUsable(event)) {
          object.error(name, "is a name of the protocol's own");
        }
      }
      case "data" -> data = JsonBytes.of(object.raw());
      default -> {
        return false;
      }
    }
    return true;
  }

  /// A transient event, and whose sockets are to hear it.
  record Emit(List<UserId> to, boolean everybody, String event, JsonBytes data) {
    Emit {
      to = List.copyOf(to);
    }
  }
}
