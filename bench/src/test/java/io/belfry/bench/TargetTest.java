package io.belfry.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TargetTest {

  @Test
  void the_footnotes_name_the_versions_that_the_peers_depend_on() throws Exception {
    assertThat(new Express(Path.of("server.js")).footnote())
        .contains("Express " + version("peers/express/package.json", "\"express\": \"(.*)\""))
        .contains("socket.io " + version("peers/express/package.json", "\"socket.io\": \"(.*)\""));
    assertThat(new NettySocketio(Path.of("peer.jar")).footnote())
        .contains(
            "netty-socketio "
                + version(
                    "peers/netty-socketio/pom.xml",
                    "<artifactId>netty-socketio</artifactId>\\s*<version>(.*)</version>"));
  }

  @Test
  void a_server_that_ends_at_once_is_told_with_its_last_words() {
    assertThatThrownBy(() -> ServerProcess.start(new NettySocketio(Path.of("no-such.jar"))))
        .isInstanceOf(LoadException.class)
        .hasMessageContainingAll("netty-socketio did not become ready", "no-such.jar");
  }

  private static String version(String file, String pattern) throws Exception {
    Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
