package io.belfry.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import io.belfry.socketio.engine.EngineOptions;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The names in the tables for those who come from another server.
class ReadmeNamesTest {
  private static final Path PAGE = Path.of("docs/from-socket.io.md");

  // The second cell of a row of three, or what is not in a table; and a name in it.
  private static final Pattern OURS =
      Pattern.compile("(?m)^(?:\\| [^|]+ \\| ([^|]+) \\| [^|]*\\||([^|\\n].*))$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

  private static final Map<String, Class<?>> VALUES =
      Map.ofEntries(
          Map.entry("io", SocketIoServer.class),
          Map.entry("namespace", Namespace.class),
          Map.entry("parent", ParentNamespace.class),
          Map.entry("broadcast", Broadcast.class),
          Map.entry("remote", RemoteSocket.class),
          Map.entry("socket", Socket.class),
          Map.entry("handshake", Handshake.class),
          Map.entry("event", Event.class),
          Map.entry("options", SocketIoOptions.class),
          Map.entry("engine", EngineOptions.class),
          Map.entry("recovery", RecoveryOptions.class));

  @Test
  void each_name_of_ours_is_that_of_a_public_method() throws Exception {
    List<String> names = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (MatchResult row : OURS.matcher(Files.readString(PAGE)).results().toList()) {
      for (MatchResult name :
          NAME.matcher(row.group(row.group(1) == null ? 2 : 1)).results().toList()) {
        names.add(name.group());
        if (!isPublicMethod(name.group(1), name.group(2))) {
          unknown.add(name.group());
        }
      }
    }

    assertThat(names).hasSizeGreaterThan(150);
    assertThat(unknown).isEmpty();
  }

  private static boolean isPublicMethod(String owner, String name) throws ClassNotFoundException {
    Class<?> type = VALUES.containsKey(owner) ? VALUES.get(owner) : typeNamed(owner);
    return Modifier.isPublic(type.getModifiers())
        && Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(name::equals);
  }

  private static Class<?> typeNamed(String name) throws ClassNotFoundException {
    boolean below =
        Files.exists(Path.of("src/main/java/io/belfry/socketio/engine/" + name + ".java"));
    return Class.forName("io.belfry.socketio." + (below ? "engine." : "") + name);
  }
}
