package io.belfry.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/// Makes user tokens as other programs would: good ones, and all kinds of bad ones.
final class Tokens {
  private Tokens() {}

  static KeyPair rsa() {
    return pair("RSA", "");
  }

  static KeyPair ec(String curve) {
    return pair("EC", curve);
  }

  static KeyPair ed25519() {
    return pair("Ed25519", "");
  }

  /// `key` as a PEM file holds it.
  static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /// Claims of `subject`, good from `now` for an hour.
  static JWTClaimsSet.Builder claims(String subject, Instant now) {
    return new JWTClaimsSet.Builder()
        .subject(subject)
        .expirationTime(Date.from(now.plusSeconds(3600)));
  }

  static String signed(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) {
    var jwt = new SignedJWT(header, claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException failure) {
      throw new IllegalStateException(failure);
    }
    return jwt.serialize();
  }

  /// A token signed by Ed25519, with `kid` where it is not empty.
  static String eddsa(PrivateKey key, String kid, JWTClaimsSet claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA);
    if (!kid.isEmpty()) {
      header.keyID(kid);
    }
    String content =
        header.build().toBase64URL()
            + "."
            + base64(claims.toString().getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static KeyPair pair(String kind, String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (!curve.isEmpty()) {
        generator.initialize(new ECGenParameterSpec(curve));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
