package io.belfry.server.auth;

import com.nimbusds.jose.jwk.Curve;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// Reads public keys in PEM (RFC 7468, `BEGIN PUBLIC KEY`).
public final class PublicKeys {
  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");

  private PublicKeys() {}

  /// The key written in `pem`.
  ///
  /// @throws IllegalArgumentException when that is not an RSA, EC (P-256) or Ed25519 public key
  public static PublicKey parse(String pem) {
    byte[] encoded;
    try {
      String body = pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", "").replaceAll("\\s", "");
      encoded = Base64.getDecoder().decode(body);
    } catch (IllegalArgumentException notBase64) {
      throw new IllegalArgumentException("not a public key in PEM", notBase64);
    }
    for (String kind : KINDS) {
      try {
        return usable(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (GeneralSecurityException notOfThisKind) {
        // The next kind may fit.
      }
    }
    throw new IllegalArgumentException("not an RSA, EC or Ed25519 public key in PEM");
  }

  private static PublicKey usable(PublicKey key) {
    if (key instanceof ECPublicKey ec
        && !Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
      throw new IllegalArgumentException("ES256 needs an EC key on the curve P-256");
    }
    return key;
  }
}
