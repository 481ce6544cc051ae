package io.belfry.socketio.engine;

import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a client's offers of permessage-deflate (RFC 7692, section 7.1).
///
/// @param response the value of the header that accepts one of them
/// @param serverWindow the window in bytes that messages to the client have to keep to
record DeflateOffer(String response, int serverWindow) {
  private static final String NAME = "permessage-deflate";
  private static final String SERVER_WINDOW = "server_max_window_bits";
  private static final String CLIENT_WINDOW = "client_max_window_bits";
  private static final String SERVER_FRESH = "server_no_context_takeover";
  private static final String CLIENT_FRESH = "client_no_context_takeover";
  private static final int MAX_BITS = 15;

  /// The first of the offers that can be accepted; null when there is none.
  static @Nullable DeflateOffer accept(@Nullable String header, Deflate options) {
    if (header == null || !options.enabled()) {
      return null;
    }
    for (WebSocketExtensionData offer : WebSocketExtensionUtil.extractExtensions(header)) {
      if (offer.name().equalsIgnoreCase(NAME) && isValid(offer.parameters())) {
        return accept(offer.parameters(), options);
      }
    }
    return null;
  }

  private static DeflateOffer accept(Map<String, String> asked, Deflate options) {
    StringBuilder response =
        new StringBuilder(NAME).append("; ").append(SERVER_FRESH).append("; ").append(CLIENT_FRESH);
    int serverBits = bits(asked, SERVER_WINDOW);
    if (asked.containsKey(SERVER_WINDOW)) {
      response.append("; ").append(SERVER_WINDOW).append('=').append(serverBits);
    }
    int clientBits = Math.min(bits(asked, CLIENT_WINDOW), options.clientWindowBits());
    if (asked.containsKey(CLIENT_WINDOW) && clientBits < MAX_BITS) {
      response.append("; ").append(CLIENT_WINDOW).append('=').append(clientBits);
    }
    return new DeflateOffer(response.toString(), 1 << serverBits);
  }

  private static int bits(Map<String, String> asked, String parameter) {
    @Nullable String value = asked.get(parameter);
    return value == null ? MAX_BITS : Integer.parseInt(value);
  }

  private static boolean isValid(Map<String, String> asked) {
    for (Map.Entry<String, String> each : asked.entrySet()) {
      @Nullable String value = each.getValue();
      boolean fits =
          switch (each.getKey()) {
            case SERVER_WINDOW -> value != null && isBits(value);
            case CLIENT_WINDOW -> value == null || isBits(value);
            case SERVER_FRESH, CLIENT_FRESH -> value == null;
            default -> false;
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBits(String value) {
    return value.matches("8|9|1[0-5]");
  }
}
