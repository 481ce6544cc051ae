package io.belfry.socketio;

/// An event on its way to a client.
///
/// @param socket whom it goes to
/// @param event what goes to it; [EncodedEvent#name] and [EncodedEvent#args] read it. With
///   [RecoveryOptions] on, its last argument may be the offset that they speak of
public record OutgoingEvent(Socket socket, EncodedEvent event) {}
