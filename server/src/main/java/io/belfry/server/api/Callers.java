package io.belfry.server.api;

import io.belfry.server.auth.ApiKeys;
import io.belfry.server.auth.TokenResult;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// Who calls: a backend by its API key, a user by their token. Safe for several threads.
final class Callers {
  private static final String BEARER = "Bearer ";
  private static final String DEV = "dev";

  private final ApiKeys keys;
  private final TokenVerifier tokens;
  private final boolean dev;

  /// @param dev whether backends need no key, and users no token: their id will do
  Callers(ApiKeys keys, TokenVerifier tokens, boolean dev) {
    this.keys = keys;
    this.tokens = tokens;
    this.dev = dev;
  }

  /// Goes on as a backend: `then` gets the id of its key. Anybody else is answered.
  void backend(RoutingContext call, Consumer<String> then) {
    if (dev) {
      then.accept(DEV);
      return;
    }
    Optional<String> secret = bearer(call);
    if (secret.isEmpty()) {
      Replies.problem(
          call,
          Problem.of(
              ProblemCode.UNAUTHENTICATED, "This call takes an API key: 'belfry keys' makes one."));
      return;
    }
    Continue.with(
        call,
        Future.fromCompletionStage(keys.find(secret.get())),
        id ->
            id.ifPresentOrElse(
                then,
                () ->
                    Replies.problem(
                        call,
                        Problem.of(
                            ProblemCode.UNAUTHENTICATED,
                            "This API key is unknown or revoked (user tokens: /api/v1/me)."))));
  }

  /// Goes on as a backend with the user of the path; with `otherwise` where that is none.
  void backendOn(RoutingContext call, Problem otherwise, Consumer<UserId> then) {
    backend(
        call,
        caller ->
            UserId.parse(Bodies.path(call, "id"))
                .ifPresentOrElse(then, () -> Replies.problem(call, otherwise)));
  }

  /// Whether whoever began `call` as a backend would still be let in: their key may be revoked.
  CompletionStage<Boolean> isStillBackend(RoutingContext call) {
    return dev
        ? CompletableFuture.completedStage(true)
        : keys.find(bearer(call).orElse("")).thenApply(Optional::isPresent);
  }

  /// Goes on as a user. Anybody else is answered.
  void user(RoutingContext call, Consumer<UserId> then) {
    Optional<String> token = bearer(call);
    if (token.isEmpty()) {
      Replies.problem(
          call,
          Problem.of(
              ProblemCode.UNAUTHENTICATED,
              "Send the user's token as 'Authorization: Bearer <token>'."));
      return;
    }
    Optional<UserId> bare =
        token.filter(text -> dev && !TokenVerifier.isToken(text)).flatMap(UserId::parse);
    if (bare.isPresent()) {
      then.accept(bare.get());
      return;
    }
    Continue.with(
        call,
        Future.fromCompletionStage(tokens.verify(token.get())),
        result -> {
          switch (result) {
            case TokenResult.Accepted accepted -> then.accept(accepted.user());
            case TokenResult.Refused(Problem problem) -> Replies.problem(call, problem);
          }
        });
  }

  private static Optional<String> bearer(RoutingContext call) {
    String header = call.request().getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(header.substring(BEARER.length()).strip())
        : Optional.empty();
  }
}
