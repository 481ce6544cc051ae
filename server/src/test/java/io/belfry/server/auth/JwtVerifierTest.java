package io.belfry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtVerifierTest {
  private static final String SECRET = "a secret of at least thirty-two bytes";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final KeyPair RSA = Tokens.rsa();
  private static final KeyPair EC = Tokens.ec("secp256r1");
  private static final KeyPair ED = Tokens.ed25519();

  @Test
  void hs256_is_verified_by_the_secret() throws JOSEException {
    assertAccepted(shared(), hs256(SECRET, good()), "ann");
    assertRefused(shared(), hs256(SECRET.replace('a', 'b'), good()), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_token_that_the_server_issues_is_one_that_it_takes() {
    String token =
        new JwtIssuer(SECRET, Optional.empty(), Optional.empty(), InstantSource.fixed(NOW))
            .issue(new UserId("ann"), java.time.Duration.ofMinutes(1));

    assertAccepted(shared(), token, "ann");
  }

  @Test
  void rs256_es256_and_eddsa_are_verified_by_a_key_in_pem() throws JOSEException {
    assertAccepted(pem(RSA.getPublic()), rs256(RSA), "ann");
    assertAccepted(pem(EC.getPublic()), es256(EC), "ann");
    assertAccepted(pem(ED.getPublic()), Tokens.eddsa(ED.getPrivate(), "", good()), "ann");
    assertRefused(pem(RSA.getPublic()), rs256(Tokens.rsa()), ProblemCode.TOKEN_INVALID);
    assertRefused(pem(EC.getPublic()), es256(Tokens.ec("secp256r1")), ProblemCode.TOKEN_INVALID);
    assertRefused(
        pem(ED.getPublic()),
        Tokens.eddsa(Tokens.ed25519().getPrivate(), "", good()),
        ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_secret_and_a_public_key_may_be_good_at_once() throws JOSEException {
    JwtVerifier both =
        verifier(
            new JwtOptions(
                Optional.of(SECRET),
                Optional.of(EC.getPublic()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertAccepted(both, hs256(SECRET, good()), "ann");
    assertAccepted(both, es256(EC), "ann");
  }

  @Test
  void a_signature_that_was_touched_is_invalid() throws JOSEException {
    for (String token :
        List.of(hs256(SECRET, good()), Tokens.eddsa(ED.getPrivate(), "", good()), es256(EC))) {
      int dot = token.lastIndexOf('.');
      for (String touched :
          List.of(
              token.substring(0, dot + 1) + "AAAA",
              token.substring(0, dot + 1),
              token.substring(0, dot - 4) + token.substring(dot))) {
        for (JwtVerifier verifier : List.of(shared(), pem(ED.getPublic()), pem(EC.getPublic()))) {
          assertThat(verify(verifier, touched)).isInstanceOf(TokenResult.Refused.class);
          assertThat(code(verifier, touched))
              .isIn(ProblemCode.TOKEN_INVALID, ProblemCode.TOKEN_ALGORITHM);
        }
      }
    }
  }

  @Test
  void expiry_is_told_and_forgives_five_seconds() throws JOSEException {
    assertAccepted(shared(), hs256(SECRET, expiring(NOW.minusSeconds(4))), "ann");
    assertRefused(
        shared(), hs256(SECRET, expiring(NOW.minusSeconds(5))), ProblemCode.TOKEN_EXPIRED);
    assertAccepted(
        shared(), hs256(SECRET, new JWTClaimsSet.Builder().subject("ann").build()), "ann");
  }

  @Test
  void a_token_of_tomorrow_is_invalid() throws JOSEException {
    JWTClaimsSet tomorrow =
        Tokens.claims("ann", NOW).notBeforeTime(Date.from(NOW.plusSeconds(86_400))).build();
    JWTClaimsSet now = Tokens.claims("ann", NOW).notBeforeTime(Date.from(NOW)).build();

    assertRefused(shared(), hs256(SECRET, tomorrow), ProblemCode.TOKEN_INVALID);
    assertAccepted(shared(), hs256(SECRET, now), "ann");
  }

  @Test
  void issuer_and_audience_must_fit_where_given() throws JOSEException {
    JwtVerifier strict =
        verifier(
            new JwtOptions(
                Optional.of(SECRET),
                Optional.empty(),
                Optional.empty(),
                Optional.of("https://issuer.test"),
                Optional.of("belfry")));
    JWTClaimsSet.Builder fitting =
        Tokens.claims("ann", NOW).issuer("https://issuer.test").audience(List.of("x", "belfry"));

    assertAccepted(strict, hs256(SECRET, fitting.build()), "ann");
    assertRefused(
        strict, hs256(SECRET, fitting.audience("other").build()), ProblemCode.TOKEN_INVALID);
    assertRefused(
        strict,
        hs256(SECRET, fitting.audience("belfry").issuer("https://other.test").build()),
        ProblemCode.TOKEN_INVALID);
    assertRefused(strict, hs256(SECRET, good()), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_subject_that_is_no_user_id_is_missing() throws JOSEException {
    for (JWTClaimsSet claims :
        List.of(
            new JWTClaimsSet.Builder().claim("user", "ann").build(),
            Tokens.claims("", NOW).build(),
            Tokens.claims("a\nb", NOW).build(),
            Tokens.claims("u".repeat(129), NOW).build())) {
      assertRefused(shared(), hs256(SECRET, claims), ProblemCode.TOKEN_SUBJECT_MISSING);
    }
  }

  @Test
  void another_algorithm_is_told() throws JOSEException {
    String longSecret = SECRET.repeat(2);
    String hs512 =
        Tokens.signed(new MACSigner(longSecret), new JWSHeader(JWSAlgorithm.HS512), good());

    assertRefused(shared(), hs512, ProblemCode.TOKEN_ALGORITHM);
    assertRefused(shared(), new PlainJWT(good()).serialize(), ProblemCode.TOKEN_ALGORITHM);
    assertRefused(shared(), rs256(RSA), ProblemCode.TOKEN_ALGORITHM);
    assertRefused(pem(EC.getPublic()), rs256(RSA), ProblemCode.TOKEN_ALGORITHM);
  }

  @Test
  void a_public_key_is_no_shared_secret() throws JOSEException {
    for (byte[] bytes :
        List.of(
            RSA.getPublic().getEncoded(),
            Tokens.pem(RSA.getPublic()).getBytes(StandardCharsets.UTF_8))) {
      String confused =
          Tokens.signed(new MACSigner(bytes), new JWSHeader(JWSAlgorithm.HS256), good());
      assertRefused(pem(RSA.getPublic()), confused, ProblemCode.TOKEN_ALGORITHM);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "garbage",
        "a.b.c",
        "..",
        "e30.e30.e30",
        "eyJhbGciOiJIUzI1NiJ9..",
        "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24.AAAA",
        "eyJhbGciOjV9.e30.AAAA",
        "\u0000",
        "🎉",
      })
  void garbage_is_invalid(String token) {
    assertRefused(shared(), token, ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_token_of_ten_kilobytes_is_invalid_although_it_is_signed() throws JOSEException {
    JWTClaimsSet large = Tokens.claims("ann", NOW).claim("more", "x".repeat(10_000)).build();

    assertRefused(shared(), hs256(SECRET, large), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_signed_body_that_is_no_json_is_invalid() throws JOSEException {
    String content = "eyJhbGciOiJIUzI1NiJ9.bm90IGpzb24";
    String signature =
        new MACSigner(SECRET)
            .sign(new JWSHeader(JWSAlgorithm.HS256), content.getBytes(StandardCharsets.US_ASCII))
            .toString();

    assertRefused(shared(), content + "." + signature, ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_key_that_fits_no_algorithm_is_refused_at_once() {
    PublicKey p384 = Tokens.ec("secp384r1").getPublic();

    assertThatThrownBy(() -> pem(p384))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P-256");
    assertThatThrownBy(() -> PublicKeys.parse("-----BEGIN PUBLIC KEY-----\nAAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JwtVerifier shared() {
    return verifier(
        new JwtOptions(
            Optional.of(SECRET),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static JwtVerifier pem(PublicKey key) {
    return verifier(
        new JwtOptions(
            Optional.empty(),
            Optional.of(PublicKeys.parse(Tokens.pem(key))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static JwtVerifier verifier(JwtOptions options) {
    return new JwtVerifier(options, InstantSource.fixed(NOW), Runnable::run);
  }

  private static JWTClaimsSet good() {
    return Tokens.claims("ann", NOW).build();
  }

  private static JWTClaimsSet expiring(Instant at) {
    return Tokens.claims("ann", NOW).expirationTime(Date.from(at)).build();
  }

  private static String hs256(String secret, JWTClaimsSet claims) throws JOSEException {
    return Tokens.signed(new MACSigner(secret), new JWSHeader(JWSAlgorithm.HS256), claims);
  }

  private static String rs256(KeyPair keys) {
    return Tokens.signed(
        new RSASSASigner(keys.getPrivate()), new JWSHeader(JWSAlgorithm.RS256), good());
  }

  private static String es256(KeyPair keys) throws JOSEException {
    return Tokens.signed(
        new ECDSASigner((ECPrivateKey) keys.getPrivate()),
        new JWSHeader(JWSAlgorithm.ES256),
        good());
  }

  private static TokenResult verify(JwtVerifier verifier, String token) {
    return verifier.verify(token).toCompletableFuture().join();
  }

  private static ProblemCode code(JwtVerifier verifier, String token) {
    return switch (verify(verifier, token)) {
      case TokenResult.Refused(var problem) -> problem.code();
      case TokenResult.Accepted accepted -> throw new AssertionError("accepted: " + accepted);
    };
  }

  private static void assertAccepted(JwtVerifier verifier, String token, String user) {
    assertThat(verify(verifier, token))
        .isInstanceOfSatisfying(
            TokenResult.Accepted.class,
            accepted -> assertThat(accepted.user()).isEqualTo(new UserId(user)));
  }

  private static void assertRefused(JwtVerifier verifier, String token, ProblemCode code) {
    assertThat(code(verifier, token)).isEqualTo(code);
  }
}
