package io.belfry.server.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  /// @param path of the page, such as `/demo`; empty for what lies at the root
  PageFiles(String path) {
    this.path = path;
  }

  /// Answers with the file that `call` asks for; others answer where there is none.
  void handle(RoutingContext call) {
    String asked = call.normalizedPath();
    String name = asked.endsWith("/") ? asked + INDEX : asked;
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !name.startsWith(path + "/") || !NAME.matcher(name).matches()) {
      call.next();
      return;
    }
    PageFile known = files.get(name);
    if (known != null) {
      answer(call, name, known);
      return;
    }
    // Compressing takes longer than an event loop may stand still.
    call.vertx()
        .executeBlocking(() -> read(name, type), false)
        .onSuccess(
            file -> {
              file.ifPresent(found -> files.put(name, found));
              file.ifPresentOrElse(found -> answer(call, name, found), call::next);
            })
        .onFailure(call::fail);
  }

  private static void answer(RoutingContext call, String name, PageFile file) {
    HttpServerResponse response = call.response();
    if (response.ended() || response.closed()) {
      return;
    }
    // What has its hash in its name never changes. Others keep their names in the next version: a
    // browser asks each time, so that what it runs is of the server's version.
    boolean lasts = name.contains("/assets/");
    response
        .putHeader(HttpHeaders.CACHE_CONTROL, lasts ? "public, max-age=86400" : "no-cache")
        .putHeader(HttpHeaders.ETAG, file.tag())
        .headers()
        .add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (file.isHeld(call.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    boolean gzip = takesGzip(call);
    if (gzip) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    Buffer body = gzip ? file.gzipped() : file.plain();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, file.type())
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (HttpMethod.HEAD.equals(call.request().method())) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean takesGzip(RoutingContext call) {
    return call.parsedHeaders().acceptEncoding().stream()
        .anyMatch(coding -> coding.value().equalsIgnoreCase("gzip") && coding.weight() > 0);
  }

  private static Optional<PageFile> read(String name, String type) throws IOException {
    byte[] content = bytes(name);
    if (content == null) {
      return Optional.empty();
    }
    byte[] gzipped = bytes(name + ".gz");
    return Optional.of(
        gzipped == null ? PageFile.of(type, content) : PageFile.of(type, content, gzipped));
  }

  private static byte @Nullable [] bytes(String name) throws IOException {
    try (InputStream file = PageFiles.class.getResourceAsStream(ROOT + name)) {
      return file == null ? null : file.readAllBytes();
    }
  }
}
