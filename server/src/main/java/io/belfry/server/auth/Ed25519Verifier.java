package io.belfry.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/// Checks EdDSA signatures over Ed25519 (RFC 8037) by the JDK's own provider.
final class Ed25519Verifier implements JWSVerifier {
  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  Ed25519Verifier(PublicKey key) {
    this.key = key;
  }

  /// The verifier of a published key (RFC 8037, section 2: `OKP`, `Ed25519`).
  static Ed25519Verifier of(OctetKeyPair jwk) throws JOSEException {
    byte[] littleEndian = jwk.getDecodedX();
    if (littleEndian.length != 32) {
      throw new JOSEException("an Ed25519 key has 32 bytes");
    }
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = littleEndian[31 - i];
    }
    boolean xOdd = (bigEndian[0] & 0x80) != 0;
    bigEndian[0] &= 0x7f;
    var point = new EdECPoint(xOdd, new BigInteger(1, bigEndian));
    try {
      return new Ed25519Verifier(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    } catch (GeneralSecurityException failure) {
      throw new JOSEException("not an Ed25519 key", failure);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature)
      throws JOSEException {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(signingInput);
      return check.verify(signature.decode());
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException failure) {
      throw new JOSEException("Ed25519 is not usable", failure);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
