package io.belfry.server.auth;

import java.net.URI;
import java.security.PublicKey;
import java.util.Optional;

/// Which user tokens are accepted.
///
/// @param secret for HS256, at least 32 bytes
/// @param publicKey for RS256 (RSA), ES256 (P-256) or EdDSA (Ed25519)
/// @param jwksUrl where the keys for RS256, ES256 and EdDSA are published (RFC 7517)
/// @param issuer what `iss` must be, where given
/// @param audience what `aud` must contain, where given
public record JwtOptions(
    Optional<String> secret,
    Optional<PublicKey> publicKey,
    Optional<URI> jwksUrl,
    Optional<String> issuer,
    Optional<String> audience) {
  /// The fewest bytes of a secret that HS256 allows (RFC 7518, section 3.2).
  public static final int MIN_SECRET_BYTES = 32;

  /// Whether there is anything to check a token with.
  public boolean hasKey() {
    return secret.isPresent() || publicKey.isPresent() || jwksUrl.isPresent();
  }

  /// The same, with this secret.
  public JwtOptions withSecret(String shared) {
    return new JwtOptions(Optional.of(shared), publicKey, jwksUrl, issuer, audience);
  }
}
