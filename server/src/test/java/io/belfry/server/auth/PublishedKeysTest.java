package io.belfry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.sun.net.httpserver.HttpServer;
import io.belfry.server.problem.ProblemCode;
import io.belfry.server.user.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tokens verified by keys that are published at a JWKS URL.
final class PublishedKeysTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final KeyPair RSA = Tokens.rsa();
  private static final KeyPair EC = Tokens.ec("secp256r1");
  private static final KeyPair ED = Tokens.ed25519();

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile String published = "{\"keys\":[]}";
  private HttpServer publisher;
  private JwtVerifier verifier;

  @BeforeEach
  void publish() throws IOException {
    publisher = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    publisher.createContext(
        "/keys",
        call -> {
          fetches.incrementAndGet();
          byte[] body = published.getBytes(StandardCharsets.UTF_8);
          call.getResponseHeaders().add("Content-Type", "application/jwk-set+json");
          call.sendResponseHeaders(200, body.length);
          call.getResponseBody().write(body);
          call.close();
        });
    publisher.start();
    URI url = URI.create("http://127.0.0.1:" + publisher.getAddress().getPort() + "/keys");
    var options =
        new JwtOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.of(url),
            Optional.empty(),
            Optional.empty());
    verifier = new JwtVerifier(options, InstantSource.fixed(NOW), Runnable::run);
  }

  @AfterEach
  void stop() {
    publisher.stop(0);
  }

  @Test
  void rs256_es256_and_eddsa_are_verified_by_published_keys() throws JOSEException {
    publish(rsa("r"), ec("e"), ed("d", ED.getPublic()));

    assertThat(verify(rs256("r"))).isEqualTo(ann());
    assertThat(verify(es256("e"))).isEqualTo(ann());
    assertThat(verify(eddsa(ED, "d"))).isEqualTo(ann());
    assertThat(fetches).hasValue(1);
  }

  @Test
  void a_key_that_was_rotated_in_is_picked_up() throws JOSEException {
    publish(rsa("old"));
    assertThat(verify(rs256("old"))).isEqualTo(ann());
    publish(ec("new"));

    assertThat(verify(es256("new"))).isEqualTo(ann());
    assertThat(verify(rs256("old"))).isEqualTo(refused(ProblemCode.TOKEN_INVALID));
  }

  @Test
  void known_keys_outlive_an_outage_of_their_publisher() {
    publish(rsa("r"));
    assertThat(verify(rs256("r"))).isEqualTo(ann());
    publisher.stop(0);

    assertThat(verify(rs256("r"))).isEqualTo(ann());
    assertThat(verify(rs256("unknown"))).isInstanceOf(TokenResult.Refused.class);
    assertThat(verify(rs256("r"))).isEqualTo(ann());
  }

  @Test
  void without_any_key_the_caller_is_asked_to_come_back() {
    publisher.stop(0);

    for (int i = 0; i < 5; i++) {
      assertThat(((TokenResult.Refused) verify(rs256("r"))).problem().code())
          .isEqualTo(ProblemCode.UNAVAILABLE);
    }
  }

  @Test
  void unknown_keys_are_invalid_and_do_not_flood_the_publisher() {
    publish(rsa("r"));
    assertThat(verify(rs256("r"))).isEqualTo(ann());

    for (int i = 0; i < 20; i++) {
      assertThat(verify(rs256("unknown-" + i))).isEqualTo(refused(ProblemCode.TOKEN_INVALID));
    }
    assertThat(verify(rs256("r"))).isEqualTo(ann());
    assertThat(fetches.get()).isLessThan(5);
  }

  @Test
  void a_published_key_is_good_for_its_own_algorithm_alone() throws JOSEException {
    publish(rsa("r"));

    assertThat(verify(es256("r"))).isEqualTo(refused(ProblemCode.TOKEN_INVALID));
    assertThat(verify(eddsa(ED, "r"))).isEqualTo(refused(ProblemCode.TOKEN_INVALID));
    assertThat(verify(hs256ByPublicKey())).isEqualTo(refused(ProblemCode.TOKEN_ALGORITHM));
  }

  @Test
  void an_ed25519_key_is_read_whatever_its_bits() {
    for (int i = 0; i < 8; i++) {
      KeyPair keys = Tokens.ed25519();
      publish(ed("k" + i, keys.getPublic()));
      var fresh =
          new JwtVerifier(
              new JwtOptions(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(
                      URI.create("http://127.0.0.1:" + publisher.getAddress().getPort() + "/keys")),
                  Optional.empty(),
                  Optional.empty()),
              InstantSource.fixed(NOW),
              Runnable::run);
      assertThat(fresh.verify(eddsa(keys, "k" + i)).toCompletableFuture().join()).isEqualTo(ann());
    }
  }

  private void publish(JWK... keys) {
    published = new JWKSet(Arrays.asList(keys)).toString();
  }

  private static JWK rsa(String kid) {
    return new RSAKey.Builder((RSAPublicKey) RSA.getPublic()).keyID(kid).build();
  }

  private static JWK ec(String kid) {
    return new ECKey.Builder(Curve.P_256, (ECPublicKey) EC.getPublic()).keyID(kid).build();
  }

  private static JWK ed(String kid, PublicKey key) {
    byte[] encoded = key.getEncoded();
    byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x)).keyID(kid).build();
  }

  private static String rs256(String kid) {
    return Tokens.signed(
        new RSASSASigner(RSA.getPrivate()),
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(),
        Tokens.claims("ann", NOW).build());
  }

  private static String es256(String kid) throws JOSEException {
    return Tokens.signed(
        new ECDSASigner((java.security.interfaces.ECPrivateKey) EC.getPrivate()),
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(),
        Tokens.claims("ann", NOW).build());
  }

  private static String eddsa(KeyPair keys, String kid) {
    return Tokens.eddsa(keys.getPrivate(), kid, Tokens.claims("ann", NOW).build());
  }

  private static String hs256ByPublicKey() throws JOSEException {
    return Tokens.signed(
        new com.nimbusds.jose.crypto.MACSigner(RSA.getPublic().getEncoded()),
        new JWSHeader(JWSAlgorithm.HS256),
        Tokens.claims("ann", NOW).build());
  }

  private TokenResult verify(String token) {
    return verifier.verify(token).toCompletableFuture().join();
  }

  private static TokenResult ann() {
    return new TokenResult.Accepted(new UserId("ann"), NOW.plusSeconds(3605).toEpochMilli());
  }

  private static TokenResult refused(ProblemCode code) {
    return new TokenResult.Refused(io.belfry.server.problem.Problem.of(code));
  }
}
