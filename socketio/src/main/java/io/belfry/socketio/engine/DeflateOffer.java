package io.belfry.socketio.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a client's offers of permessage-deflate (RFC 7692, section 7.1).
///
/// @param response the value of the header that accepts one of them
/// @param serverWindow how many bytes a message to the client may have that goes compressed
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
    for (String offer : header.split(",", -1)) {
      String[] parts = offer.split(";", -1);
      if (parts[0].strip().equalsIgnoreCase(NAME)) {
        @Nullable Map<String, @Nullable String> asked = parameters(parts);
        if (asked != null) {
          return accept(asked, options);
        }
      }
    }
    return null;
  }

  /// The parameters of an offer, with their values if they have any; null when the offer has to be
  /// declined: for one that is unknown, that has a wrong value, or that comes twice.
  private static @Nullable Map<String, @Nullable String> parameters(String[] parts) {
    Map<String, @Nullable String> asked = new HashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      String name = pair[0].strip();
      @Nullable String value = pair.length == 1 ? null : unquoted(pair[1].strip());
      if (!isValid(name, value) || asked.containsKey(name)) {
        return null;
      }
      asked.put(name, value);
    }
    return asked;
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static DeflateOffer accept(Map<String, @Nullable String> asked, Deflate options) {
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
    // The largest window is what the deflater has by itself: then messages may be of any length.
    int window = serverBits == MAX_BITS ? Integer.MAX_VALUE : 1 << serverBits;
    return new DeflateOffer(response.toString(), window);
  }

  private static int bits(Map<String, @Nullable String> asked, String parameter) {
    @Nullable String value = asked.get(parameter);
    return value == null ? MAX_BITS : Integer.parseInt(value);
  }

  private static boolean isValid(String name, @Nullable String value) {
    return switch (name) {
      case SERVER_WINDOW -> value != null && isBits(value);
      case CLIENT_WINDOW -> value == null || isBits(value);
      case SERVER_FRESH, CLIENT_FRESH -> value == null;
      default -> false;
    };
  }

  private static boolean isBits(String value) {
    return value.matches("8|9|1[0-5]");
  }
}
