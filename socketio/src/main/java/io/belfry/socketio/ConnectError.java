package io.belfry.socketio;

import org.jspecify.annotations.Nullable;

/// The answer to a client that may not connect: its `connect_error` has this message and data.
///
/// Clients of protocol 4 (2.x) hear the data alone, or the message when there is none.
///
/// @param message `error.message` at the client
/// @param data `error.data` at the client, anything that can be an argument of an event but binary
///   data; absent when null
public record ConnectError(String message, @Nullable Object data) {
  /// An error without data.
  public ConnectError(String message) {
    this(message, null);
  }
}
