package io.belfry.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.belfry.server.problem.Problem;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks JWTs (RFC 7519) whose `sub` is the user id: HS256, RS256, ES256 and EdDSA, as far as
/// there is a key for them.
public final class JwtVerifier implements TokenVerifier {
  private static final Logger log = LoggerFactory.getLogger(JwtVerifier.class);
  private static final Duration SKEW = Duration.ofSeconds(5);
  private static final int MAX_LENGTH = 8192;

  private final JwtOptions options;
  private final VerifierKeys keys;
  private final InstantSource clock;
  private final Executor blocking;

  /// @param blocking where published keys are fetched
  public JwtVerifier(JwtOptions options, InstantSource clock, Executor blocking) {
    this.options = options;
    this.keys = new VerifierKeys(options);
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<TokenResult> verify(String token) {
    return keys.mayFetch()
        ? CompletableFuture.supplyAsync(() -> check(token), blocking)
        : CompletableFuture.completedFuture(check(token));
  }

  private TokenResult check(String token) {
    if (token.length() > MAX_LENGTH) {
      return refused(ProblemCode.TOKEN_INVALID);
    }
    try {
      if (!(JWTParser.parse(token) instanceof SignedJWT jwt)
          || !keys.algorithms().contains(jwt.getHeader().getAlgorithm())) {
        return refused(ProblemCode.TOKEN_ALGORITHM);
      }
      if (jwt.getHeader().getCriticalParams() != null) {
        return refused(ProblemCode.TOKEN_INVALID);
      }
      for (JWSVerifier candidate : keys.candidates(jwt.getHeader())) {
        if (jwt.verify(candidate)) {
          return checkClaims(jwt.getJWTClaimsSet());
        }
      }
      return refused(ProblemCode.TOKEN_INVALID);
    } catch (ParseException | IllegalArgumentException malformed) {
      return refused(ProblemCode.TOKEN_INVALID);
    } catch (JOSEException failure) {
      log.atWarn().setCause(failure).log("User tokens cannot be checked: no keys");
      return new TokenResult.Refused(
          Problem.of(
              ProblemCode.UNAVAILABLE,
              "The keys that tokens are checked with are out of reach: try again."));
    }
  }

  private TokenResult checkClaims(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Date expires = claims.getExpirationTime();
    if (expires != null && !now.isBefore(expires.toInstant().plus(SKEW))) {
      return refused(ProblemCode.TOKEN_EXPIRED);
    }
    Date notBefore = claims.getNotBeforeTime();
    boolean tooEarly = notBefore != null && now.plus(SKEW).isBefore(notBefore.toInstant());
    boolean foreign =
        options.issuer().filter(issuer -> !issuer.equals(claims.getIssuer())).isPresent()
            || options.audience().filter(mine -> !claims.getAudience().contains(mine)).isPresent();
    if (tooEarly || foreign) {
      return refused(ProblemCode.TOKEN_INVALID);
    }
    String subject = claims.getSubject();
    Optional<UserId> user = subject == null ? Optional.empty() : UserId.parse(subject);
    long expiresMs =
        expires == null
            ? TokenResult.Accepted.NEVER
            : expires.toInstant().plus(SKEW).toEpochMilli();
    return user.<TokenResult>map(named -> new TokenResult.Accepted(named, expiresMs))
        .orElseGet(() -> refused(ProblemCode.TOKEN_SUBJECT_MISSING));
  }

  private static TokenResult refused(ProblemCode code) {
    return new TokenResult.Refused(Problem.of(code));
  }
}
