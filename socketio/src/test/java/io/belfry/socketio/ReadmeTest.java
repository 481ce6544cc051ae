package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.WebSocketClient;
import io.belfry.socketio.engine.Wire;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path README = Path.of("README.md");
  private static final Path EXAMPLES =
      Path.of("src/test/java/io/belfry/socketio/ReadmeExamples.java");

  @Test
  void each_java_line_of_the_readme_is_one_of_the_programs() throws IOException {
    String programs = withoutSpace(Files.readString(EXAMPLES));
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
    int found = 0;
    while (blocks.find()) {
      found++;
      assertThat(programs).contains(withoutSpace(blocks.group(1)));
    }
    assertThat(found).isEqualTo(17);
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void the_chat_chats() {
    SocketIoServer io = ReadmeExamples.chat(Wire.VERTX);
    try (Wire wire = new Wire("/socket.io/", io::handle);
        WebSocketClient ann = wire.openWebSocket();
        WebSocketClient bob = wire.openWebSocket()) {
      assertThat(ann.send("40/chat,{}").next())
          .isEqualTo(
              "44/chat,{\"message\":\"a name is needed\",\"data\":{\"code\":\"name_missing\"}}");
      assertThat(ann.send("40/chat,{\"name\":\"Ann\"}").next()).startsWith("40/chat,{\"sid\"");
      bob.send("40/chat,{\"name\":\"Bob\"}").next();
      assertThat(ann.next()).isEqualTo("42/chat,[\"joined\",\"Bob\"]");

      bob.send("42/chat,1[\"say\",\"hi\"]");

      assertThat(ann.next()).isEqualTo("42/chat,[\"said\",\"Bob\",\"hi\"]");
      assertThat(bob.next()).isEqualTo("42/chat,[\"said\",\"Bob\",\"hi\"]");
      assertThat(bob.next()).isEqualTo("43/chat,1[\"ok\"]");
      bob.send("41/chat");
      assertThat(ann.next())
          .isEqualTo("42/chat,[\"left\",\"Bob\",\"client namespace disconnect\"]");
      io.close().await();
    }
  }

  @Test
  void the_echo_listens() {
    HttpServer server = ReadmeExamples.echo(Wire.VERTX, 0);

    assertThat(server.actualPort()).isPositive();

    server.close().await();
  }
}
