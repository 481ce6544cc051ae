package io.belfry.socketio;

import io.belfry.socketio.engine.CloseReason;
import java.util.List;
import java.util.Optional;

/// Something hostile or strange that a client sends, and what is to come of it.
///
/// @param frames text messages (`String`) and binary ones (`byte[]`)
/// @param reason why the connection ends; nothing when it goes on
/// @param limit the limit that is reported
record Hostility(
    String name, List<Object> frames, Optional<CloseReason> reason, Optional<SocketIoLimit> limit) {

  static Hostility goesOn(String name, Object... frames) {
    return new Hostility(name, List.of(frames), Optional.empty(), Optional.empty());
  }

  static Hostility malformed(String name, Object... frames) {
    return ends(CloseReason.PARSE_ERROR, name, frames);
  }

  static Hostility ends(CloseReason reason, String name, Object... frames) {
    return new Hostility(name, List.of(frames), Optional.of(reason), Optional.empty());
  }

  static Hostility over(SocketIoLimit limit, String name, Object... frames) {
    return new Hostility(
        name, List.of(frames), Optional.of(CloseReason.LIMIT_EXCEEDED), Optional.of(limit));
  }

  @Override
  public String toString() {
    return name;
  }
}
