package io.belfry.server.api;

import io.belfry.server.auth.ApiKey;
import io.belfry.server.inbox.IdempotencyKey;
import io.belfry.server.problem.FieldError;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The `Idempotency-Key` header: one call at a time under one key. What was answered, the log
/// remembers.
///
/// Safe for several threads.
final class Idempotency {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern KEY =
      Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?");

  private final Set<Scoped> underWay = ConcurrentHashMap.newKeySet();

  /// Goes on with the call's key, if it has one; a bad one, or one that is under way, is answered.
  void guard(RoutingContext call, String caller, Consumer<Optional<Scoped>> then) {
    String key = call.request().getHeader(HEADER);
    if (key == null) {
      then.accept(Optional.empty());
      return;
    }
    if (!KEY.matcher(key).matches()) {
      Replies.problem(
          call,
          Problem.invalid(
              List.of(new FieldError(HEADER, "must be 1 to 255 printable ASCII characters"))));
      return;
    }
    var scoped = new Scoped(caller, key, hash(call));
    if (!underWay.add(scoped.withoutBody())) {
      Replies.problem(call, ProblemCode.IDEMPOTENCY_IN_PROGRESS);
      return;
    }
    call.addEndHandler(ended -> underWay.remove(scoped.withoutBody()));
    then.accept(Optional.of(scoped));
  }

  private static String hash(RoutingContext call) {
    String body = new String(Bodies.bytes(call), StandardCharsets.ISO_8859_1);
    return ApiKey.hash(call.normalizedPath() + "\n" + body);
  }

  /// A key within the scope of its caller, and the hash of the body that came with it.
  record Scoped(String caller, String key, String bodyHash) {
    /// The key for recipient `index` of the call.
    IdempotencyKey item(int index) {
      return new IdempotencyKey(caller, key, index, bodyHash);
    }

    private Scoped withoutBody() {
      return new Scoped(caller, key, "");
    }
  }
}
