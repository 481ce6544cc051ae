package io.belfry.server.api;

import io.belfry.server.problem.Checked;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.function.Consumer;

/// Reads what a call carries.
final class Bodies {
  private Bodies() {}

  /// Goes on with what `reader` makes of the JSON body; a body that is none, or not valid, is
  /// answered.
  static <T> void json(RoutingContext call, BodyReader<T> reader, Consumer<T> then) {
    if (!isJson(call)) {
      Replies.problem(call, ProblemCode.UNSUPPORTED_MEDIA_TYPE);
      return;
    }
    try {
      switch (reader.read(bytes(call))) {
        case Checked.Valid<T>(T value) -> then.accept(value);
        case Checked.Invalid<T> invalid -> Replies.problem(call, Problem.invalid(invalid.errors()));
      }
    } catch (MalformedJsonException malformed) {
      Replies.problem(call, Problem.of(ProblemCode.MALFORMED_JSON, malformed.detail()));
    }
  }

  /// The path parameter of that name, which the call's route has.
  static String path(RoutingContext call, String name) {
    return Objects.requireNonNull(call.pathParam(name));
  }

  /// The body as it came, empty when there is none.
  static byte[] bytes(RoutingContext call) {
    Buffer buffer = call.body().buffer();
    return buffer == null ? new byte[0] : buffer.getBytes();
  }

  /// Whether the body says that it is JSON, or says nothing.
  static boolean isJson(RoutingContext call) {
    String type = call.request().getHeader(HttpHeaders.CONTENT_TYPE);
    return type == null || type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
  }

  @FunctionalInterface
  interface BodyReader<T> {
    Checked<T> read(byte[] body) throws MalformedJsonException;
  }
}
