package io.belfry.socketio.engine;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;

/// A cookie that a session's first answer sets, with the session's id: for load balancers that have
/// to bring all requests of a session to the same node.
///
/// It is for them alone: scripts cannot read it, and the server does not look at it.
///
/// @param name its name; none is set when this is empty
/// @param path the path that it is for
/// @param sameSite which requests from other sites carry it
/// @param secure whether it travels over TLS only; browsers demand it with [CookieSameSite#NONE]
public record StickyCookie(String name, String path, CookieSameSite sameSite, boolean secure) {
  /// No cookie.
  public static final StickyCookie NONE = new StickyCookie("", "/", CookieSameSite.LAX, false);

  /// Checks that browsers would take it.
  public StickyCookie {
    if (!name.matches("[\\w!#$%&'*+.^`|~-]*")) {
      throw new IllegalArgumentException("not the name of a cookie: " + name);
    }
    if (sameSite == CookieSameSite.NONE && !secure) {
      throw new IllegalArgumentException("browsers refuse SameSite=None without Secure");
    }
  }

  /// A cookie of this name for the whole site.
  public static StickyCookie named(String name) {
    return new StickyCookie(name, "/", CookieSameSite.LAX, false);
  }

  boolean isSet() {
    return !name.isEmpty();
  }

  /// The value of the header `Set-Cookie` for a session.
  String header(String sessionId) {
    return Cookie.cookie(name, sessionId)
        .setPath(path)
        .setHttpOnly(true)
        .setSecure(secure)
        .setSameSite(sameSite)
        .encode();
  }
}
