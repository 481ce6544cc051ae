package io.belfry.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.belfry.server.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/// Makes user tokens signed with the shared secret (HS256), for the command line and for the demo.
/// They say of issuer and audience what is asked of them.
public final class JwtIssuer {
  private final MACSigner signer;
  private final Optional<String> issuer;
  private final Optional<String> audience;
  private final InstantSource clock;

  /// @throws IllegalArgumentException when `secret` is shorter than [JwtOptions#MIN_SECRET_BYTES]
  public JwtIssuer(
      String secret, Optional<String> issuer, Optional<String> audience, InstantSource clock) {
    this.issuer = issuer;
    this.audience = audience;
    try {
      this.signer = new MACSigner(secret);
    } catch (JOSEException tooShort) {
      throw new IllegalArgumentException(tooShort.getMessage(), tooShort);
    }
    this.clock = clock;
  }

  /// A token of `user` that expires after `ttl`.
  public String issue(UserId user, Duration ttl) {
    var claims =
        new JWTClaimsSet.Builder()
            .subject(user.value())
            .issuer(issuer.orElse(null))
            .audience(audience.orElse(null))
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(ttl)))
            .build();
    var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException failure) {
      throw new IllegalStateException("HS256 is not usable", failure);
    }
    return jwt.serialize();
  }
}
