package io.belfry.socketio.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest extends EngineTest {
  private static final String PASSWORD = "changeit";

  @TempDir Path folder;

  @Test
  void a_websocket_over_tls_is_taken_over_with_its_tls() throws Exception {
    Path store = folder.resolve("server.p12");
    makeCertificate(store);
    HttpServer server = serve(store);
    try (WebSocketClient client = connect(store, server)) {
      assertThat(client.next()).startsWith("0{");
      assertThat(client.send("4" + "secret".repeat(10_000)).next()).hasSize(60_001);
      engine.close().await();
      assertThat(client.closeCode()).isEqualTo(1001);
    }
    server.close().await();
  }

  @Test
  void who_is_still_sending_over_tls_hears_the_reason_all_the_same() throws Exception {
    Path store = folder.resolve("server.p12");
    makeCertificate(store);
    HttpServer server = serve(store);
    try (WebSocketClient client = connect(store, server)) {
      // What is still to be sent then, the client itself gives up.
      var unused = client.socket().sendBinary(ByteBuffer.allocate(4_000_000), true);

      assertThat(client.closeCode()).isEqualTo(1009);
    }
    server.close().await();
  }

  private HttpServer serve(Path store) {
    return Wire.VERTX
        .createHttpServer(
            new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                    new PfxOptions().setPath(store.toString()).setPassword(PASSWORD)))
        .requestHandler(engine::handle)
        .listen(0, "127.0.0.1")
        .await();
  }

  private static WebSocketClient connect(Path store, HttpServer server)
      throws GeneralSecurityException, IOException {
    HttpClient trusting = HttpClient.newBuilder().sslContext(trust(store)).build();
    URI uri = URI.create("wss://localhost:" + server.actualPort() + WEBSOCKET_TARGET);
    return new WebSocketClient(trusting, uri);
  }

  private static void makeCertificate(Path store) throws IOException, InterruptedException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private static SSLContext trust(Path store) throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
