package io.belfry.server.auth;

import java.util.concurrent.CompletionStage;

/// Tells whose a user token is. Safe for several threads; never blocks.
@FunctionalInterface
public interface TokenVerifier {
  /// Checks `token` (compact JWS, RFC 7515). The stage is complete already where no key has to be
  /// fetched, and never fails.
  CompletionStage<TokenResult> verify(String token);

  /// Whether `text` looks like a token, and not like a name.
  static boolean isToken(String text) {
    return text.startsWith("ey") && text.chars().filter(c -> c == '.').count() == 2;
  }
}
