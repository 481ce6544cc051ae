package io.belfry.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys that user tokens may be signed with, each for its one algorithm. Safe for several
/// threads.
final class VerifierKeys {
  private static final Logger log = LoggerFactory.getLogger(VerifierKeys.class);
  private static final Set<JWSAlgorithm> PUBLISHED =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

  private final Map<JWSAlgorithm, JWSVerifier> own = new HashMap<>();
  private final Optional<JWKSource<SecurityContext>> published;
  private volatile boolean reached;

  VerifierKeys(JwtOptions options) {
    try {
      if (options.secret().isPresent()) {
        own.put(JWSAlgorithm.HS256, new MACVerifier(options.secret().get()));
      }
      if (options.publicKey().isPresent()) {
        addPublic(options.publicKey().get());
      }
    } catch (JOSEException failure) {
      throw new IllegalArgumentException(
          "a key for user tokens is not usable: " + failure.getMessage(), failure);
    }
    this.published = options.jwksUrl().map(VerifierKeys::source);
  }

  /// The algorithms that a token may name.
  Set<JWSAlgorithm> algorithms() {
    Set<JWSAlgorithm> all = new HashSet<>(own.keySet());
    if (published.isPresent()) {
      all.addAll(PUBLISHED);
    }
    return all;
  }

  /// Whether [#candidates] may have to fetch keys, and so block.
  boolean mayFetch() {
    return published.isPresent();
  }

  /// The verifiers that fit a token with `header`; may block when [#mayFetch].
  ///
  /// @throws KeySourceException when the published keys are out of reach and none are remembered
  List<JWSVerifier> candidates(JWSHeader header) throws KeySourceException, JOSEException {
    List<JWSVerifier> fitting = new ArrayList<>();
    JWSVerifier configured = own.get(header.getAlgorithm());
    if (configured != null) {
      fitting.add(configured);
    }
    if (published.isPresent() && PUBLISHED.contains(header.getAlgorithm())) {
      for (JWK key : fetch(published.get(), header)) {
        try {
          fitting.add(verifier(key));
        } catch (JOSEException unusable) {
          log.atWarn().addKeyValue("kid", key.getKeyID()).log("A published key is not usable");
        }
      }
    }
    return fitting;
  }

  /// The published keys that fit. Where they were fetched a moment ago and none fitted, they are
  /// not fetched again for every token that names an unknown key.
  private List<JWK> fetch(JWKSource<SecurityContext> source, JWSHeader header)
      throws KeySourceException {
    try {
      List<JWK> keys = source.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null);
      reached = true;
      return keys;
    } catch (RateLimitReachedException tooSoon) {
      if (reached) {
        return List.of();
      }
      throw tooSoon;
    }
  }

  private void addPublic(PublicKey key) throws JOSEException {
    switch (key) {
      case RSAPublicKey rsa -> own.put(JWSAlgorithm.RS256, new RSASSAVerifier(rsa));
      case ECPublicKey ec -> own.put(JWSAlgorithm.ES256, new ECDSAVerifier(ec));
      default -> own.put(JWSAlgorithm.EdDSA, new Ed25519Verifier(key));
    }
  }

  private static JWSVerifier verifier(JWK key) throws JOSEException {
    return switch (key.getKeyType().getValue()) {
      case "RSA" -> new RSASSAVerifier(key.toRSAKey());
      case "EC" -> new ECDSAVerifier(key.toECKey());
      default -> Ed25519Verifier.of(key.toOctetKeyPair());
    };
  }

  private static JWKSource<SecurityContext> source(URI url) {
    try {
      return JWKSourceBuilder.create(url.toURL())
          .retrying(true)
          .outageTolerant(true)
          .rateLimited(true)
          .build();
    } catch (MalformedURLException | IllegalArgumentException failure) {
      throw new IllegalArgumentException("not the URL of a JWK set: " + url, failure);
    }
  }
}
