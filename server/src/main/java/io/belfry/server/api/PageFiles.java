package io.belfry.server.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The files of one page, from the resources of this program, in memory once they were asked for.
///
/// Vert.x's own handler unpacks all of the program's jar before it answers the first time.
///
/// Safe for several threads.
final class PageFiles {
  private static final String ROOT = "/io/belfry/server/web";
  private static final String INDEX = "index.html";
  private static final Pattern NAME =
      Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml");

  private final String path;
  private final Map<String, Buffer> files = new ConcurrentHashMap<>();

  /// @param path of the page, such as `/demo`
  PageFiles(String path) {
    this.path = path;
  }

  /// Answers with the file that `call` asks for; others answer where there is none.
  void handle(RoutingContext call) {
    String asked = call.normalizedPath();
    String name = asked.endsWith("/") ? asked + INDEX : asked;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    Optional<Buffer> file =
        type != null && name.startsWith(path + "/") && NAME.matcher(name).matches()
            ? find(name)
            : Optional.empty();
    if (file.isEmpty()) {
      call.next();
      return;
    }
    // What has its hash in its name never changes.
    boolean lasts = name.contains("/assets/");
    call.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader(HttpHeaders.CACHE_CONTROL, lasts ? "public, max-age=86400" : "no-cache")
        .end(file.get());
  }

  private Optional<Buffer> find(String name) {
    return Optional.ofNullable(files.computeIfAbsent(name, PageFiles::read));
  }

  @SuppressWarnings("NullAway") // Nothing is kept of what is not there.
  private static Buffer read(String name) {
    try (InputStream file = PageFiles.class.getResourceAsStream(ROOT + name)) {
      return file == null ? null : Buffer.buffer(file.readAllBytes());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
