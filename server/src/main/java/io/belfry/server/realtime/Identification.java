package io.belfry.server.realtime;

import com.fasterxml.jackson.databind.JsonNode;
import io.belfry.server.auth.TokenResult;
import io.belfry.server.auth.TokenVerifier;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import io.belfry.socketio.Handshake;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Who a socket says it is: a token, or with `dev` a bare user id. Safe for several threads.
final class Identification {
  private static final String BEARER = "Bearer ";
  private static final String NOT_DEV =
      "A user id alone will do with 'belfry serve --dev' only: send the user's token.";

  private final TokenVerifier tokens;
  private final boolean dev;

  /// @param dev whether a bare user id will do
  Identification(TokenVerifier tokens, boolean dev) {
    this.tokens = tokens;
    this.dev = dev;
  }

  /// What the handshake says; nothing when it says nothing about it.
  Optional<CompletionStage<TokenResult>> of(Handshake handshake) {
    JsonNode said = handshake.auth().path("token");
    if (!said.isMissingNode() && !said.isNull()) {
      return Optional.of(
          text(said)
              .map(this::verify)
              .orElseGet(() -> completed(Problem.of(ProblemCode.TOKEN_INVALID))));
    }
    Optional<String> bearer =
        handshake
            .header("authorization")
            .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
            .map(header -> header.substring(BEARER.length()).strip());
    if (bearer.isPresent()) {
      return bearer.map(this::verify);
    }
    Optional<String> name = text(handshake.auth().path("userId"));
    return dev
        ? name.or(() -> handshake.query("id")).map(Identification::bare)
        : name.map(unproven -> completed(Problem.of(ProblemCode.TOKEN_MISSING, NOT_DEV)));
  }

  /// What the argument of `auth`, `init` or `username` says: a token as text or as `{token}`.
  CompletionStage<TokenResult> of(JsonNode said) {
    Optional<String> token = text(said).or(() -> text(said.path("token")));
    if (dev && token.isEmpty()) {
      Optional<String> name = text(said.path("userId"));
      if (name.isPresent()) {
        return bare(name.get());
      }
    }
    return token
        .map(this::verify)
        .orElseGet(() -> completed(Problem.of(ProblemCode.TOKEN_MISSING)));
  }

  private CompletionStage<TokenResult> verify(String token) {
    return dev && !TokenVerifier.isToken(token) ? bare(token) : tokens.verify(token);
  }

  private static CompletionStage<TokenResult> bare(String userId) {
    return UserId.parse(userId)
        .<CompletionStage<TokenResult>>map(
            user ->
                CompletableFuture.completedFuture(
                    new TokenResult.Accepted(user, TokenResult.Accepted.NEVER)))
        .orElseGet(() -> completed(Problem.of(ProblemCode.TOKEN_SUBJECT_MISSING)));
  }

  private static CompletionStage<TokenResult> completed(Problem problem) {
    return CompletableFuture.completedFuture(new TokenResult.Refused(problem));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.textValue().isBlank()
        ? Optional.of(node.textValue())
        : Optional.empty();
  }
}
