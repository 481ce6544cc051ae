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

/// Makes user tokens signed with the shared secret (HS256), for the command line and for the demo.
public final class JwtIssuer {
  private final MACSigner signer;
  private final InstantSource clock;

  /// @throws IllegalArgumentException when `secret` is shorter than [JwtOptions#MIN_SECRET_BYTES]
  public JwtIssuer(String secret, InstantSource clock) {
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
